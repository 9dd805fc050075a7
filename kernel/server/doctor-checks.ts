import { execFileSync } from 'node:child_process';
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { type Config, type ConfigOverrides, type Environment, loadConfig } from './config.ts';
import { readMigrationState } from './migrate.ts';
import { locateBinaries } from './postgres/binaries.ts';
import { openDatabase } from './postgres/open-database.ts';
import { errorCode, errorText, SetupFault } from './setup-fault.ts';

/** One line of `luoshi doctor`: `detail` says what was found, `remedy` what to do (empty when ok). */
export type DoctorCheck = { readonly name: string; readonly ok: boolean; readonly detail: string; readonly remedy: string };

const root = join(import.meta.dirname, '..', '..');
const OLDEST_NODE = 24;
const NEEDED_BYTES = 512 * 1024 * 1024;
const GIB = 1024 ** 3;
const WEB_FILES = ['dist/web/index.html', 'dist/portal/entry.js'];

const good = (name: string, detail: string): DoctorCheck => ({ name, ok: true, detail, remedy: '' });
const bad = (name: string, detail: string, remedy: string): DoctorCheck => ({ name, ok: false, detail, remedy });

/**
 * All checks in the order in which a start would need them; never throws. Nothing is created except what a
 * configuration load creates (the remembered secret): a data folder that was never started is not started here.
 */
export async function listDoctorChecks(env: Environment, overrides: ConfigOverrides = {}): Promise<readonly DoctorCheck[]> {
  const checks: DoctorCheck[] = [checkNode(process.versions.node), checkBroughtNode(), checkWebBuild(root)];
  let config: Config;
  try {
    config = loadConfig(env, overrides);
  } catch (error) {
    return [...checks, faultCheck('配置', error)];
  }
  checks.push(good('配置', `${config.profile}，区域 ${config.region}，监听 ${config.host}:${config.port}`));
  checks.push(checkDataDir(config.dataDir), await checkPort(config.host, config.port));
  if (isEmbedded(config)) checks.push(checkPostgresPrograms());
  return [...checks, ...(await checkDatabase(config))];
}

/** @param version `process.versions.node` */
export function checkNode(version: string): DoctorCheck {
  const major = Number.parseInt(version, 10);
  if (major >= OLDEST_NODE) return good('Node.js', `正在使用 ${version}`);
  return bad('Node.js', `正在使用 ${version}，需要 ${OLDEST_NODE} 以上`, '请用 npm start 或 npx luoshi 启动（会使用自带的 Node.js），或安装 Node.js 24。');
}

/** The Node binary that npm brought, which `npm start` uses when the machine's own is older. */
export function checkBroughtNode(): DoctorCheck {
  const name = '自带的 Node.js';
  const program = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
  if (!existsSync(program)) return good(name, `没有安装，使用系统的 ${process.versions.node}`);
  try {
    const version = execFileSync(program, ['--version'], { encoding: 'utf8', timeout: 20_000, shell: process.platform === 'win32' }).trim();
    return good(name, version);
  } catch (error) {
    return bad(name, `无法运行：${errorText(error).slice(0, 200)}`, '请重新执行 npm ci，或安装 Node.js 24。');
  }
}

/** Server programs present, their library links made, and able to run. */
export function checkPostgresPrograms(): DoctorCheck {
  try {
    const { version } = locateBinaries();
    return good('自带的 PostgreSQL', version);
  } catch (error) {
    return faultCheck('自带的 PostgreSQL', error);
  }
}

