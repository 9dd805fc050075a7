import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#kernel/server/actor.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { importPlanUseCase } from '#plan/server';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { greenPlan } from '../../../tests/harness/green-plan.ts';
import { peopleSeeder } from '../../../tests/harness/seed-people.ts';
import { testActor } from '../../../tests/harness/test-actor.ts';
import { openWorld, stageHand } from '../../../tests/harness/world.ts';
import type { World } from '../../../tests/harness/world.ts';
import { getDocumentUseCase, uploadDocumentUseCase } from './documents.ts';
import { enterEvidenceUseCase } from './evidence-acts.ts';
import { listRegistersUseCase, takeRegisterStepUseCase } from './register-items.ts';

const database = databaseForFile();
let world: World;
let planId: string;
let orgId: string;
let uploader: Actor;
let liaison: Actor;

beforeAll(async () => {
  world = await openWorld(database().appUrl, '2021-01-04', { working: ['plan', 'answer'] });
  uploader = world.person('填报人甲', ['unit_reporter']);
  liaison = world.person('联络员乙', ['unit_liaison']);
  const file = { name: '方案.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode(greenPlan) };
  planId = (await world.run(stageHand(), importPlanUseCase, { body: {}, file })).planId;
  await world.work();
  orgId = await peopleSeeder(world.pool, world.region).org({ name: '林业局' });
  world.goTo('2025-03-01');
});
afterAll(() => world.close());

let serial = 0;
async function upload(by: Actor): Promise<string> {
  serial += 1;
  const file = { name: `材料${serial}.txt`, mediaType: 'text/plain', bytes: new TextEncoder().encode(`第${serial}份\n`) };
  return (await world.run(by, uploadDocumentUseCase, { file })).documentId;
}
const read = (by: Actor, documentId: string) =>
  world.run(by, getDocumentUseCase, { params: { documentId } }).then(
    () => 'read',
    (error: { readonly code?: string }) => error.code,
  );

/** The path of a clause, and that of another part of the plan. */
async function pathsOf(where: string): Promise<{ readonly clauseKey: string; readonly here: string; readonly there: string }> {
  const { rows } = await withConnection(database().adminUrl, (admin) =>
    admin.query<{ clause_key: string; plan_path: string }>('select clause_key, plan_path from answer.clause where plan_id = $1 order by plan_path', [planId]),
  );
  const chapterOf = (path: string): string => path.split('/').slice(0, 3).join('/');
  const here = rows.find(({ clause_key, plan_path }) => clause_key.replace(/~\d+$/, '') === where || plan_path.includes(where));
  const there = rows.find(({ plan_path }) => chapterOf(plan_path) !== chapterOf(here?.plan_path ?? ''));
  return { clauseKey: here?.clause_key ?? '', here: here?.plan_path ?? '', there: there?.plan_path ?? '' };
}
const readerOf = (path: string) => testActor({ roles: ['unit_reporter'], planPaths: [path], userId: '01900000-0000-7000-8000-0000000000b1' });
const content = (year: number) => ({ kind: 'value', value: '100', unit: 'mu', from: `${year}-01-01`, to: `${year}-12-31`, occurredOn: `${year}-12-31`, orgId });

describe('证明材料：只有上传的人、材料所证明的条款的人读得到，也只有他们用得上', () => {
  test('还没有用过：只有上传的人', async () => {
    const documentId = await upload(uploader);
    const { here } = await pathsOf('/');
    expect(await read(uploader, documentId)).toBe('read');
    expect(await read(readerOf(here), await upload(readerOf(here)))).toBe('read');
    expect(await read(readerOf(here), documentId)).toBe('answer.document_not_found');
    // Who may read every part of every plan reads this as well.
    expect(await read(liaison, documentId)).toBe('read');
  });

  test('作为证据：条款所在部分的人读得到，别的部分的人读不到、也不能拿去作证', async () => {
    const documentId = await upload(uploader);
    const { clauseKey, here, there } = await pathsOf('/');
    expect(there).not.toBe('');
    await world.run(uploader, enterEvidenceUseCase, { params: { planId, clauseKey }, body: { content: content(2023), documentId, confirmation: '' } });
    expect(await read(readerOf(here), documentId)).toBe('read');
    expect(await read(readerOf(there), documentId)).toBe('answer.document_not_found');
    const enterElsewhere = (path: string, key: string) =>
      world.run(readerOf(path), enterEvidenceUseCase, { params: { planId, clauseKey: key }, body: { content: content(2022), documentId, confirmation: '' } });
    const other = await keyAt(there);
    await expect(enterElsewhere(there, other)).rejects.toMatchObject({ code: 'answer.document_not_found' });
    await enterElsewhere(here, clauseKey);
  });

  test('作为登记的凭据：登记的条款所在部分的人读得到，别的部分的人读不到、也不能再拿去登记', async () => {
    const items = (await world.run(liaison, listRegistersUseCase, { params: { planId }, query: {} })).items;
    const title = items.find(({ register }) => register === 'title');
    const documentId = await upload(uploader);
    const step = (by: Actor, itemKey: string | undefined, on: string) =>
      world.run(by, takeRegisterStepUseCase, {
        params: { planId, register: 'title', itemKey },
        body: { stage: 'selfchecked', on, documentId, reference: '自评报告' },
      });
    await step(world.person('联络员丙', ['unit_liaison']), title?.itemKey, '2025-01-05');
    const { here, there } = await pathsOf(title?.itemKey ?? '');
    expect(await read(readerOf(here), documentId)).toBe('read');
    expect(await read(readerOf(there), documentId)).toBe('answer.document_not_found');
    const atPart = (path: string) => testActor({ roles: ['unit_liaison'], planPaths: [path], userId: '01900000-0000-7000-8000-0000000000b2' });
    const enter = (path: string, key: string) =>
      world.run(atPart(path), enterEvidenceUseCase, { params: { planId, clauseKey: key }, body: { content: content(2021), documentId, confirmation: '' } });
    await expect(enter(there, await keyAt(there))).rejects.toMatchObject({ code: 'answer.document_not_found' });
  });
});

async function keyAt(path: string): Promise<string> {
  const { rows } = await withConnection(database().adminUrl, (admin) =>
    admin.query<{ clause_key: string }>('select clause_key from answer.clause where plan_id = $1 and plan_path = $2 limit 1', [planId, path]),
  );
  return rows[0]?.clause_key ?? '';
}
