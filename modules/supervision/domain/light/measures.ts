/**
 * One measurement per dimension (workflows §7). A measure says how the thing stands (`value`) and what the unit
 * answers for (`unitValue`, null = excused). Withdrawing a figure never makes a measure better: what was withdrawn still
 * sets the day it is judged by.
 */
import type { Decimal } from '#kernel/quantity.ts';
import type { GreyReason, LightDimension } from '../../contract/index.ts';
import type { SeriesFacts } from './compile-object.ts';
import { addMonths, dayText, monthNumber, wholeMonths } from './day-number.ts';
import { daysWithin } from './intervals.ts';
import { latest, latestLive, latestOf, remember, visible } from './view.ts';
import type { View } from './view.ts';

export type Amount = number | Decimal;

export interface Measure {
  readonly value: Amount;
  readonly unitValue: Amount | null;
  readonly about: () => string;
  readonly refs: readonly string[];
  /** nothing live stands behind it: it can be bad, but not green */
  readonly unproven?: boolean;
}
/** undefined = the dimension does not apply; a reason = it applies, but nothing can be said */
type Outcome = Measure | GreyReason | undefined;
/** What does not depend on the day; the unit's value does, through its excuses. */
type Standing = Omit<Measure, 'unitValue'> | GreyReason | undefined;

/** Days late minus the excused days since the work began, never below nothing; a lead is left as it is. */
const unitDays = (late: number, view: View, from: number): number => (late <= 0 ? late : Math.max(0, late - daysWithin(view.excused, from, view.day)));
const unlessExcused = (value: Amount, view: View): Amount | null => (view.isExcused ? null : value);

/** A dimension whose value is fixed by the facts: computed once, excused as a whole. */
const standing =
  (key: string, compute: (view: View) => Standing) =>
  (view: View): Outcome => {
    const found = remember(view, key, () => compute(view));
    return found === undefined || typeof found === 'string' ? found : { ...found, unitValue: unlessExcused(found.value, view) };
  };

const openMilestones = (view: View) =>
  remember(view, 'milestones', () => {
    const { milestones, milestoneEnds, milestoneDrops } = view.object;
    const current = visible(milestones, view).filter((stone) => latestOf(milestones, stone.id, view) === stone && latestOf(milestoneDrops, stone.id, view) === undefined);
    return { isAny: current.length > 0, open: current.filter(({ id }) => latestOf(milestoneEnds, id, view)?.isEnd !== true) };
  });

function milestone(view: View): Outcome {
  const { isAny, open } = openMilestones(view);
  const [first] = open;
  if (!isAny) return undefined;
  if (first === undefined) return { value: 0, unitValue: 0, about: () => '各里程碑均已完成', refs: [] };
  let worst = first;
  let unit = Number.NEGATIVE_INFINITY;
  for (const stone of open) {
    if (stone.due < worst.due) worst = stone;
    unit = Math.max(unit, unitDays(view.day - stone.due, view, stone.start));
  }
  return { value: view.day - worst.due, unitValue: unit, about: () => `「${worst.name}」（${dayText(worst.due)}到期）`, refs: [worst.ref] };
}

/** The share of one clause against the time that is over; a reason when nothing can be said, undefined when it has no quota. */
function shareOf({ quotas, values }: SeriesFacts, view: View): (Omit<Measure, 'unitValue' | 'value'> & { readonly value: Decimal }) | GreyReason | undefined {
  const quota = latest(quotas, view);
  if (quota === undefined) return undefined;
  const judged = latest(values, view);
  if (judged === undefined) return 'no-evidence';
  const live = latestLive(values, view);
  const total = wholeMonths(quota.from, quota.to);
  const elapsed = Math.min(total, wholeMonths(quota.from, judged.on));
  const span = quota.target.minus(quota.base);
  if (elapsed <= 0 || span.isZero()) return 'not-due';
  const value = (live?.value ?? quota.base).minus(quota.base).times(total).dividedBy(span.times(elapsed));
  return { value, about: () => `截至${dayText(judged.on)}序时进度${elapsed}/${total}`, refs: [live?.ref ?? judged.ref, quota.ref] };
}

/** Of several clauses the worst share counts; those without a figure are told beside it. */
const quantity = standing('quantity', (view) => {
  const found = [...view.object.series.values()].flatMap((one) => shareOf(one, view) ?? []);
  const measured = found.filter((one) => typeof one !== 'string');
  const [first] = measured;
  if (first === undefined) return found[0];
  const worst = measured.reduce((a, b) => (b.value.lessThan(a.value) ? b : a), first);
  const silent = found.length - measured.length;
  return found.length === 1 ? worst : { ...worst, about: () => `${worst.about()}（${found.length}项指标中最低${silent === 0 ? '' : `，${silent}项没有数值`}）` };
});

