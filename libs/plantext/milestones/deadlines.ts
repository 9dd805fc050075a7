/** 完成时限：2023年12月底前 in a duty text gives the measure a deadline (contract 7.6). */
import type { OutlineNode, Period, Range } from '../model.ts';
import type { Reading } from '../projects/reading.ts';
import { wordSet, wordsOf } from '../projects/words.ts';
import { sentencesHolding } from '../source/holding.ts';
import { sign } from '../source/signs.ts';
import type { TimeExpr } from '../quantities/scan-times.ts';
import type { FoundMilestone } from './extract-milestones.ts';
import type { PeriodIndex } from './periods.ts';
import { DEADLINE_KEYS } from './title-words.ts';

const KEYS = wordSet(DEADLINE_KEYS);
const KEY_SIGN = sign(wordsOf(DEADLINE_KEYS));
/** How far behind the key a date may stand. */
const REACH = 40;

const homeOf = (reading: Reading, id: string): string => {
  const node = reading.nodes.get(id);
  return node?.kind === 'duty' && node.parent !== null ? node.parent : id;
};

/** A year alone ends with its last day. */
const dayOf = (period: Period): Period => (period.on === undefined && period.year !== undefined ? { ...periodWithDay(period, `${period.year}-12-31`) } : period);

const periodWithDay = ({ year, from, every, span, rel, inherited, source }: Period, on: string): Period => ({
  ...(year === undefined ? {} : { year }),
  ...(from === undefined ? {} : { from }),
  on,
  ...(every === undefined ? {} : { every }),
  ...(span === undefined ? {} : { span }),
  rel: rel === 'in' ? 'by' : rel,
  inherited,
  source,
});

const made = (periods: PeriodIndex, node: string, time: TimeExpr): FoundMilestone => {
  const read = periods.of(time);
  const period = dayOf(read);
  return { node, kind: 'deadline', verb: null, object: null, when: { period, computed: read.on === undefined, near: true }, modality: 'must', control: 'owner', code: null };
};

const innermost = (reading: Reading): ((at: number) => OutlineNode | null) => {
  const nodes = reading.parsed.nodes.filter((node) => node.kind !== 'document');
  return (at) => {
    let best: OutlineNode | null = null;
    let low = 0;
    let high = nodes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((nodes[middle]?.start ?? 0) <= at) low = middle + 1;
      else high = middle;
    }
    // the nearest node before `at` that holds it; parents come before children
    for (let k = low - 1; k >= 0 && low - k < 12 && best === null; k--) if ((nodes[k]?.end ?? 0) > at) best = nodes[k] ?? null;
    return best;
  };
};

/** Deadlines behind a key word, and in the deadline column of tables. */
export const deadlinesOf = (reading: Reading, periods: PeriodIndex, times: readonly TimeExpr[]): FoundMilestone[] => {
  const { plain } = reading;
  const nodeAt = innermost(reading);
  const out: FoundMilestone[] = [];
  let t = 0;
  for (const sentence of sentencesHolding(reading.parsed.sentences, KEY_SIGN)) {
    for (let at = sentence.start; at < sentence.end; at++) {
      const length = KEYS.startingAt(plain, at, plain.length);
      if (length === 0) continue;
      const end = at + length;
      const mark = plain.charAt(end);
      at = end - 1;
      if (mark !== ':' && mark !== '为' && mark !== ' ') continue;
      while (t < times.length && (times[t]?.start ?? 0) < end) t++;
      const time = times[t];
      if (time === undefined || time.start - end > REACH || crossesStop(plain, { start: end, end: time.start })) continue;
      const node = nodeAt(end);
      if (node === null || (time.year === undefined && time.on === undefined && time.offset === undefined)) continue;
      out.push(made(periods, homeOf(reading, node.id), time));
    }
  }
  return [...out, ...tableDeadlines(reading, periods, times)];
};

const crossesStop = (plain: string, range: Range): boolean => {
  for (let at = range.start; at < range.end; at++) if ('。;\n'.includes(plain.charAt(at))) return true;
  return false;
};

/** Cells of a row: ranges between tabs. */
const cellsOf = (plain: string, row: Range): Range[] => {
  const cells: Range[] = [];
  let start = row.start;
  for (let at = row.start; at <= row.end; at++) {
    if (at < row.end && plain.charAt(at) !== '\t') continue;
    cells.push({ start, end: at });
    start = at + 1;
  }
  return cells;
};

const tableDeadlines = (reading: Reading, periods: PeriodIndex, times: readonly TimeExpr[]): FoundMilestone[] => {
  const out: FoundMilestone[] = [];
  const columns = new Map<string, number>();
  let t = 0;
  for (const node of reading.parsed.nodes) {
    if (node.kind !== 'row' || node.parent === null) continue;
    const cells = cellsOf(reading.text, node);
    const head = cells.findIndex((cell) => KEYS.has(reading.plain.slice(cell.start, cell.end).trim()));
    if (head >= 0) columns.set(node.parent, head);
    const column = columns.get(node.parent);
    const cell = column === undefined || head >= 0 ? undefined : cells[column];
    if (cell === undefined) continue;
    while (t < times.length && (times[t]?.start ?? 0) < cell.start) t++;
    const time = times[t];
    if (time !== undefined && time.end <= cell.end && time.year !== undefined) out.push(made(periods, node.id, time));
  }
  return out;
};
