/**
 * Who may do what to whose rows (architecture 5.4, ADR 0007): one pure decision with reasons, and its twin
 * for lists. `decide` judges one row; `scope` gives the parameters of the standard scope clause in SQL. Both
 * read the same grants, so a list equals all rows filtered by `decide`; tests/access holds them to it.
 */
import type { PlainDate } from './calendar.ts';
import { allowed, denied } from './decision.ts';
import type { Decision } from './decision.ts';

export interface PermissionSpec {
  /** Chinese name of the act, e.g. 导入方案 */
  readonly label: string;
  /** roles (of module identity) whose holders have it */
  readonly roles: readonly string[];
  /** signing, approving, publishing, administering: the login session must have passed a second factor */
  readonly secondFactor?: true;
  /** about the county as such: a right at one unit or for a part of a plan does not give it */
  readonly ofCounty?: true;
  /** an act of the office on what belongs to no unit: a right at one unit does not give it, one for a part of a plan does there */
  readonly forEveryUnit?: true;
}

const registry = new Map<string, PermissionSpec>();

/** Declares the permissions of a module; the kernel then knows label, roles and second factor by name. */
export function definePermissions<const P extends Readonly<Record<string, PermissionSpec>>>(specs: P): Readonly<P> {
  for (const [name, spec] of Object.entries(specs)) registry.set(name, Object.freeze(spec));
  return Object.freeze(specs);
}

/** The declaration of a permission. Throws when no module has declared it. */
export function permissionSpec(permission: string): PermissionSpec {
  const spec = registry.get(permission);
  if (spec === undefined) throw new Error(`permission ${permission} is not declared by definePermissions`);
  return spec;
}

export const declaredPermissions = (): readonly string[] => [...registry.keys()];

export const isDeclaredPermission = (permission: string): boolean => registry.has(permission);

/** What a role may do at all; how far is said by the grant. */
export function permissionsOfRole(role: string): readonly string[] {
  return [...registry].filter(([, spec]) => spec.roles.includes(role)).map(([name]) => name);
}

/** A right as it stands for one person: role, reach and days, resolved for a day (units below are listed). */
export interface Grant {
  readonly grantId: string;
  readonly role: string;
  /** the unit at which the role is held; null without one */
  readonly orgId: string | null;
  readonly permissions: readonly string[];
  readonly orgs: 'all' | readonly string[];
  /** prefixes that begin and end with `/`, so that /a/1/ does not reach /a/10/ */
  readonly planPaths: 'all' | readonly string[];
  /** six-digit codes; a code of a province or city covers the regions below it, 000000 all */
  readonly regions: readonly string[];
  /** first and last day, both included; null = until ended */
  readonly from: string;
  readonly to: string | null;
  /** set when the holder acts for somebody else */
  readonly delegatedBy?: string;
  readonly delegatedByName?: string;
}

/** 公开 / 内部 / 敏感 */
export type ResourceLevel = 'open' | 'internal' | 'sensitive';

/** What a decision needs to know of a stored row; never taken from a request body. */
export interface Resource {
  readonly region: string;
  /** the unit that answers for it; null = the county as such, reached by grants over all units only */
  readonly ownerOrg: string | null;
  /** units that take part, e.g. 配合单位 */
  readonly relatedOrgs?: readonly string[];
  /** belongs to no unit more than to another, e.g. a clause of the plan: region and plan path alone decide */
  readonly isForEveryUnit?: true;
  readonly planPath?: string | null;
  readonly level: ResourceLevel;
}

/** The part of an actor that a decision reads. */
export interface Subject {
  readonly grants: readonly Grant[];
  readonly secondFactor: boolean;
  /** Chinese sentence: why permissions that are not held are lacking, and what to do */
  readonly whyNot: string;
}

/** GB/T 2260: two digits province, two city, two county; zeros at the end mean the whole. */
export function coversRegion(granted: string, region: string): boolean {
  if (granted === '000000') return true;
  if (granted.endsWith('0000')) return region.startsWith(granted.slice(0, 2));
  if (granted.endsWith('00')) return region.startsWith(granted.slice(0, 4));
  return granted === region;
}

export function isLiveOn(grant: Pick<Grant, 'from' | 'to'>, today: PlainDate): boolean {
  const day = today.toString();
  return grant.from <= day && (grant.to === null || day <= grant.to);
}

/** What is of the county is given by rights over all units and every plan only, what is of no unit by rights over all units. */
export function gives(grant: Pick<Grant, 'permissions' | 'orgs' | 'planPaths'>, permission: string): boolean {
  const { ofCounty, forEveryUnit } = registry.get(permission) ?? {};
  const hasUnits = (ofCounty ?? forEveryUnit) !== true || grant.orgs === 'all';
  const hasPlans = ofCounty !== true || grant.planPaths === 'all';
  return grant.permissions.includes(permission) && hasUnits && hasPlans;
}

const reachesRegion = (grant: Grant, region: string): boolean => grant.regions.some((code) => coversRegion(code, region));

function reachesOrg(grant: Grant, resource: Resource): boolean {
  const { orgs } = grant;
  if (orgs === 'all') return true;
  if (resource.isForEveryUnit === true) return orgs.length > 0;
  return [resource.ownerOrg, ...(resource.relatedOrgs ?? [])].some((org) => org !== null && orgs.includes(org));
}