function growthOf({ growths }: SeriesFacts, view: View): (Omit<Measure, 'unitValue' | 'value'> & { readonly value: Decimal }) | undefined {
  const known = visible(growths, view);
  const live = latestLive(growths, view);
  const newest = known.at(-1);
  if (newest === undefined) return undefined;
  const worst = known.filter((item) => live === undefined || item === live || item.on > live.on).reduce((a, b) => (b.below.greaterThan(a.below) ? b : a));
  return { value: worst.below, about: () => `截至${dayText(worst.on)}累计`, refs: [worst.ref], unproven: live === undefined };
}

const growth = standing('growth', (view) => {
  const found = [...view.object.series.values()].flatMap((one) => growthOf(one, view) ?? []);
  const [first] = found;
  return first === undefined ? undefined : found.reduce((a, b) => (b.value.greaterThan(a.value) ? b : a), first);
});

/** Per clause with a contract that still asks: since when its evidence ages. */
const lastEvidence = (view: View) =>
  remember(view, 'freshness', () =>
    [...view.object.series.values()].flatMap(({ contracts, evidence }) => {
      const contract = latest(contracts, view);
      if (contract === undefined) return [];
      const first = visible(evidence, view)[0];
      const live = latestLive(evidence, view);
      const since = first === undefined ? undefined : (live?.on ?? Math.min(view.object.from, first.on));
      return [{ live, since, freshDays: contract.freshDays, to: contract.to }];
    }),
  );

function freshness(view: View): Outcome {
  const asked = lastEvidence(view).filter(({ to }) => view.day <= to);
  const aged = asked.flatMap(({ since, ...one }) => (since === undefined ? [] : [{ ...one, since, beyond: view.day - since - one.freshDays }]));
  const [first] = aged;
  if (first === undefined) return asked.length === 0 ? undefined : 'no-evidence';
  const { live, since, freshDays, beyond } = aged.reduce((a, b) => (b.beyond > a.beyond ? b : a), first);
  const unit = Math.max(...aged.map((one) => unitDays(one.beyond, view, one.since + 1)));
  const about = () => (live === undefined ? '佐证均已撤回' : `最近佐证${dayText(since)}，时效${freshDays}天`);
  return { value: beyond, unitValue: unit, about, refs: live === undefined ? [] : [live.ref], unproven: live === undefined };
}

/** The rounds as last announced, newest closing first, each with whether a report is in. */
export const knownRounds = (view: View) =>
  remember(view, 'rounds', () => {
    const { rounds, reports } = view.object;
    const current = visible(rounds, view).filter((round) => latestOf(rounds, round.id, view) === round);
    return current.map(({ id, closes }) => ({ id, closes, isIn: latestOf(reports, id, view) !== undefined })).sort((a, b) => b.closes - a.closes || (a.id < b.id ? 1 : -1));
  });

/** Silent rounds in a row up to the last one closed; an excused closing day is left out of the unit's count. */
export function silentRounds(view: View, isForUnit: boolean): { readonly periods: readonly string[]; readonly isOwed: boolean } {
  const periods: string[] = [];
  let isOwed = false;
  for (const { id, closes, isIn } of knownRounds(view)) {
    if (closes >= view.day) continue;
    isOwed = true;
    if (isIn) break;
    const isExcusedRound = isForUnit && view.excused.some(({ from, to }) => from <= closes && closes <= to);
    if (!isExcusedRound) periods.push(id);
  }
  return { periods, isOwed };
}

function reporting(view: View): Outcome {
  const { periods, isOwed } = silentRounds(view, false);
  if (!isOwed) return undefined;
  const about = () => (periods.length === 0 ? '各轮均已报送' : `${periods.toReversed().join('、')}未报送`);
  return { value: periods.length, unitValue: silentRounds(view, true).periods.length, about, refs: periods };
}

const openContradictions = (view: View) =>
  remember(view, 'contradictions', () => visible(view.object.contradictions, view).filter(({ id }) => latestOf(view.object.contradictionEnds, id, view) === undefined));

function contradiction(view: View): Outcome {
  const open = openContradictions(view);
  const [oldest] = open;
  if (oldest === undefined) return undefined;
  const days = view.workingDays(oldest.on, view.day);
  return { value: days, unitValue: unlessExcused(days, view), about: () => `${open.length}项存疑未裁定，最早${dayText(oldest.on)}`, refs: open.map(({ ref }) => ref) };
}

