import type { Org } from '../contract/index.ts';

const fold = (text: string): string => text.normalize('NFKC').replace(/\s/g, '').toLowerCase();

/** Units whose name, short name or credit code holds the words, with everything above them; all of them for no words. */
export function filterOrgs(orgs: readonly Org[], words: string): { readonly shown: readonly Org[]; readonly hits: ReadonlySet<string> } {
  const wanted = fold(words);
  if (wanted === '') return { shown: orgs, hits: new Set() };
  const byId = new Map(orgs.map((org) => [org.orgId as string, org]));
  const hits = new Set(
    orgs.filter(({ name, shortName, uscc }) => [name, shortName ?? '', uscc ?? ''].some((text) => fold(text).includes(wanted))).map(({ orgId }) => orgId as string),
  );
  const kept = new Set<string>();
  for (const id of hits) for (let at: string | null = id; at !== null && !kept.has(at); at = byId.get(at)?.parentId ?? null) kept.add(at);
  return { shown: orgs.filter(({ orgId }) => kept.has(orgId)), hits };
}
