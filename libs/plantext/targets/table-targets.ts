/**
 * Indicator tables of outlines (plantext 14): 类别 | 指标 | 2020年 | 2025年 | 年均/累计 | 属性.
 * A row is target, base and growth at once; cells may hold `>6.5`, `[5000]`, `—`, 与经济增长基本同步, 完成国家下达任务.
 */
import type { Comparator, OutlineNode, ParsedText, Range } from '../model.ts';
import { CHAR, classAt } from '../quantities/char-class.ts';
import type { Quantity } from '../quantities/quantity.ts';
import { scanQuantities } from '../quantities/scan-quantities.ts';
import { scanTimes, type TimeExpr } from '../quantities/scan-times.ts';
import { type Binding, type Figure, newFigure } from './figure.ts';
import { cellText, headOf as headOfText, tailOf } from '../source/windows.ts';

type Role = 'indicator' | 'unit' | 'year' | 'change' | 'binding' | 'other';

interface Column {
  readonly role: Role;
  readonly year: number | null;
  /** an expected or real figure of the start, not a goal */
  readonly base: boolean;
  readonly cell: Range;
}

export interface TableReading {
  readonly figures: Figure[];
  readonly used: Quantity[];
  /** row and table nodes that were read as a table and must not be read as prose */
  readonly nodes: ReadonlySet<string>;
}

function cellsOf(text: string, row: Range): Range[] {
  const out: Range[] = [];
  let from = row.start;
  for (let i = row.start; i <= row.end; i++) {
    if (i < row.end && text[i] !== '\t') continue;
    let start = from;
    let end = i;
    while (start < end && classAt(text, start) === CHAR.space) start++;
    while (end > start && classAt(text, end - 1) === CHAR.space) end--;
    out.push({ start, end });
    from = i + 1;
  }
  return out;
}

function columnOf(text: string, cell: Range): Column {
  const title = cellText(text, cell);
  const year = /(?:19|20)\d\d/.exec(title);
  const column = (role: Role): Column => ({ role, year: year === null ? null : Number(year[0]), base: /现状|基期|基数|实际|完成值|基准|预计/.test(title), cell });
  if (/属性|性质/.test(title)) return column('binding');
  if (/年均|累计|增速|增长|增幅/.test(title) && !/指标/.test(title)) return column('change');
  if (year !== null || /目标值|规划值/.test(title)) return column('year');
  if (/单位/.test(title) && !/责任|牵头|配合/.test(title)) return column('unit');
  if (/指标|目标名称/.test(title) && !/类|性质/.test(title)) return column('indicator');
  return column('other');
}

/** Column roles when the row is the head of an indicator table, else null. */
function headOf(text: string, cells: readonly Range[]): Column[] | null {
  const columns = cells.map((c) => columnOf(text, c));
  const has = (role: Role): boolean => columns.some((c) => c.role === role);
  return has('indicator') && (has('year') || has('change')) ? columns : null;
}

interface UnitText extends Range {
  readonly text: string;
}

/** 地区生产总值（亿元）: the unit in the closing bracket of the name; the name without it and without its number. */
function splitName(text: string, cell: Range): { readonly name: Range; readonly unit: UnitText | null } {
  let { start, end } = cell;
  let unit: UnitText | null = null;
  if (classAt(text, end - 1) === CHAR.close) {
    let open = end - 2;
    while (open > start && classAt(text, open) !== CHAR.open) open--;
    const inner = text.slice(open + 1, end - 1);
    if (open > start && scanQuantities(`1${inner}`)[0]?.unit !== '' && scanQuantities(`1${inner}`).length === 1) {
      unit = { start: open + 1, end: end - 1, text: inner };
      end = open;
    }
  }
  let digits = start;
  while (digits < end && classAt(text, digits) === CHAR.digit) digits++;
  // 5岁以下儿童死亡率: the figure is a number of the row only before a dot or a gap
  if (digits > start && '.．、 '.includes(text[digits] ?? ' ')) start = digits;
  while (start < end && '.．、 '.includes(text[start] as string)) start++;
  while (start < end && /[其中：:①-⑳]/.test(text[start] as string) && text.startsWith('其中', start)) start += 2;
  while (start < end && '：:'.includes(text[start] as string)) start++;
  return { name: { start, end }, unit };
}

