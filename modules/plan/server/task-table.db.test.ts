import ExcelJS from 'exceljs';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TableReading } from '#kernel/table-file.ts';
import { buildZip } from '../../../tests/harness/build-zip.ts';
import { encodeGb18030 } from '../../../tests/harness/encode-gb18030.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { multipart, openApp } from '../../../tests/access/open-app.ts';
import type { TestApp, TestReply } from '../../../tests/access/open-app.ts';
import { riverPlan } from '../../../tests/access/sample-plans.ts';
import type { ReviewedField, TaskTableEdit, TaskTableError } from '../contract/index.ts';

const database = databaseForFile();

interface Key {
  readonly planId: string;
  readonly versionId: string;
}
interface Preview {
  readonly sha256: string;
  readonly rows: number;
  readonly edits: readonly TaskTableEdit[];
  readonly errors: readonly TaskTableError[];
  readonly warnings: readonly { readonly row: number; readonly message: string }[];
  readonly reading: TableReading;
  readonly reviewCount: number;
}

let app: TestApp;
beforeAll(async () => {
  app = await openApp(database().appUrl);
});
afterAll(() => app.close());

let serial = 0;
async function importText(text: string): Promise<Key> {
  const form = multipart({}, { name: 'a.txt', bytes: text });
  const reply = await app.send('/api/plans/imports', { method: 'POST', headers: { ...app.operator(), ...form.headers }, body: form.body });
  if (reply.status >= 400) throw new Error(reply.text);
  return reply.json() as Key;
}
const freshPlan = (): Promise<Key> => {
  serial += 1;
  return importText(riverPlan.replaceAll('青澜县', `青澜${'一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯'[serial] ?? ''}县`));
};

const base = ({ planId, versionId }: Key): string => `/api/plans/${planId}/versions/${versionId}`;
const exportTable = async (key: Key): Promise<Uint8Array> => (await app.send(`${base(key)}/export?format=xlsx`)).bytes;
const csvOf = async (key: Key): Promise<string> => (await app.send(`${base(key)}/export?format=csv`)).text;

