/** Every cause of a light in a Chinese sentence, with value, band, rule and the distance to the next worse colour. */
import { parseDecimal } from '#kernel/quantity.ts';
import { lightColourLabel, lightDimensionLabel } from '../../contract/index.ts';
import type { Light, LightCause, LightColour, LightReading } from '../../contract/index.ts';
import { dayText } from './day-number.ts';
import { daysWithin } from './intervals.ts';
import { bandWords, unitOf } from './band-words.ts';
import { amountText } from './judge.ts';
import type { Judgement, Reading } from './judge.ts';
import { missedMonths, silentRounds } from './measures.ts';
import { roundsRunning } from './rounds-running.ts';
import { bandOf, severity } from './rule-set.ts';
import type { CompiledBand, CompiledRule, CompiledRuleSet } from './rule-set.ts';

/** The bound at which the value turns worse: the last band that is better than the worst colour. */
function nextBound(rule: CompiledRule, reading: Reading): { readonly band: CompiledBand; readonly to: LightColour } | undefined {
  const own = bandOf(rule, reading.measure.value);
  if (own === undefined) return undefined;
  const index = rule.bands.indexOf(own);
  const next = rule.bands[index + 1];
  const to = next?.colour ?? rule.otherwise;
  return severity(to) > severity(reading.colour) ? { band: own, to } : undefined;
}

function distanceOf(reading: Reading): { readonly text: string; readonly isAtBound: boolean; readonly to: LightColour } | undefined {
  const next = nextBound(reading.rule, reading);
  if (next === undefined) return undefined;
  const { value } = reading.measure;
  const bound = parseDecimal(next.band.text);
  const gap = (typeof value === 'number' ? parseDecimal(String(value)) : value).minus(bound).abs();
  return { text: `${amountText(gap)}${unitOf(reading.rule.dimension)}`, isAtBound: gap.isZero(), to: next.to };
}

/** What is measured, in words. */
const wordsOf = (reading: Reading): string => {
  const { rule, measure } = reading;
  const about = measure.about();
  const shown = `${amountText(measure.value)}${unitOf(rule.dimension)}`;
  const isLead = typeof measure.value === 'number' && measure.value < 0;
  const lead = isLead ? `${Math.abs(measure.value as number)}${unitOf(rule.dimension)}` : '';
  switch (rule.dimension) {
    case 'milestone':
      return isLead ? `${about}，还有${lead}` : `${about}${measure.value === 0 ? '' : `，逾期${shown}`}`;
    case 'freshness':
      return isLead ? `${about}，还有${lead}` : `${about}，超出${shown}`;
    case 'quantity':
      return `${about}，完成份额为序时进度的${shown}`;
    case 'growth':
    case 'investment':
    case 'money':
      return `${about}，落后${shown}`;
    case 'reporting':
      return `${about}${measure.value === 0 ? '' : `，连续${shown}`}`;
    case 'forecast':
      return `按${about}推算，如期完成的可能性为${shown}`;
    case 'contradiction':
      return `${about}，已${shown}`;
    case 'start':
    case 'statistics':
      return measure.value === 0 ? about : `${about}，已${shown}`;
    case 'factors':
      return measure.value === 0 ? about : `${about}，已${shown}`;
    case 'monthly':
      return about;
  }
};

function causeOf(reading: Reading, set: CompiledRuleSet): LightCause {
  const { rule, measure, colour, unitColour } = reading;
  const band = bandOf(rule, measure.value);
  const distance = distanceOf(reading);
  const unitWords = unitColour === null ? '；属免责情形，不计责任单位' : unitColour === colour ? '' : `；扣除免责天数后责任单位为${lightColourLabel[unitColour]}`;
  const next =
    distance === undefined ? '' : distance.isAtBound ? `；已在界限上，再差即转${lightColourLabel[distance.to]}` : `；距${lightColourLabel[distance.to]}还差${distance.text}`;
  return {
    dimension: rule.dimension,
    colour,
    value: amountText(measure.value),
    threshold: band === undefined ? '' : bandWords(band.is, band.text, rule.dimension),
    rule: set.label,
    distance: distance?.text ?? null,
    refs: [...measure.refs],
    sentence: `${lightDimensionLabel[rule.dimension]}${lightColourLabel[colour]}：${wordsOf(reading)}${next}${unitWords}。`,
  };
}

function runCause(judgement: Judgement, set: CompiledRuleSet): readonly LightCause[] {
  const days = judgement.yellowRun.object.length > 0 ? judgement.yellowRun.object : judgement.yellowRun.unit;
  if (days.length === 0) return [];
  return [
    {
      dimension: 'reporting',
      colour: 'red',
      value: String(days.length),
      threshold: `≥${set.yellowRoundsToRed}轮`,
      rule: set.label,
      distance: null,
      refs: [],
      sentence: `连续${days.length}轮（${days
        .toReversed()
        .map((day) => `${dayText(day)}截止`)
        .join('、')}）为黄灯，按规则转为红灯。`,
    },
  ];
}

const presentReading = ({ rule, measure, colour, unitColour }: Reading): LightReading => ({
  dimension: rule.dimension,
  colour,
  unitColour,
  value: amountText(measure.value),
  unitValue: measure.unitValue === null ? null : amountText(measure.unitValue),
  about: measure.about(),
  refs: [...measure.refs],
});

/** The whole light as it is shown and stored; causes stand worst first. */
export function explain(judgement: Judgement, set: CompiledRuleSet): Light {
  const { view } = judgement;
  const causes = [...runCause(judgement, set), ...judgement.readings.map((reading) => causeOf(reading, set))].sort((a, b) => severity(b.colour) - severity(a.colour));
  const running = roundsRunning(judgement, set);
  return {
    objectLight: judgement.objectLight,
    unitLight: judgement.unitLight,
    greyReason: judgement.greyReason,
    silentRounds: silentRounds(view, false).periods.length,
    missedMonths: missedMonths(view).count,
    excusedDays: daysWithin(view.excused, view.object.from, view.day),
    yellowRounds: running.yellow,
    redRounds: running.red,
    readings: judgement.readings.map(presentReading),
    causes,
  };
}
