import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../tests/harness/task-world.ts';
import type { TaskWorld } from '../../../tests/harness/task-world.ts';
import { approveFormUseCase, draftFormUseCase, listFormsUseCase } from './forms.ts';

/** 每单位每月预算 240 分钟；一格文字 5 分钟，一格选择 0.5 分钟（program defaults of task.burden）。 */
const database = databaseForFile();
let world: TaskWorld;

beforeAll(async () => {
  world = await openTaskWorld(database().appUrl, { at: '2026-03-02T09:00:00+08:00' });
});
afterAll(() => world.close());

type Field = { readonly label: string; readonly fact: string; readonly cellKind: 'text' | 'choice' | 'number' };
const texts = (count: number, from = 0): Field[] =>
  Array.from({ length: count }, (_, index) => ({ label: `栏目${from + index}`, fact: `trial.f${from + index}`, cellKind: 'text' as const }));
const form = (fields: readonly Field[], more: object = {}) => ({
  body: { title: '园区情况表', purpose: '摸清底数', every: 'month', expiresOn: '2026-12-31', orgIds: [world.units[0]?.orgId], fields, ...more },
});
const draft = (raw: object) => world.run(draftFormUseCase, raw, world.office('dispatcher'));
const refused = (raw: object) => world.refused(draftFormUseCase, raw, world.office('dispatcher'));
const listed = async () => (await world.run(listFormsUseCase, { query: {} }, world.office('dispatcher'))).items.length;

test('问系统已掌握的情况：按编码或同名栏目拒绝，说明从哪里来，什么也不登记', async () => {
  const byCode = await refused(form([...texts(1), { label: '牵头的单位叫什么', fact: 'task.lead', cellKind: 'text' }]));
  expect(byCode).toMatchObject({ code: 'task.fact_held', status: 422, detail: expect.stringContaining('任务台账') });
  const byLabel = await refused(form([{ label: '统一社会 信用代码', fact: 'trial.code', cellKind: 'text' }]));
  expect(byLabel).toMatchObject({ code: 'task.fact_held', detail: expect.stringContaining('单位登记簿') });
  const twice = await refused(form([...texts(1), { label: '栏目0', fact: 'trial.other', cellKind: 'text' }]));
  expect(twice).toMatchObject({ code: 'task.fact_twice' });
  expect(await listed()).toBe(0);
});

test('预算240分钟：正好用完可以，再多半分钟拒绝并写明分钟数；写明理由的可以登记', async () => {
  const over = await refused(form([...texts(48), { label: '是否开工', fact: 'trial.begun', cellKind: 'choice' }]));
  expect(over).toMatchObject({ code: 'task.over_budget', status: 422, detail: expect.stringMatching(/测试1局.*240\.5 分钟.*240 分钟/) });
  expect(await listed()).toBe(0);
  const whole = await draft(form(texts(48)));
  expect(whole.form).toMatchObject({ minutes: '240.0', state: 'draft' });
  const explained = await draft(
    form([...texts(48, 100), { label: '是否开工', fact: 'trial.begun', cellKind: 'choice' }], { title: '另一张表', overBudgetReason: '防汛期间临时需要' }),
  );
  expect(explained.form.overBudgetReason).toBe('防汛期间临时需要');
});

test('另一人批准后才算在问：同一事实再问拒绝；计入该单位负担，别的单位不受影响', async () => {
  const [first] = (await world.run(listFormsUseCase, { query: {} }, world.office('dispatcher'))).items.filter(({ title }) => title === '园区情况表');
  const params = { formId: first?.formId };
  expect(await world.refused(approveFormUseCase, { params }, { ...world.office('office_director'), id: world.office('dispatcher').id })).toMatchObject({ code: 'task.own_form' });
  expect((await draft(form(texts(1), { title: '尚未批准时' }))).form.state).toBe('draft');
  await world.run(approveFormUseCase, { params }, world.office('office_director'));
  expect(await refused(form(texts(1), { title: '批准之后' }))).toMatchObject({ code: 'task.fact_asked', detail: expect.stringContaining('园区情况表') });
  const more = texts(1, 500);
  expect(await refused(form(more, { title: '再加一格' }))).toMatchObject({ code: 'task.over_budget', detail: expect.stringContaining('245.0 分钟') });
  expect((await draft(form(more, { title: '问另一单位', orgIds: [world.units[1]?.orgId] }))).form.minutes).toBe('5.0');
});
