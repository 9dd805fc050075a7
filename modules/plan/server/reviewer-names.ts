/** Names of those who gave reviews, for readers who may review. */
import type { Tx } from '#kernel/server/db.ts';
import { personNames } from '#identity/server';
import type { StoredReview } from './review-store.ts';

const idOf = (by: string): string | undefined => (by.startsWith('user:') ? by.slice('user:'.length) : undefined);
const machineNames: Readonly<Record<string, string>> = { 'local:command-line': '命令行', 'local:operator': '本机操作员' };

/** From the id in `by` to a name; the id itself when nobody is known by it. */
export async function reviewerNames(tx: Tx, reviews: readonly StoredReview[]): Promise<(by: string) => string> {
  const ids = reviews.flatMap(({ by }) => idOf(by) ?? []);
  const names = await personNames(tx, ids);
  return (by) => names.get(idOf(by) ?? '') ?? machineNames[by] ?? by;
}
