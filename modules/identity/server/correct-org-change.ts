import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { correctOrgChange } from '../contract/index.ts';
import type { OrgDetails, OrgFactBody } from '../domain/index.ts';
import type { ServerInput } from '#kernel/endpoint.ts';
import { checkOrgDetails } from './check-org-details.ts';
import { rearrangeHoldings } from './move-holdings.ts';
import { orgRefusals, refusalOfFault } from './org-refusals.ts';
import { orgStore } from './org-store.ts';
import { factsThatCount, storeFacts, unitsTouched, weighFacts } from './record-org-facts.ts';
import { refuseHeldPosts } from './refuse-held-posts.ts';
import { rehearse } from './rehearse.ts';

type Correction = Partial<OrgDetails>;

/** The fact with the corrected particulars in place; merges, splits and dissolutions have none but their day. */
function corrected(body: OrgFactBody, set: Correction): OrgFactBody {
  if (body.act === 'establish') return { ...body, details: { ...body.details, ...set } };
  return 'set' in body ? { ...body, set: { ...body.set, ...set } } : body;
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
  const fact = { changeId: context.newId(), on: day, ordinal: old.ordinal, body: isVoid ? (old.body as OrgFactBody) : corrected(old.body as OrgFactBody, set) };
  const weighed = weighFacts(factsThatCount(changes), isVoid ? [] : [fact], new Set([old.change_id]));
  const [fault] = weighed.faults;
  if (fault !== undefined) return context.refuse(refusalOfFault(fault));
  const isSameDay = day === old.effective_on;
  if (!isVoid && isSameDay && unitsTouched(weighed).length === 0) return context.refuse(orgRefusals.org_nothing_changed({ name: '', other: '', on: day }));
  await storeFacts({ ...weighed, facts: [fact] }, { reason, document: null, isVoid, stamp: 'real', replaces: old.change_id }, context);
  const moves = await rearrangeHoldings(
    { old: { changeId: old.change_id, on: old.effective_on }, changeId: fact.changeId, on: isVoid ? null : day, reason: `更正单位变更：${reason}` },
    context,
  );
  await refuseHeldPosts(weighed, context);
  const nameOf = (orgId: string) => (weighed.after.versions.get(orgId) ?? weighed.before.versions.get(orgId))?.at(-1)?.name ?? '';
  return { changeId: fact.changeId as never, touched: unitsTouched(weighed).map((orgId) => ({ orgId, name: nameOf(orgId) })) as never, moves };
}

export const correctOrgChangeUseCase = useCase(correctOrgChange, async ({ params, body: { isTrial, ...body } }, context) => {
  await orgStore.takeTurn(context);
  const work = () => correct(params.changeId, body, context);
  return { saved: !isTrial, ...(await (isTrial ? rehearse(context.tx, work) : work())) };
});
