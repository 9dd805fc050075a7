import { errorText, type Progress } from '../setup-fault.ts';

const EVERY_MS = 1000;
const AFTER_FAILURE_MS = 5000;

export type Watched = {
  /** Cheap: does the server live? Called every second. */
  isAlive(): boolean;
  /** Starts it again (under the start lock, so several watching processes start it once). */
  revive(): Promise<void>;
};

/**
 * Brings the embedded server back when it was killed while in use; the pool reconnects by itself on the same port.
 * A failure (disk full) is told once and tried again until it works. The timer does not keep the process alive.
 * @returns stops watching; resolves when no revival is under way
 */
export function watchServer(watched: Watched, progress: Progress): () => Promise<void> {
  let reviving: Promise<void> | undefined;
  let told = '';
  let resumeAt = 0;
  const look = () => {
    if (reviving !== undefined || performance.now() < resumeAt || watched.isAlive()) return;
    reviving = revive().finally(() => {
      reviving = undefined;
    });
  };
  const tell = (line: string) => {
    if (line !== told) progress(line);
    told = line;
  };
  const revive = async () => {
    try {
      tell('数据库意外退出，正在重新启动');
      await watched.revive();
      told = '';
      progress('数据库已重新启动，已确认的数据不受影响');
    } catch (error) {
      resumeAt = performance.now() + AFTER_FAILURE_MS;
      tell(`数据库未能重新启动，将继续尝试：${errorText(error)}`);
    }
  };
  const timer = setInterval(look, EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await reviving;
  };
}
