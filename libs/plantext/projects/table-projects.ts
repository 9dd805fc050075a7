/**
 * Project tables (annex 重点项目表): a header with 项目名称, one project per row. Columns of investment carry their unit in
 * the header (总投资(万元)); content columns are read like brackets.
 */
import type { Dec, ProjectAttribute, ProjectStage, Range } from '../model.ts';
import { shiftDec } from '../quantities/decimal.ts';
import type { Quantity } from '../quantities/quantity.ts';
import { attributesIn, quantitiesIn } from './attributes.ts';
import type { Candidate } from './candidates.ts';
import { isSpecific, kindOfName } from './naming.ts';
import { type Reading, spanAt, trimRange } from './reading.ts';

type Role = 'name' | 'investment' | 'content' | 'period' | 'nature' | 'place';

/** Words of a header cell, the longest fitting group first. */
const HEADERS: readonly (readonly [Role, readonly string[]])[] = [
  ['name', ['项目名称', '工程名称', '建设项目', '重点项目名称', '重点项目', '项目']],
  ['investment', ['总投资', '计划总投资', '投资额', '估算总投资', '概算总投资', '项目总投资', '投资估算', '估算投资']],
  ['content', ['建设规模及内容', '建设规模', '建设内容', '主要建设内容', '建设内容及规模', '建设规模和内容', '项目内容', '建设规模与内容', '主要建设规模及内容', '规模']],
  ['period', ['建设年限', '建设工期', '建设周期', '工期', '起止年限', '建设起止年限', '建设时间', '建设期限', '起止年月']],
  ['nature', ['建设性质', '项目性质']],
  ['place', ['建设地点', '建设地址', '项目地点', '地点']],
];

/** Powers of ten of the money unit in a header. */
const MONEY: readonly (readonly [string, number])[] = [
  ['亿元', 8],
  ['千万元', 7],
  ['百万元', 6],
  ['万元', 4],
  ['元', 0],
];

const NATURE_STAGE: Readonly<Record<string, ProjectStage>> = {
  前期: 'prepare',
  谋划: 'prepare',
  储备: 'prepare',
  新开工: 'start',
  竣工: 'complete',
  收尾: 'complete',
  投产: 'operate',
};

interface Header {
  readonly columns: ReadonlyMap<Role, number>;
  readonly power: number | null;
}

const cellsOf = (text: string, row: Range): Range[] => {
  const cells: Range[] = [];
  let start = row.start;
  for (let at = row.start; at <= row.end; at++) {
    if (at < row.end && text.charAt(at) !== '\t') continue;
    cells.push({ start, end: at });
    start = at + 1;
  }
  return cells;
};

const headerOf = (plain: string, cells: readonly Range[]): Header | null => {
  const columns = new Map<Role, number>();
  let power: number | null = null;
  cells.forEach((cell, index) => {
    const text = plain.slice(cell.start, cell.end).replaceAll(' ', '');
    if (text.length > 24) return;
    const open = text.indexOf('(');
    const head = open < 0 ? text : text.slice(0, open);
    const role = HEADERS.find(([, words]) => words.includes(head))?.[0];
    if (role === undefined || columns.has(role)) return;
    columns.set(role, index);
    if (role === 'investment') power = MONEY.find(([unit]) => text.includes(unit))?.[1] ?? null;
  });
  return columns.has('name') && columns.size > 1 ? { columns, power } : null;
};

/** "12,000" and "3200.5" as decimal strings; null when the cell is no bare figure. */
const bareNumber = (text: string): Dec | null => {
  const digits = text.replaceAll(',', '').replaceAll(' ', '');
  if (digits.length === 0 || digits.length > 20 || !/^\d+(?:\.\d+)?$/.test(digits)) return null;
  return shiftDec(digits, 0);
};