/** The folder, or the nearest one above it that exists, is writable and has room. */
export function checkDataDir(dataDir: string): DoctorCheck {
  const name = '数据目录';
  try {
    const nearest = nearestFolder(dataDir);
    if (!statSync(nearest).isDirectory()) return bad(name, `${nearest} 不是目录`, '请用 --data 或 LUOSHI_DATA 指定另一个目录。');
    accessSync(nearest, constants.W_OK | constants.X_OK);
    const { bavail, bsize } = statfsSync(nearest);
    const free = `${((bavail * bsize) / GIB).toFixed(1)} GiB`;
    if (bavail * bsize < NEEDED_BYTES) return bad(name, `${dataDir} 所在磁盘只剩 ${free}`, '请清理磁盘，或用 --data 指定另一块磁盘上的目录。');
    return good(name, `${dataDir}（${existsSync(dataDir) ? '已存在' : '首次启动时建立'}，可用 ${free}）`);
  } catch (error) {
    return bad(name, `${dataDir} 不可写（${errorCode(error) ?? errorText(error)}）`, '请检查该目录的所有者、权限和所在磁盘是否只读，或用 --data 指定另一个目录。');
  }
}

/** Free for listening; 0 always is. */
export async function checkPort(host: string, port: number): Promise<DoctorCheck> {
  const name = '端口';
  const failure = await tryListen(host, port);
  if (failure === undefined) return good(name, port === 0 ? '由系统挑选' : `${host}:${port} 空闲`);
  const remedies: Readonly<Record<string, string>> = {
    EADDRINUSE: '若落实正在运行，这是正常的；否则请结束占用它的程序，或用 --port 换一个端口。',
    EACCES: '1024 以下的端口需要管理员权限；请用 --port 换一个端口。',
    EADDRNOTAVAIL: '本机没有这个地址；请检查 HOST。',
    ENOTFOUND: '找不到这个主机名；请检查 HOST。',
  };
  return bad(name, `${host}:${port} 不能使用（${failure}）`, remedies[failure] ?? '请用 --port 或 --host 换一个。');
}

/** Console and portal renderer built. */
export function checkWebBuild(folder: string): DoctorCheck {
  const missing = WEB_FILES.filter((file) => !existsSync(join(folder, file)));
  if (missing.length === 0) return good('网页', '已构建');
  return bad('网页', `缺少 ${missing.join('、')}`, '请执行 npm run build；npm start 会自动构建。');
}

/** Reachable, version, settings, roles (openDatabase refuses otherwise), and what migrations are waiting. */
export async function checkDatabase(config: Config): Promise<readonly DoctorCheck[]> {
  if (isEmbedded(config) && !existsSync(join(config.dataDir, 'pg')) && !existsSync(join(config.dataDir, 'pg-location'))) {
    return [good('数据库', '尚未建立，首次启动时建立')];
  }
  const checks: DoctorCheck[] = [];
  try {
    const database = await openDatabase(config, () => undefined);
    try {
      checks.push(good('数据库', `PostgreSQL ${database.serverVersion}（${database.kind === 'embedded' ? '自带' : '外部'}），角色与安全设置合格`));
      checks.push(describeState(await readMigrationState(database.migratorUrl)));
    } finally {
      await database.close();
    }
  } catch (error) {
    checks.push(faultCheck(checks.length === 0 ? '数据库' : '数据库结构', error));
  }
  return checks;
}

function describeState(state: { applied: readonly string[]; pending: readonly string[] }): DoctorCheck {
  if (state.pending.length === 0) return good('数据库结构', `已是最新（${state.applied.length} 个迁移）`);
  return bad('数据库结构', `有 ${state.pending.length} 个迁移尚未执行：${state.pending.join('、')}`, '请执行 npx luoshi migrate；npm start 会自动执行。');
}

function isEmbedded(config: Config): boolean {
  return config.databaseUrl === undefined && config.appUrl === undefined;
}

function faultCheck(name: string, error: unknown): DoctorCheck {
  if (error instanceof SetupFault) return bad(name, `${error.problem}（${error.code}）`, error.remedy);
  return bad(name, errorText(error), '请把这段提示交给开发者。');
}

function nearestFolder(path: string): string {
  let folder = path;
  while (!existsSync(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

function tryListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(errorCode(error) ?? error.message));
    server.listen({ host, port }, () => server.close(() => resolve(undefined)));
  });
}
