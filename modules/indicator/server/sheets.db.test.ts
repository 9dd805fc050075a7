import { createHash } from 'node:crypto';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import type { IndicatorId } from '../contract/index.ts';
import { bulletin, entryOf, incomeDefinition } from '../../../tests/harness/sample-indicators.ts';
import { testActor } from '../../../tests/harness/test-actor.ts';
import { csvOfWorkbook } from '../../../tests/harness/csv-of-workbook.ts';
import { encodeGb18030 } from '../../../tests/harness/encode-gb18030.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { useCaseBench } from '../../../tests/harness/use-cases.ts';
import type { UseCaseBench } from '../../../tests/harness/use-cases.ts';
import { decideValuesUseCase } from './act-on-values.ts';
import { defineIndicatorUseCase } from './define-indicator.ts';
import { enterValuesUseCase } from './enter-values.ts';
import { exportSeriesUseCase } from './export-series.ts';
import { getSheetUseCase } from './get-sheet.ts';
import { importSheetUseCase, previewSheetUseCase } from './import-sheet.ts';

const database = databaseForFile();
const one = testActor({ roles: ['statistician'], userId: '01900000-0000-7000-8000-000000000001' });
const other = testActor({ roles: ['statistician'], userId: '01900000-0000-7000-8000-000000000002' });
let bench: UseCaseBench;
let first: IndicatorId;
let second: IndicatorId;
const own = () => bench.runtime.region;

const enter = async (actor: typeof one, entry: { period: string; text: string; expectedRevision?: number; correctionReason?: string }, indicatorId = first) =>
  (await bench.run(enterValuesUseCase, { body: { entries: [entryOf(indicatorId, own(), entry)], source: bulletin } }, actor)).items.map(({ seriesId, period, revision }) => ({
    seriesId,
    period,
    revision,
  }));
const approve = (items: readonly object[], actor: typeof one) => bench.run(decideValuesUseCase, { body: { decision: 'approve', items } }, actor);
const exported = async () => Buffer.from((await bench.run(getSheetUseCase, { query: { from: '2020', to: '2022' } }, one)).content, 'base64');

/** Fills cells by header name and row number, as a person would in a spreadsheet. */
async function fill(bytes: Uint8Array, cells: readonly (readonly [number, string, string | number | object])[]): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  const sheet = workbook.worksheets[0] as ExcelJS.Worksheet;
  const header = (sheet.getRow(1).values as string[]).slice(1);
  for (const [row, column, value] of cells) sheet.getRow(row).getCell(header.indexOf(column) + 1).value = value as ExcelJS.CellValue;
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
const file = (bytes: Uint8Array) => ({ name: '填报表.xlsx', mediaType: 'application/octet-stream', bytes });
const preview = (bytes: Uint8Array) => bench.run(previewSheetUseCase, { file: file(bytes) }, one);
const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const load = (bytes: Uint8Array, more: Record<string, string> = {}) =>
  ({ file: file(bytes), body: { expectedSha256: sha(bytes), sourceDocument: '统计公报', submit: 'true', ...more } }) as const;
const revisions = () =>
  withConnection(database().adminUrl, async (client) => (await client.query('select count(*)::int as count from indicator.revision')).rows[0] as { count: number });

beforeAll(async () => {
  bench = useCaseBench(database().appUrl, '2026-03-02T10:00:00+08:00');
  first = (await bench.run(defineIndicatorUseCase, { body: { definition: incomeDefinition } }, one)).indicatorId;
  second = (await bench.run(defineIndicatorUseCase, { body: { definition: { ...incomeDefinition, name: '工业投资' } } }, one)).indicatorId;
  await approve(await enter(one, { period: '2020', text: '22' }), other);
});
afterAll(() => bench.close());

