import { useCase } from '#kernel/server/use-case.ts';
import { correctOrgChange } from '../contract/index.ts';
import type { OrgDetails, OrgFactBody } from '../domain/index.ts';
import { checkOrgDetails } from './check-org-details.ts';
import { orgRefusals, refusalOfFault } from './org-refusals.ts';
import { orgStore } from './org-store.ts';
import { factsThatCount, storeFacts, unitsTouched, weighFacts } from './record-org-facts.ts';
import { refuseHeldPosts } from './refuse-held-posts.ts';

type Correction = Partial<OrgDetails>;

/** The fact with the corrected particulars in place; merges, splits and dissolutions have none but their day. */
function corrected(body: OrgFactBody, set: Correction): OrgFactBody {
  if (body.act === 'establish') return { ...body, details: { ...body.details, ...set } };
  return 'set' in body ? { ...body, set: { ...body.set, ...set } } : body;
}

export const correctOrgChangeUseCase = useCase(correctOrgChange, async ({ params, body }, context) => {
  const { isVoid, on, reason, ...typed } = body;
  await orgStore.takeTurn(context);
  const changes = await orgStore.listChanges(context.tx);
  const old = changes.find(({ change_id }) => change_id === params.changeId);
  if (old === undefined) return context.refuse(orgRefusals.org_change_not_found());
  if (old.is_replaced || old.is_void) return context.refuse(orgRefusals.org_change_replaced());
  const day = on ?? old.effective_on;
  const present = Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined)) as Correction;
  const set = await checkOrgDetails(present, day, context);
  const fact = { changeId: context.newId(), on: day, ordinal: old.ordinal, body: isVoid ? (old.body as OrgFactBody) : corrected(old.body as OrgFactBody, set) };
  const known = factsThatCount(changes);
  const weighed = weighFacts(known, isVoid ? [] : [fact], new Set([old.change_id]));
  const [fault] = weighed.faults;
  if (fault !== undefined) return context.refuse(refusalOfFault(fault));
  if (!isVoid && unitsTouched(weighed).length === 0) return context.refuse(orgRefusals.org_nothing_changed({ name: '', other: '', on: day }));
  await refuseHeldPosts(weighed, context);
  await storeFacts({ ...weighed, facts: [fact] }, { reason, document: null, isVoid, stamp: 'real', replaces: old.change_id }, context);
  const nameOf = (orgId: string) => (weighed.after.versions.get(orgId) ?? weighed.before.versions.get(orgId))?.at(-1)?.name ?? '';
  return { changeId: fact.changeId as never, touched: unitsTouched(weighed).map((orgId) => ({ orgId, name: nameOf(orgId) })) as never };
});
