/**
 * Every place where the product keeps two acts apart, by the list of the declarations: the same person, the delegate of whoever did
 * the first, and whoever's delegate did it are refused; a third may. A place without a case fails here.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { commandLine } from '#kernel/server/actor.ts';
import type { Actor } from '#kernel/server/actor.ts';
import { declaredSeparations, separationRules } from '#identity/contract';
import type { Role } from '#identity/contract';
import { importPlanUseCase } from '#plan/server';
import { acceptedTasks } from '../harness/accepted-tasks.ts';
import { greenPlan } from '../harness/green-plan.ts';
import { databaseForFile } from '../harness/test-database.ts';
import { openTaskWorld } from '../harness/task-world.ts';
import type { TaskWorld } from '../harness/task-world.ts';
import { testActor } from '../harness/test-actor.ts';
import { serverModules } from '../../app/modules.server.ts';
import { listRoundsUseCase } from '../../modules/task/server/rounds.ts';
import { answerCases } from './separations/answer.ts';
import type { SeparationCase, Stage } from './separations/case.ts';
import { identityCases, indicatorCases, inspectionCases } from './separations/others.ts';
import { supervisionCases } from './separations/supervision.ts';
import { taskCases } from './separations/task.ts';

const database = databaseForFile();
let world: TaskWorld;
let cases: Readonly<Record<string, SeparationCase>> = {};
const people = { own: '', deputy: '', third: '' };
const names = { own: '甲', deputy: '乙', third: '丙' };
const as = (who: keyof typeof people, roles: readonly Role[], actsFor?: Actor): Actor =>
  testActor({ roles, userId: people[who], displayName: names[who], ...(actsFor === undefined ? {} : { actsFor }) });

async function roundOf(period: string): Promise<string> {
  const { items } = await world.run(listRoundsUseCase, { query: {} }, world.office('dispatcher'));
  return items.find(({ round }) => round.period === period)?.round.roundId ?? '';
}

async function annexPlan(subject: string): Promise<string> {
  const file = { name: '方案.txt', mediaType: 'text/plain', bytes: Buffer.from(greenPlan.replace('生态建设', subject)) };
  return (await world.run(importPlanUseCase, { body: {}, file }, commandLine(['plan.import']))).planId;
}

beforeAll(async () => {
  const working = serverModules.filter(({ name }) => ['plan', 'answer', 'task'].includes(name));
  world = await openTaskWorld(database().appUrl, { at: '2026-03-02T09:00:00+08:00', modules: working });
  const wishes = [0, 1, 2, 3].map((clause) => ({ clause, units: [0], change: { tier: 'monthly' as const } }));
  const tasks = await acceptedTasks(world, 2026, wishes);
  for (const who of ['own', 'deputy', 'third'] as const) people[who] = await world.seed.person({ name: names[who] });
  await world.seed.grant({ userId: people.own, role: 'supervisor' });
  const annexPlans = [await annexPlan('生态建设'), await annexPlan('水利建设')];
  for (const moment of ['2026-04-01T09:00:00+08:00', '2026-04-20T09:00:00+08:00', '2026-05-06T09:00:00+08:00']) await world.moveTo(moment);
  const stage: Stage = { world, tasks, annexPlans, sealedRound: await roundOf('2026-03'), openRound: await roundOf('2026-04') };
  cases = {
    ...taskCases(stage),
    ...supervisionCases(stage),
    ...answerCases(stage),
    ...identityCases(stage),
    ...indicatorCases(stage),
    ...inspectionCases(stage, as('own', ['supervisor'])),
  };
});
afterAll(() => world.close());

const declared = [...declaredSeparations()];

test('产品里每一处须两人办理的事都有用例，用例没有多余', () => {
  expect(Object.keys(cases).sort()).toEqual(declared.map(([name]) => name).sort());
  for (const [, { rule }] of declared) expect(separationRules[rule].kind).toBe('apart');
});

describe.each(declared)('%s', (name, { code, first, second }) => {
  const of = (): SeparationCase => {
    const found = cases[name];
    if (found === undefined) throw new Error(`no case for ${name}`);
    return found;
  };

  test(`「${first}」的人和他的代理人都不能「${second}」，另一人可以`, async () => {
    const { roles, first: begin, second: go } = of();
    const own = as('own', roles);
    const made = await begin(own);
    expect(await go(own, made)).toBe(code);
    expect(await go(as('deputy', roles, own), made)).toBe(code);
    expect(await go(as('third', roles), made)).toBe('done');
  });

  test(`代人「${first}」的，代理人和被代理人都不能「${second}」，另一人可以`, async () => {
    const { roles, first: begin, second: go, isPassive } = of();
    if (isPassive === true) return;
    const own = as('own', roles);
    const made = await begin(as('deputy', roles, own));
    expect(await go(own, made)).toBe(code);
    expect(await go(as('deputy', roles), made)).toBe(code);
    expect(await go(as('third', roles), made)).toBe('done');
  });
});
