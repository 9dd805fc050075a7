/** Which clause of the version before a clause of a new version is: by the pairing of records and nodes, never by number. */
import { diffPlans } from '#libs/plantext/index.ts';
import type { PlanEdition } from '#libs/plantext/index.ts';

/** New id → old id for what goes on under another id; ids that stay the same are not listed. */
export function priorIds(before: PlanEdition, after: PlanEdition): ReadonlyMap<string, string> {
  const { nodes, renamed } = diffPlans(before, after);
  const pairs = [...nodes.matches.map((match): [string, string] => [match.after.id, match.before.id]), ...[...renamed].map(([old, now]): [string, string] => [now, old])];
  return new Map(pairs);
}

export interface KnownPlace {
  /** id in the version before */
  readonly id: string;
  /** key under which evidence is kept */
  readonly key: string;
}

/**
 * The lasting key of each clause: that of its counterpart in the version before, else its own id. A measure that was
 * renumbered keeps its key; an id that was freed and now names something else gets a key with the version's ordinal.
 */
export function lastingKeys(
  ids: readonly string[],
  known: readonly KnownPlace[],
  { prior, ordinal }: { readonly prior: ReadonlyMap<string, string>; readonly ordinal: number },
): ReadonlyMap<string, string> {
  const keyOf = new Map(known.map(({ id, key }) => [id, key]));
  const claimed = new Map<string, string>();
  for (const id of ids) {
    const before = prior.get(id) ?? (id.includes('_') ? id : undefined);
    const key = before === undefined ? undefined : keyOf.get(before);
    if (key !== undefined && ![...claimed.values()].includes(key)) claimed.set(id, key);
  }
  const taken = new Set([...claimed.values(), ...known.map(({ key }) => key)]);
  return new Map(ids.map((id) => [id, claimed.get(id) ?? (taken.has(id) ? `${id}@${ordinal}` : id)]));
}
