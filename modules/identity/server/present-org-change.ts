/** What a change of units does, in words. */
import type { OrgRequest } from '../contract/index.ts';
import { describeOrgVersion, isInForce, nameKey, orgsOn } from '../domain/index.ts';
import type { OrgHistory } from '../domain/index.ts';
import { unitsTouched } from './record-org-facts.ts';
import type { Weighed } from './record-org-facts.ts';

const nameIn = (history: OrgHistory) => (orgId: string) => history.versions.get(orgId)?.at(-1)?.name ?? '';

export function warningsOf(request: OrgRequest, { after }: Weighed, today: string): readonly string[] {
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

/** Registration of every unit that changes, on the day, before and after. */
export function touchedOf(weighed: Weighed, on: string) {
  const { before, after } = weighed;
  const words = (history: OrgHistory, orgId: string) => {
    const version = history.versions.get(orgId)?.find((one) => isInForce(one, on));
    return version === undefined ? null : describeOrgVersion(version, nameIn(after));
  };
  return unitsTouched(weighed).map((orgId) => ({ orgId, name: nameIn(after)(orgId) || nameIn(before)(orgId), was: words(before, orgId), becomes: words(after, orgId) }));
}
