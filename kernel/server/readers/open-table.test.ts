/** Rows A1–A7, A10, A12–A18 of the list of bad input for uploaded tables. */
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'csv-parse/sync';
import { toCsv } from '#libs/plantext/index.ts';
import { badWorkbooks } from '../../../tests/harness/bad-files.ts';
import { openTable, requireConfirmed } from './open-table.ts';
import { lineOfOddQuote, readCsv, separatorOf } from './read-csv.ts';

const mebibyte = 1024 * 1024;
const open = (bytes: Uint8Array | string, name = '表.csv') =>
  openTable({ name, mediaType: '', bytes: typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes }, { maxBytes: 8 * mebibyte, origin: '导出的表' });
const rowsOf = async (bytes: Uint8Array | string): Promise<readonly (readonly string[])[]> => (await open(bytes)).sheets[0].rows.map((row) => row.map(({ text }) => text));
const utf16 = (text: string, isLittle: boolean, mark = true): Buffer => {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');
  return isLittle ? bytes : bytes.swap16();
};
/** 单位,牵头 / 水利局,甲 in GB18030, with a character outside GBK (四字节) */
const chinese = Buffer.from('b5a5cebb2cc7a3cdb70acbaec0fbbed62cbcd795328236', 'hex');
const table = [
  ['单位', '牵头'],
  ['水利局', '甲'],
];

describe('A17 CSV 的编码：先认出，给人看前几行，拿不准的由人核对', () => {
  test.each([
    ['UTF-8', Buffer.from('单位,牵头\n水利局,甲\n'), 'UTF-8', false],
    ['带字节序标记的 UTF-8', Buffer.from('\ufeff单位,牵头\r\n水利局,甲\r\n'), 'UTF-8', false],
    ['带标记的 UTF-16 小端', utf16('单位,牵头\r\n水利局,甲', true), 'UTF-16（小端）', false],
    ['带标记的 UTF-16 大端', utf16('单位,牵头\r\n水利局,甲', false), 'UTF-16（大端）', false],
    ['没有标记的 UTF-16', utf16('单位,牵头\n水利局,甲\n', true, false), 'UTF-16（小端）', true],
    ['GB18030', Buffer.from('b5a5cebb2cc7a3cdb70acbaec0fbbed62cbcd7', 'hex'), 'GB18030', true],
  ])('%s', async (_name, bytes, encoding, needsConfirmation) => {
    const { sheets, reading, isCsv } = await open(bytes);
    expect(sheets[0].rows.map((row) => row.map(({ text }) => text))).toEqual(table);
    expect([isCsv, reading]).toEqual([true, { detected: `按 ${encoding} 编码、逗号分隔读取`, firstLines: ['单位,牵头', '水利局,甲'], notes: [], needsConfirmation }]);
  });

  test('GB18030 的四字节字也读对', async () => {
    expect((await rowsOf(chinese))[1]).toEqual(['水利局', '甲𠀀']);
  });

  test('拿不准的没有人核对就不导入，写明读法；核对过、或本来就确定的照常', async () => {
    const guess = await open(chinese);
    expect(() => requireConfirmed(guess, false)).toThrowError(
      expect.objectContaining({ code: 'file.reading_unconfirmed', detail: expect.stringContaining('按 GB18030 编码、逗号分隔读取；前 2 行：「单位,牵头」') }),
    );
    expect(() => requireConfirmed(guess, true)).not.toThrow();
    const sure = await open('单位,牵头\n');
    expect(() => requireConfirmed(sure, false)).not.toThrow();
  });

  test.each([
    ['不成字的字节', Buffer.concat([Buffer.from('单位,牵头单位,配合单位,任务\n'), Buffer.from([0xff, 0xff])]), Buffer.byteLength('单位,牵头单位,配合单位,任务\n')],
    ['UTF-8 里夹着 GB18030', Buffer.concat([Buffer.from('单位,牵头单位,配合单位\n'), Buffer.from('b5a5cebb', 'hex')]), Buffer.byteLength('单位,牵头单位,配合单位\n')],
    ['GB18030 里夹着 UTF-8', Buffer.concat([Buffer.from('b5a5cebb2cc7a3cdb70a', 'hex'), Buffer.from('水利局局,乙丙')]), 10],
    ['GB18030 断在半个字', Buffer.from('b5a5cebb2cc7a3cdb70acb', 'hex'), 10],
    ['UTF-16 的半个字', Buffer.concat([utf16('单位', true), Buffer.from([0x41])]), 6],
  ])('混用或读不成字的拒绝，写明第几个字节：%s', async (_name, bytes, offset) => {
    await expect(open(bytes)).rejects.toMatchObject({ code: 'file.text_encoding', status: 422, facts: { offset } });
  });
});