const investmentOf = (reading: Reading, quantities: readonly Quantity[], cell: Range, power: number | null): ProjectAttribute | null => {
  const range = trimRange(reading.plain, cell);
  if (range.end <= range.start) return null;
  const bare = bareNumber(reading.plain.slice(range.start, range.end));
  if (bare !== null && power !== null) return { ...spanAt(reading, range.start, range.end), number: shiftDec(bare, power), unit: 'CNY' };
  const money = quantitiesIn(quantities, range).find((q) => q.dimension === 'money' && q.number !== null);
  return money === undefined || money.number === null ? null : { ...spanAt(reading, range.start, range.end), number: money.number, unit: 'CNY' };
};

const attributesOf = (reading: Reading, quantities: readonly Quantity[], cells: readonly Range[], { columns, power }: Header): Map<string, ProjectAttribute> => {
  const out = new Map<string, ProjectAttribute>();
  const cellOf = (role: Role): Range | undefined => cells[columns.get(role) ?? -1];
  const money = cellOf('investment');
  const invested = money === undefined ? null : investmentOf(reading, quantities, money, power);
  if (invested !== null) out.set('investment', invested);
  for (const role of ['name', 'content'] as const) {
    const cell = cellOf(role);
    if (cell === undefined) continue;
    for (const { key, value } of attributesIn(reading, quantities, cell, role === 'name' ? 'name' : 'clause')) if (!out.has(key)) out.set(key, value);
  }
  const period = cellOf('period');
  const years = period === undefined ? null : trimRange(reading.plain, period);
  if (years !== null && years.end > years.start && years.end - years.start <= 24) out.set('period', { ...spanAt(reading, years.start, years.end), number: null, unit: null });
  return out;
};

/** Candidates of all project tables, in text order. Rows of totals (合计) and of headings are left out. */
export const tableCandidates = (reading: Reading, quantities: readonly Quantity[]): Candidate[] => {
  const { plain } = reading;
  const headers = new Map<string, Header>();
  const out: Candidate[] = [];
  for (const node of reading.parsed.nodes) {
    if (node.kind !== 'row' || node.parent === null) continue;
    const cells = cellsOf(reading.text, node);
    const header = headerOf(plain, cells);
    if (header !== null) {
      headers.set(node.parent, header);
      continue;
    }
    const known = headers.get(node.parent);
    const cell = known === undefined ? undefined : cells[known.columns.get('name') ?? -1];
    if (known === undefined || cell === undefined) continue;
    const name = trimRange(plain, cell);
    if (name.end - name.start < 3 || name.end - name.start > 80 || isTotal(plain, name)) continue;
    const attributes = attributesOf(reading, quantities, cells, known);
    const natureCell = cells[known.columns.get('nature') ?? -1];
    const nature = natureCell === undefined ? null : trimRange(plain, natureCell);
    const natureText = nature === null || nature.end <= nature.start ? null : plain.slice(nature.start, nature.end);
    const kind = kindOfName(plain, name.start, name.end);
    const place = cells[known.columns.get('place') ?? -1];
    const specific = isSpecific(plain, name.start, name.end);
    // nothing but a name and no sign of a project: a row of headings
    if (attributes.size === 0 && kind === null) continue;
    const stage = natureText === null ? null : (NATURE_STAGE[natureText] ?? null);
    out.push({
      node: node.id,
      name,
      tier: attributes.size > 0 || (kind?.cls === 'capital' && specific) ? 'A' : 'B',
      specific,
      status: stage === null ? null : nature,
      stage,
      control: null,
      nature: natureText ?? kind?.nature ?? null,
      action: kind === null,
      attributes,
      sharedHead: null,
      places: place === undefined || place.end <= place.start ? [] : [trimRange(plain, place)],
      why: [],
    });
  }
  return out;
};

const isTotal = (plain: string, name: Range): boolean =>
  ['合计', '总计', '小计', '共计'].some((word) => plain.startsWith(word, name.start)) ||
  /^[一二三四五六七八九十]+、/.test(plain.slice(name.start, Math.min(name.end, name.start + 5)));
