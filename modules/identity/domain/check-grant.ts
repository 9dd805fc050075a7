/**
 * Whether a grant may be given: every fault as a decision, so that the preview shows all of them and the write
 * refuses with the first. Days are ISO strings, both ends included.
 */
import { coversRegion } from '#kernel/access.ts';
import { denied } from '#kernel/decision.ts';
import type { Decision } from '#kernel/decision.ts';
import { joinSigners } from '#kernel/signature.ts';
import { decideApart, decideSeparation, identitySeparations, isAdminRole, isGrantable, roleLabel } from '../contract/index.ts';
import type { NewGrant, Role } from '../contract/index.ts';

export interface OtherGrant {
  readonly role: Role;
  readonly orgId: string | null;
  readonly reach: string;
  readonly regions: readonly string[];
  readonly planPaths: readonly string[] | null;
  readonly from: string;
  readonly to: string | null;
  /** holds it for somebody else */
  readonly isDelegated?: boolean;
}

export interface GrantFacts {
  readonly today: string;
  readonly homeRegion: string;
  /** who gives, and for whom; empty: the command line or the system */
  readonly giverIds: readonly string[];
  readonly person: { readonly kind: string; readonly status: string } | undefined;
  /** a version of the unit stands on the first day of the grant */
  readonly isOrgKnown: boolean;
  /** grants of the person that nobody has ended */
  readonly others: readonly OtherGrant[];
  /** a post of one's own: holding the same for somebody else is then no double */
  readonly isOwnPost?: boolean;
}

type Denied = Extract<Decision, { allowed: false }>;
const fault = (key: string, reason: string): Denied => denied(`identity.${key}`, reason) as Denied;
const when = (isFault: boolean, key: string, reason: string): readonly Denied[] => (isFault ? [fault(key, reason)] : []);

function personFaults(grant: NewGrant, { person, giverIds }: GrantFacts): readonly Denied[] {
  if (person === undefined) return [fault('grant_person_unknown', '没有这个人员。请从人员列表中选择。')];
  const apart = decideApart(identitySeparations['identity.give-grant'], { first: [grant.userId], second: joinSigners(giverIds) });
  return [
    ...when(person.status !== 'active', 'grant_person_inactive', '该人员已停用或离任，不能授权。请先恢复账号，或换一个人。'),
    ...when(person.kind !== 'staff', 'grant_person_kind', '群众和企业账号不能担任工作岗位。请为其建立工作人员账号。'),
    ...(apart.allowed ? [] : [apart]),
  ];
}

function placeFaults(grant: NewGrant, { isOrgKnown, homeRegion }: GrantFacts): readonly Denied[] {
  const foreign = grant.regions.filter((code) => !coversRegion(code, homeRegion) && !coversRegion(homeRegion, code));
  return [
    ...when(grant.orgId === null && grant.reach !== 'all', 'grant_org_missing', '授权范围是本单位时必须选择单位。'),
    ...when(grant.orgId !== null && !isOrgKnown, 'grant_org_unknown', `所选单位在 ${grant.from} 不存在或已撤并。请选择当天存续的单位。`),
    ...when(foreign.length > 0, 'grant_region_foreign', `行政区划 ${foreign.join('、')} 不在本节点（${homeRegion}）的上下级范围内。请改正。`),
    ...when(
      isAdminRole(grant.role) && (grant.reach !== 'all' || grant.planPaths !== null),
      'grant_admin_reach',
      `${roleLabel[grant.role]}管理全部单位和方案，不能限定范围。请选择「全部单位」并去掉方案章节。`,
    ),
  ];
}

function dayFaults({ from, to }: NewGrant, { today }: GrantFacts): readonly Denied[] {
  if (to === null) return [];
  return [
    ...when(to < from, 'grant_days_reversed', `结束日期 ${to} 早于开始日期 ${from}。请改正。`),
    ...when(to >= from && to < today, 'grant_in_past', `结束日期 ${to} 已经过去。请填写今天（${today}）或以后的日期。`),
  ];
}

const overlaps = (one: Pick<OtherGrant, 'from' | 'to'>, other: Pick<OtherGrant, 'from' | 'to'>): boolean =>
  (one.to === null || other.from <= one.to) && (other.to === null || one.from <= other.to);

const listOf = (items: readonly string[] | null): string => (items === null ? '*' : [...items].sort().join(' '));
const placeOf = (grant: OtherGrant | NewGrant): string => [grant.role, grant.orgId ?? '', grant.reach, listOf(grant.regions), listOf(grant.planPaths)].join('|');

function otherFaults(grant: NewGrant, { others, isOwnPost }: GrantFacts): readonly Denied[] {
  const beside = others.filter((other) => overlaps(other, grant));
  const separation = decideSeparation('S10', { first: { persons: [], roles: beside.map(({ role }) => role) }, second: { persons: [], roles: [grant.role] } });
  return [
    ...(separation.allowed ? [] : [separation]),
    ...when(
      beside.some((other) => placeOf(other) === placeOf(grant) && !(isOwnPost === true && other.isDelegated === true)),
      'grant_exists',
      '该人员已有相同的授权，且日期重叠。请先结束原授权，或改变日期、范围。',
    ),
  ];
}

/** Every reason why the grant may not be given, the gravest first; empty when it may. */
export function grantFaults(grant: NewGrant, facts: GrantFacts): readonly Denied[] {
  const fixed = when(!isGrantable(grant.role), 'grant_role_fixed', `「${roleLabel[grant.role]}」由账号类别决定，不能授予。请选择工作岗位。`);
  return [...personFaults(grant, facts), ...fixed, ...placeFaults(grant, facts), ...dayFaults(grant, facts), ...otherFaults(grant, facts)];
}
