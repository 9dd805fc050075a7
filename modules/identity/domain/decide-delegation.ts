/** A delegate gets no more than the delegator (S9): every side of the new grant lies within the one it is made from. */
import { coversRegion } from '#kernel/access.ts';
import { allowed, denied } from '#kernel/decision.ts';
import type { Decision } from '#kernel/decision.ts';

/** A grant with the units it reaches on the day, whoever holds it. */
export interface GrantReachOnDay {
  readonly userId: string;
  readonly role: string;
  readonly orgs: 'all' | readonly string[];
  readonly regions: readonly string[];
  readonly planPaths: readonly string[] | null;
  readonly from: string;
  readonly to: string | null;
}

export interface OriginGrant extends GrantReachOnDay {
  readonly isDelegable: boolean;
  /** made from another grant itself */
  readonly isDelegated: boolean;
}

const refuse = (key: string, reason: string): Decision => denied(`identity.${key}`, reason);

const isWithinOrgs = (inner: GrantReachOnDay['orgs'], outer: GrantReachOnDay['orgs']): boolean => outer === 'all' || (inner !== 'all' && inner.every((org) => outer.includes(org)));

const isWithinPaths = (inner: readonly string[] | null, outer: readonly string[] | null): boolean =>
  outer === null || inner?.every((path) => outer.some((prefix) => path.startsWith(prefix))) === true;

const isWithinDays = (inner: GrantReachOnDay, outer: GrantReachOnDay): boolean => inner.from >= outer.from && (outer.to === null || (inner.to !== null && inner.to <= outer.to));

/** Whether the holder of `origin` may pass on `wanted`. */
export function decideDelegation(origin: OriginGrant, wanted: GrantReachOnDay): Decision {
  if (!origin.isDelegable) return refuse('delegation_forbidden', '这项授权不能转授。如确有需要，请联系安全管理员。');
  if (origin.isDelegated) return refuse('delegation_chained', '别人转授给您的权限不能再转授。请由原授权人办理。');
  if (wanted.userId === origin.userId) return refuse('delegation_to_self', '不能把授权转给自己。请选择另一名人员。');
  if (wanted.role !== origin.role) return refuse('delegation_exceeds', '只能转授自己的角色。');
  if (!isWithinOrgs(wanted.orgs, origin.orgs)) return refuse('delegation_exceeds', '转授的单位超出了您自己的授权范围。请缩小单位范围。');
  if (!wanted.regions.every((region) => origin.regions.some((held) => coversRegion(held, region)))) {
    return refuse('delegation_exceeds', '转授的行政区划超出了您自己的授权范围。请去掉多出的区划。');
  }
  if (!isWithinPaths(wanted.planPaths, origin.planPaths)) return refuse('delegation_exceeds', '转授的方案章节超出了您自己的授权范围。请缩小章节范围。');
  if (!isWithinDays(wanted, origin)) return refuse('delegation_exceeds', '转授的日期超出了您自己授权的起止日期。请改短日期。');
  return allowed;
}
