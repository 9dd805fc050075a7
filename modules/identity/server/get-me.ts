import { isLiveOn, permissionSpec } from '#kernel/access.ts';
import { dayOf, parseMoment } from '#kernel/calendar.ts';
import { isDemonstration } from '#kernel/server/caller.ts';
import { statement } from '#kernel/server/db.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { getMe, roleLabel } from '../contract/index.ts';
import type { Role } from '../contract/index.ts';
import { findAccountById, listFactors } from './person-store.ts';
import { readSignInRules } from './sign-in-params.ts';

const readOwnSession = statement({
  name: 'identity.read-own-session',
  class: 'router',
  text: `select method, second_factor, created_at, ends_at, idle_seconds from identity.session where region_code = $1 and session_id = $2`,
  params: { region: 'text', sessionId: 'uuid' },
  row: { method: 'text', second_factor: 'text?', created_at: 'timestamptz', ends_at: 'timestamptz', idle_seconds: 'int4' },
});

const namesOfPosts = statement({
  name: 'identity.names-of-own-posts',
  class: 'router',
  text: `select 'org' as kind, v.org_id as id, v.name from identity.org_version v
         where v.region_code = $1 and v.org_id = any ($2::uuid[]) and v.from_on <= $4 and (v.to_on is null or v.to_on >= $4)
         union all
         select 'person', p.user_id, p.display_name from identity.person p where p.region_code = $1 and p.user_id = any ($3::uuid[])`,
  params: { region: 'text', orgs: 'uuid[]', persons: 'uuid[]', today: 'date' },
  row: { kind: 'text', id: 'uuid', name: 'text' },
});

export const getMeUseCase = useCase(getMe, async (_input, context) => {
  const { tx, actor } = context;
  const isDemo = isDemonstration(context.node);
  if (actor.kind !== 'user' || actor.userId === null || actor.sessionId === undefined) return { person: null, isDemonstration: isDemo };
  const account = await tx.one(findAccountById, { region: tx.region, userId: actor.userId });
  const session = await tx.maybe(readOwnSession, { region: tx.region, sessionId: actor.sessionId });
  if (session === undefined) return { person: null, isDemonstration: isDemo };
  const factors = await tx.one(listFactors, { region: tx.region, userId: actor.userId });
  const permissions = presentPermissions(context);
  return {
    isDemonstration: isDemo,
    person: {
      userId: account.user_id,
      displayName: account.display_name,
      accountName: account.account_name,
      kind: account.kind as 'staff',
      stamp: account.stamp as 'real',
      posts: await presentPosts(context),
      permissions,
      secondFactor: {
        passed: session.second_factor as 'totp' | null,
        hasTotp: factors.totp > 0,
        passkeys: factors.passkeys,
        isNeeded: permissions.some(({ needsSecondFactor }) => needsSecondFactor),
      },
      password: account.set_at === null ? null : await presentPassword(context, account.set_at, account.must_change === true),
      session: { method: session.method as 'password', startedAt: session.created_at, endsAt: session.ends_at, idleMinutes: Math.max(1, Math.floor(session.idle_seconds / 60)) },
    },
  };
});

function presentPermissions({ actor }: Context) {
  return [...actor.permissions].sort().map((permission) => {
    const { label, secondFactor } = permissionSpec(permission);
    return { permission, label, needsSecondFactor: secondFactor === true };
  });
}

async function presentPosts({ tx, actor, today }: Context) {
  const live = actor.grants.filter((grant) => isLiveOn(grant, today));
  const orgs = live.flatMap(({ orgId }) => (orgId === null ? [] : [orgId]));
  const persons = live.flatMap(({ delegatedBy }) => (delegatedBy === undefined ? [] : [delegatedBy]));
  const names = await tx.many(namesOfPosts, { region: tx.region, orgs, persons, today: today.toString() });
  const nameOf = (kind: string, id: string | null | undefined): string | null => names.find((row) => row.kind === kind && row.id === id)?.name ?? null;
  return live.map(({ role, orgId, delegatedBy }) => ({
    role: role as Role,
    roleLabel: roleLabel[role as Role],
    orgId,
    orgName: nameOf('org', orgId),
    actsFor: nameOf('person', delegatedBy),
  }));
}

async function presentPassword(context: Context, setAt: string, mustChange: boolean) {
  const { profile } = await readSignInRules(context);
  const since = dayOf(parseMoment(setAt));
  return { mustChange, expiresOn: profile.maxAgeDays === null ? null : since.add({ days: profile.maxAgeDays }).toString() };
}
