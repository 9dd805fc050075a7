import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { importPlanUseCase } from '#plan/server';
import { greenPlan } from '../../../tests/harness/green-plan.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openWorld, stageHand } from '../../../tests/harness/world.ts';
import type { World } from '../../../tests/harness/world.ts';

const database = databaseForFile();
let world: World;
beforeAll(async () => {
  world = await openWorld(database().appUrl, '2021-01-04', { working: ['plan', 'answer'] });
});
afterAll(() => world.close());

async function importText(text: string, planId?: string): Promise<string> {
  const file = { name: '方案.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode(text) };
  const reply = await world.run(stageHand(), importPlanUseCase, { body: planId === undefined ? {} : { planId }, file });
  await world.work();
  return reply.planId;
}

async function pathsByTitle(planId: string): Promise<ReadonlyMap<string, string>> {
  const { rows } = await withConnection(database().adminUrl, (admin) =>
    admin.query<{ title: string; plan_path: string }>(
      `select distinct p.title, c.plan_path from answer.clause c join answer.clause_place p using (region_code, plan_id, clause_key) where c.plan_id = $1`,
      [planId],
    ),
  );
  return new Map(rows.map(({ title, plan_path }) => [title, plan_path.replace(planId, 'plan')]));
}
const pathOf = (paths: ReadonlyMap<string, string>, words: string): string => [...paths].find(([title]) => title.includes(words))?.[1] ?? '';

const renumbered = greenPlan
  .replace('二、主要任务', '二、近期安排\n(一)先行先试\n1.新增事项\n(1)整治沟渠。整治沟渠20条。\n三、主要任务')
  .replace('《青澜县绿化规划》。', '《青澜县绿化规划》。\n(3)管护林木。管护林木6万亩。');

test('授权的章节不随编号移动：旧条款保持原来的路径，新章节另有名字', async () => {
  const planId = await importText(greenPlan);
  const before = await pathsByTitle(planId);
  const [chapter] = /^\/plan\/[^/]+\//.exec(pathOf(before, '森林抚育')) ?? [''];
  expect(chapter).not.toBe('');
  expect(pathOf(before, '生产总值').startsWith(chapter)).toBe(false);
  await importText(renumbered, planId);
  const after = await pathsByTitle(planId);
  for (const [title, path] of before) expect(after.get(title), title).toBe(path);
  // A new clause of an old chapter is reached by the old right; a new chapter is not.
  expect(pathOf(after, '管护林木').startsWith(chapter)).toBe(true);
  expect(pathOf(after, '沟渠')).toMatch(/^\/plan\/[^/]+@2\//);
});

test('升级：第一版的条款得到与新登记时相同的路径，后来版本的条款归整个方案', async () => {
  const file = join(import.meta.dirname, '..', '..', '..', 'db', 'migrations', '20261128230000_answer_plan_paths.sql');
  const text = readFileSync(file, 'utf8');
  const update = text.slice(text.indexOf('update answer.clause t'), text.indexOf('alter table answer.clause_place enable'));
  const planId = await importText(greenPlan.replaceAll('青澜县', '红岭县'));
  await importText(renumbered.replaceAll('青澜县', '红岭县'), planId);
  await withConnection(database().adminUrl, async (admin) => {
    const read = async () => {
      const { rows } = await admin.query<{ key: string; path: string; first: number }>(
        `select c.clause_key as key, c.plan_path as path, (select min(version_ordinal) from answer.clause_place p where p.plan_id = c.plan_id and p.clause_key = c.clause_key) as first
         from answer.clause c where c.plan_id = $1 order by 1`,
        [planId],
      );
      return rows;
    };
    const wanted = (await read()).map((row) => (row.first === 1 ? row : { ...row, path: `/${planId}/` }));
    await admin.query('begin');
    await admin.query(`alter table answer.clause disable trigger clause_append_only; alter table answer.clause alter column plan_path drop not null`);
    await admin.query('update answer.clause set plan_path = null where plan_id = $1', [planId]);
    await admin.query(update);
    expect(await read()).toEqual(wanted);
    await admin.query('rollback');
    expect(wanted.filter(({ first }) => first === 1).length).toBeGreaterThan(5);
    expect(wanted.some(({ first }) => first === 2)).toBe(true);
  });
});
