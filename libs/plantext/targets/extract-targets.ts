/** Targets and conditions of a parsed text (layers L4 to L7 for figures; contract 7.2, 7.3, 7.5). */
import { type ConditionDraft, buildConditions, conditionsOf } from '../conditions/read-conditions.ts';
import { PAST_WORDS } from '../lexicon/phrase-pack.ts';
import type { ConditionRecord, ParsedText, PlanStats, Range, TargetRecord } from '../model.ts';
import type { Quantity } from '../quantities/quantity.ts';
import { scanQuantities } from '../quantities/scan-quantities.ts';
import { isCompared, scanTimes, type TimeExpr } from '../quantities/scan-times.ts';
import { nodeIndexOf } from '../outline/nodes-by-id.ts';
import { signsOf } from '../source/holding.ts';
import { nameByClass } from './class-names.ts';
import { type NodeContext, contextsOf, documentYear, firstPlanYear, spanAnchor } from './context.ts';
import type { Figure } from './figure.ts';
import { PeriodScope } from './period-scope.ts';

import { SegmentReader } from './read-segment.ts';
import { type Carry, clearCarry, emptyCarry, type Fate, modalityIn, type Reading } from './reading-state.ts';
import { recordsOf } from './records.ts';
import { type Segment, segmentsOf } from './segments.ts';
import { readTables } from './table-targets.ts';
import { annualTime } from './title-time.ts';
import { Parts } from './whole-and-part.ts';
import { readWordy, WORDY_SIGN } from './wordy.ts';

export interface Scan {
  readonly quantities: readonly Quantity[];
  readonly times: readonly TimeExpr[];
}

/** Figures and times of the view; made once and handed to every extractor that needs them. */
export function scanText(parsed: Pick<ParsedText, 'view'>): Scan {
  const times = scanTimes(parsed.view);
  return { times, quantities: scanQuantities(parsed.view, times) };
}

export interface TargetReading {
  readonly targets: readonly TargetRecord[];
  readonly conditions: readonly ConditionRecord[];
  /** what became of the figures of the text */
  readonly quantities: PlanStats['quantities'];
  /** acting bodies written in the clause of a target (每…各), by target id, for linking to actor records */
  readonly subjects: ReadonlyMap<string, readonly Range[]>;
  readonly documentYear: number | null;
}

const USED: ReadonlySet<Fate> = new Set(['target', 'base', 'threshold', 'condition', 'reward']);

/** 比去年, 高于上年: a comparison, not a result. */
const COMPARED = '比较于同超与';

/** `promised`: the sentence has stated a target already (引进资金85亿元，同比增长10%以上). */
function speaksOfPast(view: string, segment: Segment, promised: boolean): boolean {
  for (let i = segment.start; i < segment.end; i++) {
    if (!PAST_WORDS.starts(view.charCodeAt(i))) continue;
    const hit = PAST_WORDS.startingAt(view, i, segment.end);
    if (hit === null) continue;
    const word = view.slice(hit.start, hit.end);
    if ((word === '上年' || word === '去年') && (COMPARED.includes(view[i - 1] ?? ' ') || isCompared(view, i))) continue;
    if (word === '现有' && view.startsWith('基础', hit.end)) continue;
    // 利用率目前低于30%的城市: which ones are meant, not what was reached
    if (word === '目前' && /^(低于|高于|不足|超过|未达)[^,;。]{1,12}的[^,;。]{1,6}$/.test(view.slice(hit.end, segment.end))) continue;
    if (word === '同比' && (segment.times.length > 0 || promised)) continue;
    return true;
  }
  return hasPerfective(view, segment);
}

/** 建成了5个, 增长了8%: a result. 为了, 除了, 了解 say nothing. */
function hasPerfective(view: string, segment: Segment): boolean {
  for (let i = segment.start + 1; i < segment.end; i++) {
    if (view.charCodeAt(i) !== 0x4e86) continue;
    if (!'为除'.includes(view[i - 1] as string) && !'解望却结'.includes(view[i + 1] ?? ' ')) return true;
  }
  return false;
}

interface Walk {
  readonly reading: Reading;
  readonly parts: Parts;
  /** by the start of the figure */
  readonly fates: Map<number, Fate>;
  readonly drafts: ConditionDraft[];
  /** signs of the sentences */
  readonly signs: Int32Array;
  readonly carry: Carry;
  node: string;
  /** sentence that stated a result; what follows in it (其中…占比35%) is one too */
  pastSentence: number;
}

function mark(walk: Walk, segment: Segment, fate: Fate): void {
  for (const q of segment.quantities) if (!walk.fates.has(q.start)) walk.fates.set(q.start, fate);
}

/** The sentence holds a target that is dated, bounded or striven for. */
function promisedBefore(walk: Walk): boolean {
  const at = walk.carry.lastFigure;
  const last = at === null ? undefined : walk.reading.figures[at];
  return last !== undefined && last.sentence === walk.carry.sentence && (last.governing !== null || last.modality !== 'aim' || last.comparator !== '=');
}

