import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isRunning, readIdentity, writeIdentity } from './process-identity.ts';

/**
 * Who uses the embedded server: one small file per opening, in `<data>/pg-users/`. Rule: any process may start the
 * server, every process that opens it is listed, and the last one that closes stops it, whoever started it. Entries
 * of processes that died do not count. Called only under the start lock.
 */
const FOLDER = 'pg-users';

/** Lists this opening; returns its name for removeUser. */
export function addUser(dataDir: string): string {
  mkdirSync(join(dataDir, FOLDER), { recursive: true });
  const name = `${process.pid}-${randomBytes(6).toString('hex')}`;
  writeIdentity(join(dataDir, FOLDER, name), process.pid);
  return name;
}

/** Removes this opening and those of dead processes; returns how many are left. */
export function removeUser(dataDir: string, name: string): number {
  const folder = join(dataDir, FOLDER);
  rmSync(join(folder, name), { force: true });
  const living = readdirSync(folder).filter((each) => isLiving(join(folder, each)));
  for (const each of readdirSync(folder).filter((entry) => !living.includes(entry))) rmSync(join(folder, each), { force: true });
  return living.length;
}

function isLiving(path: string): boolean {
  const user = readIdentity(path);
  return user !== undefined && isRunning(user);
}
