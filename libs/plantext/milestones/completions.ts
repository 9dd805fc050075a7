/** Works to be finished or started by a day: "2025年底前建成X", "X年内开工建设", "全面完成X工程". */
import type { Clause, Range } from '../model.ts';
import { judge } from '../projects/admission.ts';
import { quantitiesIn } from '../projects/attributes.ts';
import { type Item, itemsOf } from '../projects/item-list.ts';
import { mayNameThings, stripTails } from '../projects/naming.ts';
import type { Reading } from '../projects/reading.ts';
import { STATUS_VERBS, TAIL_STAGES } from '../projects/status-verbs.ts';
import { keptPhrasesOf, type VerbPhrase } from '../projects/verb-phrases.ts';
import { wordSet, wordsOf } from '../projects/words.ts';
import type { Quantity } from '../quantities/quantity.ts';
import { CharSet } from '../source/char-set.ts';
import { sign } from '../source/signs.ts';
import type { ClauseInput, FoundMilestone } from './extract-milestones.ts';
import type { FoundPeriod, PeriodIndex } from './periods.ts';
import { controlOf, modalityOf } from './stance.ts';

const DONE: ReadonlySet<string> = new Set(['complete', 'operate']);
const STAGES: ReadonlySet<string> = new Set([...DONE, 'start']);
/** Verbs that finish any work, be it a thing or not. */
const FINISHING_WORDS = '完成 建成 建立 建立健全 形成 全面完成 组建 成立 研究建立 全面建立 初步建立 初步形成 基本形成 基本建立 构建 设立';
const STAGE_WORDS = [...STATUS_VERBS, ...TAIL_STAGES].filter(({ stage }) => STAGES.has(stage ?? '')).flatMap(({ words }) => wordsOf(words));

/** A clause without these finishes and starts nothing; most are settled by this look. */
export const ENDS_SIGN: number = sign([...STAGE_WORDS, ...wordsOf(FINISHING_WORDS)]);
/** Completions of this strength are promises without a date. */
const WHOLLY = ['全面完成', '全面建成'];

const isDone = (phrase: VerbPhrase, item: Item): boolean => DONE.has(item.stage ?? phrase.stage ?? '') && phrase.control !== 'support';

const isStart = (phrase: VerbPhrase, item: Item): boolean => (item.stage ?? phrase.stage) === 'start';

const wholly = (reading: Reading, phrase: VerbPhrase): boolean => WHOLLY.includes(reading.plain.slice(phrase.verb.start, phrase.verb.end));

const verbOf = (phrase: VerbPhrase, item: Item): Range =>
  item.stage !== null && item.stageAt !== null ? item.stageAt : phrase.verb.end > phrase.verb.start ? phrase.verb : item.name;

const isCounted = (quantities: readonly Quantity[], clause: Range, { end }: Range): boolean =>
  quantitiesIn(quantities, { start: end, end: Math.min(clause.end, end + 14) }).some((q) => q.start < end + 2 && q.dimension === 'count' && q.article !== true);

const NOTHING: readonly VerbPhrase[] = [];

const phrasesOf = (reading: Reading, clause: Clause): readonly VerbPhrase[] => (mayNameThings(clause.signs) ? keptPhrasesOf(reading, clause) : NOTHING);

/** Counted things (建成中心44个) are targets. */
const isThing = (reading: Reading, quantities: readonly Quantity[], clause: Range, phrase: VerbPhrase, item: Item): boolean =>
  judge(reading, phrase, item, item.brackets.length > 0) !== null && !isCounted(quantities, clause, item.name);

/** The last thing named in a clause. */
const lastThing = (reading: Reading, quantities: readonly Quantity[], clause: Clause): Range | null => {
  for (const phrase of phrasesOf(reading, clause).toReversed())
    for (const item of itemsOf(reading, phrase).toReversed()) if (isThing(reading, quantities, clause, phrase, item)) return item.name;
  return null;
};

/** The things a sentence names, read no further than somebody asks: few clauses speak of a thing that another one names. */
export class NamedThings {
  readonly #reading: Reading;
  readonly #quantities: readonly Quantity[];
  readonly #periods: PeriodIndex;
  readonly #clauses: readonly Clause[];
  #next = 0;
  #last: Range | null = null;

  constructor(reading: Reading, quantities: readonly Quantity[], periods: PeriodIndex, clauses: readonly Clause[]) {
    this.#reading = reading;
    this.#quantities = quantities;
    this.#periods = periods;
    this.#clauses = clauses;
  }