const EMPTY = new Set(['', '—', '——', '-', '--', '–', '/', '／', '－', '无', '暂无', '…']);

const SIGNS: readonly (readonly [string, Comparator])[] = [
  ['≥', '>='],
  ['≧', '>='],
  ['>=', '>='],
  ['>', '>'],
  ['＞', '>'],
  ['≤', '<='],
  ['≦', '<='],
  ['<=', '<='],
  ['<', '<'],
  ['＜', '<'],
];

const BOUNDS: readonly (readonly [RegExp, Comparator])[] = [
  [/(不低于|不少于|不小于|不得低于|至少)$/, '>='],
  [/(不高于|不超过|不大于|不突破|控制在)$/, '<='],
  [/(超过|突破|高于|大于|超)$/, '>'],
  [/(低于|少于|小于)$/, '<'],
  [/(约|接近)$/, '~'],
  [/(达到|达|提高到|提升到|提高至|提升至|增加到|增长到|降至|降到|下降到)$/, 'reach'],
];

/** The words of a cell around its figure: 达到900张以上, 每县至少1所. */
function boundOf(before: string, after: string): Comparator | null {
  const word = BOUNDS.find(([pattern]) => pattern.test(before.trimEnd()))?.[1] ?? null;
  if (/^(及)?以上/.test(after)) return word === '<=' ? word : '>=';
  if (/^(以内|以下|及以下|内)/.test(after)) return '<=';
  if (/^(左右|上下)/.test(after)) return '~';
  return word;
}

interface CellValue {
  readonly number: string;
  readonly numberMax?: string;
  readonly comparator: Comparator;
  readonly unit: string;
  readonly unitText: string;
  readonly cumulative: boolean;
}

function readCell(text: string, cell: Range, unit: UnitText | null): CellValue | null {
  const raw = cellText(text, cell);
  const first = scanQuantities(raw, scanTimes(raw))[0];
  if (first === undefined || first.number === null) return null;
  const bare = first.unit === '' && first.unitText === '';
  const full = bare && unit !== null ? scanQuantities(`${raw.slice(first.start, first.end)}${unit.text.replace(/^1(?=[/／])/, '')}`)[0] : first;
  const q = full ?? first;
  const sign = SIGNS.find(([s]) => raw.slice(0, first.start).trim().endsWith(s) || raw.startsWith(s));
  const tail = raw.slice(first.end);
  const comparator: Comparator = sign?.[1] ?? boundOf(raw.slice(0, first.start), tail) ?? (q.numberMax === undefined ? '=' : 'range');
  const span = q.numberMax === undefined || comparator !== 'range' ? {} : { numberMax: q.numberMax };
  return { number: q.number ?? first.number, ...span, comparator, unit: q.unit, unitText: bare && unit !== null ? unit.text : q.unitText, cumulative: first.cumulative === true };
}

interface Row {
  readonly node: OutlineNode;
  readonly cells: readonly Range[];
  readonly columns: readonly Column[];
  readonly sentence: number;
}

function timeOf(text: string, cell: Range): TimeExpr | null {
  const t = scanTimes(text.slice(cell.start, cell.end)).find((x) => x.year !== undefined);
  const year = /(?:19|20)\d\d/.exec(cellText(text, cell));
  if (t !== undefined) return { ...t, start: cell.start + t.start, end: cell.start + t.end };
  return year === null ? null : { start: cell.start + year.index, end: cell.start + year.index + 4, kind: 'by', year: Number(year[0]) };
}

function targetColumns(columns: readonly Column[]): { readonly base: number; readonly goals: number[] } {
  const years = columns.map((c, k) => ({ c, k })).filter(({ c }) => c.role === 'year');
  const goals = years.filter(({ c }) => !c.base);
  if (goals.length === years.length && years.length > 1) {
    const first = goals.reduce((a, b) => ((a.c.year ?? 9999) <= (b.c.year ?? 9999) ? a : b));
    return { base: first.k, goals: goals.filter((g) => g.k !== first.k).map((g) => g.k) };
  }
  return { base: years.find(({ c }) => c.base)?.k ?? -1, goals: goals.map((g) => g.k) };
}

