/** Targets that need somebody else's figures: a benchmark series or a set of peers. Not published yet means not judged. */
import type { TargetOf, UsedParam, Verdict, VerdictOutcome } from '../contract/index.ts';
import { readLatest, within } from './facts.ts';
import type { Fact, Figure } from './facts.ts';
import { compareFigures, parseDecimal, percentOf, showFigure, timesFigure } from './figures.ts';
import type { Fraction } from './figures.ts';
import { figureInput, inputOf, outcomeOf, unknown, verdict } from './judged.ts';
import type { Ground } from './judged.ts';
import { used } from './judge-params.ts';

type BenchmarkGround = Ground<TargetOf<'benchmark'>>;

interface Pair {
  readonly subject: string | null;
  readonly unit: string | null;
  readonly actual: Figure;
  readonly bench: Figure;
}

const samePeriod = (facts: readonly Fact[], { from, to }: Fact): readonly Fact[] => facts.filter((fact) => fact.from === from && fact.to === to);

/** Actual and benchmark of one indicator for the same period; undefined without both. */
function pairOf(subject: string | null, ground: BenchmarkGround): Pair | undefined {
  const { facts, window, tolerance, target } = ground;
  const own = within(
    facts.filter((fact) => fact.facet === 'actual' && fact.subject === subject),
    window,
  );
  const actual = readLatest(own, { unit: null, tolerance });
  const [first] = actual.kind === 'figure' ? actual.figure.facts : [];
  if (actual.kind !== 'figure' || first === undefined) return undefined;
  const name = subject === null ? target.series : `${target.series}·${subject}`;
  const bench = readLatest(
    samePeriod(
      facts.filter((fact) => fact.facet === 'benchmark' && fact.subject === name && fact.unit === first.unit),
      first,
    ),
    { unit: null, tolerance },
  );
  return bench.kind === 'figure' ? { subject, unit: first.unit, actual: actual.figure, bench: bench.figure } : undefined;
}

const gapOf = (actual: Fraction, bench: Fraction): Fraction => ({ num: bench.num.times(actual.den).minus(actual.num.times(bench.den)), den: bench.num.times(actual.den) });

interface Line {
  readonly text: string;
  readonly params: readonly UsedParam[];
  /** null = the base is missing */
  readonly isMet: (pair: Pair) => boolean | null;
}

/** The gap of the base year travels as base facts: own value over benchmark. */
function baseGap({ facts, tolerance }: BenchmarkGround): Fraction | undefined {
  const base = readLatest(
    facts.filter(({ facet }) => facet === 'base'),
    { unit: null, tolerance },
  );
  return base.kind === 'figure' ? { num: base.figure.value.den.minus(base.figure.value.num), den: base.figure.value.den } : undefined;
}

function lineOf(ground: BenchmarkGround): Line {
  const { target, params } = ground;
  const { near, gapNarrow } = params;
  const above: Line = {
    text: `${target.direction === 'down' ? '低于' : '高于'}${target.series}`,
    params: [],
    isMet: ({ actual, bench }) => (target.direction === 'down' ? compareFigures(actual.value, bench.value) < 0 : compareFigures(actual.value, bench.value) > 0),
  };
  const nearLine: Line = {
    text: `不低于${target.series}的${percentOf({ num: parseDecimal(near.value), den: parseDecimal('1') }, 2)}`,
    params: [used(near)],
    isMet: ({ actual, bench }) => compareFigures(actual.value, timesFigure(bench.value, parseDecimal(near.value))) >= 0,
  };
  const narrowed: Line = {
    text: `与${target.series}的差距比基期缩小${percentOf({ num: parseDecimal(gapNarrow.value), den: parseDecimal('1') }, 2)}以上`,
    params: [used(gapNarrow)],
    isMet: ({ actual, bench }) => {
      const base = baseGap(ground);
      if (base === undefined) return null;
      return compareFigures(gapOf(actual.value, bench.value), timesFigure(base, parseDecimal('1').minus(parseDecimal(gapNarrow.value)))) <= 0;
    },
  };
  return { above, near: nearLine, narrowed }[target.relation];
}

const pairText = ({ actual, bench, unit }: Pair): string => `${showFigure(actual.value, unit)}，对照${showFigure(bench.value, unit)}`;

function neededOf({ params }: BenchmarkGround, all: number): number {
  return params.benchmarkRule.value === 'all' ? all : Math.min(all, Number(params.benchmarkRule.value));
}

