import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { parseDay, parseMoment } from '../../calendar.ts';
import type { OfficialDocument } from '../../official-document.ts';
import { readFileSafely } from '../readers/read-file-safely.ts';
import { readWorkbookSafely } from '../readers/read-workbook-safely.ts';
import { registerPreface } from './register-preface.ts';
import { renderOfficialDocx } from './render-official-docx.ts';
import { renderXlsx, sheetNames } from './render-xlsx.ts';
import type { SheetRow } from './render-xlsx.ts';
import { canonicalJson } from './snapshots.ts';

const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const notice: OfficialDocument = {
  issuer: '青澜县领导小组办公室',
  documentNo: '青督办〔2026〕7号',
  title: '关于督办河道整治进度滞后问题的通知',
  addressees: '县水利局',
  blocks: [
    { kind: 'heading', level: 1, text: '一、督办事项' },
    { kind: 'paragraph', text: '整治河道12公里，<未>见完成证据 & 说明。\u0007' },
    {
      kind: 'table',
      widths: [1, 3],
      hasHeader: true,
      rows: [['序号', '事项'], ['1', '雨水管网'], [{ text: '合计', span: 2 }]],
    },
  ],
  annexes: ['任务摘录', '历次记录'],
  signedBy: '青澜县领导小组办公室',
  signedOn: parseDay('2026-01-05'),
  hasSealPlace: true,
  copiesTo: ['县委办公室'],
  printedBy: '青澜县领导小组办公室',
  printedOn: parseDay('2026-01-05'),
};

describe('公文 docx', () => {
  test('同样的数据得到同样的字节；改一个字就不同', async () => {
    const first = await renderOfficialDocx(notice);
    expect(hash(await renderOfficialDocx({ ...notice }))).toBe(hash(first));
    expect(hash(await renderOfficialDocx({ ...notice, title: `${notice.title}。` }))).not.toBe(hash(first));
  });

  test('文件读回来，各部分依次俱在，没有印章', async () => {
    const read = await readFileSafely(await renderOfficialDocx(notice), 'docx');
    const text = JSON.stringify(read);
    const order = [
      '青澜县领导小组办公室',
      '青督办〔2026〕7号',
      notice.title,
      '县水利局：',
      '一、督办事项',
      '整治河道12公里，<未>见完成证据 & 说明。',
      '附件：1. 任务摘录',
      '2. 历次记录',
      '2026年1月5日',
    ];
    let at = 0;
    for (const part of order) {
      const next = text.indexOf(part, at);
      expect(next, part).toBeGreaterThanOrEqual(at);
      at = next;
    }
  });

  test('未编号的文件文号处留空；演示数据每页有红字提示', async () => {
    const draft = await renderOfficialDocx({ ...notice, documentNo: '', warning: '演示数据，不作为公文使用' });
    expect(draft.length).toBeGreaterThan(3000);
    expect(hash(draft)).not.toBe(hash(await renderOfficialDocx(notice)));
  });
});

describe('Excel 文件', () => {
  const columns = [
    { title: '=名称', width: 20 },
    { title: '代码', width: 20 },
    { title: '数值', width: 12, kind: 'number' as const },
    { title: '日期', width: 12, kind: 'day' as const },
  ];
  const rows: SheetRow[] = [
    ['=HYPERLINK("http://x","y")', '91340323MA2XXXXX0X', '-12.50', '2026-11-27'],
    ['＝cmd|x', '340323199001011234', '12345678901234567', '1899-01-01'],
    ['@SUM(A1)\t', '0007', '甲', null],
  ];

  test('公式样的文字、长代码仍是文字，数是数，日是日', async () => {
    const read = await readWorkbookSafely(await renderXlsx('试验', [{ name: 'a/b:c', preface: ['演示数据'], columns, rows, frozenColumns: 1 }]));
    if (!read.ok) throw new Error(read.message);
    expect(read.sheets[0]?.name).toBe('a b c');
    expect(read.sheets[0]?.rows.map((row) => row.map(({ text, isFormula }) => [text, isFormula].filter((one) => one !== undefined).join('!')))).toEqual([
      ['演示数据'],
      ['=名称', '代码', '数值', '日期'],
      ['=HYPERLINK("http://x","y")', '91340323MA2XXXXX0X', '-12.5', '2026-11-27'],
      ['＝cmd|x', '340323199001011234', '12345678901234567', '1899-01-01'],
      ['@SUM(A1)\t', '0007', '甲'],
    ]);
  });

  test('同样的数据得到同样的字节；大表按流写出', async () => {
    async function* many(): AsyncGenerator<SheetRow> {
      for (let index = 0; index < 20_000; index += 1) yield [`第${index}行`, String(index), `${index}.5`, '2026-11-27'];
    }
    const one = await renderXlsx('大表', [{ name: '数据', columns, rows: many() }]);
    expect(hash(await renderXlsx('大表', [{ name: '数据', columns, rows: many() }]))).toBe(hash(one));
    const read = await readWorkbookSafely(one);
    expect(read.ok && read.sheets[0]?.rows.length).toBe(20_001);
  });

  test('表名去掉不许用的符号、不超过31字、不重复', () => {
    expect(sheetNames(['a[1]', 'A 1', "'b'", '', '长'.repeat(40), '长'.repeat(40)])).toEqual(['a 1', 'A 1(2)', 'b', '表4', '长'.repeat(31), `${'长'.repeat(27)}(2)`]);
  });
});

describe('冻结的数据', () => {
  test('键的先后不影响文字', () => expect(canonicalJson({ b: [1, { d: 1, c: null }], a: '甲', x: undefined })).toBe('{"a":"甲","b":[1,{"c":null,"d":1}]}'));
});

test('导出的台账写明名称、导出时间、数量；有演示数据时写明不作为公文', () => {
  const at = parseMoment('2026-11-27T09:05:30+08:00');
  const lines = (isDemo: boolean) => registerPreface({ title: '督办单台账', at, count: 3, counter: '张', isDemo });
  expect(lines(false)).toEqual(['督办单台账', '导出时间 2026-11-27 09:05，共3张']);
  expect(lines(true)).toEqual(['督办单台账', '导出时间 2026-11-27 09:05，共3张', '含演示数据，不作为公文使用']);
});