async function change(bytes: Uint8Array, work: (sheet: ExcelJS.Worksheet, workbook: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  const [sheet] = workbook.worksheets;
  if (sheet === undefined) throw new Error('the export has no sheet');
  work(sheet, workbook);
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}

/** Columns of the exported sheet, 1-based. */
const column = { 任务: 2, 目标值: 3, 牵头单位: 4, 配合单位: 5, 完成时限: 6, 依据原文: 7, 状态: 8, 编号: 9 } as const;

function rowOf(sheet: ExcelJS.Worksheet, words: string): ExcelJS.Row {
  let found: ExcelJS.Row | undefined;
  sheet.eachRow((row) => {
    if (found === undefined && row.number > 1 && String(row.getCell(column.依据原文).value).includes(words)) found = row;
  });
  if (found === undefined) throw new Error(`no row with ${words}`);
  return found;
}

function send(key: Key, rest: 'previews' | 'imports', bytes: Uint8Array, fields: Record<string, string> = {}, name = '任务分解表.xlsx'): Promise<TestReply> {
  const form = multipart(fields, { name, bytes });
  return app.send(`${base(key)}/task-table/${rest}`, { method: 'POST', headers: { ...app.operator(), ...form.headers }, body: form.body });
}
const preview = async (key: Key, bytes: Uint8Array, name?: string): Promise<Preview> => {
  const reply = await send(key, 'previews', bytes, {}, name);
  expect(reply.status, reply.text).toBe(200);
  return reply.json() as Preview;
};
const load = (key: Key, bytes: Uint8Array, reviewCount: number, more: Record<string, string> = {}, name?: string): Promise<TestReply> =>
  send(key, 'imports', bytes, { expectedSha256: createHash('sha256').update(bytes).digest('hex'), expectedReviewCount: String(reviewCount), ...more }, name);
const countOf = async (key: Key): Promise<number> => ((await app.send(`${base(key)}/reviews`)).json() as { reviewCount: number }).reviewCount;

describe('往返', () => {
  test('原样导回：没有修改，不写意见', async () => {
    const key = await freshPlan();
    const bytes = await exportTable(key);
    expect(await preview(key, bytes)).toMatchObject({ edits: [], errors: [], warnings: [], reviewCount: 0 });
    const reply = await load(key, bytes, 0);
    expect([reply.status, reply.json()]).toMatchObject([200, { stored: 0 }]);
  });

  test('A17 导出的 CSV 原样导回：编号相同、没有修改；改一格用 GB18030 存回，核对读法后导入，结果与 xlsx 相同', async () => {
    const key = await freshPlan();
    const csv = await csvOf(key);
    const same = await preview(key, Buffer.from(csv), '任务分解表.csv');
    expect(same).toMatchObject({ edits: [], errors: [], sheet: '', reading: { detected: '按 UTF-8 编码、逗号分隔读取', needsConfirmation: false } });
    expect(same.reading.firstLines[0]).toBe('序号,任务,目标值,牵头单位,配合单位,完成时限,依据原文,状态,编号');
    expect(same.warnings.map(({ message }) => message)).toEqual(['CSV 不带导出的版本和时间；与当前的意见不同之处都算作修改，请仔细核对']);
    expect((await load(key, Buffer.from(csv), 0, {}, '任务分解表.csv')).json()).toMatchObject({ stored: 0 });

    const filled = encodeGb18030(csv.replace('\ufeff', '').replace('12公里以上', '15公里以上'));
    const seen = await preview(key, filled, '任务分解表.csv');
    expect(seen.edits.map(({ field, to }) => [field, to])).toEqual([['目标值', '15公里以上']]);
    expect(seen.reading).toMatchObject({ detected: '按 GB18030 编码、逗号分隔读取', needsConfirmation: true });
    expect((await load(key, filled, 0, {}, '任务分解表.csv')).json()).toMatchObject({ status: 422, code: 'file.reading_unconfirmed' });
    expect(await countOf(key)).toBe(0);
    const reply = await load(key, filled, 0, { confirmedReading: 'true' }, '任务分解表.csv');
    expect([reply.status, reply.json()]).toMatchObject([201, { stored: 1, items: [{ latest: { note: '任务分解表导入：任务分解表.csv' } }] }]);
    expect(await csvOf(key)).toContain('15公里以上');
  });

  test('填写后导入：预览与导入一致，成为注明文件名的意见；再导出就是填写的内容；再导入一次没有修改', async () => {
    const key = await freshPlan();
    const ledger = (await app.send(`${base(key)}/ledger`)).text;
    const filled = await change(await exportTable(key), (sheet) => {
      const pipes = rowOf(sheet, '雨水管网');
      pipes.getCell(column.牵头单位).value = '县住建局';
      pipes.getCell(column.完成时限).value = '2030-06-30';
      pipes.getCell(column.状态).value = '已确认';
      rowOf(sheet, '12公里').getCell(column.目标值).value = '15公里以上';
    });
    const seen = await preview(key, filled);
    expect(seen.errors).toEqual([]);
    expect(seen.edits.map(({ field, to }) => `${field}=${to}`).sort()).toEqual(['完成时限=2030-06-30', '牵头单位=县住建局', '状态=已确认', '目标值=15公里以上'].sort());
    expect(await countOf(key)).toBe(0);

    const reply = await load(key, filled, seen.reviewCount);
    expect(reply.status, reply.text).toBe(201);
    const { items, stored } = reply.json() as { items: ReviewedField[]; stored: number };
    expect(stored).toBe(4);
    expect(items.every(({ latest }) => latest.note === '任务分解表导入：任务分解表.xlsx' && latest.verdict === 'edited')).toBe(true);
    expect((await app.send(`${base(key)}/ledger`)).text).toBe(ledger);

    const lines = (await csvOf(key)).split('\r\n');
    expect(lines.find((line) => line.includes('雨水管网'))).toMatch(/县住建局.*2030-06-30.*已确认/);
    expect(lines.find((line) => line.includes('15公里以上'))).toContain('已修改');

    expect((await preview(key, filled)).edits).toEqual([]);
    expect(await preview(key, await exportTable(key))).toMatchObject({ edits: [], errors: [], warnings: [] });
  });

  test('改回机器读出的值，成为采纳', async () => {
    const key = await freshPlan();
    const original = await exportTable(key);
    const filled = await change(original, (sheet) => {
      rowOf(sheet, '雨水管网').getCell(column.牵头单位).value = '县住建局';
    });
    await load(key, filled, 0);
    const undone = await change(await exportTable(key), (sheet) => {
      rowOf(sheet, '雨水管网').getCell(column.牵头单位).value = null;
    });
    const reply = await load(key, undone, 1);
    expect(reply.json()).toMatchObject({ stored: 1, items: [{ field: '牵头单位', latest: { verdict: 'accepted', to: null } }] });
    expect((await csvOf(key)).split('\r\n').find((line) => line.includes('雨水管网'))).toContain('待确认');
  });

  test('对记录的意见显示在分解表里：改的数值、不采纳的责任单位', async () => {
    const key = await freshPlan();
    const { targets } = (await app.send(`${base(key)}/ledger`)).json() as { targets: { id: string; number: string; value: { text: string } }[] };
    const pipe = targets.find(({ value }) => value.text.includes('8公里'));
    const body = JSON.stringify({ reviews: [{ record: pipe?.id, field: 'number', verdict: 'edited', to: '9', note: '批复为九公里', expectedLatest: null }] });
    const reply = await app.send(`${base(key)}/reviews`, { method: 'POST', headers: { ...app.operator(), 'content-type': 'application/json' }, body });
    expect(reply.status, reply.text).toBe(200);
    const line = (await csvOf(key)).split('\r\n').find((one) => one.includes('雨水管网'));
    expect(line).toContain('9公里');
    expect(line).toContain('已修改');
  });

  test('公式样的文字原样往返，不成为公式', async () => {
    const key = await freshPlan();
    const filled = await change(await exportTable(key), (sheet) => {
      rowOf(sheet, '雨水管网').getCell(column.目标值).value = '=1+1';
    });
    expect((await load(key, filled, 0)).status).toBe(201);
    expect(await csvOf(key)).toContain(`'=1+1`);
    const again = await exportTable(key);
    expect(await preview(key, again)).toMatchObject({ edits: [], errors: [] });
    await change(again, (sheet) => expect(rowOf(sheet, '雨水管网').getCell(column.目标值).type).toBe(ExcelJS.ValueType.String));
  });
});

describe('旧表不会冲掉别人的意见', () => {
  test('导出之后别人改了别的格：两人的修改都在；改了同一格：指明行列，什么也不导入', async () => {
    const key = await freshPlan();
    const exported = await exportTable(key);
    const mine = await change(exported, (sheet) => {
      rowOf(sheet, '雨水管网').getCell(column.配合单位).value = '县水利局';
    });
    const theirs = await change(exported, (sheet) => {
      rowOf(sheet, '雨水管网').getCell(column.牵头单位).value = '县住建局';
    });
    expect((await load(key, theirs, 0)).status).toBe(201);
    expect((await load(key, mine, 0)).json()).toMatchObject({ status: 409, code: 'plan.reviews_changed' });
    const seen = await preview(key, mine);
    expect(seen.edits).toMatchObject([{ field: '配合单位', to: '县水利局' }]);
    expect((await load(key, mine, seen.reviewCount)).status).toBe(201);
    expect((await csvOf(key)).split('\r\n').find((line) => line.includes('雨水管网'))).toMatch(/县住建局.*县水利局/);

    const clash = await change(exported, (sheet) => {
      rowOf(sheet, '雨水管网').getCell(column.牵头单位).value = '县城管局';
    });
    expect((await preview(key, clash)).errors).toMatchObject([{ code: 'changed_since', column: '牵头单位', message: expect.stringContaining('县住建局') }]);
  });

  test('另一版导出的表、改了工作表名称的表', async () => {
    const key = await freshPlan();
    const old = await exportTable(key);
    const { text } = (await app.send(base(key))).json() as { text: string };
    const newer = await importText(text.replace('12公里', '15公里'));
    expect((await preview(newer, old)).errors).toMatchObject([{ row: 0, code: 'version_other', message: expect.stringContaining('第 1 版') }]);
    expect((await send(key, 'previews', old)).json()).toMatchObject({ status: 409, code: 'plan.version_superseded' });
    const renamed = await change(await exportTable(newer), (sheet) => {
      sheet.name = '我的表';
    });
    expect(await preview(newer, renamed)).toMatchObject({ edits: [], errors: [], warnings: [{ row: 0 }] });
  });
});

describe('有错误的表：逐行逐列说明，什么也不导入', () => {
  let key: Key;
  let exported: Uint8Array;
  beforeAll(async () => {
    key = await freshPlan();
    exported = await exportTable(key);
  });

  const cases: readonly (readonly [string, (sheet: ExcelJS.Worksheet) => void, Partial<TaskTableError>])[] = [
    [
      '表头改名',
      (sheet) => {
        sheet.getCell('D1').value = '责任人';
      },
      { row: 1, column: null, code: 'header_unknown' },
    ],
    [
      '少了一列',
      (sheet) => {
        sheet.spliceColumns(column.状态, 1);
      },
      { row: 1, column: '状态', code: 'header_missing' },
    ],
    [
      '编号重复',
      (sheet) => {
        sheet.getRow(3).getCell(column.编号).value = sheet.getRow(2).getCell(column.编号).value;
      },
      { row: 3, column: '编号', code: 'id_duplicate' },
    ],
    [
      '编号不认识',
      (sheet) => {
        sheet.getRow(2).getCell(column.编号).value = 'p9.m9';
      },
      { row: 2, column: '编号', code: 'id_unknown' },
    ],
    [
      '没有编号',
      (sheet) => {
        sheet.getRow(2).getCell(column.编号).value = null;
      },
      { row: 2, column: '编号', code: 'id_missing' },
    ],
    [
      '删去一行',
      (sheet) => {
        sheet.spliceRows(2, 1);
      },
      { row: 0, column: '编号', code: 'row_missing' },
    ],
    [
      '合并单元格',
      (sheet) => {
        sheet.mergeCells('D2:D3');
      },
      { row: 2, column: '牵头单位', code: 'merged_cell' },
    ],
    [
      '公式',
      (sheet) => {
        sheet.getCell('C2').value = { formula: 'HYPERLINK("http://x","y")', result: '20公里' };
      },
      { row: 2, column: '目标值', code: 'formula' },
    ],
    [
      '改了依据原文',
      (sheet) => {
        sheet.getCell('G2').value = '别的原文';
      },
      { row: 2, column: '依据原文', code: 'fixed_changed' },
    ],
    [
      '状态不认识',
      (sheet) => {
        sheet.getCell('H2').value = '完成';
      },
      { row: 2, column: '状态', code: 'state_unknown' },
    ],
    [
      '二月三十日',
      (sheet) => {
        sheet.getCell('F2').value = '2030-02-30';
      },
      { row: 2, column: '完成时限', code: 'date_invalid' },
    ],
    [
      '内容太长',
      (sheet) => {
        sheet.getCell('D2').value = '局'.repeat(501);
      },
      { row: 2, column: '牵头单位', code: 'text_too_long' },
    ],
  ];

  test.each(cases)('%s', async (_name, spoil, expected) => {
    const bytes = await change(exported, (sheet) => {
      spoil(sheet);
      rowOf(sheet, '泵站').getCell(column.配合单位).value = '县财政局';
    });
    const seen = await preview(key, bytes);
    expect(seen.errors).toContainEqual(expect.objectContaining(expected));
    expect(seen.edits).toEqual([]);
    for (const { message } of seen.errors) expect(message).toMatch(/[\u4e00-\u9fff]{2}/);
    const reply = await load(key, bytes, 0);
    expect(reply.json()).toMatchObject({
      status: 422,
      code: 'plan.task_table_invalid',
      fields: expect.arrayContaining([expect.objectContaining({ message: seen.errors[0]?.message })]),
    });
    expect(await countOf(key)).toBe(0);
  });

  test('A14 隐藏的行照常读取，写明行号，核对后才导入；多余的工作表不读取并写明', async () => {
    const bytes = await change(exported, (sheet, workbook) => {
      sheet.getRow(3).hidden = true;
      workbook.addWorksheet('草稿').addRow(['随便写写']);
    });
    const { reading, errors } = await preview(key, bytes);
    expect(errors).toEqual([]);
    expect(reading).toMatchObject({ notes: [expect.stringMatching(/只读取工作表.*未读取「草稿」/), '含隐藏行 3（被隐藏或筛选掉），仍会照常读取'], needsConfirmation: true });
    expect((await load(key, bytes, 0)).json()).toMatchObject({ status: 422, code: 'file.reading_unconfirmed', detail: expect.stringContaining('含隐藏行 3') });
    expect((await load(key, bytes, 0, { confirmedReading: 'true' })).status).toBe(200);
  });

  test('空工作簿', async () => {
    const workbook = new ExcelJS.Workbook();
    workbook.addWorksheet('任务分解表');
    expect((await preview(key, new Uint8Array(await workbook.xlsx.writeBuffer()))).errors).toMatchObject([{ row: 0, code: 'sheet_missing' }]);
  });

  test('预览之后文件换了、没有给出摘要', async () => {
    expect((await send(key, 'imports', exported, { expectedSha256: '0'.repeat(64), expectedReviewCount: '0' })).json()).toMatchObject({ status: 409, code: 'plan.file_changed' });
    expect((await send(key, 'imports', exported)).json()).toMatchObject({ status: 422, code: 'request.invalid' });
    expect((await send(key, 'imports', exported, { expectedSha256: '0'.repeat(64), expectedReviewCount: '-1' })).json()).toMatchObject({ status: 422, code: 'request.invalid' });
  });

  const bomb = buildZip([
    { name: 'xl/workbook.xml', data: '<a/>' },
    { name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(64 * 1024 * 1024, ' ') },
  ]);
  test.each([
    ['空文件', Buffer.alloc(0), 422, 'file.empty_file'],
    ['不是工作簿', Buffer.from(riverPlan), 415, 'file.type_mismatch'],
    ['别的压缩文件', buildZip([{ name: 'a.txt', data: 'x' }]), 415, 'file.type_mismatch'],
    ['损坏的压缩文件', Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(200)]), 400, 'file.archive_corrupt'],
    ['解压后异常庞大', bomb, 413, 'file.archive_ratio'],
    [
      '带宏',
      buildZip([
        { name: 'xl/workbook.xml', data: '<a/>' },
        { name: 'xl/vbaProject.bin', data: 'x' },
      ]),
      415,
      'file.active_content',
    ],
    ['超过上限', Buffer.alloc(8 * 1024 * 1024 + 1, 'a'), 413, 'file.too_large'],
  ] as const)('%s：拒绝并说明', async (_name, bytes, status, code) => {
    const reply = await send(key, 'previews', bytes);
    expect(reply.json(), reply.text).toMatchObject({ status, code });
    expect((reply.json() as { detail: string }).detail).toMatch(/[\u4e00-\u9fff]/);
  });
});
