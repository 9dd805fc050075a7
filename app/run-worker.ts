/** `luoshi worker`: reactions and duties of the system in a process of its own, beside `luoshi start` or instead of its part. */
import type { Config } from '#kernel/server/config.ts';
import { createLogger } from '#kernel/server/logging.ts';
import { startWorker } from '#kernel/server/worker.ts';
import { askedToStop } from './run-start.ts';
import { openRuntime } from './server.ts';
import { exitCodes, note } from './terminal.ts';

export async function runWorker(config: Config): Promise<number> {
  const stop = askedToStop();
  const opened = await openRuntime(config, note);
  const worker = startWorker({ ...opened.runtime, publicOrigin: config.publicOrigin }, createLogger(config.logLevel));
  note('后台工作已启动：整理事件次序、执行后续处理、按时开展定期职责。按 Ctrl+C 停止。');
  await stop;
  note('正在停止：等待进行中的工作完成…');
  await worker.stop();
  await opened.close();
  note('已停止。');
  return exitCodes.done;
}
