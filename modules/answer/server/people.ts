/** Names for the ids that rows keep of who acted. */
import type { Tx } from '#kernel/server/db.ts';
import { personNames } from '#identity/server';

const ownNames: Readonly<Record<string, string>> = { 'local:operator': '本机操作员', 'local:command-line': '命令行' };

export async function namesOf(tx: Tx, actors: readonly (string | null)[]): Promise<Record<string, string>> {
  const ids = [...new Set(actors.filter((id) => id !== null))];
  const people = await personNames(
    tx,
    ids.flatMap((id) => (id.startsWith('user:') ? [id.slice(5)] : [])),
  );
  return Object.fromEntries(ids.map((id) => [id, ownNames[id] ?? (id.startsWith('system:') ? '系统' : (people.get(id.slice(5)) ?? '已离任人员'))]));
}
