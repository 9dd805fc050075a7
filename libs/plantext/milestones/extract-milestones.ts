/**
 * Milestones (contract 7): titles to win, positions to take, works to start or to finish, deadlines of duties.
 * Slogans of guiding thoughts and principles are none; neither are counted titles (森林城市1个), which are targets.
 */
import { recordId } from '../ids.ts';
import type { Clause, MilestoneRecord, ParsedText, Range, Sentence, Why, WhyCode } from '../model.ts';
import { isHeading, type Reading, readingOf, spanAt } from '../projects/reading.ts';
import { signsOf } from '../source/holding.ts';
import type { TimeExpr } from '../quantities/scan-times.ts';
import type { Quantity } from '../quantities/quantity.ts';
import { completionsIn, ENDS_SIGN, NamedThings } from './completions.ts';
import { deadlinesOf } from './deadlines.ts';
import { type FoundPeriod, type PeriodIndex, periodIndexOf } from './periods.ts';
import { modalityOf } from './stance.ts';
import { mayHoldTitles, titlesIn } from './titles.ts';

export interface MilestoneScan {
  readonly times: readonly TimeExpr[];
  readonly quantities: readonly Quantity[];
}

/** A milestone before it gets its id. */
export interface FoundMilestone {
  readonly node: string;
  readonly kind: MilestoneRecord['kind'];
  readonly verb: Range | null;
  readonly object: Range | null;
  readonly when: FoundPeriod | null;
  readonly modality: string;
  readonly control: MilestoneRecord['control'];
  readonly code: WhyCode | null;
}

export interface ClauseInput {
  readonly reading: Reading;
  readonly sentence: Sentence;
  readonly clause: Clause;
  readonly quantities: readonly Quantity[];
  readonly periods: PeriodIndex;
  readonly things: NamedThings;
}

const CONF: Readonly<Record<MilestoneRecord['kind'], number>> = { designation: 0.95, positioning: 0.85, start: 0.9, completion: 0.88, deadline: 0.97 };

/** The milestones of one sentence; what they are about is told once, however many there are. */
class Taken {
  readonly all: FoundMilestone[] = [];
  #end = 0;
  /** the characters of all objects, once an object begins before the end of another */
  #covered: Set<number> | null = null;

  add(milestone: FoundMilestone): void {
    this.all.push(milestone);
    const { object } = milestone;
    if (object === null) return;
    this.#end = Math.max(this.#end, object.end);
    if (this.#covered !== null) cover(this.#covered, object);
  }

  covers(object: Range | null): boolean {
    if (object === null || object.start >= this.#end) return false;
    if (this.#covered === null) {
      this.#covered = new Set();
      for (const other of this.all) if (other.object !== null) cover(this.#covered, other.object);
    }
    for (let at = object.start; at < object.end; at++) if (this.#covered.has(at)) return true;
    return false;
  }
}

const cover = (covered: Set<number>, { start, end }: Range): void => {
  for (let at = start; at < end; at++) covered.add(at);
};

const recordOf = (reading: Reading, found: FoundMilestone, seen: Map<string, number>): MilestoneRecord => {
  const object = found.object === null ? null : spanAt(reading, found.object.start, found.object.end);
  const why: Why[] = [];
  const source = found.when?.period.source;
  if (found.when?.computed === true && source !== undefined) why.push({ field: 'period', code: 'computed.period', from: [source] });
  else if (found.when?.period.inherited === true && source !== undefined) why.push({ field: 'period', code: 'inherited.time', from: [source] });
  if (found.code === 'shared.head' && object !== null) why.push({ field: 'object', code: found.code, from: [object] });
  else if (found.code !== null && found.verb !== null) why.push({ field: 'verb', code: found.code, from: [spanAt(reading, found.verb.start, found.verb.end)] });
  return {
    id: recordId('m', `milestone|${found.kind}|${object?.text ?? found.node}`, seen),
    node: found.node,
    kind: found.kind,
    verb: found.verb === null ? null : spanAt(reading, found.verb.start, found.verb.end),
    object,
    period: found.when?.period ?? null,
    modality: found.modality,
    control: found.control,
    why,
    conf: Math.min(CONF[found.kind], found.when?.period.inherited === true ? 0.95 : 0.99, found.code === null ? 0.99 : 0.93),
  };
};

/** Milestones of a sentence that promises something. */
const milestonesIn = (reading: Reading, quantities: readonly Quantity[], periods: PeriodIndex, sentence: Sentence): readonly FoundMilestone[] => {
  const taken = new Taken();
  const things = new NamedThings(reading, quantities, periods, sentence.clauses);
  for (const clause of sentence.clauses) {
    const titled = mayHoldTitles(clause.signs);
    const ends = (clause.signs & ENDS_SIGN) !== 0;
    if ((!ends && !titled) || periods.past(clause.start)) continue;
    const input: ClauseInput = { reading, sentence, clause, quantities, periods, things };
    if (titled) for (const title of titlesIn(input)) taken.add(title);
    if (!ends) continue;
    for (const completion of completionsIn(input)) if (!taken.covers(completion.object)) taken.add(completion);
  }
  return taken.all;
};

/**
 * Milestones of a parsed plan, in text order. Pure and linear; never throws.
 * @param seen record ids already given in this document; new ones are added
 */
export const extractMilestones = (parsed: ParsedText, scan: MilestoneScan, seen: Map<string, number> = new Map()): MilestoneRecord[] => {
  const reading = readingOf(parsed, scan.times);
  const periods = periodIndexOf(parsed, scan.times);
  const found: FoundMilestone[] = [];
  const signs = signsOf(parsed.sentences);
  for (let i = 0; i < signs.length; i++) {
    const held = signs[i] as number;
    if ((held & ENDS_SIGN) === 0 && !mayHoldTitles(held)) continue;
    const sentence = parsed.sentences[i] as Sentence;
    const zone = reading.zones[sentence.nodeAt];
    const silent = periods.contextAt(sentence.nodeAt)?.silent ?? true;
    if (silent || zone === 'review' || zone === 'creed' || isHeading(reading, sentence)) continue;
    for (const milestone of milestonesIn(reading, scan.quantities, periods, sentence)) found.push(milestone);
  }
  found.push(...deadlinesOf(reading, periods, scan.times));
  const at = (m: FoundMilestone): number => m.object?.start ?? m.when?.period.source.start ?? 0;
  return found.sort((a, b) => at(a) - at(b)).map((milestone) => recordOf(reading, milestone, seen));
};

export { modalityOf };
