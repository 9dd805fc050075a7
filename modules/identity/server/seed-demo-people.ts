/** Stores the demo units and people that are not stored yet. Development and tests only: production refuses. */
import { formatMoment } from '#kernel/calendar.ts';
import { systemActor } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { newId } from '#kernel/server/new-id.ts';
import { SetupFault } from '#kernel/server/setup-fault.ts';
import { runWrite } from '#kernel/server/use-case.ts';
import type { Runtime } from '#kernel/server/use-case.ts';
import { normalReach } from '../contract/index.ts';
import { demoPeople, skeletonOf } from '../domain/index.ts';
import type { DemoPerson } from '../domain/index.ts';
import { findAccount } from './person-store.ts';
import { postStore } from './post-store.ts';
import { demoOrgIds, seedDemoOrgs } from './seed-demo-orgs.ts';
import { insertPerson } from './write-person.ts';

const insertGrant = statement({
  name: 'identity.insert-demo-grant',
  class: 'router',
  text: `insert into identity.grant (region_code, grant_id, user_id, role, org_id, reach, regions, from_on, is_delegable, reason, granted_by, granted_at)
         values ($1, $2, $3, $4, $5, $6, array[$1], $7, $8, '演示数据', 'system:demo', $9)`,
  params: { region: 'text', grantId: 'uuid', userId: 'uuid', role: 'text', orgId: 'uuid?', reach: 'text', fromOn: 'date', isDelegable: 'bool', at: 'timestamptz' },
  row: {},
});

/** Before every day that a demonstration plays on. */
const demoStart = '2020-01-01';

export interface DemoKeys {
  /** name of the demo unit → org_id */
  readonly orgs: typeof demoOrgIds;
  /** key of the demo person → user_id; the account name is `demo.<key>` */
  readonly people: Readonly<Record<string, string>>;
}

/** The post that goes with the grant, so that it can be delegated and handed over. */
const seedPost = (context: Context, post: { readonly userId: string; readonly grantId: string; readonly orgId: string; readonly role: string }): Promise<number> =>
  postStore.insert(context, { ...post, postId: newId(), title: null, isActing: false, from: demoStart, to: null, document: null, reason: '演示数据', succeeds: null });

async function seedPerson(context: Context, person: DemoPerson): Promise<string> {
  const { tx, now } = context;
  const at = formatMoment(now);
  const accountName = `demo.${person.key}`;
  const known = await tx.maybe(findAccount, { region: tx.region, skeleton: skeletonOf(accountName) });
  if (known !== undefined) return known.user_id;
  const userId = newId();
  await tx.run(insertPerson, { region: tx.region, userId, kind: 'staff', accountName, skeleton: skeletonOf(accountName), displayName: person.name, stamp: 'demo', at });
  const isAdmin = person.org === null;
  const grantId = newId();
  await tx.run(insertGrant, {
    region: tx.region,
    grantId,
    userId,
    role: person.role,
    orgId: person.org === null ? null : demoOrgIds[person.org],
    reach: normalReach(person.role),
    fromOn: demoStart,
    isDelegable: !isAdmin,
    at,
  });
  if (person.org !== null) await seedPost(context, { userId, grantId, orgId: demoOrgIds[person.org], role: person.role });
  return userId;
}

/** Repeating it changes nothing. Throws SetupFault `demo.refused` in production. */
export async function seedDemoPeople(runtime: Runtime): Promise<DemoKeys> {
  if (runtime.node === undefined || runtime.node.profile === 'production') {
    throw new SetupFault({
      code: 'demo.refused',
      problem: '正式使用（production）时不能载入演示人员。',
      remedy: '请另用一个数据目录、以开发模式（LUOSHI_PROFILE=development）演示；正式节点用首次设置建立管理员。',
    });
  }
  return runWrite(runtime, { actor: systemActor('demo', []), requestId: null }, async (context) => {
    await seedDemoOrgs(context);
    const people: Record<string, string> = {};
    for (const person of demoPeople) people[person.key] = await seedPerson(context, person);
    return { orgs: demoOrgIds, people };
  });
}
