import { invalidRequest } from '#kernel/standard-refusals.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { changeOrg, orgFieldWords } from '../contract/index.ts';
import type { OrgMove, OrgRequest } from '../contract/index.ts';
import { factsOfRequest, findFieldFaults, foldOrgFacts, orgsOn } from '../domain/index.ts';
import type { OrgFact, OrgVersion } from '../domain/index.ts';
import { checkOrgDetails } from './check-org-details.ts';
import { holdingStore } from './holding-store.ts';
import { moveHoldings } from './move-holdings.ts';
import { orgRefusals, refusalOfFault } from './org-refusals.ts';
import { orgStore } from './org-store.ts';
import { touchedOf, warningsOf } from './present-org-change.ts';
import { numberFacts, readFacts, storeFacts, subjectOf, weighFacts } from './record-org-facts.ts';
import { refuseHeldPosts } from './refuse-held-posts.ts';
import { rehearse } from './rehearse.ts';

function refuseFieldFaults(request: OrgRequest): void {
  const faults = findFieldFaults(request);
  if (faults.length > 0) throw invalidRequest(faults.map(({ field, message }) => ({ path: `body.${field}`, label: orgFieldWords[field], message })));
}

/** The unit must be known and unchanged since the client read it. */
async function refuseOutdated({ orgId, expectedRevision }: OrgRequest, { tx, refuse }: Context): Promise<'real' | 'demo'> {
  if (orgId === undefined) return 'real';
  const stored = await orgStore.readRevision(tx, orgId);
  if (stored === undefined) return refuse(orgRefusals.org_not_found());
  if (stored.revision !== expectedRevision) refuse(orgRefusals.org_changed_since({ latest: stored.revision }));
  return stored.stamp as 'real' | 'demo';
}

/** Only its own lower units go with the parts of a unit. */
function refuseForeignChildren(request: OrgRequest, tree: ReadonlyMap<string, OrgVersion>, { refuse }: Context): void {
  for (const childId of (request.parts ?? []).flatMap(({ children }) => children)) {
    const child = tree.get(childId);
    if (child?.parentId === request.orgId) continue;
    refuse(orgRefusals.org_child_elsewhere({ name: child?.name ?? '所选单位', other: tree.get(request.orgId ?? '')?.name ?? '', on: request.on }));
  }
}

/** Carries along what is held at a unit that is merged or split. */
async function carryAlong(fact: OrgFact, request: OrgRequest, names: ReadonlyMap<string, OrgVersion>, context: Context): Promise<OrgMove[]> {
  const { body, changeId, on } = fact;
  const order = { changeId, on, reason: `${request.reason}`, document: request.document === undefined || request.document === '' ? null : request.document };
  if (body.act === 'merge') return moveHoldings({ ...order, orgIds: body.orgIds, targetOf: () => body.into }, context);
  if (body.act !== 'split') return [];
  const chosen = new Map((request.parts ?? []).flatMap((part, index) => part.holdings.map((grantId) => [grantId as string, body.parts[index]] as const)));
  const there = new Set((await holdingStore.listAt(context.tx, [body.orgId], on)).map(({ grant_id }) => grant_id));
  if ([...chosen.keys()].some((grantId) => !there.has(grantId))) context.refuse(orgRefusals.org_holding_elsewhere({ name: names.get(body.orgId)?.name ?? '' }));
  return moveHoldings({ ...order, orgIds: [body.orgId], targetOf: (grantId) => chosen.get(grantId) ?? body.heir }, context);
}

async function carryOut(body: OrgRequest, context: Context) {
  const stamp = await refuseOutdated(body, context);
  const request = await checkOrgDetails(body, body.on, context);
  const parts = await Promise.all((request.parts ?? []).map((part) => checkOrgDetails(part, body.on, context)));
  const known = await readFacts(context.tx);
  const tree = orgsOn(foldOrgFacts(known), request.on);
  refuseForeignChildren(request, tree, context);
  const bodies = factsOfRequest(request.parts === undefined ? request : { ...request, parts }, request.act === 'split' ? tree.get(request.orgId ?? '') : undefined, context.newId);
  const facts = numberFacts(
    bodies.map((one) => ({ on: request.on, body: one })),
    known,
    context.newId,
  );
  const weighed = weighFacts(known, facts);
  const [fault] = weighed.faults;
  if (fault !== undefined) return context.refuse(refusalOfFault(fault));
  const document = request.document === undefined || request.document === '' ? null : request.document;
  await storeFacts(weighed, { reason: request.reason, document, isVoid: false, stamp }, context);
  const last = facts.at(-1);
  const moves = last === undefined ? [] : await carryAlong(last, request, tree, context);
  await refuseHeldPosts(weighed, context);
  return {
    orgId: (last === undefined ? '' : subjectOf(last.body)) as never,
    touched: touchedOf(weighed, request.on) as never,
    moves,
    warnings: [...warningsOf(request, weighed, context.today.toString())],
  };
}

export const changeOrgUseCase = useCase(
  changeOrg,
  async ({ body: { isTrial, ...body } }, context) => {
    refuseFieldFaults(body);
    await orgStore.takeTurn(context);
    const outcome = await (isTrial ? rehearse(context.tx, () => carryOut(body, context)) : carryOut(body, context));
    return { saved: !isTrial, ...outcome };
  },
  { statusOf: ({ saved }) => (saved ? 201 : 200) },
);
