import { invalidRequest } from '#kernel/standard-refusals.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { changeOrg, orgFieldWords } from '../contract/index.ts';
import type { OrgRequest } from '../contract/index.ts';
import { describeOrgVersion, factsOfRequest, findFieldFaults, foldOrgFacts, isInForce, nameKey, orgsOn } from '../domain/index.ts';
import type { OrgHistory, OrgVersion } from '../domain/index.ts';
import { checkOrgDetails } from './check-org-details.ts';
import { orgRefusals, refusalOfFault } from './org-refusals.ts';
import { orgStore } from './org-store.ts';
import { numberFacts, readFacts, storeFacts, subjectOf, unitsTouched, weighFacts } from './record-org-facts.ts';
import type { Weighed } from './record-org-facts.ts';
import { refuseHeldPosts } from './refuse-held-posts.ts';

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

const nameIn = (history: OrgHistory) => (orgId: string) => history.versions.get(orgId)?.at(-1)?.name ?? '';

function warningsOf(request: OrgRequest, { after }: Weighed, today: string): readonly string[] {
  const warnings: string[] = [];
  if (request.on > today) warnings.push(`生效日期 ${request.on} 在今天之后，到那一天才起作用。`);
  if (request.on < today) warnings.push(`生效日期 ${request.on} 在今天之前：属于补录，之后各日的单位树会随之改变；已封存的报表不受影响。`);
  const key = request.name === undefined ? undefined : nameKey(request.name);
  const same = [...orgsOn(after, request.on).values()].filter((version) => nameKey(version.name) === key);
  if (same.length > 1)
    warnings.push(
      `当日另有同名单位（上级不同）：${same.map(({ parentId }) => (parentId === null ? '顶层' : `「${nameIn(after)(parentId)}」之下`)).join('、')}。请确认不是同一个单位。`,
    );
  return warnings;
}

/** Version in force on the day, else the last one before it. */
const versionAt = (versions: readonly OrgVersion[] | undefined, on: string) => versions?.find((version) => isInForce(version, on));

function touchedOf(weighed: Weighed, on: string) {
  const { before, after } = weighed;
  const words = (history: OrgHistory, orgId: string) => {
    const version = versionAt(history.versions.get(orgId), on);
    return version === undefined ? null : describeOrgVersion(version, nameIn(after));
  };
  return unitsTouched(weighed).map((orgId) => ({ orgId, name: nameIn(after)(orgId) || nameIn(before)(orgId), was: words(before, orgId), becomes: words(after, orgId) }));
}

export const changeOrgUseCase = useCase(
  changeOrg,
  async ({ body: { isTrial, ...body } }, context) => {
    refuseFieldFaults(body);
    await orgStore.takeTurn(context);
    const stamp = await refuseOutdated(body, context);
    const request = await checkOrgDetails(body, body.on, context);
    const parts = await Promise.all((request.parts ?? []).map((part) => checkOrgDetails(part, body.on, context)));
    const known = await readFacts(context.tx);
    const old = request.act === 'split' ? orgsOn(foldOrgFacts(known), request.on).get(request.orgId ?? '') : undefined;
    const bodies = factsOfRequest(request.parts === undefined ? request : { ...request, parts }, old, context.newId);
    const drafts = bodies.map((one) => ({ on: request.on, body: one }));
    const weighed = weighFacts(known, numberFacts(drafts, known, context.newId));
    const [fault] = weighed.faults;
    if (fault !== undefined) return context.refuse(refusalOfFault(fault));
    await refuseHeldPosts(weighed, context);
    if (!isTrial)
      await storeFacts(
        weighed,
        { reason: request.reason, document: request.document === undefined || request.document === '' ? null : request.document, isVoid: false, stamp },
        context,
      );
    const last = bodies.at(-1);
    return {
      saved: !isTrial,
      orgId: (last === undefined ? '' : subjectOf(last)) as never,
      touched: touchedOf(weighed, request.on) as never,
      warnings: [...warningsOf(request, weighed, context.today.toString())],
    };
  },
  { statusOf: ({ saved }) => (saved ? 201 : 200) },
);
