// Mutants in the text of the sources: each takes one guard away; at least one test must notice. By hand for the kernel and what sign-in,
// grants and delegation ask; read from the code for the guards of the modules. Those of values (endpoints, permissions, statements,
// policies) are in mutation/live-mutants.ts.
import { guardSites } from './mutation/guard-sites.ts';
import { nameOfSite, testsOfSite } from './mutation/judges.ts';
import type { Mutant } from './mutation/mutant.ts';
import { routeAt, routesByFile } from './mutation/routes-of-file.ts';
import { read } from './mutation/sources.ts';

/** Every fault that a grant may have. */
function grantFaultMutants(): readonly Mutant[] {
  const file = 'modules/identity/domain/check-grant.ts';
  const [, body = ''] = read(file).split('function personFaults');
  return [...body.matchAll(/\bwhen\(\s*/g)].map((match, index) => {
    const at = match.index;
    const from = body.slice(at, at + 80);
    return {
      kind: 'kernel' as const,
      name: `check-grant: fault ${index + 1} (${/'(grant_[a-z_]+)'/.exec(body.slice(at))?.[1]})`,
      file,
      from,
      to: from.replace(/^when\(\s*/, 'when(!true && '),
      project: 'db' as const,
      tests: ['modules/identity/server/grants.db.test.ts'],
    };
  });
}

const one =
  (project: Mutant['project'], tests: readonly string[], titles?: string) =>
  (file: string, from: string, to: string): Mutant => ({
    kind: 'kernel',
    name: `${file}: ${from.trim().slice(0, 90)}`,
    file,
    from,
    to,
    project,
    tests,
    ...(titles === undefined ? {} : { titles }),
  });
/** Judged by the rows of these routes. */
const byRoutes =
  (...routes: readonly string[]) =>
  (file: string, from: string, to: string): Mutant => ({ ...one('db', [])(file, from, to), routes });

const decideTest = one('unit', ['kernel/access.test.ts']);
const actorTest = one('db', ['modules/identity/server/load-actor.db.test.ts']);
const grantsTest = one('db', ['modules/identity/server/grants.db.test.ts']);
const delegationTest = one('unit', ['modules/identity/domain/delegation.prop.test.ts']);
const separationTest = one('unit', ['modules/identity/contract/separation.test.ts']);
const replyTest = one('db', ['tests/access/idempotency.db.test.ts']);
const guardTest = one('db', ['tests/access/http-guards.db.test.ts', 'tests/access/access-matrix.db.test.ts', 'tests/access/sign-in.db.test.ts']);
const streamTest = one('db', ['tests/access/revocation.db.test.ts'], '流');

function handMutants(): readonly Mutant[] {
  const access = 'kernel/access.ts';
  const actor = 'modules/identity/server/load-actor.ts';
  const delegation = 'modules/identity/domain/decide-delegation.ts';
  const separation = 'modules/identity/contract/separation.ts';
  return [
    decideTest(access, 'grant.from <= day && (', '('),
    decideTest(access, '(grant.to === null || day <= grant.to)', 'true'),
    decideTest(access, 'gives(grant, permission) && isLiveOn(grant, today)', 'isLiveOn(grant, today)'),
    decideTest(access, 'gives(grant, permission) && isLiveOn(grant, today)', 'gives(grant, permission)'),
    decideTest(access, 'grant.permissions.includes(permission) && hasUnits && hasPlans', 'hasUnits && hasPlans'),
    decideTest(access, 'grant.permissions.includes(permission) && hasUnits && hasPlans', 'grant.permissions.includes(permission) && hasUnits'),
    decideTest(access, 'grant.permissions.includes(permission) && hasUnits && hasPlans', 'grant.permissions.includes(permission) && hasPlans'),
    decideTest(access, 'reachesRegion(grant, resource.region) && reachesOrg(grant, resource) && reachesPath', 'reachesOrg(grant, resource) && reachesPath'),
    decideTest(access, 'reachesRegion(grant, resource.region) && reachesOrg(grant, resource) && reachesPath', 'reachesRegion(grant, resource.region) && reachesPath'),
    decideTest(access, ' && reachesPath(grant, resource.planPath)', ''),
    decideTest(access, `if (resource.level === 'sensitive' && !subject.secondFactor)`, 'if (false)'),
    decideTest(access, 'if (spec.secondFactor === true && !subject.secondFactor)', 'if (false)'),
    decideTest(access, 'if (!held.allowed) return held;', ''),
    decideTest(access, 'org !== null && orgs.includes(org)', 'true'),
    decideTest(access, `planPaths.some((prefix) => path.startsWith(prefix))`, 'true'),
    decideTest(access, `if (granted.endsWith('00')) return region.startsWith(granted.slice(0, 4));`, `if (granted.endsWith('00')) return true;`),
    decideTest(access, `return { orgs: [], paths: [], levels };`, `return { orgs: [null], paths: [null], levels };`),
    decideTest(access, `.filter((grant) => reachesRegion(grant, region))`, ''),
    decideTest(access, `subject.secondFactor ? ['open', 'internal', 'sensitive'] : ['open', 'internal']`, `['open', 'internal', 'sensitive']`),
    byRoutes('GET /api/grants')('kernel/server/actor.ts', 'isLiveOn(grant, today) && grant.regions.some((code) => coversRegion(code, region))', 'isLiveOn(grant, today)'),
    byRoutes('GET /api/grants')('kernel/server/actor.ts', 'isLiveOn(grant, today) && grant.regions', 'grant.regions'),
    byRoutes('GET /api/grants')('kernel/server/actor.ts', '!actor.permissions.has(permission)', 'false'),
    byRoutes('GET /api/audit')('kernel/server/actor.ts', 'secondFactor === true && !actor.secondFactor', 'false'),
    byRoutes('GET /api/grants')('kernel/server/use-case.ts', `actor.kind === 'visitor'`, 'false'),
    byRoutes('GET /api/grants')('kernel/server/use-case.ts', 'refuse.unless(decidePermission(actor, access.permission))', 'void 0'),
    byRoutes('POST /api/grants')('kernel/server/http.ts', 'requireAccess(endpoint, await actorOfRequest(request, options))', 'void 0'),
    guardTest('kernel/server/http.ts', 'requireContentType(endpoint, request.headers);', ''),
    guardTest('kernel/server/http.ts', 'requireSameOrigin(factsOf(request), options.origin);', ''),
    guardTest('kernel/server/request-actor.ts', `if (site !== undefined && site !== 'same-origin') return false;`, ''),
    actorTest(actor, ` and status = 'active'`, ''),
    actorTest(actor, `where g.region_code = $1 and g.user_id = $2 and g.ended_at is null`, `where g.region_code = $1 and g.user_id = $2`),
    actorTest(actor, `o.ended_at is null and `, ''),
    actorTest(actor, ` and p.status = 'active'`, ''),
    actorTest(actor, `o.from_on <= $3 and`, ''),
    actorTest(actor, 'least(g.to_on, o.to_on) as to_on', 'g.to_on as to_on'),
    actorTest(actor, ' and v.from_on <= $3 and (v.to_on is null or v.to_on >= $3)', ''),
    grantsTest('modules/identity/server/list-grants.ts', `(s.o is null or s.o = g.org_id::text) and s.p is null`, 'true'),
    grantsTest('modules/identity/server/give-grant.ts', '    await grantStore.lockPerson(context.tx, body.userId);\n', ''),
    grantsTest('modules/identity/server/give-grant.ts', '    if (fault !== undefined) context.refuse(accessRefusalOf(fault));\n', ''),
    grantsTest('modules/identity/server/end-grant.ts', '  await requireAdminRemains(context, { grantId: params.grantId });\n', ''),
    grantsTest('modules/identity/server/end-grant.ts', 'if (row.ended_at !== null)', 'if (false)'),
    grantsTest('modules/identity/server/end-grant.ts', 'if (!own.allowed)', 'if (false)'),
    grantsTest('modules/identity/server/last-administrator.ts', 'await context.tx.many(lockAdmins, { region: context.tx.region });', ''),
    grantsTest('modules/identity/server/last-administrator.ts', ` and p.status = 'active'`, ''),
    grantsTest('modules/identity/server/last-administrator.ts', 'and (g.to_on is null or g.to_on >= $2)', ''),
    byRoutes('GET /api/people/:userId/access')('modules/identity/server/get-person-access.ts', 'person === undefined || !isInScope', 'person === undefined'),
    grantsTest(
      'modules/identity/server/get-person-access.ts',
      `person.status === 'active' ? await readGrants(tx, person.userId, on) : []`,
      'await readGrants(tx, person.userId, on)',
    ),
    grantsTest('modules/identity/server/get-person-access.ts', 'held.filter((grant) => isLiveOn(grant, on))', 'held'),
    grantsTest('modules/identity/server/get-person-access.ts', `    await recordView(context,`, `    void ((..._not: unknown[]) => 0)(context,`),
    grantsTest('modules/identity/server/audit-trail.ts', 'if (aboutUser === context.actor.userId) continue;', ''),
    grantsTest('modules/identity/server/audit-store.ts', 'and ($3::text is null or a.actor_name ilike $3)', 'and ($3::text is null or true)'),
    grantsTest('modules/identity/server/audit-store.ts', 'and ($4::text is null or a.actor = $4)', 'and ($4::text is null or true)'),
    grantsTest('modules/identity/server/audit-store.ts', 'strpos(a.subject, $7) > 0', 'true'),
    grantsTest('modules/identity/server/list-audit.ts', `and about_user = $2 and kind = 'view'`, `and ($2::uuid is not null) and kind = 'view'`),
    one('db', ['tests/access/idempotency.db.test.ts'], '审计')('kernel/server/use-case.ts', `if (!isRead) await runtime.recordAct?.(`, `if (false) await runtime.recordAct?.(`),
    replyTest('kernel/server/kept-replies.ts', 'if (!is_mine) throw requestRefusals.idempotency_running();', ''),
    replyTest('kernel/server/kept-replies.ts', 'if (!Buffer.from(kept.request_sha256).equals(request.sha256)) throw requestRefusals.idempotency_mismatch();', ''),
    replyTest('kernel/server/kept-replies.ts', ' and actor = $2 and key = $3', ' and key = $3 and $2::text is not null'),
    replyTest('kernel/server/kept-replies.ts', ' and kept_at <= $2 and ((actor', ' and ((actor'),
    replyTest('kernel/server/kept-replies.ts', '(actor, key) = ($3, $4) or ', '($3::text is null and $4::text is null) or '),
    replyTest('kernel/server/kept-replies.ts', 'if (!keyForm.test(key)) throw requestRefusals.idempotency_key();', ''),
    replyTest('kernel/server/use-case.ts', ' || value.isShownOnce === true', ''),
    replyTest('kernel/server/use-case.ts', ` || call.actor.kind === 'visitor'`, ''),
    delegationTest(delegation, 'if (!origin.isDelegable)', 'if (false)'),
    delegationTest(delegation, 'if (origin.isDelegated)', 'if (false)'),
    delegationTest(delegation, 'if (wanted.userId === origin.userId)', 'if (false)'),
    delegationTest(delegation, 'if (wanted.role !== origin.role)', 'if (false)'),
    delegationTest(delegation, 'if (!isWithinOrgs(wanted.orgs, origin.orgs))', 'if (false)'),
    delegationTest(delegation, 'if (!wanted.regions.every(', 'if (false && !wanted.regions.every('),
    delegationTest(delegation, 'if (!isWithinPaths(wanted.planPaths, origin.planPaths))', 'if (false)'),
    delegationTest(delegation, 'if (!isWithinDays(wanted, origin))', 'if (false)'),
    delegationTest(delegation, 'inner.from >= outer.from && ', ''),
    separationTest(separation, `return rule.sides.every((side) => !meet(first[side], second[side]));`, 'return true;'),
    separationTest(separation, 'return meet(first.persons, second.persons);', 'return true;'),
    separationTest(separation, 'return meet(rule.roles, second.roles);', 'return true;'),
    separationTest(separation, 'held.size < 2 || !meet(rule.roles, [...held])', 'true'),
    separationTest(separation, '[actor.userId, actor.onBehalfOf?.userId]', '[actor.userId]'),
    streamTest('kernel/server/live.ts', 'actor !== undefined && rightsOf(actor) === stream.rights', 'actor !== undefined'),
    streamTest('kernel/server/live.ts', `if (actor.kind !== 'user') throw accessRefusals.not_signed_in();`, ''),
    streamTest('kernel/server/live.ts', '  hub.requireRoom(actor);\n', ''),
    one('db', ['tests/access/sign-in.db.test.ts'])('modules/identity/server/session-actor.ts', 'session === undefined || !isLive(session, now)', 'session === undefined'),
    one('db', ['tests/access/access-matrix.db.test.ts'])(
      'modules/identity/server/session-actor.ts',
      `if (policy.profile === 'production' && session.stamp === 'demo') return undefined;`,
      '',
    ),
    one('db', ['tests/access/access-matrix.db.test.ts'])('modules/identity/server/session-store.ts', `s.token_hash = $2 and s.ended_at is null\``, 's.token_hash = $2`'),
  ];
}

/** Every guard that the code of the modules has, as found in it: first by the rows of the routes that run through it, then by the tests of its module. */
function siteMutants(): readonly Mutant[] {
  const routesOf = routesByFile();
  return guardSites().map((site) => {
    const own = routeAt(site.file, site.at);
    const routes = own === undefined ? (routesOf.get(site.file) ?? []) : [own];
    const { file, from, to, at, kind } = site;
    return { kind, name: nameOfSite(site), file, from, to, at, project: 'db' as const, tests: testsOfSite(site), routes };
  });
}

/** All mutants of texts, in the order in which they run. A hand-written one whose text is gone from the code is a fault of the list. */
export function textMutants(): readonly Mutant[] {
  const mutants = [...handMutants(), ...grantFaultMutants(), ...siteMutants()];
  const stale = mutants.filter(({ file, from, to }) => !read(file).includes(from) || from === to);
  if (stale.length > 0) throw new Error(`these mutants change nothing, mend scripts/mutants.ts:\n${stale.map(({ name }) => name).join('\n')}`);
  return mutants;
}
