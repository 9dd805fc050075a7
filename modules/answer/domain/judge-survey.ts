/**
 * A share of answers in a sample survey (获得感、满意度): it has changed only when the change is larger than the sampling
 * error of both surveys together. The line is compared as squares of exact fractions; the root is for showing only.
 */
import type { TargetOf, Verdict } from '../contract/index.ts';
import { ofFacet, readLatest, within } from './facts.ts';
import type { Fact, Figure, Reading } from './facts.ts';
import { compareFigures, formatDecimal, minusFigure, parseDecimal, percentOf, plusFigure, quotient, roundTo, timesFigure, whole } from './figures.ts';
import type { Decimal, Fraction } from './figures.ts';
import { inputOf, outcomeOf, unknown, unreadable, verdict } from './judged.ts';
import type { Ground } from './judged.ts';
import { used } from './judge-params.ts';

type SurveyGround = Ground<TargetOf<'survey'>>;

interface Share {
  readonly figure: Figure;
  readonly fact: Fact;
  readonly sample: Decimal;
}

/** Only an answer with its sample can be read: satisfied over asked. */
const hasSample = ({ num, den }: Fact): boolean => num !== null && den !== null;

function shareOf(reading: Reading): Share | undefined {
  const [fact] = reading.kind === 'figure' ? reading.figure.facts : [];
  return reading.kind === 'figure' && fact !== undefined && fact.den !== null ? { figure: reading.figure, fact, sample: parseDecimal(fact.den) } : undefined;
}

/** p(1−p)/n of one survey. */
function variance({ figure: { value }, sample }: Share): Fraction {
  const { num, den } = value;
  return { num: num.times(den.minus(num)), den: den.times(den).times(sample) };
}

const bandText = (square: Fraction): string => `${formatDecimal(roundTo(quotient(square).sqrt().times(100), 2, 'half-up'))}个百分点`;
const surveyText = ({ figure, fact }: Share): string => `${percentOf(figure.value, 2)}（${fact.num}/${fact.den}，截至${figure.until}）`;

/** The survey to compare with: the base where there is one, else the one before the latest, with the same questions (subject). */
function earlierOf(latest: Share, { facts, tolerance }: SurveyGround, actual: readonly Fact[]): Reading {
  const how = { unit: null, tolerance };
  const sameQuestions = (fact: Fact): boolean => fact.subject === latest.fact.subject;
  const base = readLatest(ofFacet(facts, 'base').filter(hasSample).filter(sameQuestions), how);
  if (base.kind !== 'none') return base;
  return readLatest(
    actual.filter((fact) => sameQuestions(fact) && fact.to < latest.fact.from),
    how,
  );
}

export function judgeSurvey(ground: SurveyGround): Verdict {
  const { target, facts, window, tolerance, params } = ground;
  const isDown = target.direction === 'down';
  const boundary = `「${target.what}」比上一次同样问卷的调查${isDown ? '下降' : '提高'}，并且超出两次合计的抽样误差`;
  const missing = { boundary, params: [used(params.surveyFactor), used(params.surveySample)] };
  const actual = within(ofFacet(facts, 'actual').filter(hasSample), window);
  const reading = readLatest(actual, { unit: null, tolerance });
  if (reading.kind !== 'figure') return unreadable('survey', reading, { ...missing, what: '调查结果（回答人数和有效样本数）' });
  const latest = shareOf(reading);
  if (latest === undefined) return unknown('survey', { ...missing, what: '有效样本数' });
  const before = earlierOf(latest, ground, actual);
  if (before.kind !== 'figure')
    return unreadable('survey', before, { ...missing, what: `同样问卷${latest.fact.subject === null ? '' : `「${latest.fact.subject}」`}的上一次调查` });
  const earlier = shareOf(before);
  if (earlier === undefined) return unknown('survey', { ...missing, what: '上一次调查的有效样本数' });
  const least = parseDecimal(params.surveySample.value);
  const small = [latest, earlier].find(({ sample }) => sample.lessThan(least));
  if (small !== undefined)
    return unknown('survey', { ...missing, what: `不少于${params.surveySample.value}份的有效样本（${small.figure.until}只有${formatDecimal(small.sample)}份）` });
  return compare(ground, { latest, earlier, boundary });
}

function compare({ target, params }: SurveyGround, { latest, earlier, boundary }: { readonly latest: Share; readonly earlier: Share; readonly boundary: string }): Verdict {
  const isDown = target.direction === 'down';
  const change = minusFigure(latest.figure.value, earlier.figure.value);
  const factor = parseDecimal(params.surveyFactor.value);
  const square = timesFigure(plusFigure(variance(latest), variance(earlier)), factor.times(factor));
  const isBeyond = compareFigures({ num: change.num.times(change.num), den: change.den.times(change.den) }, square) > 0;
  const isBetter = isBeyond && compareFigures(change, whole(parseDecimal('0'))) === (isDown ? -1 : 1);
  const points = `${formatDecimal(roundTo(quotient(change).times(100), 2, 'half-up'))}个百分点`;
  const trend = !isBeyond ? '在抽样误差之内，不能说有变化' : isBetter ? '超出抽样误差' : '超出抽样误差，方向相反';
  return verdict('survey', {
    outcome: outcomeOf(isBetter),
    sentence: `由${percentOf(earlier.figure.value, 2)}到${percentOf(latest.figure.value, 2)}，变化${points}，合计抽样误差±${bandText(square)}：${trend}，${isBetter ? '达标' : '未达标'}。`,
    boundary: `${boundary}（±${bandText(square)}）`,
    change: isBetter ? '下一次调查的变化落回抽样误差之内，或其中一次被撤回，就重新判定。' : `变化${isDown ? '低于−' : '高于+'}${bandText(square)}就达标；样本越大，抽样误差越小。`,
    inputs: [inputOf('近次调查', surveyText(latest), latest.figure.facts), inputOf('上次调查', surveyText(earlier), earlier.figure.facts)],
    params: [used(params.surveyFactor), used(params.surveySample)],
    value: formatDecimal(quotient(latest.figure.value).times(100).toDecimalPlaces(6)),
    factsUntil: latest.figure.until,
  });
}
