/** Names for the ids that rows keep of who acted. */
import type { Tx } from '#kernel/server/db.ts';
import { signatureNames } from '#identity/server';

export async function namesOf(tx: Tx, actors: readonly (string | null)[]): Promise<Record<string, string>> {
  const ids = [...new Set(actors.filter((id) => id !== null))];
  const nameOf = await signatureNames(tx, ids);
  return Object.fromEntries(ids.map((id) => [id, nameOf(id)]));
}