/** Of several clauses the target that is least likely to be reached; each counts by its latest estimate. */
const leastLikely = (view: View, forecastPoints: number) =>
  remember(view, 'forecast', () => {
    const { forecasts } = view.object;
    const known = [...new Set(forecasts.map(({ series }) => series))].flatMap(
      (series) =>
        latest(
          forecasts.filter((one) => one.series === series),
          view,
        ) ?? [],
    );
    const enough = known.filter(({ points }) => points >= forecastPoints);
    return enough.length === 0 ? undefined : enough.reduce((a, b) => (b.probability.lessThan(a.probability) ? b : a));
  });

function forecast(view: View, forecastPoints: number): Outcome {
  const found = leastLikely(view, forecastPoints);
  if (found === undefined) return undefined;
  return { value: found.probability, unitValue: unlessExcused(found.probability, view), about: () => `${found.points}个数据点`, refs: [found.ref] };
}

function start(view: View): Outcome {
  const plan = latest(view.object.startPlans, view);
  if (plan === undefined) return undefined;
  const begun = latest(view.object.starts, view);
  if (begun !== undefined) return { value: 0, unitValue: 0, about: () => `${dayText(begun.on)}开工`, refs: [begun.ref] };
  const missed = monthNumber(view.day) - monthNumber(plan.planned);
  return missed <= 0 ? 'not-due' : { value: missed, unitValue: unlessExcused(missed, view), about: () => `计划${dayText(plan.planned).slice(0, 7)}开工`, refs: [plan.ref] };
}

const behind = (list: 'investments' | 'payments') =>
  standing(list, (view) => {
    const found = latest(view.object[list], view);
    return found === undefined ? undefined : { value: found.behind, about: () => `截至${dayText(found.on)}`, refs: [found.ref] };
  });

function statistics(view: View): Outcome {
  const begun = latest(view.object.starts, view);
  if (begun === undefined || !begun.needsStatistics) return undefined;
  const entered = latest(view.object.statistics, view);
  if (entered !== undefined) return { value: 0, unitValue: 0, about: () => `${dayText(entered.on)}入统`, refs: [entered.ref] };
  let months = 0;
  while (addMonths(begun.on, months) < view.day) months += 1;
  return { value: months, unitValue: unlessExcused(months, view), about: () => `${dayText(begun.on)}开工后未入统`, refs: [begun.ref] };
}

/** Months missed in a row, newest first. */
export const missedMonths = (view: View): { readonly count: number; readonly isPlanned: boolean } =>
  remember(view, 'missed-months', () => {
    const known = visible(view.object.months, view).filter((item) => latestOf(view.object.months, item.id, view) === item);
    const newestFirst = [...known].sort((a, b) => (a.id < b.id ? 1 : -1));
    const met = newestFirst.findIndex((item) => item.met);
    return { count: met < 0 ? newestFirst.length : met, isPlanned: known.length > 0 };
  });

function monthly(view: View): Outcome {
  const { count, isPlanned } = missedMonths(view);
  return isPlanned ? { value: count, unitValue: unlessExcused(count, view), about: () => (count === 0 ? '最近一月完成计划' : `连续${count}个月未完成`), refs: [] } : undefined;
}

const blockedFactors = (view: View) =>
  remember(view, 'factors', () => {
    const { factors: blocked, factorEnds } = view.object;
    const known = visible(blocked, view);
    const isOpen = ({ id, on }: (typeof known)[number]) => (latestOf(factorEnds, id, view)?.on ?? -1) < on;
    return { isAny: known.length > 0, open: known.filter((item) => latestOf(blocked, item.id, view) === item && isOpen(item)) };
  });

function factors(view: View): Outcome {
  const { isAny, open } = blockedFactors(view);
  if (!isAny) return undefined;
  const [oldest] = open;
  if (oldest === undefined) return { value: 0, unitValue: 0, about: () => '所需要素均已落实', refs: [] };
  const unit = Math.max(...open.map(({ on }) => unitDays(view.day - on, view, on)));
  return { value: view.day - oldest.on, unitValue: unit, about: () => `${oldest.name}自${dayText(oldest.on)}受阻`, refs: open.map(({ ref }) => ref) };
}

const measures: Readonly<Record<LightDimension, (view: View, forecastPoints: number) => Outcome>> = {
  milestone,
  quantity,
  growth,
  freshness,
  reporting,
  contradiction,
  forecast,
  start,
  investment: behind('investments'),
  money: behind('payments'),
  statistics,
  monthly,
  factors,
};

export const measure = (dimension: LightDimension, view: View, forecastPoints: number): Outcome => measures[dimension](view, forecastPoints);
