import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { buildZip } from '../../../tests/harness/build-zip.ts';
import { readWorkbookSafely } from './read-workbook-safely.ts';
import { writeWorkbook } from './write-workbook.ts';

const content = {
  name: '任务分解表/2026',
  heading: '青河县水利方案',
  columns: [
    { title: '编号', width: 12 },
    { title: '状态', width: 10, choices: ['待确认', '已确认'] },
  ],
  rows: [
    ['p1.m1', '待确认'],
    ['=1+1', '123456789012345678'],
  ],
};

describe('工作簿', () => {
  test('写出再读回，文字一字不差：公式样的文字、长数字都仍是文字', async () => {
    const read = await readWorkbookSafely(await writeWorkbook(content));
    expect(read).toMatchObject({
      ok: true,
      sheets: [
        {
          name: '任务分解表 2026',
          hiddenRows: [],
          rows: [
            [{ text: '编号' }, { text: '状态' }],
            [{ text: 'p1.m1' }, { text: '待确认' }],
            [{ text: '=1+1' }, { text: '123456789012345678' }],
          ],
        },
      ],
    });
    expect(JSON.stringify(read)).not.toContain('isFormula');
  });

  test('同样的内容写出同样的字节', async () => {
    const [a, b] = [await writeWorkbook(content), await writeWorkbook(content)];
    expect(Buffer.compare(Buffer.from(a), Buffer.from(b))).toBe(0);
  });

  test('公式、合并单元格、隐藏行、日期都标明', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('甲');
    sheet.addRow(['表头', '值']);
    sheet.addRow(['合计', { formula: 'SUM(1,2)', result: 3 }]);
    sheet.addRow(['时限', new Date(Date.UTC(2026, 2, 5))]);
    sheet.mergeCells('A4:B4');
    sheet.getCell('A4').value = '合并';
    sheet.getRow(3).hidden = true;
    const read = await readWorkbookSafely(new Uint8Array(await workbook.xlsx.writeBuffer()));
    const [first] = read.ok ? read.sheets : [];
    expect(first?.hiddenRows).toEqual([3]);
    expect(first?.rows.slice(1, 3)).toEqual([
      [{ text: '合计' }, { text: '3', isFormula: true, formula: 'SUM(1,2)' }],
      [{ text: '时限' }, { text: '2026-03-05' }],
    ]);
    expect(first?.rows[3]?.[0]).toEqual({ text: '合并', isMerged: true });
  });

  test('A13 用到第1048576行、其实只有三行的表：只读用过的格，行号不变', async () => {
    const workbook = new ExcelJS.Workbook();
    const sheet = workbook.addWorksheet('甲');
    sheet.getCell('A1').value = '表头';
    sheet.getCell('B2').value = '甲';
    sheet.getCell('A1048576').value = '末行';
    const read = await readWorkbookSafely(new Uint8Array(await workbook.xlsx.writeBuffer()));
    const rows = read.ok ? (read.sheets[0]?.rows ?? []) : [];
    expect(rows.flatMap((row, index) => row.flatMap(({ text }, column) => (text === '' ? [] : [[index + 1, column + 1, text]])))).toEqual([
      [1, 1, '表头'],
      [2, 2, '甲'],
      [1_048_576, 1, '末行'],
    ]);
  });

  test('伪装的、含外部链接的、含 DTD 的工作簿一律拒绝', async () => {
    expect(await readWorkbookSafely(buildZip([{ name: 'a.xml', data: '<a/>' }]))).toMatchObject({ ok: false, code: 'type_mismatch' });
    expect(
      await readWorkbookSafely(
        buildZip([
          { name: 'xl/workbook.xml', data: '<a/>' },
          { name: 'xl/externalLinks/a.xml', data: '<a/>' },
        ]),
      ),
    ).toMatchObject({ ok: false, code: 'active_content' });
    expect(await readWorkbookSafely(buildZip([{ name: 'xl/workbook.xml', data: '<!DOCTYPE a []><a/>' }]))).toMatchObject({ ok: false, code: 'xml_dtd' });
    expect(await readWorkbookSafely(Buffer.from('不是压缩文件'))).toMatchObject({ ok: false, code: 'archive_corrupt' });
  });
});