describe('Excel 填报表', () => {
  test('导出的表原样导回没有变化，键列隐藏，数据质量有下拉', async () => {
    const bytes = await exported();
    expect(await exported()).toEqual(bytes);
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
    const sheet = workbook.worksheets[0];
    expect(sheet?.getColumn(1).hidden).toBe(true);
    expect(sheet?.getCell('J2').dataValidation).toMatchObject({ type: 'list' });
    expect(sheet?.getCell('G2').numFmt).toBe('@');
    expect(sheet?.rowCount).toBe(7);
    expect(await preview(bytes)).toMatchObject({ rows: 6, edits: [], errors: [] });
    expect(await bench.run(importSheetUseCase, load(bytes), one)).toEqual({ items: [], kept: 0 });
  });

  test('逐格列出旧值、新值；错误写明行和列，一处有错全部不导入', async () => {
    const bytes = await exported();
    const good = await fill(bytes, [
      [3, '填报值', '23.5'],
      [5, '填报值', 150],
    ]);
    expect((await preview(good)).edits).toMatchObject([
      { row: 3, period: '2021', value: '23.5', change: 'new', base: { revision: 0, value: null } },
      { row: 5, period: '2020', value: '150', change: 'new' },
    ]);
    const bad = await fill(good, [
      [4, '填报值', '二十三点五六七'],
      [6, '数据质量', '随便写'],
      [7, '填报值', '-3'],
    ]);
    const before = await revisions();
    const { errors } = await preview(bad);
    expect(errors.map(({ row, column }) => [row, column])).toEqual(
      expect.arrayContaining([
        [6, '数据质量'],
        [7, '填报值'],
      ]) as unknown,
    );
    const refusal = await bench.refused(importSheetUseCase, load(bad), one);
    expect(refusal).toMatchObject({ code: 'indicator.sheet_invalid', status: 422 });
    expect(refusal.fields?.map(({ path }) => path)).toContain('file.row6.数据质量');
    expect(await revisions()).toEqual(before);
    const { items } = await bench.run(importSheetUseCase, load(good), one);
    expect(items).toMatchObject([
      { period: '2021', state: 'submitted' },
      { indicatorId: second, period: '2020' },
    ]);
    await approve(
      items.map(({ seriesId, period, revision }) => ({ seriesId, period, revision })),
      other,
    );
  });

  test('导出之后别人改过的格是冲突：不选不导入，选了照选的办，别的格照常', async () => {
    const bytes = await exported();
    await approve(await enter(other, { period: '2021', text: '23.8', expectedRevision: 1, correctionReason: '最终核实' }), one);
    const filled = await fill(bytes, [
      [3, '填报值', '24'],
      [3, '修订理由', '按年报'],
      [4, '填报值', '25'],
    ]);
    const { edits } = await preview(filled);
    expect(edits).toMatchObject([
      { row: 3, change: 'conflict', value: '24', base: { revision: 1, value: '23.5' }, current: { revision: 2, value: '23.8' } },
      { row: 4, change: 'new' },
    ]);
    expect(edits[0]?.current.by).not.toBeNull();
    const before = await revisions();
    expect(await bench.refused(importSheetUseCase, load(filled), one)).toMatchObject({ code: 'indicator.sheet_conflict', status: 409 });
    expect(await revisions()).toEqual(before);
    const theirs = JSON.stringify([{ row: 3, take: 'theirs', seenRevision: 2 }]);
    expect(await bench.run(importSheetUseCase, load(filled, { choices: theirs }), one)).toMatchObject({ items: [{ period: '2022' }], kept: 1 });
  });

  test('选了采用表中的数，但合并页面之后又有人改，仍被拒绝', async () => {
    const bytes = await exported();
    const filled = await fill(bytes, [
      [2, '填报值', '22.6'],
      [2, '修订理由', '按年报更正'],
    ]);
    await approve(await enter(other, { period: '2020', text: '22.1', expectedRevision: 1, correctionReason: '核实' }), one);
    await approve(await enter(other, { period: '2020', text: '22.2', expectedRevision: 2, correctionReason: '再次核实' }), one);
    const mine = (seenRevision: number) => ({ choices: JSON.stringify([{ row: 2, take: 'mine', seenRevision }]) });
    expect(await bench.refused(importSheetUseCase, load(filled, mine(2)), one)).toMatchObject({ code: 'indicator.period_changed', status: 409 });
    expect(await bench.run(importSheetUseCase, load(filled, mine(3)), one)).toMatchObject({ items: [{ period: '2020', revision: 4, value: '22.6' }] });
  });

  test('别人已填成同样的数，不算冲突也不重复保存', async () => {
    const bytes = await exported();
    await approve(await enter(other, { period: '2021', text: '40' }, second), one);
    const filled = await fill(bytes, [[6, '填报值', '40']]);
    expect((await preview(filled)).edits).toMatchObject([{ row: 6, change: 'same' }]);
    expect(await bench.run(importSheetUseCase, load(filled), one)).toEqual({ items: [], kept: 1 });
  });

  test('可疑的数在表里说明，并再次确认', async () => {
    const bytes = await exported();
    const bare = await fill(bytes, [[7, '填报值', '4000']]);
    expect(await bench.refused(importSheetUseCase, load(bare, { confirmed: 'true' }), one)).toMatchObject({ code: 'indicator.entry_unconfirmed' });
    const told = await fill(bare, [[7, '疑点说明', '新建大型项目全部入统所致']]);
    expect(await bench.refused(importSheetUseCase, load(told), one)).toMatchObject({ code: 'indicator.entry_unconfirmed' });
    expect(await bench.run(importSheetUseCase, load(told, { confirmed: 'true' }), one)).toMatchObject({ items: [{ value: '4000' }] });
  });

  test('删掉键列、改动键、合并单元格、空文件、别的文件都说明怎么办', async () => {
    const bytes = await exported();
    expect((await preview(await fill(bytes, [[1, '键', '']]))).errors).toMatchObject([{ row: 1, message: expect.stringContaining('表头缺少「键」') as string }]);
    expect((await preview(await fill(bytes, [[2, '键', 'abc']]))).errors).toMatchObject([{ row: 2, column: '键' }]);
    const doubled = await fill(bytes, [[3, '键', `${first}|${own()}|2020|0`]]);
    expect((await preview(doubled)).errors[0]?.message).toContain('只保留一行');
    expect((await bench.refused(previewSheetUseCase, { file: file(new Uint8Array()) }, one)).code).toBe('file.empty_file');
    expect((await bench.refused(previewSheetUseCase, { file: file(new TextEncoder().encode('a,b')) }, one)).code).toBe('file.type_mismatch');
    const changed = { file: file(bytes), body: { expectedSha256: 'a'.repeat(64), sourceDocument: '公报' } };
    expect((await bench.refused(importSheetUseCase, changed, one)).code).toBe('indicator.sheet_changed');
  });

  test('分子、分母：表里带出现值并写明是什么；只改分子、分母，数值留空由系统相除；清空的不算改', async () => {
    const air = (
      await bench.run(
        defineIndicatorUseCase,
        {
          body: {
            definition: {
              ...incomeDefinition,
              name: '优良天数比率',
              unit: '%',
              places: 1,
              aggregation: 'ratio',
              hardMax: '100',
              numerator: '优良天数',
              denominator: '有效监测天数',
            },
          },
        },
        one,
      )
    ).indicatorId;
    const { items } = await bench.run(
      enterValuesUseCase,
      { body: { entries: [entryOf(air, own(), { period: '2020', text: '', numerator: '292', denominator: '366' })], source: bulletin } },
      one,
    );
    await approve(
      items.map(({ seriesId, period, revision }) => ({ seriesId, period, revision })),
      other,
    );
    const bytes = Buffer.from((await bench.run(getSheetUseCase, { query: { from: '2020', to: '2021', indicators: air } }, one)).content, 'base64');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
    const sheet = workbook.worksheets[0] as ExcelJS.Worksheet;
    const texts = (sheet.getRow(2).values as string[]).slice(6);
    expect(texts).toEqual(['79.8', '79.8', '292', '366', '修订数', '', '', '优良天数 ÷ 有效监测天数']);
    expect(await preview(bytes)).toMatchObject({ edits: [], errors: [] });
    const cleared = await fill(bytes, [
      [2, '分子', ''],
      [2, '分母', ''],
    ]);
    expect(await preview(cleared)).toMatchObject({ edits: [], errors: [] });
    const wrong = await fill(bytes, [[2, '分子', '293']]);
    expect((await preview(wrong)).errors[0]?.message).toContain('分子除以分母是 80.1，与填写的 79.8 不符');
    const changed = await fill(bytes, [
      [2, '填报值', ''],
      [2, '分子', '293'],
      [2, '修订理由', '补录一天'],
      [3, '分子', '292'],
      [3, '分母', '365'],
    ]);
    expect((await preview(changed)).edits).toMatchObject([
      { row: 2, change: 'correct', value: '80.1', numerator: '293', denominator: '366' },
      { row: 3, change: 'new', value: '80', numerator: '292', denominator: '365' },
    ]);
    expect((await bench.run(importSheetUseCase, load(changed), one)).items).toMatchObject([
      { value: '80.1', revision: 2 },
      { value: '80', revision: 1 },
    ]);
  });

  test('A15 公式单元格取保存时的结果，公式和结果都写明', async () => {
    const filled = await fill(await exported(), [[2, '填报值', { formula: '20+3', result: 23 }]]);
    expect(await preview(filled)).toMatchObject({ reading: { notes: ['G2 是公式「=20+3」，按保存时的结果「23」读取'], needsConfirmation: false }, edits: [{ value: '23' }] });
  });

  test('A17 另存的 CSV：键相同、没有修改；GB18030 存回的核对读法后才导入', async () => {
    await bench.run(defineIndicatorUseCase, { body: { definition: { ...incomeDefinition, name: '技改投资' } } }, one);
    const csv = await csvOfWorkbook(await exported());
    const sent = (bytes: Uint8Array) => ({ ...file(bytes), name: '填报表.csv' });
    expect(await bench.run(previewSheetUseCase, { file: sent(Buffer.from(csv)) }, one)).toMatchObject({ edits: [], errors: [], reading: { needsConfirmation: false } });
    const lines = csv.replace('\ufeff', '').split('\r\n');
    const at = (lines[0] ?? '').split(',').indexOf('填报值');
    const row = lines.findIndex((line) => line.includes('技改投资') && line.includes('2021'));
    const cells = (lines[row] ?? '').split(',');
    cells[at] = '31.5';
    const bytes = encodeGb18030(lines.with(row, cells.join(',')).join('\r\n'));
    const seen = await bench.run(previewSheetUseCase, { file: sent(bytes) }, one);
    expect(seen).toMatchObject({ errors: [], edits: [{ row: row + 1, value: '31.5' }], reading: { detected: '按 GB18030 编码、逗号分隔读取', needsConfirmation: true } });
    const before = await revisions();
    await expect(bench.run(importSheetUseCase, { ...load(bytes), file: sent(bytes) }, one)).rejects.toMatchObject({ code: 'file.reading_unconfirmed' });
    expect(await revisions()).toEqual(before);
    const done = await bench.run(importSheetUseCase, { ...load(bytes, { confirmedReading: 'true', confirmed: 'true' }), file: sent(bytes) }, one);
    expect(done.items).toHaveLength(1);
  });
});

test('数列导出为 CSV 与 Excel，空缺写明原因，公式开头的文字不会被执行', async () => {
  const odd = (await bench.run(defineIndicatorUseCase, { body: { definition: { ...incomeDefinition, name: '=危险名称' } } }, one)).indicatorId;
  await approve(await enter(one, { period: '2020', text: '暂无' }, odd), other);
  await approve(await enter(one, { period: '2021', text: '5' }, odd), other);
  const saved = await bench.run(exportSeriesUseCase, { params: { indicatorId: odd }, query: { format: 'csv' } }, one);
  const csv = Buffer.from(saved.content, 'base64').toString('utf8');
  const lines = csv.trim().split('\r\n');
  expect(lines[0]).toContain('指标,地区,时期,数值,单位,空缺或未知原因');
  expect(lines[1]).toContain("'=危险名称");
  expect(lines[1]).toContain('2020年,,亿元,暂无（尚未公布）');
  expect(lines[2]).toContain('2021年,5,亿元');
  const xlsx = await bench.run(exportSeriesUseCase, { params: { indicatorId: odd }, query: { format: 'xlsx' } }, one);
  expect(Buffer.from(xlsx.content, 'base64').subarray(0, 2).toString()).toBe('PK');
});
