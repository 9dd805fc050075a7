import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import type { CompiledPlan, Span } from '../model.ts';
import { toAkomaNtoso } from './akoma-ntoso.ts';
import { disarm, toCsv } from './csv.ts';
import { dayAfter, deadlineOf, toICalendar } from './icalendar.ts';
import { isDeadlineText, readTaskRows } from './read-task-rows.ts';
import { taskColumns, toTaskRows } from './task-rows.ts';
import { toWebAnnotations } from './web-annotation.ts';

const text = '青河县水利方案\n一、重点任务\n1.建好水库。到2030年，建成水库2座。（责任单位：县水利局；配合单位：县财政局）\n2.管好河道。每年巡河不少于4次，编制《河道岸线规划》。\n';
const span = (part: string, from = 0): Span => {
  const start = text.indexOf(part, from);
  return { text: part, start, end: start + part.length };
};
const node = (id: string, kind: 'document' | 'title' | 'part' | 'measure', parent: string | null, part: string, label: string | null, title: string | null) => ({
  id,
  kind,
  label,
  title,
  start: text.indexOf(part),
  end: text.indexOf(part) + part.length,
  parent,
});
const by2030 = { year: 2030, rel: 'by', inherited: false, source: span('到2030年') } as const;
const lines = text.split('\n');

const plan: CompiledPlan = {
  schema: 'luoshi.plan/1',
  source: { sha256: 'ab'.repeat(32), chars: text.length, format: 'txt' },
  outline: [
    node('doc', 'document', null, text, null, null),
    node('title', 'title', 'doc', lines[0] ?? '', null, '青河县水利方案'),
    node('p1', 'part', 'doc', lines[1] ?? '', '一、', '重点任务'),
    node('p1.m1', 'measure', 'p1', lines[2] ?? '', '1.', '建好水库'),
    node('p1.m2', 'measure', 'p1', lines[3] ?? '', '2.', '管好河道'),
  ],
  targets: [
    {
      id: 't_a',
      node: 'p1.m1',
      cls: 'count',
      indicator: null,
      action: span('建成'),
      value: span('2座'),
      comparator: '=',
      number: '2',
      unit: '座',
      unitText: '座',
      period: by2030,
      head: span('水库', 30),
      modality: 'aim',
      scope: null,
      actors: [],
      why: [],
      conf: 0.99,
    },
  ],
  milestones: [],
  documents: [{ id: 'd_a', node: 'p1.m2', verb: span('编制'), object: span('《河道岸线规划》'), owner: null, period: null, why: [], conf: 0.99 }],
  recurring: [{ id: 'r_a', node: 'p1.m2', frequency: span('每年'), every: 'year', times: '4', duty: span('巡河'), vague: false, actors: [], why: [], conf: 0.99 }],
  conditions: [],
  projects: [],
  actors: [
    { id: 'a_a', node: 'p1.m1', name: span('县水利局'), role: 'owner', measures: ['p1.m1'], why: [], conf: 0.99 },
    { id: 'a_b', node: 'p1.m1', name: span('县财政局'), role: 'support', measures: ['p1.m1'], why: [], conf: 0.99 },
  ],
  terms: [],
  references: [],
  findings: [],
  stats: {
    nodes: {},
    targets: 1,
    targetsNumeric: 1,
    targetsWithPeriod: 1,
    milestones: 0,
    documents: 1,
    recurring: 1,
    conditions: 0,
    projects: 0,
    projectsByTier: { A: 0, B: 0, C: 0 },
    investmentCNY: '0',
    actors: 2,
    measures: 2,
    measuresWithOwner: 1,
    measuresWithDeadline: 1,
    findings: { error: 0, warning: 0, info: 0 },
    quantities: { read: 0, used: 0, explained: 0, open: 0 },
  },
};

