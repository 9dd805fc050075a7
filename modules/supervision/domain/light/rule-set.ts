/** A rule set made ready: bounds as numbers and as exact decimals. */
import { parseDecimal } from '#kernel/quantity.ts';
import type { Decimal } from '#kernel/quantity.ts';
import type { LightBand, LightColour, LightDimension, LightRule, LightRuleSet } from '../../contract/index.ts';
import type { Amount } from './measures.ts';

export interface CompiledBand {
  readonly colour: LightColour;
  readonly is: LightBand['is'];
  readonly text: string;
  readonly bound: Decimal;
  /** the bound when measures are whole numbers */
  readonly whole: number;
}
export interface CompiledRule {
  readonly dimension: LightDimension;
  readonly bands: readonly CompiledBand[];
  readonly otherwise: LightColour;
}
export interface CompiledRuleSet {
  readonly label: string;
  readonly rules: readonly CompiledRule[];
  readonly yellowRoundsToRed: number;
  readonly forecastPoints: number;
}

const compileBand = ({ colour, is, bound }: LightBand): CompiledBand => ({ colour, is, text: bound, bound: parseDecimal(bound), whole: Number(bound) });

export const ruleSetLabel = ({ name, version }: Pick<LightRuleSet, 'name' | 'version'>): string => `${name} 第${version}版`;

export function compileRuleSet(set: LightRuleSet): CompiledRuleSet {
  const rules = set.rules.map(({ dimension, bands, otherwise }: LightRule) => ({ dimension, bands: bands.map(compileBand), otherwise }));
  return { label: ruleSetLabel(set), rules, yellowRoundsToRed: set.yellowRoundsToRed, forecastPoints: set.forecastPoints };
}

const holds = (order: number, is: LightBand['is']): boolean => (is === '<=' ? order <= 0 : is === '<' ? order < 0 : is === '>=' ? order >= 0 : order > 0);

/** The band a value is in; undefined = the open end. */
export function bandOf(rule: CompiledRule, value: Amount): CompiledBand | undefined {
  return rule.bands.find((band) => holds(typeof value === 'number' ? value - band.whole : value.comparedTo(band.bound), band.is));
}

export const colourOf = (rule: CompiledRule, value: Amount): LightColour => bandOf(rule, value)?.colour ?? rule.otherwise;

const rank: Readonly<Record<LightColour, number>> = { blue: 0, grey: 0, green: 0, yellow: 1, red: 2 };

/** How bad a colour is; blue, green and grey are not bad. */
export const severity = (colour: LightColour): number => rank[colour];

const shade: Readonly<Record<LightColour, number>> = { grey: 0, blue: 1, green: 2, yellow: 3, red: 4 };
export const worse = (a: LightColour, b: LightColour): LightColour => (shade[b] > shade[a] ? b : a);

/** First value, in whole steps, that leaves the band of a value that grows; used to find the days on which colours change. */
export function stepsUpTo(rule: CompiledRule): readonly number[] {
  return [...new Set(rule.bands.map(({ is, whole }) => (is === '<=' || is === '>' ? Math.floor(whole) + 1 : Math.ceil(whole))))].sort((a, b) => a - b);
}
