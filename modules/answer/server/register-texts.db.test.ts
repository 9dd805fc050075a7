import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EndpointSpec, Reply } from '#kernel/endpoint.ts';
import type { Actor } from '#kernel/server/actor.ts';
import { fileFolder, sha256Of } from '#kernel/server/files/file-folder.ts';
import { docxMediaType } from '#kernel/server/documents/render-xlsx.ts';
import { writeWorkbook } from '#kernel/server/readers/write-workbook.ts';
import { runUseCase } from '#kernel/server/use-case.ts';
import type { RawInput, UseCase } from '#kernel/server/use-case.ts';
import { importPlanUseCase } from '#plan/server';
import { buildZip } from '../../../tests/harness/build-zip.ts';
import { encodeGb18030 } from '../../../tests/harness/encode-gb18030.ts';
import { greenPlan } from '../../../tests/harness/green-plan.ts';
import { peopleSeeder } from '../../../tests/harness/seed-people.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openWorld, stageHand } from '../../../tests/harness/world.ts';
import type { World } from '../../../tests/harness/world.ts';
import type { RegisterItem, TextRegister } from '../contract/index.ts';
import { listRegistersUseCase, takeRegisterStepUseCase } from './register-items.ts';
import { actOnTextVersionUseCase, addTextVersionUseCase, assignRegisterItemUseCase, getTextVersionUseCase } from './register-texts.ts';

const database = databaseForFile();
const folder = mkdtempSync(join(tmpdir(), 'luoshi-texts-'));
let world: World;
let planId: string;
let orgId: string;
let people: Readonly<Record<'liaison' | 'dispatcher', Actor>>;

