import ExcelJS from 'exceljs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { csvOfWorkbook } from '../../../tests/harness/csv-of-workbook.ts';
import { encodeGb18030 } from '../../../tests/harness/encode-gb18030.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../tests/harness/task-world.ts';
import type { TaskWorld } from '../../../tests/harness/task-world.ts';
import { draftTasksUseCase } from './draft-tasks.ts';
import { getTaskUseCase } from './get-task.ts';
import { listTasksUseCase } from './list-tasks.ts';
import { proposeTasksUseCase } from './propose-tasks.ts';
import { getTaskVersionUseCase, saveTaskUseCase } from './save-task.ts';
import { takeTaskStepsUseCase } from './take-task-steps.ts';
import { exportTasksUseCase, importTasksUseCase, previewTaskImportUseCase } from './task-sheets.ts';

const database = databaseForFile();
const year = 2026;
let world: TaskWorld;
let sheet: ExcelJS.Worksheet;
let book: ExcelJS.Workbook;

beforeAll(async () => {
  world = await openTaskWorld(database().appUrl, { at: '2026-03-02T09:00:00+08:00' });
  const { items } = await world.run(proposeTasksUseCase, { query: { planId: world.planId, year: String(year) } }, world.office('dispatcher'));
  const tasks = items.slice(0, 3).map(({ clause, fields, origin }, index) => ({
    clause,
    fields: { ...fields, units: [{ orgId: world.units[index]?.orgId, role: 'lead' }] },
    origin,
  }));
  await world.run(draftTasksUseCase, { body: { planId: world.planId, year, tasks } }, world.office('dispatcher'));
});
afterAll(() => world.close());
async function loadSheet(): Promise<void> {
  const { content } = await world.run(exportTasksUseCase, { query: {} }, world.office('dispatcher'));
  book = new ExcelJS.Workbook();
  const bytes = Buffer.from(content, 'base64');
  await book.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  sheet = book.worksheets[0] as ExcelJS.Worksheet;
}
beforeEach(loadSheet);

const columnOf = (title: string): number => (sheet.getRow(1).values as string[]).indexOf(title);
const cell = (row: number, title: string): ExcelJS.Cell => sheet.getRow(row).getCell(columnOf(title));
const upload = async () => ({ name: '任务分解表.xlsx', mediaType: 'application/octet-stream', bytes: Buffer.from(await book.xlsx.writeBuffer()) });
const key = () => ({ planId: world.planId, year: String(year) });
type File = Awaited<ReturnType<typeof upload>>;
const preview = (file: File) => world.run(previewTaskImportUseCase, { body: key(), file }, world.office('dispatcher'));
const bringIn = (file: File, expectedSha256: string) => ({ body: { ...key(), expectedSha256 }, file });
const stored = async () => {
  const { items } = await world.run(listTasksUseCase, { query: {} }, world.office('dispatcher'));
  return Promise.all(items.map(({ taskId }) => world.run(getTaskUseCase, { params: { taskId } }, world.office('dispatcher'))));
};

/** What the preview says is wrong; the import of the same file is refused with the same cells and stores nothing. */
async function faults(): Promise<{ row: number; column: string | null; message: string }[]> {
  const before = await stored();
  const file = await upload();
  const read = await preview(file);
  expect(read.edits).toEqual([]);
  const refused = await world.refused(importTasksUseCase, bringIn(file, read.sha256), world.office('dispatcher'));
  expect(refused.code).toBe('task.sheet_invalid');
  expect(refused.fields?.map(({ message }) => message)).toEqual(read.errors.map(({ message }) => message));
  expect(await stored()).toEqual(before);
  return read.errors;
}

