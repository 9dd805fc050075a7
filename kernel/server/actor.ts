/**
 * Who acts: a person with a login session, somebody without one, the command line, or the system itself.
 * The HTTP layer gets it through the port `resolveActor`; module identity fills it from the database.
 */
import { coversRegion, gives, isLiveOn, lacksSecondFactor, lacksWhole, permissionSpec, reaches } from '../access.ts';
import type { Grant, Resource, Subject } from '../access.ts';
import type { PlainDate } from '../calendar.ts';
import { allowed, denied } from '../decision.ts';
import type { Decision } from '../decision.ts';
import { joinSigners, signersOf, signatureOf } from '../signature.ts';
import type { Signature } from '../signature.ts';

export type ActorKind = 'visitor' | 'user' | 'command-line' | 'system';

export interface Actor extends Subject {
  readonly kind: ActorKind;
  /** stable id for events: `user:<uuid>`, `local:command-line`, `system:scheduler` */
  readonly id: string;
  readonly userId: string | null;
  readonly displayName: string;
  /** the login session through which the person acts */
  readonly sessionId?: string | undefined;
  /** whom a delegate stands for; both names are recorded */
  readonly onBehalfOf?: { readonly userId: string; readonly displayName: string };
  /** what the live grants give, wherever they reach */
  readonly permissions: ReadonlySet<string>;
  /** of the county as such, and held for a part of it only: no permission */
  readonly partial?: ReadonlySet<string>;
  /** a generated person: whatever they state is stamped DEMO and counts in no official view */
  readonly isDemo?: boolean | undefined;
}

export const visitor: Actor = Object.freeze({
  kind: 'visitor',
  id: 'visitor',
  userId: null,
  displayName: '访客',
  grants: [],
  permissions: new Set<string>(),
  secondFactor: false,
  whyNot: '您还没有登录。请登录后重试。',
});

/** A grant without limits: what the operating system gives to whoever may run the program. */
function unlimited(role: string, permissions: Iterable<string>): Grant {
  return { grantId: role, role, orgId: null, permissions: [...permissions], orgs: 'all', planPaths: 'all', regions: ['000000'], from: '0001-01-01', to: null };
}

function ownActor(kind: ActorKind, id: string, displayName: string, permissions: Iterable<string>): Actor {
  const held = new Set(permissions);
  return Object.freeze({ kind, id, userId: null, displayName, grants: [unlimited(id, held)], permissions: held, secondFactor: true, whyNot: `${displayName}没有这项权限。` });
}

/** Whoever may run the program with access to the database; the operating system decided. */
export const commandLine = (permissions: Iterable<string>): Actor => ownActor('command-line', 'local:command-line', '命令行', permissions);

/** Duties of the clockwork; `name` tells which part, e.g. `scheduler`. */
export const systemActor = (name: string, permissions: Iterable<string>): Actor => ownActor('system', `system:${name}`, '系统', permissions);

export interface UserFacts {
  readonly userId: string;
  readonly displayName: string;
  readonly grants: readonly Grant[];
  readonly secondFactor: boolean;
  readonly sessionId?: string | undefined;
  readonly onBehalfOf?: { readonly userId: string; readonly displayName: string };
  readonly isDemo?: boolean | undefined;
}

/** The actor of a signed-in person on a day; a right held in another region only is no right here. */
export function userActor(facts: UserFacts, { today, region }: { readonly today: PlainDate; readonly region: string }): Actor {
  const live = facts.grants.filter((grant) => isLiveOn(grant, today) && grant.regions.some((code) => coversRegion(code, region)));
  const named = [...new Set(live.flatMap((grant) => grant.permissions))];
  const permissions = new Set(named.filter((permission) => live.some((grant) => gives(grant, permission))));
  const partial = new Set(named.filter((permission) => !permissions.has(permission)));
  return Object.freeze({ ...facts, kind: 'user', id: `user:${facts.userId}`, permissions, partial, whyNot: '您的岗位没有这项权限。如工作需要，请联系安全管理员授权。' });
}

/** Whether the actor holds a permission at all, wherever it reaches; for a stored row ask `decide`. */
export function decidePermission(actor: Actor, permission: string): Decision {
  const spec = permissionSpec(permission);
  const { label, secondFactor } = spec;
  if (actor.partial?.has(permission) === true) return lacksWhole(spec);
  if (!actor.permissions.has(permission)) {
    const isElsewhere = actor.grants.some((grant) => grant.permissions.includes(permission));
    const reason = isElsewhere ? '您的授权已到期、尚未生效，或不包括本地区。如仍需要，请联系授权人。' : actor.whyNot;
    return denied('access.forbidden', `没有「${label}」的权限：${reason}`);
  }
  return secondFactor === true && !actor.secondFactor ? lacksSecondFactor(label) : allowed;
}

/** The actor as it stands for an act: on behalf of the giver when nothing but delegated grants gives the permission. Both names are recorded. */
export function standingFor(actor: Actor, permission: string, today: PlainDate): Actor {
  if (actor.kind !== 'user' || actor.onBehalfOf !== undefined) return actor;
  const giving = actor.grants.filter((grant) => gives(grant, permission) && isLiveOn(grant, today));
  const [first] = giving;
  const isOwn = giving.some(({ delegatedBy }) => delegatedBy === undefined);
  if (isOwn || first?.delegatedBy === undefined) return actor;
  return Object.freeze({ ...actor, onBehalfOf: { userId: first.delegatedBy, displayName: first.delegatedByName ?? '' } });
}

/** The same for an act on a row of a unit: an own right that does not reach the unit is no reason to leave the giver's name out. */
export function standingAt(actor: Actor, at: { readonly permission: string; readonly orgId: string; readonly today: PlainDate }): Actor {
  if (actor.kind !== 'user' || actor.onBehalfOf !== undefined) return actor;
  const grants = actor.grants.filter(({ orgs }) => orgs === 'all' || orgs.includes(at.orgId));
  const { onBehalfOf } = standingFor({ ...actor, grants }, at.permission, at.today);
  return onBehalfOf === undefined ? actor : Object.freeze({ ...actor, onBehalfOf });
}

export interface Act {
  readonly permission: string;
  readonly resource: Resource;
  readonly today: PlainDate;
}

/** The same for an act on a row of which everything is known: region, unit and plan path. */
export function standingOn(actor: Actor, { permission, resource, today }: Act): Actor {
  if (actor.kind !== 'user' || actor.onBehalfOf !== undefined) return actor;
  const grants = actor.grants.filter((grant) => reaches(grant, resource));
  const { onBehalfOf } = standingFor({ ...actor, grants }, permission, today);
  return onBehalfOf === undefined ? actor : Object.freeze({ ...actor, onBehalfOf });
}

/** A context as it stands for an act: what is written down names the giver of a delegated right, too. */
export const actingOn = <C extends { readonly actor: Actor; readonly today: PlainDate }>(context: C, permission: string, resource: Resource): C => ({
  ...context,
  actor: standingOn(context.actor, { permission, resource, today: context.today }),
});

/** In whose names the actor does or would do any of several acts on a row. */
export function signatureOn(actor: Actor, permissions: readonly string[], { resource, today }: Omit<Act, 'permission'>): Signature {
  return joinSigners(permissions.flatMap((permission) => signersOf(signatureOf(standingOn(actor, { permission, resource, today })))));
}