export function judgeBenchmark(ground: BenchmarkGround): Verdict {
  const { target, facts, params } = ground;
  const line = lineOf(ground);
  const subjects = [...new Set(facts.filter(({ facet }) => facet === 'actual').map(({ subject }) => subject))].sort((a, b) => ((a ?? '') < (b ?? '') ? -1 : 1));
  const used0 = [...line.params, ...(subjects.length > 1 ? [used(params.benchmarkRule)] : [])];
  if (subjects.length === 0) return unknown('benchmark', { what: '本地区的数', boundary: line.text, params: used0 });
  const pairs = subjects.map((subject) => ({ subject, pair: pairOf(subject, ground) }));
  const results = pairs.map(({ subject, pair }) => ({ subject, pair, isMet: pair === undefined ? null : line.isMet(pair) }));
  const parts = results.map(({ subject, pair, isMet }) => ({
    label: subject ?? target.series,
    outcome: (isMet === null ? 'unknown' : outcomeOf(isMet)) satisfies VerdictOutcome,
    text: pair === undefined ? '同期对照值未发布' : pairText(pair),
  }));
  const needed = neededOf(ground, results.length);
  const met = results.filter(({ isMet }) => isMet === true).length;
  const open = results.filter(({ isMet }) => isMet === null);
  if (met < needed && met + open.length >= needed) {
    const what = open.some(({ pair }) => pair === undefined) ? `同期发布的对照值「${target.series}」` : '基期的差距';
    return { ...unknown('benchmark', { what, boundary: line.text, params: used0 }), parts };
  }
  const isMet = met >= needed;
  const both = results.flatMap(({ pair }) => (pair === undefined ? [] : [pair]));
  return verdict('benchmark', {
    outcome: outcomeOf(isMet),
    sentence: `${both.map((pair) => `${pair.subject === null ? '' : `${pair.subject}：`}${pairText(pair)}`).join('；')}。要求${line.text}，${results.length > 1 ? `${results.length}项中${met}项满足，` : ''}${isMet ? '达标' : '未达标'}。`,
    boundary: line.text,
    change: isMet ? '任何一方的数修订后重新判定。' : '本地区的数越过这条线，或对照值修订，会改变结论。',
    inputs: both.flatMap((pair) => [figureInput(pair.subject ?? '实际', pair.actual, pair.unit), figureInput('对照', pair.bench, pair.unit)]),
    params: used0,
    parts: results.length > 1 ? parts : [],
    factsUntil:
      both
        .map(({ actual }) => actual.until)
        .sort()
        .at(-1) ?? null,
  });
}

/** Rank among named peers of one dated set; equal values share the better rank. */
export function judgeRank(ground: Ground<TargetOf<'rank'>>): Verdict {
  const { target, facts, window, tolerance, params } = ground;
  const share = parseDecimal(params.frontRank.value);
  const boundary = `位于「${target.peerSet}」前${percentOf({ num: share, den: parseDecimal('1') }, 2)}`;
  const missing = { boundary, params: [used(params.frontRank)] };
  const actual = readLatest(
    within(
      facts.filter(({ facet }) => facet === 'actual'),
      window,
    ),
    { unit: null, tolerance },
  );
  const [own] = actual.kind === 'figure' ? actual.figure.facts : [];
  const peersKnown = facts.filter(({ facet }) => facet === 'peer');
  if (peersKnown.length === 0) return unknown('rank', { ...missing, what: `同组名单与各地的数「${target.peerSet}」` });
  if (actual.kind !== 'figure' || own === undefined) return unknown('rank', { ...missing, what: '本地区的数' });
  const ofPeriod = samePeriod(peersKnown, own);
  const names = [...new Set(ofPeriod.flatMap(({ subject }) => (subject === null ? [] : [subject])))].sort();
  const figures = names.flatMap((name) => {
    const reading = readLatest(
      ofPeriod.filter(({ subject }) => subject === name),
      { unit: null, tolerance },
    );
    return reading.kind === 'figure' ? [{ name, figure: reading.figure }] : [];
  });
  if (figures.length === 0) return unknown('rank', { ...missing, what: `「${target.peerSet}」同期的数` });
  const better = figures.filter(({ figure }) => (target.direction === 'down' ? -1 : 1) * compareFigures(figure.value, actual.figure.value) > 0).length;
  const size = figures.length + 1;
  const rank = better + 1;
  const limit = Math.max(1, Math.floor(share.times(size).toNumber()));
  const isMet = rank <= limit;
  return verdict('rank', {
    outcome: outcomeOf(isMet),
    sentence: `在「${target.peerSet}」${size}个地区中列第${rank}位，前列指前${limit}位，${isMet ? '达标' : '未达标'}。`,
    boundary: `${boundary}：${size}个地区中的前${limit}位`,
    change: isMet ? '名次掉出前列就不再达标。' : `名次升到第${limit}位以内就达标。`,
    inputs: [
      figureInput('实际', actual.figure, own.unit),
      inputOf(
        '同组',
        `${figures.length}个地区`,
        figures.flatMap(({ figure }) => figure.facts),
      ),
    ],
    params: missing.params,
    factsUntil: actual.figure.until,
  });
}