function reachesPath(grant: Grant, path: string | null | undefined): boolean {
  const { planPaths } = grant;
  if (planPaths === 'all') return true;
  return typeof path === 'string' && planPaths.some((prefix) => path.startsWith(prefix));
}

/** Region, unit and plan path together. */
export const reaches = (grant: Grant, resource: Resource): boolean => reachesRegion(grant, resource.region) && reachesOrg(grant, resource) && reachesPath(grant, resource.planPath);

function liveGrants(subject: Subject, permission: string, today: PlainDate): readonly Grant[] {
  return subject.grants.filter((grant) => gives(grant, permission) && isLiveOn(grant, today));
}

function refuseUnheld(subject: Subject, permission: string, label: string, today: PlainDate): Decision {
  const ended = subject.grants.filter((grant) => grant.permissions.includes(permission) && grant.to !== null && grant.to < today.toString());
  const last = ended
    .map((grant) => grant.to ?? '')
    .sort()
    .at(-1);
  const reason = last === undefined ? subject.whyNot : `授权已于 ${last} 到期。如仍需要，请联系授权人续期。`;
  return denied('access.forbidden', `没有「${label}」的权限：${reason}`);
}

/** Whether the permission is held at all today, wherever; rows are decided again by `decide`. */
export function decideHeld(subject: Subject, permission: string, today: PlainDate): Decision {
  const spec = permissionSpec(permission);
  if (liveGrants(subject, permission, today).length === 0) {
    const isPartial = subject.grants.some((grant) => grant.permissions.includes(permission) && isLiveOn(grant, today));
    return isPartial ? lacksWhole(spec) : refuseUnheld(subject, permission, spec.label, today);
  }
  if (spec.secondFactor === true && !subject.secondFactor) return lacksSecondFactor(spec.label);
  return allowed;
}

/** The permission is held, but only for some units or for a part of a plan, which does not give it. */
export function lacksWhole({ label, ofCounty }: PermissionSpec): Decision {
  const why = ofCounty === true ? '这是全县的事项，您的授权只限于部分单位或方案的一部分' : '这些事项不属于哪一个单位，您的授权只限于部分单位';
  return denied('access.out_of_scope', `不能${label}：${why}。如工作需要，请联系安全管理员授权。`);
}

export function lacksSecondFactor(label: string): Decision {
  return denied('access.second_factor', `「${label}」需要第二重验证。请在「我的账户」中完成动态口令或安全密钥验证后重试。`);
}

function refuseReach(live: readonly Grant[], resource: Resource, label: string): Decision {
  const inRegion = live.filter((grant) => reachesRegion(grant, resource.region));
  if (inRegion.length === 0) return denied('access.out_of_scope', `不能${label}：您的授权不包括行政区划 ${resource.region}。`);
  if (!inRegion.some((grant) => reachesOrg(grant, resource))) return denied('access.out_of_scope', `不能${label}：该事项不属于您被授权的单位。`);
  return denied('access.out_of_scope', `不能${label}：该事项不在您被授权的方案章节内。`);
}

/** May the subject do this to this row today? One grant must reach region, unit and plan path together. */
export function decide(subject: Subject, permission: string, resource: Resource, today: PlainDate): Decision {
  const held = decideHeld(subject, permission, today);
  if (!held.allowed) return held;
  const { label } = permissionSpec(permission);
  if (resource.level === 'sensitive' && !subject.secondFactor) return lacksSecondFactor(label);
  const live = liveGrants(subject, permission, today);
  return live.some((grant) => reaches(grant, resource)) ? allowed : refuseReach(live, resource, label);
}

/**
 * Parameters of the standard scope clause:
 * `exists (select from unnest($n::text[], $m::text[]) g (o, p)
 *   where (g.o is null or g.o = t.owner_org::text) and (g.p is null or starts_with(t.plan_path, g.p)))`;
 * tables with a level add `t.level = any ($k::text[])`, rows for every unit leave `g.o` out. No grant gives empty arrays: no row.
 */
export interface ScopeParams {
  /** unit per pair; null = all */
  readonly orgs: readonly (string | null)[];
  /** plan path prefix per pair; null = all */
  readonly paths: readonly (string | null)[];
  readonly levels: readonly ResourceLevel[];
}

/** The rows of `region` that `decide` would allow, for the WHERE clause of a list. */
export function scope(subject: Subject, permission: string, region: string, today: PlainDate): ScopeParams {
  const levels: readonly ResourceLevel[] = subject.secondFactor ? ['open', 'internal', 'sensitive'] : ['open', 'internal'];
  if (!decideHeld(subject, permission, today).allowed) return { orgs: [], paths: [], levels };
  const pairs = liveGrants(subject, permission, today)
    .filter((grant) => reachesRegion(grant, region))
    .flatMap((grant) => {
      const paths = grant.planPaths === 'all' ? [null] : grant.planPaths;
      const orgs = grant.orgs === 'all' ? [null] : grant.orgs;
      return orgs.flatMap((org) => paths.map((path) => ({ org, path })));
    });
  return { orgs: pairs.map(({ org }) => org), paths: pairs.map(({ path }) => path), levels };
}