  /** The thing named last before a clause; clauses that speak of results do not count. Asked for in text order. */
  before(clause: Clause): Range | null {
    for (let next = this.#clauses[this.#next]; next !== undefined && next.start < clause.start; next = this.#clauses[++this.#next])
      if (!this.#periods.past(next.start)) this.#last = lastThing(this.#reading, this.#quantities, next) ?? this.#last;
    return this.#last;
  }
}

/** Completions and dated starts of one clause. */
export const completionsIn = (input: ClauseInput): readonly FoundMilestone[] => {
  const { reading, clause, quantities } = input;
  const found: FoundMilestone[] = [];
  for (const phrase of phrasesOf(reading, clause)) {
    for (const item of itemsOf(reading, phrase)) {
      const made = itemMilestones(input, phrase, item);
      if (made.length > 0 && isThing(reading, quantities, clause, phrase, item)) found.push(...made);
    }
  }
  if (found.length > 0) return found;
  const elliptic = datedStage(input, clause, input.periods.near, () => (lastThing(reading, quantities, clause) === null ? input.things.before(clause) : null));
  if (elliptic !== null) return [elliptic];
  const works = worksIn(input);
  return works.length > 0 && lastThing(reading, quantities, clause) === null ? works : [];
};

const itemMilestones = (input: ClauseInput, phrase: VerbPhrase, item: Item): FoundMilestone[] => {
  const { reading, clause } = input;
  const out: FoundMilestone[] = [];
  for (const bracket of item.brackets) {
    for (const part of partsOf(reading, bracket)) {
      const dated = datedStage(
        input,
        part,
        () => input.periods.inside(part),
        () => item.name,
      );
      if (dated !== null) out.push(dated);
    }
  }
  if (phrase.kind === 'other' && item.stage === null) return out;
  const done = isDone(phrase, item);
  if (!done && !isStart(phrase, item)) return out;
  const verb = verbOf(phrase, item);
  const when = input.periods.at(verb.start) ?? input.periods.at(item.name.end);
  const promised = when?.near === true || (done && (wholly(reading, phrase) || (item.stage !== null && when !== null)));
  if (!promised) return out;
  const modality = modalityOf(reading, clause, Math.max(verb.start, phrase.verb.end));
  out.push({
    node: input.sentence.node,
    kind: done ? 'completion' : 'start',
    verb,
    object: item.name,
    when,
    modality,
    control: controlOf(reading, clause, phrase.verb),
    code: null,
  });
  return out;
};

/** Parts of a bracket between commas. */
const partsOf = ({ plain }: Reading, bracket: Range): Range[] => {
  const parts: Range[] = [];
  let start = bracket.start + 1;
  for (let at = start; at < bracket.end; at++) {
    if (at < bracket.end - 1 && !',;、'.includes(plain.charAt(at))) continue;
    parts.push({ start, end: at });
    start = at + 1;
  }
  return parts;
};

const LEADS = wordSet('力争 确保 计划 预计 争取 将 于 并 要 拟 力争于 确保在 在 计划于 预计于 项目 工程 该项目 整体 主体 全部 一期 二期 力争在 争取于 努力');

const LONGEST_STAGE = 30;

/** "力争2025年投产", "(2025年6月建成)": a time, a stage and nothing else; the thing was named before. */
const datedStage = (input: ClauseInput, range: Range, near: (at: number) => FoundPeriod | null, thing: () => Range | null): FoundMilestone | null => {
  if (range.end - range.start > LONGEST_STAGE) return null;
  const { reading } = input;
  const tails = stripTails(reading.plain, range.start, range.end, 0);
  if (tails.stage === null || tails.stageAt === null || !STAGES.has(tails.stage)) return null;
  let end = tails.end;
  for (let round = 0; round < 4; round++) {
    const time = reading.timeEnding.get(end);
    const lead = LEADS.endingAt(reading.plain, end, range.start);
    if (time !== undefined && time >= range.start) end = time;
    else end -= lead;
  }
  const period = end > range.start ? null : near(tails.stageAt.start);
  const object = period === null ? null : thing();
  if (object === null) return null;
  return {
    node: input.sentence.node,
    kind: DONE.has(tails.stage) ? 'completion' : 'start',
    verb: tails.stageAt,
    object,
    when: period,
    modality: modalityOf(reading, range, range.end),
    control: 'owner',
    code: 'shared.head',
  };
};

const FINISHING = wordSet(FINISHING_WORDS);
const OPENS_WORK = new CharSet(
  wordsOf(FINISHING_WORDS)
    .map((word) => word.charAt(0))
    .join(''),
);
const TEXT_ENDS = ['规划', '方案', '办法', '意见', '清单', '细则', '目录', '计划', '标准'];

/** "6月底前,研究建立…指标体系": any work with a day, when it is neither a figure nor a text to write. */
const worksIn = (input: ClauseInput): FoundMilestone[] => {
  const { reading, clause } = input;
  const { mask, plain } = reading;
  for (let at = clause.start; at < clause.end; at++) {
    if (!OPENS_WORK.has(mask.charCodeAt(at))) continue;
    const length = FINISHING.startingAt(mask, at, clause.end);
    if (length === 0) continue;
    const object = { start: at + length, end: clause.end };
    const size = object.end - object.start;
    if (size < 4 || size > 60 || TEXT_ENDS.some((word) => plain.startsWith(word, object.end - word.length)) || '了的'.includes(plain.charAt(object.start))) return [];
    const when = input.periods.near(at);
    if (when === null || when.period.on === undefined || when.period.rel !== 'by' || quantitiesIn(input.quantities, object).some((q) => q.article !== true)) return [];
    const verb = { start: at, end: at + length };
    return [
      { node: input.sentence.node, kind: 'completion', verb, object, when, modality: modalityOf(reading, clause, verb.end), control: controlOf(reading, clause, verb), code: null },
    ];
  }
  return [];
};
