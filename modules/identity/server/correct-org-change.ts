import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { correctOrgChange, orgActLabel } from '../contract/index.ts';
import type { OrgAct } from '../contract/index.ts';
import type { OrgDetails, OrgFact, OrgFactBody, OrgFault } from '../domain/index.ts';
import type { ServerInput } from '#kernel/endpoint.ts';
import { checkOrgDetails } from './check-org-details.ts';
import { rearrangeHoldings } from './move-holdings.ts';
import { orgRefusals, refusalOfFault } from './org-refusals.ts';
import { orgStore } from './org-store.ts';
import type { StoredChange } from './org-store.ts';
import { factsThatCount, storeFacts, subjectOf, unitsTouched, weighFacts } from './record-org-facts.ts';
import { refuseHeldPosts } from './refuse-held-posts.ts';
import { rehearse } from './rehearse.ts';

type Correction = Partial<OrgDetails>;

/** The fact with the corrected particulars in place; merges, splits and dissolutions have none but their day. */
function corrected(body: OrgFactBody, set: Correction): OrgFactBody {
  if (body.act === 'establish') return { ...body, details: { ...body.details, ...set } };
  return 'set' in body ? { ...body, set: { ...body.set, ...set } } : body;
}

/** What was written with a split for its sake: its parts are founded, and lower units move to them, on its day. */
function companionsOf(old: StoredChange, changes: readonly StoredChange[]): readonly StoredChange[] {
  const split = old.body as OrgFactBody;
  if (split.act !== 'split') return [];
  return changes.filter(({ change_id, batch_id, is_replaced, is_void, body }) => {
    if (change_id === old.change_id || batch_id !== old.batch_id || is_replaced || is_void) return false;
    const fact = body as OrgFactBody;
    if (fact.act === 'establish') return split.parts.includes(fact.orgId);
    return fact.act === 'move' && split.parts.includes(fact.set.parentId ?? '');
  });
}

/** A later fact that cannot stand without the old one is named, with what has to be done first. */
function refuseFault(fault: OrgFault, { own, changes }: { readonly own: ReadonlySet<string>; readonly changes: readonly StoredChange[] }, { refuse }: Context): never {
  const refusal = refusalOfFault(fault);
  const later = own.has(fault.changeId) ? undefined : changes.find(({ change_id }) => change_id === fault.changeId);
  if (later === undefined) return refuse(refusal);
  const subject = nameBefore(subjectOf(later.body as OrgFactBody), changes);
  return refuse(orgRefusals.org_later_change({ name: subject || fault.name, act: orgActLabel[later.act as OrgAct], on: later.effective_on, why: refusal.detail }));
}

/** The name under which a unit was founded. */
const nameBefore = (orgId: string, changes: readonly StoredChange[]): string => {
  const bodies = changes.filter(({ is_replaced, is_void }) => !is_replaced && !is_void).map(({ body }) => body as OrgFactBody);
  const founding = bodies.find((body) => body.act === 'establish' && body.orgId === orgId);
  return founding?.act === 'establish' ? founding.details.name : '';
};

interface Redated {
  readonly old: StoredChange;
  readonly fact: OrgFact;
}

/** The old fact and its companions as they are to be; a void one keeps its day. */
function factsAfter(
  old: StoredChange,
  correction: { readonly day: string; readonly body: OrgFactBody; readonly isVoid: boolean },
  all: { readonly changes: readonly StoredChange[]; readonly newId: () => string },
): readonly Redated[] {
  const { day, body, isVoid } = correction;
  const companions = isVoid || day !== old.effective_on ? companionsOf(old, all.changes) : [];
  const of = (change: StoredChange, next: OrgFactBody): Redated => ({ old: change, fact: { changeId: all.newId(), on: day, ordinal: change.ordinal, body: next } });
  return [of(old, body), ...companions.map((change) => of(change, change.body as OrgFactBody))];
}

async function correct(changeId: string, body: Omit<ServerInput<typeof correctOrgChange>['body'], 'isTrial'>, context: Context) {
  const { isVoid, on, reason, ...typed } = body;
  const changes = await orgStore.listChanges(context.tx);
  const old = changes.find(({ change_id }) => change_id === changeId);
  if (old === undefined) return context.refuse(orgRefusals.org_change_not_found());
  if (old.is_replaced || old.is_void) return context.refuse(orgRefusals.org_change_replaced());
  const day = on ?? old.effective_on;
  const present = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined)) as Correction;
  const set = await checkOrgDetails(present, day, context);
  const next = isVoid ? (old.body as OrgFactBody) : corrected(old.body as OrgFactBody, set);
  const redated = factsAfter(old, { day, body: next, isVoid }, { changes, newId: context.newId });
  const facts = redated.map(({ fact }) => fact);
  const weighed = weighFacts(factsThatCount(changes), isVoid ? [] : facts, new Set(redated.map(({ old: { change_id } }) => change_id)));
  const [fault] = weighed.faults;
  if (fault !== undefined) return refuseFault(fault, { own: new Set(facts.map((fact) => fact.changeId)), changes }, context);
  const isSameDay = day === old.effective_on;
  if (!isVoid && isSameDay && unitsTouched(weighed).length === 0) return context.refuse(orgRefusals.org_nothing_changed({ name: '', other: '', on: day }));
  const replaces = new Map(redated.map(({ old: { change_id }, fact }) => [fact.changeId, change_id]));
  await storeFacts({ ...weighed, facts }, { reason, document: null, isVoid, stamp: 'real', replaces }, context);
  const [{ changeId: written } = { changeId: '' }] = facts;
  const moves = await rearrangeHoldings(
    { old: { changeId: old.change_id, on: old.effective_on }, changeId: written, on: isVoid ? null : day, reason: `更正单位变更：${reason}` },
    context,
  );
  await refuseHeldPosts(weighed, context);
  const nameOf = (orgId: string) => (weighed.after.versions.get(orgId) ?? weighed.before.versions.get(orgId))?.at(-1)?.name ?? '';
  return { changeId: written as never, touched: unitsTouched(weighed).map((orgId) => ({ orgId, name: nameOf(orgId) })) as never, moves };
}

export const correctOrgChangeUseCase = useCase(correctOrgChange, async ({ params, body: { isTrial, ...body } }, context) => {
  await orgStore.takeTurn(context);
  const work = () => correct(params.changeId, body, context);
  return { saved: !isTrial, ...(await (isTrial ? rehearse(context.tx, work) : work())) };
});
