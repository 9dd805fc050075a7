/**
 * The next day on which the light changes if nothing new is recorded. Lights are step functions of the day, so only days
 * behind a bound, a closing, a month's end or an already known fact can change them; a property test compares with a
 * search day by day.
 */
import { lightColourLabel } from '../../contract/index.ts';
import type { LightDimension, LightForecast } from '../../contract/index.ts';
import type { CompiledObject } from './compile-object.ts';
import { addMonths, dayText, firstOfMonth, monthNumber } from './day-number.ts';
import { daysWithin } from './intervals.ts';
import type { Interval } from './intervals.ts';
import { judge } from './judge.ts';
import type { Judgement, Moment } from './judge.ts';
import { worse, stepsUpTo } from './rule-set.ts';
import type { CompiledRuleSet } from './rule-set.ts';
import { openView, visible } from './view.ts';

const actOf: Readonly<Record<LightDimension, string>> = {
  milestone: '在此之前完成该里程碑并提交佐证，或在到期前获准延期',
  quantity: '在此之前报送新的数值',
  growth: '在此之前报送新的累计增速',
  freshness: '在此之前提交新的佐证',
  reporting: '在截止前报送本轮情况',
  contradiction: '在此之前由办公室裁定存疑',
  forecast: '在此之前报送新的数据',
  start: '在此之前开工并提交开工证明',
  investment: '在此之前补报完成投资',
  money: '在此之前补报资金支付',
  statistics: '在此之前完成入统',
  monthly: '完成本月计划',
  factors: '在此之前落实受阻要素',
};

interface Anchor {
  readonly dimension: LightDimension;
  /** the work began: excused days count from here */
  readonly start: number;
  /** lateness counts from here */
  readonly from: number;
}

/** Where lateness can begin, for everything that is known. */
function anchorsOf(object: CompiledObject, known: number): readonly Anchor[] {
  const seen = { day: Number.MAX_SAFE_INTEGER, known };
  const milestones = visible(object.milestones, seen).map(({ start, due }): Anchor => ({ dimension: 'milestone', start, from: due }));
  const days = [...visible(object.evidence, seen).map(({ on }) => on), object.from];
  const fresh = visible(object.contracts, seen).flatMap(({ freshDays }) => days.map((on): Anchor => ({ dimension: 'freshness', start: on + 1, from: on + freshDays })));
  const factors = visible(object.factors, seen).map(({ on }): Anchor => ({ dimension: 'factors', start: on, from: on }));
  return [...milestones, ...fresh, ...factors];
}

/** The first day on which the unit's own days reach a step: excused days push it on. None while an excuse has no end. */
function unitCrossing({ start, from }: Anchor, step: number, { excused, until }: { readonly excused: readonly Interval[]; readonly until: number }): number {
  let day = from + step;
  for (;;) {
    const next = from + step + daysWithin(excused, start, day);
    if (next === day || next > until) return next;
    day = next;
  }
}

/** Days of future facts that are already known: behind each of them other excuses are visible. */
function knownChanges(object: CompiledObject, moment: Moment, until: number): readonly number[] {
  const days = new Set([moment.day]);
  for (const list of Object.values(object))
    if (Array.isArray(list)) for (const { on } of list as readonly { readonly on: number }[]) if (on > moment.day && on <= until) days.add(on);
  return [...days].sort((a, b) => a - b);
}

/** Working days cannot be added here, so days of contradictions are tried one by one as far as the largest bound can lie. */
const workingDaysFactor = 4;

function candidates(object: CompiledObject, moment: Moment, set: CompiledRuleSet, until: number): readonly number[] {
  const days = new Set<number>();
  const add = (day: number): void => {
    if (day > moment.day && day <= until) days.add(day);
  };
  const stepsOf = new Map(set.rules.map((rule) => [rule.dimension, stepsUpTo(rule)]));
  const anchors = anchorsOf(object, moment.known);
  for (const day of knownChanges(object, moment, until)) {
    add(day);
    const { excused } = openView(object, { ...moment, day });
    for (const anchor of anchors) {
      for (const step of stepsOf.get(anchor.dimension) ?? []) {
        add(anchor.from + step);
        add(unitCrossing(anchor, step, { excused, until }));
      }
    }
  }
  for (const { to } of object.contracts) add(to + 1);
  for (const { closes } of visible(object.rounds, { day: Number.MAX_SAFE_INTEGER, known: moment.known })) {
    add(closes);
    add(closes + 1);
    add(closes + 2);
  }
  for (const { on } of object.contradictions) for (let day = on; day <= on + workingDaysFactor * (stepsOf.get('contradiction')?.at(-1) ?? 0) + 30; day += 1) add(day);
  for (let month = monthNumber(moment.day) + 1; firstOfMonth(month) <= until; month += 1) add(firstOfMonth(month));
  for (const { on } of object.starts) for (let month = 1; month <= (stepsOf.get('statistics')?.at(-1) ?? 0) + 1; month += 1) add(addMonths(on, month) + 1);
  return [...days].sort((a, b) => a - b);
}

/** The dimension that brings the change: the one whose colour differs and is the worst. */
function changedDimension(before: Judgement, after: Judgement): LightDimension {
  const old = new Map(before.readings.map((reading) => [reading.rule.dimension, reading]));
  const changed = after.readings.filter(({ rule, colour, unitColour }) => old.get(rule.dimension)?.colour !== colour || old.get(rule.dimension)?.unitColour !== unitColour);
  const worst = changed.reduce<(typeof changed)[number] | undefined>((a, b) => (a === undefined || worse(a.colour, b.colour) !== a.colour ? b : a), undefined);
  return worst?.rule.dimension ?? 'reporting';
}

export const defaultHorizonDays = 400;

/** null when the light stays as it is for `horizonDays`. */
export function predict(
  object: CompiledObject,
  moment: Moment,
  { set, horizonDays = defaultHorizonDays }: { readonly set: CompiledRuleSet; readonly horizonDays?: number },
): LightForecast | null {
  const before = judge(object, moment, set);
  for (const day of candidates(object, moment, set, moment.day + horizonDays)) {
    const after = judge(object, { ...moment, day }, set);
    if (after.objectLight === before.objectLight && after.unitLight === before.unitLight) continue;
    const dimension = changedDimension(before, after);
    const colour = after.objectLight === before.objectLight ? after.unitLight : after.objectLight;
    const whose = after.objectLight === before.objectLight ? '责任单位' : '';
    return {
      on: dayText(day),
      colour: after.objectLight,
      unitColour: after.unitLight,
      dimension,
      unless: actOf[dimension],
      sentence: `若无新情况，${dayText(day)}${whose}转为${lightColourLabel[colour]}，除非${actOf[dimension]}。`,
    };
  }
  return null;
}
