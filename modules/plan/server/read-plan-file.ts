/** Reads a plan file from disk under the size limit, with the refusals of the contract luoshi.plan/1. */
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { cleanFileName } from '#kernel/server/clean-file-name.ts';
import { formatBytes } from '#kernel/server/problem.ts';
import { fileRefusals } from '#kernel/standard-refusals.ts';

export interface PlanFile {
  readonly bytes: Uint8Array;
  /** for display only */
  readonly fileName: string;
}

const refusalOf = {
  ENOENT: fileRefusals.not_found,
  ENOTDIR: fileRefusals.not_found,
  ENAMETOOLONG: fileRefusals.not_found,
  ERR_INVALID_ARG_VALUE: fileRefusals.not_found,
  EISDIR: fileRefusals.is_directory,
  EACCES: fileRefusals.unreadable,
  EPERM: fileRefusals.unreadable,
} as const;

function asRefusal(error: unknown, path: string): unknown {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  return code in refusalOf ? refusalOf[code as keyof typeof refusalOf]({ path: path.slice(0, 300) }) : error;
}

/** Reads at most `maxBytes`; works for pipes too, whose size nobody knows beforehand. */
export async function readPlanFile(path: string, maxBytes: number): Promise<PlanFile> {
  const tooLarge = fileRefusals.too_large({ limit: formatBytes(maxBytes) });
  try {
    await using handle = await open(path, 'r');
    const stat = await handle.stat();
    if (stat.isDirectory()) throw fileRefusals.is_directory({ path: path.slice(0, 300) });
    if (stat.size > maxBytes) throw tooLarge;
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of handle.createReadStream({ autoClose: false, highWaterMark: 1024 * 1024 })) {
      chunks.push(chunk as Buffer);
      size += (chunk as Buffer).length;
      if (size > maxBytes) throw tooLarge;
    }
    return { bytes: Buffer.concat(chunks), fileName: cleanFileName(basename(path)) };
  } catch (error) {
    throw asRefusal(error, path);
  }
}