function bindingOf(text: string, row: Row): Binding | undefined {
  const k = row.columns.findIndex((c) => c.role === 'binding');
  const cell = row.cells[k];
  if (cell === undefined) return undefined;
  const value = text.slice(cell.start, cell.end);
  return value.includes('约束') ? '约束性' : value.includes('预期') ? '预期性' : undefined;
}

interface RowFrame {
  readonly text: string;
  readonly row: Row;
  readonly name: Range;
  readonly unit: UnitText | null;
  readonly binding: Binding | undefined;
}

function wordCell(f: Figure, text: string): boolean {
  const value = headOfText(text.slice(f.value.start, f.value.end));
  if (/完成|达到.*(要求|标准|任务|目标)|控制在.*(以内|指标)|省下达|国家下达|上级下达/.test(value)) {
    f.cls = 'delegated';
    f.comparator = 'meet';
  } else if (/同步|高于|快于|持平|接近/.test(value)) {
    f.cls = 'relative';
    f.comparator = 'relative';
  } else if (/提高|提升|上升|增加|增长/.test(value)) {
    f.cls = 'directional';
    f.comparator = 'increase';
  } else if (/下降|降低|减少/.test(value)) {
    f.cls = 'directional';
    f.comparator = 'decrease';
  } else return false;
  return true;
}

function frameFigure(frame: RowFrame, cell: Range, time: TimeExpr | null): Figure {
  const f = newFigure(frame.row.node.id, frame.row.sentence, cell);
  f.indicator = frame.name;
  f.governing = time === null ? null : { time, inherited: true };
  if (frame.binding !== undefined) f.binding = frame.binding;
  return f;
}

function goalFigure(frame: RowFrame, goal: number, base: number): Figure | null {
  const { text, row, unit } = frame;
  const cell = row.cells[goal];
  const column = row.columns[goal];
  if (cell === undefined || column === undefined || EMPTY.has(text.slice(cell.start, cell.end))) return null;
  const f = frameFigure(frame, cell, timeOf(text, column.cell));
  const value = readCell(text, cell, unit);
  if (value === null) return wordCell(f, text) ? f : null;
  fill(f, value, frame);
  const change = /(增长|提高|提升|增加|下降|降低|减少)$/.exec(cellText(text, cell).split(/\d(?!\d*年)/)[0] ?? '');
  if (change !== null && f.comparator === '=') {
    f.cls = 'growth';
    f.change = true;
    f.direction = /[增提]/.test(change[0]) ? 'up' : 'down';
  }
  const every = scanTimes(text.slice(cell.start, cell.end)).find((t) => t.kind === 'every');
  if (every !== undefined) f.governing = { time: { ...every, start: cell.start + every.start, end: cell.start + every.end }, inherited: false };
  const from = row.cells[base];
  const start = from === undefined ? null : readCell(text, from, unit);
  const year = row.columns[base]?.year;
  if (from !== undefined && start !== null) f.base = { ...from, number: start.number, unit: start.unit, ...(year === null || year === undefined ? {} : { year }) };
  return f;
}

function fill(f: Figure, value: CellValue, frame: RowFrame): void {
  const name = tailOf(frame.text.slice(frame.name.start, frame.name.end));
  f.number = value.number;
  if (value.numberMax !== undefined) f.numberMax = value.numberMax;
  f.comparator = value.comparator;
  f.unit = value.unit;
  f.unitText = value.unitText;
  const falls = /(降低|下降|减少|减幅|降幅|削减)$/.test(name);
  if (falls) f.direction = 'down';
  if (value.unit === '%') f.cls = falls || /(增长|增速|增幅|增长率|涨幅)$/.test(name) ? 'growth' : /比重|占比|强度/.test(name) ? 'share' : 'rate';
  else if (value.unit === 'permille' || value.unit === 'per100000') f.cls = 'rate';
  else if (value.unit === '1') f.cls = 'ratio';
  else if (value.unit.includes('/')) f.cls = 'density';
  else f.cls = /[㐀-鿿]/.test(value.unit) ? 'count' : 'level';
  if (frame.unit !== null) f.why.push({ field: 'unit', code: 'shared.unit', from: [frame.unit] });
}

