/** Two people edit one draft: what they changed apart is joined, what both changed is shown to the second (issue: concurrent edits). */
import type { OrderContent, OrderContentField } from '../../contract/index.ts';
import { orderContentFields } from '../../contract/index.ts';

export interface EditConflict {
  readonly field: OrderContentField;
  readonly theirs: unknown;
  readonly mine: unknown;
}

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Three ways: what I saw, what is stored now, what I want. */
export function mergeEdits(seen: OrderContent, stored: OrderContent, wanted: OrderContent): { readonly merged: OrderContent; readonly conflicts: readonly EditConflict[] } {
  const conflicts: EditConflict[] = [];
  const merged: Record<string, unknown> = { ...stored };
  for (const field of orderContentFields) {
    if (isSame(wanted[field], seen[field])) continue;
    if (!isSame(stored[field], seen[field]) && !isSame(stored[field], wanted[field])) conflicts.push({ field, theirs: stored[field], mine: wanted[field] });
    else merged[field] = wanted[field];
  }
  return { merged: merged as OrderContent, conflicts };
}