describe('任务分解表', () => {
  const rows = toTaskRows(plan, text);
  const sheet = () => [taskColumns.map((name) => ({ text: name as string })), ...rows.map((row) => taskColumns.map((column) => ({ text: row.cells[column] })))];
  const withCell = (row: number, column: (typeof taskColumns)[number], change: { text?: string; isFormula?: boolean; isMerged?: boolean }) => {
    const table = sheet().map((cells) => cells.map((cell) => ({ ...cell })));
    Object.assign(table[row]?.[taskColumns.indexOf(column)] ?? {}, change);
    return readTaskRows(table, rows);
  };

  test('每条举措一行，带目标值、单位、时限与原文', () => {
    expect(rows.map(({ cells }) => [cells.序号, cells.任务, cells.目标值, cells.牵头单位, cells.配合单位, cells.完成时限, cells.编号])).toEqual([
      ['1', '1.建好水库', '建成2座水库', '县水利局', '县财政局', '2030年底前', 'p1.m1'],
      ['2', '2.管好河道', '', '', '', '', 'p1.m2'],
    ]);
  });

  test('原样导回没有变化', () => {
    expect(readTaskRows(sheet(), rows)).toEqual({ edits: [], errors: [] });
  });

  test('改动按编号对回同一条', () => {
    expect(withCell(2, '牵头单位', { text: '县水利局' })).toEqual({ edits: [{ id: 'p1.m2', field: '牵头单位', from: '', to: '县水利局' }], errors: [] });
  });

  test.each([
    ['公式', 1, '目标值', { isFormula: true }, 'formula'],
    ['合并单元格', 1, '牵头单位', { isMerged: true }, 'merged_cell'],
    ['改了原文', 1, '依据原文', { text: '别的话' }, 'fixed_changed'],
    ['编号重复', 2, '编号', { text: 'p1.m1' }, 'id_duplicate'],
    ['编号不存在', 2, '编号', { text: 'p9.m9' }, 'id_unknown'],
    ['状态不认识', 1, '状态', { text: '进行中' }, 'state_unknown'],
    ['日期不存在', 1, '完成时限', { text: '2030-02-30' }, 'date_invalid'],
  ] as const)('%s：指出行列与办法，全部不采纳', (_, row, column, change, code) => {
    const { edits, errors } = withCell(row, column, change);
    expect(edits).toEqual([]);
    expect(errors[0]).toMatchObject({ code, row: row + 1 });
    expect(errors[0]?.message).toContain(`第 ${row + 1} 行`);
  });

  test('表头缺失或写错；少了一行；单位不在名册', () => {
    expect(readTaskRows([[{ text: '任务名' }]], rows).errors.map(({ code }) => code)).toContain('header_unknown');
    expect(readTaskRows(sheet().slice(0, 2), rows).errors).toMatchObject([{ code: 'row_missing' }]);
    const table = sheet();
    const cells = table[2] ?? [];
    cells[taskColumns.indexOf('配合单位')] = { text: '县水利局、不存在的局' };
    expect(readTaskRows(table, rows, new Set(['县水利局'])).errors).toMatchObject([{ code: 'unit_unknown', row: 3, column: '配合单位' }]);
  });

  test('时限文字：真实的日子或原文的话', () => {
    for (const good of ['2028-02-29', '2030年12月31日', '2030年底前', '长期']) expect(isDeadlineText(good), good).toBe(true);
    for (const bad of ['2029-02-29', '2030-13-01', '2030/4/31']) expect(isDeadlineText(bad), bad).toBe(false);
  });
});

describe('其他导出', () => {
  test('CSV：公式开头的文字加撇号，负数不变，引号换行照规矩', () => {
    expect(['=1+1', '＝cmd', '+86', '-5', '-甲', '@a'].map(disarm)).toEqual(["'=1+1", "'＝cmd", "'+86", '-5', "'-甲", "'@a"]);
    expect(
      toCsv([
        ['甲', '乙"丙'],
        ['一\n二', '3,4'],
      ]),
    ).toBe('\ufeff甲,"乙""丙"\r\n"一\n二","3,4"\r\n');
  });

  test('日历：到年底的全天事项，每年的工作有重复规则，行长不超过 75 字节', () => {
    const calendar = toICalendar(plan, { stamp: '20260101T000000Z', planTitle: '青河县水利方案', planUrl: 'https://example.test/plans/1' });
    expect(calendar).toContain('DTSTART;VALUE=DATE:20301231\r\nDTEND;VALUE=DATE:20310101\r\n');
    expect(calendar).toContain('RRULE:FREQ=YEARLY');
    for (const line of calendar.split('\r\n')) expect(new TextEncoder().encode(line).length).toBeLessThanOrEqual(75);
    expect([dayAfter('2028-02-28'), dayAfter('2027-02-28'), dayAfter('2027-12-31')]).toEqual(['2028-02-29', '2027-03-01', '2028-01-01']);
    expect(deadlineOf(null)).toBeNull();
  });

  test('网页标注：每个字段的位置与引文都对得上原文', () => {
    const annotations = toWebAnnotations(plan, text, 'https://example.test/text');
    expect(annotations.length).toBeGreaterThan(8);
    for (const { target } of annotations) {
      const [position, quote] = target.selector;
      expect(text.slice(position.start, position.end)).toBe(quote.exact);
      expect(text.slice(0, position.start).endsWith(quote.prefix)).toBe(true);
    }
  });

  test('Akoma Ntoso：每个节点有 eId，原文一字不少，特殊字符转义', () => {
    const xml = toAkomaNtoso(plan, text, { workUri: '/akn/cn/doc/plan/x', on: '2026-01-01', authorName: '青河县<人民政府>' });
    for (const id of ['p1', 'p1.m1', 'p1.m2']) expect(xml).toContain(`eId="${id}"`);
    expect(xml).toContain('青河县&lt;人民政府&gt;');
    expect(xml).toContain('<quantity normalized="2">2座</quantity>');
    const body = xml
      .slice(xml.indexOf('<mainBody>'))
      .replace(/<heading>[^<]*<\/heading>|<num>[^<]*<\/num>/g, '')
      .replace(/<[^>]+>/g, '');
    for (const line of lines.slice(1, 4)) expect(body).toContain(line);
    const parser = new SaxesParser({ xmlns: true });
    const faults: string[] = [];
    parser.on('error', (error) => faults.push(error.message));
    parser.write(xml).close();
    expect(faults).toEqual([]);
  });
});
