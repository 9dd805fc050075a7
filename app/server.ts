/**
 * `luoshi start`: configuration → database → migrations → example plan → HTTP. Stopping runs the other
 * way: no new connections, requests in flight finish, pool, database.
 */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { regionCodeSchema } from '#kernel/ids.ts';
import { commandLine } from '#kernel/server/actor.ts';
import { channelsOf } from '#kernel/server/channels.ts';
import { systemClock } from '#kernel/server/clock.ts';
import type { Config } from '#kernel/server/config.ts';
import { createPool } from '#kernel/server/db.ts';
import type { Pool } from '#kernel/server/db.ts';
import { fileFolder } from '#kernel/server/files/file-folder.ts';
import { createLogger } from '#kernel/server/logging.ts';
import { migrate } from '#kernel/server/migrate.ts';
import { openDatabase } from '#kernel/server/postgres/open-database.ts';
import type { OpenedDatabase } from '#kernel/server/postgres/open-database.ts';
import { errorCode, SetupFault } from '#kernel/server/setup-fault.ts';
import type { Progress } from '#kernel/server/setup-fault.ts';
import { createSealer } from '#kernel/server/sealer.ts';
import { runUseCase } from '#kernel/server/use-case.ts';
import type { Runtime } from '#kernel/server/use-case.ts';
import { issueSetupCode, recordAct, seedDemoPeople } from '#identity/server';
import { workOf } from '#kernel/server/work.ts';
import { startWorker } from '#kernel/server/worker.ts';
import { seedDemoAnswers } from '#answer/server';
import { readSeedSeries, seedDemoLinks, seedSeries } from '#indicator/server';
import { importPlanUseCase, readPlanFile } from '#plan/server';
import { seedDemoTasks } from '#task/server';
import { buildApp, permissionsOf } from './build-app.ts';
import { serverModules } from './modules.server.ts';
import { storeDefaults } from './store-defaults.ts';

export const examplePlan = resolve(import.meta.dirname, '..', 'examples', 'guzhen', 'plan.txt');
const exampleSeries = resolve(import.meta.dirname, '..', 'examples', 'guzhen', 'series');
const exampleRegion = '340323';

export interface OpenedRuntime {
  readonly database: OpenedDatabase;
  readonly pool: Pool;
  readonly runtime: Runtime;
  close(): Promise<void>;
}

/** Database, migrations and pool: what the server and the commands share. */
export async function openRuntime(config: Config, progress: Progress): Promise<OpenedRuntime> {
  const database = await openDatabase(config, progress);
  try {
    await migrate(database.migratorUrl, progress);
    await storeDefaults(database.appUrl);
  } catch (error) {
    await database.close();
    throw error;
  }
  const pool = createPool({ connectionString: database.appUrl });
  const runtime: Runtime = {
    recordAct,
    pool,
    clock: systemClock,
    region: regionCodeSchema.parse(config.region),
    limits: config.limits,
    work: workOf(serverModules),
    node: { profile: config.profile, sealer: createSealer(config.secret), providers: config.providers },
    files: fileFolder(join(config.dataDir, 'files')),
    channels: channelsOf(config.channels, [new URL(config.publicOrigin).hostname, config.host]),
  };
  return {
    database,
    pool,
    runtime,
    close: async () => {
      await pool.end();
      await database.close();
    },
  };
}

/** Stores the plan of the start unless this text is stored already; says which. */
async function importAtStart(path: string, runtime: Runtime, progress: Progress): Promise<string> {
  const file = await readPlanFile(path, runtime.limits.importBytes);
  const actor = commandLine(permissionsOf(serverModules));
  const input = { body: {}, file: { name: file.fileName, mediaType: 'text/plain', bytes: file.bytes } };
  const { reply } = await runUseCase(importPlanUseCase, input, { actor, requestId: null }, runtime);
  progress(reply.created === 'nothing' ? `方案「${reply.title}」已在库中（第 ${reply.ordinal} 版）` : `已导入方案「${reply.title}」（第 ${reply.ordinal} 版）`);
  return reply.planId;
}

