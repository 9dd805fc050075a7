/** A target before it becomes a record: ranges only, no texts, no ids. */
import type { Comparator, Dec, Modality, Range, TargetClass, TargetRecord, WhyCode } from '../model.ts';
import type { Governing } from './period-scope.ts';

export interface FigureWhy {
  readonly field: string;
  readonly code: WhyCode;
  readonly from?: readonly Range[];
}

export interface Threshold extends Range {
  readonly number: Dec;
  readonly unit: string;
  readonly comparator: Comparator;
}

export interface Figure {
  /** of its record, '' until there is one */
  id: string;
  node: string;
  sentence: number;
  cls: TargetClass;
  indicator: Range | null;
  action: Range | null;
  value: Range;
  comparator: Comparator;
  number: Dec | null;
  numberMax?: Dec;
  unit: string | null;
  unitText: string | null;
  governing: Governing | null;
  change: boolean;
  threshold: Threshold | null;
  head: Range | null;
  modality: Modality;
  scope: Range | null;
  base: (Range & { readonly number: Dec; readonly unit: string; readonly year?: number }) | null;
  reference: Range | null;
  direction?: 'up' | 'down';
  distributive: boolean;
  binding?: '约束性' | '预期性';
  /** index of the figure this one is a part of, or tops */
  partOf: number | null;
  stretchOf: number | null;
  /** the acting bodies written in the clause (县委班子 …), for linking to actor records */
  subjects: readonly Range[];
  why: FigureWhy[];
  mentions: Range[];
}

export type Binding = NonNullable<TargetRecord['binding']>;

export function newFigure(node: string, sentence: number, value: Range): Figure {
  return {
    id: '',
    node,
    sentence,
    cls: 'level',
    indicator: null,
    action: null,
    value,
    comparator: '=',
    number: null,
    unit: null,
    unitText: null,
    governing: null,
    change: false,
    threshold: null,
    head: null,
    modality: 'aim',
    scope: null,
    base: null,
    reference: null,
    distributive: false,
    partOf: null,
    stretchOf: null,
    subjects: [],
    why: [],
    mentions: [],
  };
}
