/** The one way in which the tree changes: facts are folded, judged, stored, and the versions they touch are written anew. */
import { record } from '#kernel/server/record.ts';
import type { Context } from '#kernel/server/context.ts';
import type { Tx } from '#kernel/server/db.ts';
import { orgChanged } from '../contract/index.ts';
import { foldOrgFacts } from '../domain/index.ts';
import type { OrgFact, OrgFactBody, OrgFault, OrgHistory } from '../domain/index.ts';
import { replaceOrgLinks } from './org-link-store.ts';
import { orgStore } from './org-store.ts';
import type { ChangeBatch, StoredChange } from './org-store.ts';
import { refusalOfFault } from './org-refusals.ts';

export interface FactDraft {
  readonly on: string;
  readonly body: OrgFactBody;
}

/** What a batch would make of the tree. */
export interface Weighed {
  readonly before: OrgHistory;
  readonly after: OrgHistory;
  readonly facts: readonly OrgFact[];
  readonly faults: readonly OrgFault[];
}

/** Facts that count: voided ones and those that a correction replaced are history, not facts. */
export const factsThatCount = (changes: readonly StoredChange[]): readonly OrgFact[] =>
  changes
    .filter((change) => !change.is_replaced && !change.is_void)
    .map(({ change_id, effective_on, ordinal, body }) => ({ changeId: change_id, on: effective_on, ordinal, body: body as OrgFactBody }));

/** Judges new facts against all that is known. A fault may lie in an older fact that no longer fits. */
export function weighFacts(known: readonly OrgFact[], added: readonly OrgFact[], without: ReadonlySet<string> = new Set()): Weighed {
  const before = foldOrgFacts(known);
  const after = foldOrgFacts([...known.filter(({ changeId }) => !without.has(changeId)), ...added]);
  return { before, after, facts: added, faults: after.faults };
}

const idsIn = (body: OrgFactBody): readonly string[] => {
  if (body.act === 'merge') return [...body.orgIds, body.into];
  return body.act === 'split' ? [body.orgId, ...body.parts] : [body.orgId];
};

export const subjectOf = (body: OrgFactBody): string => (body.act === 'merge' ? body.into : body.orgId);

export function unitsTouched({ before, after }: Weighed): readonly string[] {
  const all = new Set([...before.versions.keys(), ...after.versions.keys()]);
  return [...all].filter((orgId) => JSON.stringify(before.versions.get(orgId) ?? []) !== JSON.stringify(after.versions.get(orgId) ?? [])).sort();
}

/** Units of a change: those it names, and those whose place changed with it (lower units of a merged one). */
function unitsOf(fact: OrgFact, { after }: Weighed): readonly string[] {
  const moved = [...after.versions].filter(([, versions]) => versions.some((version) => version.changeId === fact.changeId)).map(([orgId]) => orgId);
  return [...new Set([...idsIn(fact.body), ...moved])];
}

export async function readFacts(tx: Tx): Promise<readonly OrgFact[]> {
  return factsThatCount(await orgStore.listChanges(tx));
}

/** Facts with ids and places behind all known ones. */
export function numberFacts(drafts: readonly FactDraft[], known: readonly OrgFact[], newId: () => string): readonly OrgFact[] {
  const last = known.reduce((most, { ordinal }) => Math.max(most, ordinal), 0);
  return drafts.map((draft, index) => ({ ...draft, changeId: newId(), ordinal: last + index + 1 }));
}

/** Stores facts that were weighed without fault, in the turn that was taken before reading. */
export async function storeFacts(weighed: Weighed, batch: ChangeBatch & { readonly replaces?: ReadonlyMap<string, string> }, context: Context): Promise<void> {
  const touched = unitsTouched(weighed);
  const changes = weighed.facts.map((fact) => ({ ...fact, replaces: batch.replaces?.get(fact.changeId) ?? null, units: unitsOf(fact, weighed) }));
  await orgStore.saveChanges(context, changes, batch);
  await orgStore.replaceVersions(
    context.tx,
    touched,
    touched.flatMap((orgId) => weighed.after.versions.get(orgId) ?? []),
  );
  if (JSON.stringify(weighed.before.links) !== JSON.stringify(weighed.after.links)) await replaceOrgLinks(context.tx, weighed.after.links);
  for (const { changeId, on, body } of weighed.facts) {
    await record(context, orgChanged, {
      orgId: subjectOf(body),
      changeId,
      act: body.act,
      effectiveOn: on,
      body: JSON.stringify(body),
      reason: batch.reason,
      replaces: batch.replaces?.get(changeId) ?? '',
      isVoid: String(batch.isVoid),
    });
  }
}

/** Takes the turn, weighs and stores; refuses with the first fault. */
export async function recordOrgFacts(drafts: readonly FactDraft[], batch: Omit<ChangeBatch, 'isVoid'>, context: Context): Promise<Weighed> {
  await orgStore.takeTurn(context);
  const known = await readFacts(context.tx);
  const weighed = weighFacts(known, numberFacts(drafts, known, context.newId));
  const [fault] = weighed.faults;
  if (fault !== undefined) return context.refuse(refusalOfFault(fault));
  await storeFacts(weighed, { ...batch, isVoid: false }, context);
  return weighed;
}
