import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, SetupFault } from './setup-fault.ts';

const FILE = 'secret';

/**
 * The node's generated secret (64 hex characters): read from `<data>/secret`, or made and written there, mode 0600.
 * Two processes that start together get the same one: the file appears complete, under its name, only once.
 * @throws SetupFault `data.not_writable` or `data.secret_damaged`.
 */
export function rememberSecret(dataDir: string): string {
  const path = join(dataDir, FILE);
  try {
    return readSecret(path) ?? writeSecret(dataDir, path);
  } catch (cause) {
    if (cause instanceof SetupFault) throw cause;
    throw new SetupFault({
      code: 'data.not_writable',
      problem: `无法在数据目录 ${dataDir} 读写文件（${errorCode(cause) ?? '未知原因'}）。`,
      remedy: '请检查该目录的所有者、权限和所在磁盘是否只读，或用 LUOSHI_DATA 指定另一个可写目录。',
      cause,
    });
  }
}

function readSecret(path: string): string | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  if (/^[0-9a-f]{64}$/.test(text)) return text;
  throw new SetupFault({
    code: 'data.secret_damaged',
    problem: `密钥文件 ${path} 内容不完整。`,
    remedy: '请从备份恢复该文件；若没有备份可删除它，程序会重新生成，届时所有人需要重新登录。',
  });
}

/** link() refuses an existing name, so the loser of a race reads the winner's secret. */
function writeSecret(dataDir: string, path: string): string {
  mkdirSync(dataDir, { recursive: true });
  const draft = join(dataDir, `${FILE}.${process.pid}.${randomBytes(4).toString('hex')}`);
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const secret = readSecret(path);
  if (secret === undefined) throw new Error(`secret vanished: ${path}`);
  return secret;
}
