import type { Tx } from '#kernel/server/db.ts';

/** Does all the work and takes every trace of it back: a preview that cannot differ from the act. */
export async function rehearse<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  const curtain = new Error('rehearsal over');
  let result: { readonly value: T } | undefined;
  await tx
    .nested(async () => {
      result = { value: await work() };
      throw curtain;
    })
    .catch((error: unknown) => {
      if (error !== curtain) throw error;
    });
  if (result === undefined) throw new Error('nothing was rehearsed');
  return result.value;
}