describe('任务分解表（含责任单位）', () => {
  test('原样导回不产生变化', async () => {
    const read = await preview(await upload());
    expect(read).toMatchObject({ rows: 3, edits: [], errors: [] });
  });

  test('A17 另存的 CSV：任务标识相同、没有修改；改一格用 GB18030 存回，核对读法后导入', async () => {
    const csv = await csvOfWorkbook((await upload()).bytes);
    const sent = (bytes: Uint8Array) => ({ name: '任务分解表.csv', mediaType: 'text/csv', bytes: Buffer.from(bytes) });
    expect(await preview(sent(Buffer.from(csv)))).toMatchObject({ rows: 3, edits: [], errors: [], reading: { needsConfirmation: false } });
    const name = String(cell(2, '任务').value);
    const bytes = sent(encodeGb18030(csv.replace('\ufeff', '').replace(name, `${name}（一期）`)));
    const read = await preview(bytes);
    expect(read).toMatchObject({
      errors: [],
      edits: [{ row: 2, column: '任务', to: `${name}（一期）` }],
      reading: { detected: '按 GB18030 编码、逗号分隔读取', needsConfirmation: true },
    });
    const before = await stored();
    expect((await world.refused(importTasksUseCase, bringIn(bytes, read.sha256), world.office('dispatcher'))).code).toBe('file.reading_unconfirmed');
    expect(await stored()).toEqual(before);
    const confirmed = bringIn(bytes, read.sha256);
    expect(await world.run(importTasksUseCase, { ...confirmed, body: { ...confirmed.body, confirmedReading: 'true' } }, world.office('dispatcher'))).toEqual({
      changedTasks: 1,
      edits: 1,
    });
  });

  test('A14 隐藏的行照常读取，写明行号，核对后才导入', async () => {
    sheet.getRow(3).hidden = true;
    cell(3, '完成标准').value = '验收合格';
    const file = await upload();
    const read = await preview(file);
    expect(read).toMatchObject({ errors: [], edits: [{ row: 3 }], reading: { notes: ['含隐藏行 3（被隐藏或筛选掉），仍会照常读取'], needsConfirmation: true } });
    expect((await world.refused(importTasksUseCase, bringIn(file, read.sha256), world.office('dispatcher'))).code).toBe('file.reading_unconfirmed');
  });

  test('表头被改：指出缺少的表头', async () => {
    cell(1, '牵头单位').value = '责任单位';
    expect(await faults()).toEqual([{ row: 1, column: '牵头单位', message: '缺少表头「牵头单位」，请用导出的任务分解表填写，不要删改表头' }]);
  });

  test('同一任务出现两行：指出两行的行号', async () => {
    sheet.addRow((sheet.getRow(2).values as ExcelJS.CellValue[]).slice(1));
    expect(await faults()).toMatchObject([{ row: 5, column: '任务标识', message: '第 5 行与第 2 行是同一项任务，请只保留一行' }]);
  });

  test('单位不在登记簿、两个牵头单位：逐格指出', async () => {
    cell(2, '牵头单位').value = '查无此局';
    cell(3, '牵头单位').value = '测试1局、测试2局';
    expect(await faults()).toMatchObject([
      { row: 2, column: '牵头单位', message: expect.stringContaining('「查无此局」不在单位登记簿里') },
      { row: 3, column: '牵头单位', message: expect.stringContaining('只能有一个') },
    ]);
  });

  test('A14、A15 合并的单元格和公式：逐格指出', async () => {
    sheet.mergeCells(2, columnOf('任务'), 3, columnOf('任务'));
    cell(4, '完成标准').value = { formula: '"建成"&"通车"', result: '建成通车' };
    const found = await faults();
    expect(found).toEqual(
      expect.arrayContaining([
        { row: 2, column: '任务', message: '第 2 行「任务」是合并的单元格，请取消合并后逐行填写' },
        { row: 3, column: '任务', message: '第 3 行「任务」是合并的单元格，请取消合并后逐行填写' },
        { row: 4, column: '完成标准', message: '第 4 行「完成标准」是公式，请改为文字' },
      ]),
    );
    expect(found).toHaveLength(3);
  });

  test('不存在的日期、不认识的任务标识、改动台账自带的格：逐格指出', async () => {
    cell(2, '完成时限').value = '2026-02-30';
    cell(3, '任务标识').value = '00000000-0000-7000-8000-000000000000';
    cell(4, '编号').value = 'X-1';
    expect(await faults()).toMatchObject([
      { row: 2, column: '完成时限' },
      { row: 3, column: '任务标识' },
      { row: 4, column: '编号' },
    ]);
  });

  test('改完先预览再导入：只改改过的格，分工随之变化；文件与预览不一致的拒绝', async () => {
    cell(2, '完成标准').value = '主桥合龙并通车';
    cell(2, '牵头单位').value = '测试3局';
    cell(2, '配合单位').value = '测试1局、测试2局';
    const file = await upload();
    const before = await stored();
    const read = await preview(file);
    expect(read.errors).toEqual([]);
    expect(read.edits.map(({ row, column, to }) => [row, column, to])).toEqual([
      [2, '完成标准', '主桥合龙并通车'],
      [2, '牵头单位', '测试3局'],
      [2, '配合单位', '测试1局、测试2局'],
    ]);
    expect(await stored()).toEqual(before);
    expect(await world.refused(importTasksUseCase, bringIn(file, 'a'.repeat(64)), world.office('dispatcher'))).toMatchObject({ code: 'task.file_changed' });
    expect(await world.run(importTasksUseCase, bringIn(file, read.sha256), world.office('dispatcher'))).toEqual({ changedTasks: 1, edits: 3 });
    const taskId = String(cell(2, '任务标识').value);
    const { standardText, assignments } = await world.run(getTaskUseCase, { params: { taskId } }, world.office('dispatcher'));
    expect(standardText).toBe('主桥合龙并通车');
    const live = assignments.filter(({ state }) => state === 'draft').map(({ role, org }) => `${role}:${org.name}`);
    expect(live.sort()).toEqual(['co:测试1局', 'co:测试2局', 'lead:测试3局']);
  });

  test('上级任务：在任务页填写的导出到表里；在表里改的导回任务页，写明由表决定；超长的指出来', async () => {
    const taskId = String(cell(2, '任务标识').value);
    const read = () => world.run(getTaskUseCase, { params: { taskId } }, world.office('dispatcher'));
    const { revision } = (await read()).task;
    const { fields } = await world.run(getTaskVersionUseCase, { params: { taskId, revision: String(revision) } }, world.office('dispatcher'));
    const changed = { ...fields, upperTask: '市级任务12（宿政办〔2026〕3号）' };
    await world.run(saveTaskUseCase, { params: { taskId }, body: { expectedRevision: revision, fields: changed, reason: '对应市级任务' } }, world.office('dispatcher'));
    await loadSheet();
    expect(cell(2, '上级任务').value).toBe('市级任务12（宿政办〔2026〕3号）');

    cell(2, '上级任务').value = '省级任务7—2';
    cell(3, '上级任务').value = '市级任务13';
    const file = await upload();
    const { sha256, edits, errors } = await preview(file);
    expect(errors).toEqual([]);
    expect(edits.map(({ row, column, to }) => [row, column, to])).toEqual([
      [2, '上级任务', '省级任务7—2'],
      [3, '上级任务', '市级任务13'],
    ]);
    expect(await world.run(importTasksUseCase, bringIn(file, sha256), world.office('dispatcher'))).toEqual({ changedTasks: 2, edits: 2 });
    expect(await read()).toMatchObject({ upperTask: '省级任务7—2', origin: { upperTask: 'decision' } });
    await loadSheet();
    expect([cell(2, '上级任务').value, cell(3, '上级任务').value, cell(4, '上级任务').value]).toEqual(['省级任务7—2', '市级任务13', '']);
    cell(4, '上级任务').value = '市'.repeat(301);
    expect(await faults()).toMatchObject([{ row: 4, column: '上级任务' }]);
  });

  test('已下达的任务不能用表修改：说明在哪里办理', async () => {
    const taskId = String(cell(3, '任务标识').value);
    await world.run(takeTaskStepsUseCase, { body: { action: 'consult', taskIds: [taskId] } }, world.office('dispatcher'));
    cell(3, '完成标准').value = '另一个标准';
    expect(await faults()).toMatchObject([{ row: 3, message: expect.stringContaining('请在任务页办理') }]);
  });
});
