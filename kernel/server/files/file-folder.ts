/**
 * Contents of files by their SHA-256 in the data folder: written whole or not at all, read back against the hash. The path is made of
 * the hash only, so no name from outside ever reaches the file system (bad input A19).
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface FileFolder {
  /** Keeps the content; the same content twice is kept once. Resolves with its SHA-256. */
  write(bytes: Uint8Array): Promise<string>;
  /** The content. Throws when it is lost or differs from its hash. */
  read(sha256: string): Promise<Uint8Array>;
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const hashForm = /^[0-9a-f]{64}$/;

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

export function fileFolder(root: string): FileFolder {
  const pathOf = (sha256: string): string => {
    if (!hashForm.test(sha256)) throw new Error('not a SHA-256');
    return join(root, sha256.slice(0, 2), sha256);
  };
  return {
    write: async (bytes) => {
      const sha256 = sha256Of(bytes);
      const path = pathOf(sha256);
      if (await exists(path)) return sha256;
      await mkdir(dirname(path), { recursive: true, mode: 0o700 });
      const draft = `${path}.${randomUUID()}`;
      const handle = await open(draft, 'wx', 0o600);
      try {
        await handle.writeFile(bytes);
        // On the disk before its name appears: after a crash a name means a whole file.
        await handle.sync();
      } catch (error) {
        await rm(draft, { force: true });
        throw error;
      } finally {
        await handle.close();
      }
      await rename(draft, path);
      return sha256;
    },
    read: async (sha256) => {
      const bytes = await readFile(pathOf(sha256));
      if (sha256Of(bytes) !== sha256) throw new Error(`file ${sha256} differs from its hash`);
      return new Uint8Array(bytes);
    },
  };
}