describe('A18 CSV 的引号、行和列', () => {
  test.each([
    ['开了没有关', 'a,b\n1,2\n3,"4\n5,6\n', 3],
    ['关了以后还有字', 'a,b\n1,"2"3\n', 2],
    ['格的中间冒出引号', 'a,b\n1,2\n1,5"管\n', 3],
    ['带换行的格之后', 'a,b\n"1\n2",3\n4,"5\n', 4],
    ['回车作行尾', 'a,b\r1,"2\r', 2],
  ])('双引号没有成对的说出第几行：%s', async (_name, text, line) => {
    await expect(open(text)).rejects.toMatchObject({ code: 'file.csv_quote', status: 422, facts: { line } });
  });

  test('一行超过1 MiB 的说出第几行，正好1 MiB 的照常', async () => {
    const most = `甲,乙\n${'a'.repeat(mebibyte - 2)},b\n`;
    expect((await rowsOf(most))[1]?.[0]).toHaveLength(mebibyte - 2);
    await expect(open(most.replace(',b', ',bb'))).rejects.toMatchObject({ code: 'file.line_too_long', status: 422, facts: { line: 2 } });
  });

  test('行比表头长的说出第几行；行末缺的格是空格；空行不影响行号', async () => {
    await expect(open('甲,乙\n\n1,2,3\n')).rejects.toMatchObject({ code: 'file.csv_columns', status: 422, facts: { row: 3 } });
    expect(await rowsOf('甲,乙,丙\n\n1\n2,3,\n')).toEqual([['甲', '乙', '丙'], [''], ['1'], ['2', '3', '']]);
    expect(await rowsOf('甲,乙\n1,2,,\n')).toHaveLength(2);
    expect(await rowsOf('放假安排\n甲,乙\n1,2\n')).toHaveLength(3);
  });

  test('引号里的逗号、换行、引号是内容；分号、制表符按表头认', async () => {
    expect(await rowsOf('甲,乙\n"1,2","3\n""4"""\n')).toEqual([
      ['甲', '乙'],
      ['1,2', '3\n"4"'],
    ]);
    expect((await open('甲;乙\n1,5;2\n')).reading.detected).toBe('按 UTF-8 编码、分号分隔读取');
    expect((await open('甲\t乙\n1\t2\n')).reading.detected).toBe('按 UTF-8 编码、制表符分隔读取');
    expect(['"a;b;c",d', 'a', 'a,b;c', 'a;b'].map(separatorOf)).toEqual([',', ',', ',', ';']);
  });

  test('公式样的文字仍是文字，本系统加的单引号去掉', async () => {
    expect(await rowsOf('甲,乙\n=1+1,"=HYPERLINK(""http://a"")"\n\'=1+1,\'+a\n\'甲,-5\n')).toEqual([
      ['甲', '乙'],
      ['=1+1', '=HYPERLINK("http://a")'],
      ['=1+1', '+a'],
      ["'甲", '-5'],
    ]);
  });

  test('本系统写出的 CSV 读回来一字不差（除了本来就以单引号加公式符开头的）', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '甲', ',', '"', '\n', ';', '\t', '=', '-', '5', ' ') });
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell, cell), { maxLength: 5 }), (rows) => {
        const all = [['表头', '乙', '丙'], ...rows];
        expect(readCsv(new TextEncoder().encode(toCsv(all)))).toMatchObject({ rows: all.map((row) => row.map((text) => ({ text }))) });
      }),
    );
  });

  test('解析库说引号不成对的，恰好是找得出行号的', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r\n', '\r') });
    fc.assert(
      fc.property(text, (words) => {
        const read = (): unknown => parse(words, { delimiter: ',', record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true });
        const line = lineOfOddQuote(words, ',');
        if (line === 0) expect(read).not.toThrow();
        else expect(read).toThrow();
      }),
      { numRuns: 2000 },
    );
  });
});

describe('A10、A12 内容、扩展名与空文件', () => {
  test.each([
    ['没有字节', '', '表.csv', 'file.empty_file', 422],
    ['只有字节序标记', '\ufeff', '表.csv', 'file.empty_file', 422],
    ['只有空行', '\r\n \r\n', '表.csv', 'file.empty_file', 422],
    ['空字符', '甲,乙\n1,\u00002\n', '表.csv', 'file.type_mismatch', 415],
    ['网页改名', '<html><table></table></html>', '表.csv', 'file.type_mismatch', 415],
    ['PDF 改名', '%PDF-1.7\n', '表.csv', 'file.type_mismatch', 415],
    ['CSV 改名为 xlsx', '甲,乙\n1,2\n', '表.xlsx', 'file.type_mismatch', 415],
    ['压缩文件改名为 CSV', 'PK\u0003\u0004', '表.csv', 'file.type_mismatch', 415],
    ['旧版 xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'), '表.xls', 'file.type_mismatch', 415],
    ['超过上限', 'a'.repeat(8 * mebibyte + 1), '表.csv', 'file.too_large', 413],
  ])('%s', async (_name, bytes, name, code, status) => {
    await expect(open(bytes, name)).rejects.toMatchObject({ code, status, detail: expect.stringMatching(/请/) });
  });
});