function prepareCarry(walk: Walk, segment: Segment, task: Range | null): void {
  const { carry } = walk;
  if (segment.node !== walk.node) {
    walk.node = segment.node;
    clearCarry(carry);
  }
  if (segment.sentence === carry.sentence) return;
  // a semicolon ends a sentence of L3 but not the list: 2025年不高于33微克；2030年不高于28微克
  const runsOn = carry.sentence === segment.sentence - 1 && walk.reading.view.charCodeAt(segment.start - 1) === 0x3b;
  const { lastIndicator, lastFigure } = carry;
  clearCarry(carry);
  carry.sentence = segment.sentence;
  carry.task = task;
  carry.lastIndicator = runsOn ? lastIndicator : task;
  if (runsOn) carry.lastFigure = lastFigure;
}

/** The segment stands in a cell that holds a schedule. */
function isStep({ steps }: NodeContext, segment: Segment): boolean {
  for (const cell of steps) if (segment.start >= cell.start && segment.end <= cell.end) return true;
  return false;
}

function readSegment(walk: Walk, segment: Segment, context: NodeContext): void {
  const { reading } = walk;
  const past = reading.scope.read(segment);
  if (context.silent || context.review || past) {
    mark(walk, segment, context.silent ? 'name' : 'fact');
    return;
  }
  if (isStep(context, segment)) {
    mark(walk, segment, 'fact');
    return;
  }
  prepareCarry(walk, segment, context.task);
  const continues = walk.pastSentence === segment.sentence && segment.times.length === 0 && modalityIn(reading.view, segment.start, segment.end) === null;
  if (segment.quantities.length > 0 && (continues || speaksOfPast(reading.view, segment, promisedBefore(walk)))) {
    walk.pastSentence = segment.sentence;
    mark(walk, segment, 'fact');
    return;
  }
  const from = reading.figures.length;
  if (!segment.bracket && ((walk.signs[segment.sentence] as number) & WORDY_SIGN) !== 0) readWordy(reading, segment, context, walk.carry);
  if (segment.quantities.length === 0) {
    if (segment.times.length > 1) walk.carry.times = segment.times;
    if (segment.closer === ',' && !segment.bracket) walk.carry.clause = segment;
    return;
  }
  const taken = conditionsOf(reading.view, segment, context);
  if (taken !== null) {
    walk.drafts.push(...taken);
    for (const q of segment.quantities) walk.fates.set(q.start, 'reward');
    return;
  }
  const reader = new SegmentReader(reading, segment, context, walk.carry);
  reader.read();
  walk.parts.link(reading.view, segment, reading.figures, from);
  for (const v of reader.verdicts) {
    walk.fates.set(v.quantity.start, v.fate);
    if (v.fate === 'condition' || v.fate === 'age') walk.drafts.push({ segment, quantity: v.quantity, around: v.around, kind: v.fate === 'age' ? 'eligibility' : 'threshold' });
  }
}

/**
 * What became of the figures: labels are none; a Chinese numeral or a bare number that nothing claimed is part of a name,
 * and what nobody looked at is quoted.
 */
function tallyOf(quantities: readonly Quantity[], fates: ReadonlyMap<number, Fate>): PlanStats['quantities'] {
  let read = 0;
  let used = 0;
  let open = 0;
  for (const quantity of quantities) {
    const fate = fates.get(quantity.start);
    if (fate === undefined && quantity.unit === '') continue;
    read++;
    if (fate === undefined) continue;
    if (USED.has(fate)) used++;
    else if (fate === 'open' && ((quantity.han !== true && quantity.dimension !== 'none') || quantity.elided === true)) open++;
  }
  return { read, used, explained: read - used - open, open };
}

/**
 * Reads the targets and conditions of a plan.
 *
 * @param parsed what L1–L3 hand over
 * @param scan figures and times of the same text, when they were already scanned
 * @returns records in text order; `quantities` tells how many figures were read, used, explained and left open
 */
export function extractTargets(parsed: ParsedText, scan: Scan = scanText(parsed)): TargetReading {
  const contexts = contextsOf(parsed, scan.times);
  const year = documentYear(parsed, scan.times);
  const scope = new PeriodScope(parsed, { firstYear: year ?? firstPlanYear(parsed, scan.times), documentYear: year, annual: annualTime(parsed, scan.times) });
  const figures: Figure[] = [];
  const walk: Walk = {
    reading: { view: parsed.view, figures, scope },
    parts: new Parts(),
    fates: new Map(),
    drafts: [],
    signs: signsOf(parsed.sentences),
    carry: emptyCarry(),
    node: '',
    pastSentence: -1,
  };
  const tables = readTables(parsed, scan.quantities);
  for (const f of tables.figures) figures.push(f);
  for (const q of tables.used) walk.fates.set(q.start, 'target');
  let nodeAt = -1;
  let context: NodeContext | undefined;
  for (const segment of segmentsOf(parsed, scan)) {
    if (segment.nodeAt !== nodeAt) {
      ({ nodeAt } = segment);
      context = tables.nodes.has(segment.node) ? undefined : contexts[nodeAt];
      if (context !== undefined) scope.enter(context);
    }
    if (context !== undefined) readSegment(walk, segment, context);
  }
  const index = nodeIndexOf(parsed.nodes);
  nameByClass(parsed.view, figures, (node) => contexts[index.get(node) ?? -1]);
  const { records, subjects } = recordsOf({ parsed, documentYear: year, anchor: spanAnchor(parsed, scan.times) }, figures);
  return {
    targets: records,
    conditions: buildConditions(parsed, walk.drafts),
    quantities: tallyOf(scan.quantities, walk.fates),
    subjects,
    documentYear: year,
  };
}