/** Published figures of the example region, at its first start only. */
async function loadSeriesAtStart(runtime: Runtime, progress: Progress): Promise<void> {
  const seed = runtime.region === exampleRegion ? readSeedSeries(exampleSeries) : undefined;
  const loaded = seed === undefined ? 0 : await seedSeries(runtime, seed);
  if (loaded > 0) progress(`已载入 ${loaded} 个公开统计数（均有来源）`);
}

/** People, tasks and answers of the demonstration, each made once. */
async function demonstrate(runtime: Runtime, planId: string | undefined): Promise<void> {
  const { people } = await seedDemoPeople(runtime);
  if (planId === undefined || (await seedDemoTasks(runtime, planId, people)) === 0) return;
  await seedDemoLinks(runtime);
  await seedDemoAnswers(runtime, planId);
}

function listenFault(error: unknown, config: Config): unknown {
  const code = errorCode(error);
  if (code === 'EADDRINUSE') {
    return new SetupFault({
      code: 'listen.port_taken',
      problem: `端口 ${config.port} 已被另一个程序占用（可能是已经启动的落实）。`,
      remedy: `先停止那个程序，或换一个端口启动：npm start -- --port ${config.port === 8340 ? 8341 : 8340}（--port 0 由系统挑选）。`,
      cause: error,
    });
  }
  if (code === 'EACCES') {
    return new SetupFault({ code: 'listen.port_forbidden', problem: `没有使用端口 ${config.port} 的权限。`, remedy: '请换用 1024 以上的端口，例如 --port 8340。', cause: error });
  }
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
    return new SetupFault({
      code: 'listen.host_unknown',
      problem: `本机没有监听地址 ${config.host}。`,
      remedy: '请改正 HOST，例如 127.0.0.1（仅本机）或 0.0.0.0（所有网卡）。',
      cause: error,
    });
  }
  return error;
}

function announce(address: string, config: Config, setupCode: string | undefined): string {
  const lines = ['', `落实已启动：${address}/`, `  工作台 ${address}/console　公开门户 ${address}/　接口 ${address}/api/plans　健康检查 ${address}/health`];
  if (config.profile === 'development') {
    lines.push(`  开发模式：在本机打开 ${address}/console/sign-in，选一个演示（DEMO）账号登录，例如「演示办公室主任」。演示数据不进入正式统计。`);
  }
  if (setupCode !== undefined) lines.push(`  首次设置：打开 ${address}/console/setup ，输入一次性代码 ${setupCode} 建立三名管理员。代码只在此处显示，下次启动更换。`);
  lines.push('  按 Ctrl+C 停止。', '');
  return lines.join('\n');
}

export interface StartedServer {
  /** e.g. http://127.0.0.1:8340 */
  readonly address: string;
  readonly announcement: string;
  close(): Promise<void>;
}

function addressOf(config: Config, port: number): string {
  const host = config.host === '0.0.0.0' || config.host === '::' ? '127.0.0.1' : config.host;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Starts everything; on a fault everything opened so far is closed again. */
export async function startServer(config: Config, options: { readonly plan?: string | undefined }, progress: Progress): Promise<StartedServer> {
  const opened = await openRuntime(config, progress);
  try {
    const plan = options.plan ?? (existsSync(examplePlan) ? examplePlan : undefined);
    const planId = plan === undefined ? undefined : await importAtStart(plan, opened.runtime, progress);
    await loadSeriesAtStart(opened.runtime, progress);
    if (config.profile === 'development') await demonstrate(opened.runtime, planId);
    const setupCode = await issueSetupCode(opened.runtime);
    const logger = createLogger(config.logLevel);
    const app = await buildApp({ runtime: opened.runtime, origin: config, logger, trustedProxies: config.trustedProxies, securityContact: config.securityContact });
    await app.http.listen({ host: config.host, port: config.port }).catch((error: unknown) => {
      throw listenFault(error, config);
    });
    app.setReady(true);
    const worker = startWorker({ ...opened.runtime, publicOrigin: config.publicOrigin }, logger);
    const bound = app.http.server.address();
    const address = addressOf(config, typeof bound === 'object' && bound !== null ? bound.port : config.port);
    return {
      address,
      announcement: announce(address, config, setupCode),
      close: async () => {
        app.setReady(false);
        await app.http.close();
        await worker.stop();
        await opened.close();
      },
    };
  } catch (error) {
    await opened.close();
    throw error;
  }
}
