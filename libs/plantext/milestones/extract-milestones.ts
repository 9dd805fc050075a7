/**
 * Milestones (contract 7): titles to win, positions to take, works to start or to finish, deadlines of duties.
 * Slogans of guiding thoughts and principles are none; neither are counted titles (森林城市1个), which are targets.
 */
import { recordId } from '../ids.ts';
import type { Clause, MilestoneRecord, ParsedText, Range, Sentence, Why, WhyCode } from '../model.ts';
import { isHeading, type Reading, readingOf, spanAt } from '../projects/reading.ts';
import { sentencesHolding } from '../source/holding.ts';
import type { TimeExpr } from '../quantities/scan-times.ts';
import type { Quantity } from '../quantities/quantity.ts';
import { completionsIn, ENDS_SIGN, NamedThings } from './completions.ts';
import { deadlinesOf } from './deadlines.ts';
import { type FoundPeriod, type PeriodIndex, periodIndexOf } from './periods.ts';
import { modalityOf } from './stance.ts';
import { mayHoldTitles, TITLE_SIGNS, titlesIn } from './titles.ts';

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

const overlaps = (a: Range | null, b: Range | null): boolean => a !== null && b !== null && a.start < b.end && b.start < a.end;

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

/**
 * Milestones of a parsed plan, in text order. Pure and linear; never throws.
 * @param seen record ids already given in this document; new ones are added
 */
export const extractMilestones = (parsed: ParsedText, scan: MilestoneScan, seen: Map<string, number> = new Map()): MilestoneRecord[] => {
  const reading = readingOf(parsed, scan.times);
  const periods = periodIndexOf(parsed, scan.times);
  const found: FoundMilestone[] = [];
  for (const sentence of sentencesHolding(parsed.sentences, ENDS_SIGN | TITLE_SIGNS)) {
    if ((sentence.signs & ENDS_SIGN) === 0 && !mayHoldTitles(sentence.signs)) continue;
    const zone = reading.zones[sentence.nodeAt];
    const silent = periods.contextAt(sentence.nodeAt)?.silent ?? true;
    if (silent || zone === 'review' || zone === 'creed' || isHeading(reading, sentence)) continue;
    const taken: FoundMilestone[] = [];
    const things = new NamedThings(reading, scan.quantities, periods, sentence.clauses);
    for (const clause of sentence.clauses) {
      const titled = mayHoldTitles(clause.signs);
      const ends = (clause.signs & ENDS_SIGN) !== 0;
      if ((!ends && !titled) || periods.past(clause.start)) continue;
      const input: ClauseInput = { reading, sentence, clause, quantities: scan.quantities, periods, things };
      if (titled) taken.push(...titlesIn(input));
      if (!ends) continue;
      for (const completion of completionsIn(input)) if (!taken.some((other) => overlaps(other.object, completion.object))) taken.push(completion);
    }
    found.push(...taken);
  }
  found.push(...deadlinesOf(reading, periods, scan.times));
  const at = (m: FoundMilestone): number => m.object?.start ?? m.when?.period.source.start ?? 0;
  return found.sort((a, b) => at(a) - at(b)).map((milestone) => recordOf(reading, milestone, seen));
};

export { modalityOf };