beforeAll(async () => {
  world = await openWorld(database().appUrl, '2021-01-04', { working: ['plan', 'answer'] });
  people = { liaison: world.person('联络员', ['unit_liaison']), dispatcher: world.person('调度员', ['dispatcher']) };
  const file = { name: '方案.txt', mediaType: 'text/plain', bytes: new TextEncoder().encode(greenPlan) };
  planId = (await world.run(stageHand(), importPlanUseCase, { body: {}, file })).planId;
  await world.work();
  orgId = await peopleSeeder(world.pool, world.region).org({ name: '林业局' });
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const run = async <E extends EndpointSpec>(actor: Actor, useCase: UseCase<E>, raw: RawInput): Promise<Reply<E>> =>
  (await runUseCase(useCase, raw, { actor, requestId: null }, { ...world.runtime, files: fileFolder(folder) })).reply;

const itemOf = async (register: TextRegister, asOf?: string): Promise<RegisterItem> => {
  const { items } = await run(people.dispatcher, listRegistersUseCase, { params: { planId }, query: asOf === undefined ? {} : { asOf } });
  const found = items.find((one) => one.register === register);
  if (found === undefined) throw new Error(`no ${register}`);
  return found;
};
const params = async (register: TextRegister) => ({ planId, register, itemKey: (await itemOf(register)).itemKey });

const docx = (words: string): Uint8Array =>
  buildZip([
    { name: '[Content_Types].xml', data: '<Types/>' },
    { name: 'word/document.xml', data: `<w:document>${words}</w:document>` },
  ]);
const pdf = (words: string): Uint8Array => new TextEncoder().encode(`%PDF-1.7\n% ${words}\n%%EOF\n`);
const sheet = (...rows: readonly (readonly string[])[]): Promise<Uint8Array> =>
  writeWorkbook({ name: '附表', heading: '附表', columns: ['指标', '单位', '年份', '目标值'].map((title) => ({ title, width: 20 })), rows });
const add = async (register: TextRegister, label: string, file: { readonly name: string; readonly bytes: Uint8Array }, by: Actor = people.liaison) =>
  run(by, addTextVersionUseCase, { params: await params(register), body: { label, note: '' }, file: { mediaType: 'application/octet-stream', ...file } });
const say = async (version: number, body: object) =>
  run(people.dispatcher, actOnTextVersionUseCase, { params: { ...(await params('deliverable')), version: String(version) }, body });
const refused = async (act: () => Promise<unknown>, code: string, words: string): Promise<void> => {
  const before = JSON.stringify([await itemOf('deliverable'), await itemOf('annex')]);
  await expect(act()).rejects.toMatchObject({ code, detail: expect.stringContaining(words) });
  expect(JSON.stringify([await itemOf('deliverable'), await itemOf('annex')])).toBe(before);
};

describe('应编文件的版本', () => {
  test('每个版本是一个文件，按原样取回，摘要一致；责任单位、期限、通过、公布各是一条事实', async () => {
    const first = docx('征求意见');
    expect(await add('deliverable', '征求意见稿', { name: '绿化规划.docx', bytes: first })).toEqual({ version: 1, sha256: sha256Of(first), bytes: first.length, rows: 0 });
    await add('deliverable', '印发稿', { name: '绿化规划（定）.pdf', bytes: pdf('定稿') });
    await run(people.dispatcher, assignRegisterItemUseCase, { params: await params('deliverable'), body: { orgId, due: '2021-06-30' } });
    const got = await run(people.dispatcher, getTextVersionUseCase, { params: { ...(await params('deliverable')), version: '1' } });
    expect([got.fileName, got.mediaType, sha256Of(Buffer.from(got.content, 'base64'))]).toEqual(['绿化规划.docx', docxMediaType, sha256Of(first)]);
    await say(2, { act: 'adopted', on: '2021-01-03', reference: '县政府常务会议第12次' });
    await say(2, { act: 'published', on: '2021-01-04', place: 'https://www.example.gov.cn/ghgb/1.html' });
    const item = await itemOf('deliverable');
    expect([item.due, item.assignments.at(-1)?.orgName, item.slot]).toEqual(['2021-06-30', '林业局', null]);
    expect(item.versions.map(({ label, facts }) => [label, facts.map(({ act, on }) => [act, on])])).toEqual([
      ['征求意见稿', []],
      [
        '印发稿',
        [
          ['adopted', '2021-01-03'],
          ['published', '2021-01-04'],
        ],
      ],
    ]);
  });

  test('更正是新的事实，要写理由；按当天再看仍是原来的', async () => {
    world.goTo('2021-01-06');
    const shown = JSON.stringify(await itemOf('deliverable', '2021-01-05'));
    await refused(() => say(2, { act: 'published', on: '2021-01-05', place: '县政府公报2021年第1期' }), 'answer.fact_reason_missing', '更正理由');
    await say(2, { act: 'published', on: '2021-01-05', place: '县政府公报2021年第1期', reason: '网址填错' });
    await run(people.dispatcher, assignRegisterItemUseCase, { params: await params('deliverable'), body: { orgId, due: '2021-09-30', reason: '顺延' } });
    const now = await itemOf('deliverable');
    expect(now.versions[1]?.facts.map(({ act, on, reason }) => [act, on, reason])).toEqual([
      ['adopted', '2021-01-03', ''],
      ['published', '2021-01-04', ''],
      ['published', '2021-01-05', '网址填错'],
    ]);
    expect(now.due).toBe('2021-09-30');
    expect(JSON.stringify(await itemOf('deliverable', '2021-01-05'))).toBe(shown);
  });

  test('印发可以指明通过了的版本，不必另传文件；没通过的版本不能印发', async () => {
    const step = async (stage: string, version: number | null, more: object = {}) =>
      run(people.dispatcher, takeRegisterStepUseCase, { params: await params('deliverable'), body: { stage, on: '2021-01-06', version, reference: '青政办〔2021〕3号', ...more } });
    await step('drafting', null);
    await step('deliberating', 1);
    const clauses = [{ title: '栽植行道树', orgId }];
    await refused(() => step('issued', 1, { clauses }), 'answer.version_not_adopted', '征求意见稿');
    await refused(() => step('issued', 9, { clauses }), 'answer.version_not_found', '版本');
    await refused(() => step('issued', null, { clauses }), 'answer.register_needs_document', '印发');
    expect((await step('issued', 2, { clauses })).steps.map(({ stage, version, document }) => [stage, version, document])).toEqual([
      ['drafting', null, null],
      ['deliberating', 1, null],
      ['issued', 2, null],
    ]);
  });

  test('不合规则的都拒绝，并且什么也不改变', async () => {
    await refused(() => add('deliverable', '再传', { name: 'a.docx', bytes: docx('征求意见') }), 'answer.version_same', '征求意见稿');
    await refused(() => add('deliverable', '空', { name: 'a.docx', bytes: new Uint8Array() }), 'file.empty_file', '');
    await refused(() => add('deliverable', '假', { name: 'a.docx', bytes: pdf('假') }), 'file.type_mismatch', '扩展名');
    await refused(() => add('deliverable', '页', { name: 'a.html', bytes: new TextEncoder().encode('<html></html>') }), 'file.type_mismatch', '');
    await refused(() => add('deliverable', '大', { name: 'a.pdf', bytes: new Uint8Array(30 * 1024 * 1024 + 1).fill(32) }), 'file.too_large', '30 MiB');
    await refused(() => say(1, { act: 'published', on: '2021-01-06', place: '公告栏' }), 'answer.version_not_adopted', '征求意见稿');
    await refused(() => say(1, { act: 'adopted', on: '2021-01-06' }), 'answer.version_reference_missing', '会议或文号');
    await refused(() => say(1, { act: 'adopted', on: '2021-01-07', reference: '会议' }), 'answer.version_day', '2021-01-06');
    await refused(() => say(2, { act: 'published', on: '2021-01-02', place: '公告栏', reason: '早' }), 'answer.version_day', '2021-01-03');
    await refused(() => say(2, { act: 'adopted', on: '2021-01-06', reference: '会议', reason: '晚' }), 'answer.version_day', '2021-01-05');
    await refused(() => say(9, { act: 'adopted', on: '2021-01-06', reference: '会议' }), 'answer.version_not_found', '版本');
    const nowhere = { orgId: '01900000-0000-7000-8000-0000000000ff' };
    await refused(async () => run(people.dispatcher, assignRegisterItemUseCase, { params: await params('deliverable'), body: nowhere }), 'answer.register_org_unknown', '责任单位');
    await refused(
      async () => run(people.dispatcher, assignRegisterItemUseCase, { params: await params('deliverable'), body: { orgId } }),
      'answer.fact_reason_missing',
      '更正理由',
    );
  });

  test('废止以后不再接受新的版本', async () => {
    await run(people.dispatcher, takeRegisterStepUseCase, {
      params: await params('deliverable'),
      body: { stage: 'repealed', on: '2021-01-06', version: 2, reference: '青政办〔2021〕9号' },
    });
    await refused(() => add('deliverable', '又一稿', { name: 'b.docx', bytes: docx('又一稿') }), 'answer.register_closed', '废止');
  });
});

describe('缺失的附表是有类型的空位', () => {
  test('空位说明等什么；列指标的附表只收表格，逐行读入；读不懂的行指出来，整张不存', async () => {
    expect(await itemOf('annex')).toMatchObject({ slot: 'figures', stage: 'missing', versions: [] });
    await refused(() => add('annex', '附表', { name: '附表.pdf', bytes: pdf('扫描') }), 'answer.annex_not_table', '「指标」「单位」「年份」「目标值」');
    const odd = await sheet(['地区生产总值', '亿元', '2025', '420以上'], ['城镇化率', '%', '二五年', '60']);
    await refused(() => add('annex', '附表', { name: '附表.xlsx', bytes: odd }), 'answer.annex_rows', '第3行「年份」');
    const good = await sheet(['地区生产总值', '亿元', '2025', '420以上'], ['城镇化率', '%', '2025', '60%左右']);
    expect(await add('annex', '报送稿', { name: '附表.xlsx', bytes: good })).toMatchObject({ version: 1, rows: 2 });
    expect((await itemOf('annex')).versions[0]?.rows).toEqual([
      { row: 2, indicator: '地区生产总值', unit: '亿元', year: '2025', value: '420', bound: 'at-least', text: '420以上' },
      { row: 3, indicator: '城镇化率', unit: '%', year: '2025', value: '60', bound: 'about', text: '60%左右' },
    ]);
  });

  test('A17、A18 CSV 的附表：先写明按什么读，核对后才存；坏的指出第几行；别的空位不收 CSV', async () => {
    const sent = async (name: string, bytes: Uint8Array | string, body: object = {}) =>
      run(people.liaison, addTextVersionUseCase, {
        params: await params('annex'),
        body: { label: name, note: '', ...body },
        file: { name: '附表.csv', mediaType: 'text/csv', bytes: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes },
      });
    const text = '指标,单位,年份,目标值\r\n城镇化率,%,2025,"60%左右"\r\n';
    await refused(() => sent('差', '指标,单位,年份,目标值\n甲,%,2025,"60\n'), 'file.csv_quote', '第 2 行');
    await refused(() => sent('差', '指标,单位,年份,目标值\n甲,%,25年,60\n'), 'answer.annex_rows', '第2行「年份」');
    await refused(() => sent('表', text), 'file.reading_unconfirmed', '按 UTF-8 编码、逗号分隔读取；前 2 行：「指标,单位,年份,目标值」');
    await refused(() => sent('表', encodeGb18030(text)), 'file.reading_unconfirmed', '按 GB18030 编码、逗号分隔读取');
    expect(await sent('表', encodeGb18030(text), { confirmedReading: 'true' })).toMatchObject({ version: 2, rows: 1 });
    expect((await itemOf('annex')).versions[1]).toMatchObject({ mediaType: 'text/csv', name: '附表.csv', rows: [{ row: 2, indicator: '城镇化率', value: '60', bound: 'about' }] });
    await refused(() => add('deliverable', '表', { name: '规划.csv', bytes: new TextEncoder().encode(text) }), 'file.type_mismatch', '请');
  });

  test('由另一人核对：登记上传的人和传文件的人都不能自己核对', async () => {
    const step = async (by: Actor, stage: string) =>
      run(by, takeRegisterStepUseCase, { params: await params('annex'), body: { stage, on: '2021-01-06', version: 1, reference: '县统计局报送' } });
    await step(people.dispatcher, 'uploaded');
    await refused(() => step(people.dispatcher, 'checked'), 'answer.same_person', '已核对');
    await refused(() => step(people.liaison, 'checked'), 'answer.same_person', '已核对');
    expect((await step(world.person('另一联络员', ['unit_liaison']), 'checked')).stage).toBe('checked');
  });
});
