/** What the scanner of layer L4 hands on: one figure with its unit, without comparator words. */
import type { Dec, Range } from '../model.ts';
import type { Dimension } from './unit-table.ts';

export type QuantityKind =
  | 'value'
  | 'percent'
  | 'points'
  | 'permille'
  | 'range'
  | 'ratio'
  | 'multiRatio'
  | 'fraction'
  | 'tenths'
  | 'multiple'
  | 'magnitude'
  | 'density'
  | 'grade'
  | 'lanes'
  | 'grand'
  | 'bare'
  | 'code';

export interface Quantity extends Range {
  readonly kind: QuantityKind;
  /** null only for codes, grades and digit runs too long to be a figure */
  readonly number: Dec | null;
  readonly numberMax?: Dec;
  /** canonical unit; '' when none is written */
  readonly unit: string;
  readonly dimension: Dimension;
  /** unit as written, magnitude included (亿元, 万亩, 公里/百平方公里) */
  readonly unitText: string;
  /** 多, 余, 几 after the figure: more than it says */
  readonly more?: true;
  /** a magnitude without unit: 60亿, 1000万 */
  readonly elided?: true;
  /** magnitude characters without a coefficient: 亿只, 千家 */
  readonly noCoefficient?: true;
  /** Chinese numerals */
  readonly han?: true;
  /** 一个, 一名: often no more than an article */
  readonly article?: true;
  /** 前10位: a rank */
  readonly rank?: true;
  /** unit taken from the next item of the list: 10.6万、3.8万平方公里 */
  readonly sharedUnit?: Range;
  /** [5000]: a total over the plan period */
  readonly cumulative?: true;
  /** 三四个, 3千5: two readings exist */
  readonly ambiguous?: true;
}

/** A quantity under construction. */
export type Draft = { -readonly [K in keyof Quantity]: Quantity[K] };
