/** Rows of bad evidence through the real socket: a problem with a Chinese sentence, and not one byte of the database changed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseMoment } from '#kernel/calendar.ts';
import { storeDefaultParams } from '#kernel/server/params.ts';
import { multipart, openApp } from '../../../tests/access/open-app.ts';
import type { TestApp } from '../../../tests/access/open-app.ts';
import { databaseDigest } from '../../../tests/access/matrix-base.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import type { ContractBody } from '../contract/index.ts';

const plan = `青澜县生态建设行动方案

一、总体要求
(一)发展目标
2020年,全县地区生产总值增长8.5%左右。到2025年,全县森林覆盖率达到30%以上。
主要经济指标增幅高于全省平均水平。
二、主要任务
(一)生态共治
1.建设绿色青澜
(1)推进国土绿化。完成成片造林2.5万亩,其中完成长防林工程造林0.5万亩,建设农田林网10万亩,创建森林村庄3个。
`;
const now = '2021-10-08T09:00:00+08:00';
const database = databaseForFile();
let app: TestApp;
let planId: string;
type Headers = Readonly<Record<string, string>>;
let people: Readonly<Record<'dispatcher' | 'director' | 'reporter' | 'verifier', Headers>>;

interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, never>> & { readonly code?: string; readonly detail?: string };
}

async function send(who: keyof typeof people, path: string, json?: object): Promise<Reply> {
  const headers = { ...people[who], ...(json === undefined ? {} : { 'content-type': 'application/json' }) };
  const reply = await app.send(path, json === undefined ? { headers } : { method: 'POST', headers, body: JSON.stringify(json) });
  return { status: reply.status, body: reply.json() as Reply['body'] };
}
async function done<T>(reply: Promise<Reply>): Promise<T> {
  const { status, body } = await reply;
  expect(status, JSON.stringify(body)).toBeLessThan(300);
  return body as T;
}

interface Shown {
  readonly clause: { readonly state: string; readonly reason: string };
  readonly verdict: { readonly outcome: string; readonly missing: readonly string[] } | null;
  readonly proposal: ContractBody | null;
  readonly contracts: readonly { readonly contractId: string; readonly body: ContractBody; readonly status: string }[];
}
const at = (key: string): string => `/api/plans/${planId}/clauses/${encodeURIComponent(key)}`;
const clause = (key: string) => done<Shown>(send('dispatcher', at(key)));
const keys = new Map<string, string>();
const keyOf = (words: string): string => keys.get([...keys.keys()].find((title) => title.includes(words)) ?? '') ?? '';

async function readKeys(): Promise<void> {
  const { groups } = await done<{ groups: { clauses: { title: string; clauseKey: string }[] }[] }>(send('dispatcher', `/api/plans/${planId}/answers`));
  for (const { title, clauseKey } of groups.flatMap(({ clauses }) => clauses)) keys.set(title, clauseKey);
}
async function approve(words: string, change: Partial<ContractBody> = {}): Promise<void> {
  const { proposal } = await clause(keyOf(words));
  const { contractId } = await done<{ contractId: string }>(send('dispatcher', `${at(keyOf(words))}/contracts`, { body: { ...proposal, ...change }, replaces: null, note: '试' }));
  await done(send('director', `/api/plans/${planId}/clause-contracts/decisions`, { contractIds: [contractId], decision: 'approved', reason: '' }));
}

const value = (amount: string | null, unit: string, more: object = {}) => ({
  kind: 'value',
  value: amount,
  unit,
  from: '2020-01-01',
  to: '2020-12-31',
  occurredOn: '2020-12-31',
  ...more,
});
const entry = (content: object, more: object = {}) => ({ content, documentId: null, ...more });
const enter = (words: string, content: object, more: object = {}) => send('reporter', `${at(keyOf(words))}/evidence`, entry(content, more));

async function importPlan(text: string, into?: string): Promise<string> {
  const form = multipart(into === undefined ? {} : { planId: into }, { name: '方案.txt', bytes: text });
  const reply = await app.send('/api/plans/imports', { method: 'POST', headers: { ...app.operator(), ...form.headers }, body: form.body });
  const found = (reply.json() as { planId: string }).planId;
  expect(found, reply.text).toBeTypeOf('string');
  return found;
}

beforeAll(async () => {
  app = await openApp(database().appUrl, { clock: { now: () => parseMoment(now) } });
  await storeDefaultParams(app.pool, parseMoment(now));
  people = {
    dispatcher: await app.as({ roles: ['dispatcher'] }),
    director: await app.as({ roles: ['office_director'], secondFactor: true }),
    reporter: await app.as({ roles: ['unit_reporter'] }),
    verifier: await app.as({ roles: ['verifier'] }),
  };
  planId = await importPlan(plan);
  await done(send('dispatcher', `/api/plans/${planId}/clause-registrations`, {}));
  await readKeys();
  await approve('森林覆盖率');
  await approve('成片造林');
  await approve('长防林');
  await approve('经济指标增幅');
  await approve('森林村庄');
  await approve('农田林网', { target: { kind: 'level', comparator: '>=', number: '100000', unit: 'mu', direction: 'up', aggregate: 'latest', whole: false } });
  await done(enter('森林覆盖率', value('25', '%')));
  await done(enter('农田林网', value('1000', 'mu', { subject: '东片' })));
  await done(enter('农田林网', value('2000', 'mu', { subject: '西片' })));
});
afterAll(() => app.close());

async function refusedWithoutTrace(act: () => Promise<Reply>, status: number, code: string): Promise<string> {
  const before = await databaseDigest(database().adminUrl);
  const reply = await act();
  expect([reply.status, reply.body.code], JSON.stringify(reply.body)).toEqual([status, code]);
  expect(await databaseDigest(database().adminUrl)).toBe(before);
  return JSON.stringify(reply.body);
}

const half = { from: '2021-01-01', to: '2021-06-30', occurredOn: '2021-06-30' };
describe('写错的证据：说明哪里错、怎么办，数据库一个字节也不变', () => {
  test.each([
    ['V1 完成率105%', '森林覆盖率', value('105', '%', half), 422, 'answer.impossible', '不能超过100%'],
    ['V1 分子大于分母', '森林覆盖率', value(null, '%', { ...half, num: '367', den: '366' }), 422, 'answer.impossible', '不能超过100%'],
    ['V1 负3个', '森林村庄', value('-3', '个', { kind: 'document', subject: '甲村' }), 422, 'answer.impossible', '不能是负数'],
    ['V1 一千万亿', '农田林网', value('1000000000000000', 'mu', half), 422, 'answer.impossible', '过大'],
    ['V2 相差十倍（万、亿之误）', '森林覆盖率', value('2.5', '%', half), 422, 'answer.implausible', '上一次是25%'],
    ['V3 部分之和与总数不符', '农田林网', value('3016', 'mu'), 422, 'answer.implausible', '东片、西片之和是3000亩，总数是3016亩'],
    ['V3 数值与分子分母不符', '森林覆盖率', value('26', '%', { ...half, num: '25', den: '100' }), 422, 'answer.implausible', '「数值」是26%，分子除以分母是25%'],
    ['U7 百分点不是百分数', '森林覆盖率', value('25', 'pp', half), 422, 'answer.unit_mismatch', '个百分点'],
    ['U7 亩不是百分数', '森林覆盖率', value('25', 'mu', half), 422, 'answer.unit_mismatch', '单位'],
    ['U8 60%以上', '森林覆盖率', value('60%以上', '%', half), 422, 'request.invalid', '数值'],
    ['U8 1.95:1以内', '森林覆盖率', value('1.95:1以内', '%', half), 422, 'request.invalid', '数值'],
    ['U8 25左右', '森林覆盖率', value('25左右', '%', half), 422, 'request.invalid', '数值'],
    ['U8 力争25', '森林覆盖率', value('力争25', '%', half), 422, 'request.invalid', '数值'],
    ...['NaN', 'Infinity', '-', '/', '—', '无', '暂无', ''].map((text) => [`U9 「${text}」`, '森林覆盖率', value(text, '%', half), 422, 'request.invalid', '数值'] as const),
    ...['2026-02-30', '2026-13-01', '26.3.5', '2026年2月29日'].map(
      (day) => [`D1 ${day}`, '森林覆盖率', value('25', '%', { ...half, occurredOn: day }), 422, 'request.invalid', '发生日期'] as const,
    ),
    ['D2 期间止在今天之后', '森林覆盖率', value('25', '%', { from: '2021-01-01', to: '2021-10-09', occurredOn: '2021-10-08' }), 422, 'answer.in_future', '期间止'],
    ['D2 还没有开始的期间', '森林覆盖率', value('25', '%', { from: '2022-01-01', to: '2022-12-31', occurredOn: '2021-10-08' }), 422, 'answer.in_future', '期间起'],
    ['D2 2206年', '森林覆盖率', value('25', '%', { from: '2206-01-01', to: '2206-12-31', occurredOn: '2206-12-31' }), 422, 'answer.in_future', '发生日期'],
    ['D3 时刻不是日期', '森林覆盖率', value('25', '%', { ...half, occurredOn: '2021-06-30T02:30+08:00' }), 422, 'request.invalid', '发生日期'],
    ['除以零', '森林覆盖率', value(null, '%', { ...half, num: '1', den: '0' }), 422, 'request.invalid', '不能为0'],
    ['只有分子', '森林覆盖率', value(null, '%', { ...half, num: '1' }), 422, 'request.invalid', '一起填写'],
    ['没有期间', '森林覆盖率', { kind: 'value', value: '25', unit: '%', occurredOn: '2021-06-30' }, 422, 'request.invalid', '期间'],
    ['同一期填第二次', '森林覆盖率', value('26', '%'), 409, 'answer.already_entered', '更正'],
  ] as const)('%s', async (_name, words, content, status, code, says) => {
    expect(await refusedWithoutTrace(() => enter(words, content), status, code)).toContain(says);
  });

  test('可疑的数：只写理由、只勾选确认都不够，两样都有才收；正好到允许差异的不算可疑', async () => {
    const odd = value('3016', 'mu');
    await refusedWithoutTrace(() => enter('农田林网', odd, { confirmation: '含新增地块' }), 422, 'answer.implausible');
    await refusedWithoutTrace(() => enter('农田林网', odd, { confirmed: true }), 422, 'answer.implausible');
    await refusedWithoutTrace(() => enter('农田林网', odd, { confirmation: '   ', confirmed: true }), 422, 'answer.implausible');
    await done(enter('农田林网', odd, { confirmation: '含新增地块', confirmed: true }));
    await done(enter('农田林网', value('1000', 'mu', { ...half, subject: '东片' })));
    await done(enter('农田林网', value('2000', 'mu', { ...half, subject: '西片' })));
    expect((await enter('农田林网', value('3015.08', 'mu', half))).body.code).toBe('answer.implausible');
    await done(enter('农田林网', value('3015', 'mu', half)));
    expect(await refusedWithoutTrace(() => enter('农田林网', value('50', 'mu', { ...half, subject: '南片' })), 422, 'answer.implausible')).toContain('总数是3015亩');
  });

  test('V3 「其中」大于总数：写明两个数；在总数以内的照收', async () => {
    const total = await done<{ evidenceId: string }>(enter('成片造林', value('20000', 'mu')));
    await done(send('verifier', `/api/evidence/${total.evidenceId}/verifications`, { outcome: 'confirmed', method: 'document', note: '与验收表一致' }));
    expect(await refusedWithoutTrace(() => enter('长防林', value('20001', 'mu')), 422, 'answer.implausible')).toContain('「其中」的数20001大于总数20000');
    await done(enter('长防林', value('5000', 'mu')));
  });

  test('V4 两人同时填同一项同一期：一个成功，另一个 409 并指向更正', async () => {
    const body = value('26', '%', { from: '2021-07-01', to: '2021-09-30', occurredOn: '2021-09-30' });
    const replies = await Promise.all([enter('森林覆盖率', body), enter('森林覆盖率', body)]);
    expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(replies.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'answer.already_entered', detail: expect.stringContaining('更正') });
  });
});

describe('约定与对照', () => {
  test('期间重叠的约定被拒绝，什么也不变', async () => {
    const { contracts } = await clause(keyOf('森林覆盖率'));
    const body = { body: { ...contracts[0]?.body, from: '2025-12-31', to: '2026-12-31' }, replaces: null, note: '' };
    expect(await refusedWithoutTrace(() => send('dispatcher', `${at(keyOf('森林覆盖率'))}/contracts`, body), 409, 'answer.contract_overlaps')).toContain('至2025-12-31');
  });

  test('对照值还没有发布：无法判定并写明缺什么，没有达标也没有未达标', async () => {
    const own = await done<{ evidenceId: string }>(enter('经济指标增幅', value('8.6', '%', { subject: '地区生产总值' })));
    await done(send('verifier', `/api/evidence/${own.evidenceId}/verifications`, { outcome: 'confirmed', method: 'document', note: '与公报一致' }));
    const shown = await clause(keyOf('经济指标增幅'));
    expect(shown.clause.state).toBe('undecidable');
    expect(shown.verdict).toMatchObject({ outcome: 'unknown', missing: ['同期发布的对照值「全省平均水平」'] });
  });

  test('最新版本里没有的条款不收证据，也不收约定，什么也不变', async () => {
    const dropped = keyOf('农田林网');
    await importPlan(plan.replace(',建设农田林网10万亩', ''), planId);
    await done(send('dispatcher', `/api/plans/${planId}/clause-registrations`, {}));
    const { contracts } = await clause(dropped);
    expect(await refusedWithoutTrace(() => send('reporter', `${at(dropped)}/evidence`, entry(value('1', 'mu'))), 409, 'answer.clause_withdrawn')).toContain('最新版本');
    const body = { body: contracts[0]?.body, replaces: null, note: '' };
    await refusedWithoutTrace(() => send('dispatcher', `${at(dropped)}/contracts`, body), 409, 'answer.clause_withdrawn');
  });
});