describe('A1–A7 工作簿这个容器：与文档同一套界限', () => {
  test.each(badWorkbooks)('%s', async (_name, bytes, code, status) => {
    await expect(open(bytes, '表.xlsx')).rejects.toMatchObject({ code: `file.${code}`, status });
  });
});

const workbook = async (fill: (sheet: ExcelJS.Worksheet, book: ExcelJS.Workbook) => void): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook();
  fill(book.addWorksheet('甲'), book);
  return new Uint8Array(await book.xlsx.writeBuffer());
};

describe('工作簿里要人留意的', () => {
  test('A14 隐藏和筛选掉的行照常读，写明行号，核对后才导入；空的隐藏行不提', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRows(['表头', '一', '二', '三', '四', '五', '六'].map((text) => [text]));
      for (const row of [3, 4, 5, 7, 9]) sheet.getRow(row).hidden = true;
      sheet.autoFilter = 'A1:A7';
    });
    const opened = await open(bytes, '表.xlsx');
    expect(opened.sheets[0].rows.flat().map(({ text }) => text)).toEqual(['表头', '一', '二', '三', '四', '五', '六']);
    expect(opened.reading).toEqual({ detected: null, firstLines: [], notes: ['含隐藏行 3-5、7（被隐藏或筛选掉），仍会照常读取'], needsConfirmation: true });
    expect(() => requireConfirmed(opened, false)).toThrowError(expect.objectContaining({ code: 'file.reading_unconfirmed', detail: expect.stringMatching(/^含隐藏行 3-5、7/) }));
  });

  test('A14 合并的单元格标明行号', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRows([['甲', '乙'], ['一'], ['二'], ['三', '四']]);
      sheet.mergeCells('A2:B3');
    });
    const { sheets, reading } = await open(bytes, '表.xlsx');
    expect(sheets[0].rows.slice(1).map((row) => row.map(({ text, isMerged }) => [text, isMerged === true]))).toEqual([
      [
        ['一', true],
        ['一', true],
      ],
      [
        ['一', true],
        ['一', true],
      ],
      [
        ['三', false],
        ['四', false],
      ],
    ]);
    expect([reading.notes, reading.needsConfirmation]).toEqual([['第 2-3 行含合并单元格，合并的各格都按同一内容读取'], true]);
  });

  test('A15 公式按保存时的结果读，公式和结果都写明，结果陈旧也看得出', async () => {
    const bytes = await workbook((sheet) => {
      sheet.addRow(['甲', 1, { formula: 'B1*2', result: 99 }]);
      sheet.addRow(['乙', 1, { formula: 'B2*2' }]);
      sheet.getCell('AB3').value = { formula: 'NOW()', result: '旧' };
    });
    const { sheets, reading } = await open(bytes, '表.xlsx');
    expect(sheets[0].rows[0]?.[2]).toEqual({ text: '99', isFormula: true, formula: 'B1*2' });
    expect(reading).toMatchObject({
      notes: ['C1 是公式「=B1*2」，按保存时的结果「99」读取', 'C2 是公式「=B2*2」，文件里没有保存结果，按空格读取', 'AB3 是公式「=NOW()」，按保存时的结果「旧」读取'],
      needsConfirmation: false,
    });
  });

  test('A15 公式很多时写明前五个和其余几个', async () => {
    const bytes = await workbook((sheet) => sheet.addRows(Array.from({ length: 8 }, (_, index) => [{ formula: `${index}+1`, result: index + 1 }])));
    expect((await open(bytes, '表.xlsx')).reading.notes.slice(4)).toEqual(['A5 是公式「=4+1」，按保存时的结果「5」读取', '另有 3 格也是公式，都按保存时的结果读取']);
  });

  test.each([false, true])('A16 日期按文件声明的起算日读（1904 年起算：%s），文字写的日期原样交给各表判断', async (date1904) => {
    const bytes = await workbook((sheet, book) => {
      book.properties.date1904 = date1904;
      sheet.addRow([new Date(Date.UTC(2026, 2, 5)), '2026.3.5', '3/5/26']);
    });
    expect((await open(bytes, '表.xlsx')).sheets[0].rows[0]?.map(({ text }) => text)).toEqual(['2026-03-05', '2026.3.5', '3/5/26']);
  });

  test('没有读的工作表写出名字', async () => {
    const bytes = await workbook((sheet, book) => {
      sheet.addRow(['甲']);
      book.addWorksheet('附注').addRow(['乙']);
    });
    expect((await open(bytes, '表.xlsx')).reading).toMatchObject({ notes: ['只读取工作表「甲」，未读取「附注」'], needsConfirmation: false });
  });
});