/** 年均 or 累计 column: a change per year in percent, or [n], the sum over the period. */
function changeFigure(frame: RowFrame, k: number, span: TimeExpr | null): Figure | null {
  const { text, row, unit } = frame;
  const cell = row.cells[k];
  if (cell === undefined || EMPTY.has(text.slice(cell.start, cell.end))) return null;
  const f = frameFigure(frame, cell, span);
  const inner = readCell(text, cell, null);
  if (inner === null) return wordCell(f, text) ? f : null;
  if (inner.cumulative) {
    const total = readCell(text, cell, unit);
    fill(f, total ?? inner, frame);
    if (f.unit === '%' && !/(增长|降低|下降|减少)$/.test(text.slice(frame.name.start, frame.name.end))) f.unit = 'pp';
    if (f.unit === 'pp') f.cls = 'growth';
  } else {
    fill(f, { ...inner, unit: '%', unitText: inner.unit === '%' ? '%' : '' }, frame);
    f.cls = 'growth';
    if (inner.unit !== '%') f.why.push({ field: 'unit', code: 'implied.unit', from: [row.columns[k]?.cell ?? cell] });
  }
  f.change = true;
  return f;
}

function periodSpan(columns: readonly Column[], base: number, goals: readonly number[], text: string): TimeExpr | null {
  const last = columns[goals[goals.length - 1] ?? -1];
  if (last === undefined || last.year === null) return null;
  const at = timeOf(text, last.cell);
  if (at === null) return null;
  const from = columns[base]?.year;
  return { ...at, kind: 'during', year: last.year, ...(from === null || from === undefined ? {} : { from: from + 1 }) };
}

function readRow(text: string, row: Row): Figure[] {
  const at = row.columns.findIndex((c) => c.role === 'indicator');
  const cell = row.cells[at];
  if (cell === undefined || cell.end - cell.start < 2) return [];
  const named = splitName(text, cell);
  const unitCell = row.cells[row.columns.findIndex((c) => c.role === 'unit')];
  const unit = unitCell !== undefined && unitCell.end > unitCell.start ? { ...unitCell, text: text.slice(unitCell.start, unitCell.end) } : named.unit;
  const frame: RowFrame = { text, row, name: named.name, unit, binding: bindingOf(text, row) };
  const { base, goals } = targetColumns(row.columns);
  const out: Figure[] = [];
  for (const goal of goals) {
    const f = goalFigure(frame, goal, base);
    if (f !== null) out.push(f);
  }
  const span = periodSpan(row.columns, base, goals, text);
  row.columns.forEach((c, k) => {
    const f = c.role === 'change' ? changeFigure(frame, k, span) : null;
    if (f !== null) out.push(f);
  });
  return out;
}

/** Rows of all indicator tables. A table without an indicator head stays prose. */
export function readTables(parsed: ParsedText, quantities: readonly Quantity[]): TableReading {
  const figures: Figure[] = [];
  const nodes = new Set<string>();
  const heads = new Map<string, Column[]>();
  const ranges: Range[] = [];
  for (const node of parsed.nodes) {
    if (node.kind !== 'row' || node.parent === null) continue;
    const cells = cellsOf(parsed.text, node);
    const known = heads.get(node.parent);
    if (known === undefined) {
      const head = headOf(parsed.text, cells);
      if (head !== null) {
        heads.set(node.parent, head);
        nodes.add(node.id);
        ranges.push(node);
      }
      continue;
    }
    nodes.add(node.id);
    ranges.push(node);
    const shift = known.length - cells.length;
    const columns = shift > 0 ? known.slice(shift) : known;
    for (const f of readRow(parsed.text, { node, cells, columns, sentence: -1 - figures.length })) figures.push(f);
  }
  return { figures, used: within(quantities, ranges), nodes };
}

function within(quantities: readonly Quantity[], ranges: readonly Range[]): Quantity[] {
  const out: Quantity[] = [];
  let k = 0;
  for (const q of quantities) {
    while (k < ranges.length && (ranges[k] as Range).end <= q.start) k++;
    const r = ranges[k];
    if (r !== undefined && q.start >= r.start) out.push(q);
  }
  return out;
}
