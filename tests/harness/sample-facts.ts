/** Facts for tests of the rules: short to write, complete in shape. */
import type { Target } from '../../modules/answer/contract/index.ts';
import type { Fact } from '../../modules/answer/domain/facts.ts';
import { judgeTarget } from '../../modules/answer/domain/judge-target.ts';
import { defaultJudgeParams } from '../../modules/answer/domain/judge-params.ts';
import type { JudgeParams } from '../../modules/answer/domain/judge-params.ts';
import { byStrength } from '../../modules/answer/domain/facts.ts';

export type FactSketch = Partial<Fact> & { readonly id: string };

export function sampleFact({ id, ...more }: FactSketch): Fact {
  return {
    evidenceId: id,
    kind: 'value',
    facet: 'actual',
    voice: 'signal',
    value: null,
    unit: null,
    num: null,
    den: null,
    from: '2025-01-01',
    to: '2025-12-31',
    validUntil: null,
    subject: null,
    orgId: null,
    source: { module: 'indicator', type: 'observation', id, part: '' },
    occurredOn: more.to ?? '2025-12-31',
    grade: 'B',
    stamp: 'real',
    status: 'live',
    ...more,
  };
}

export interface Sketch {
  readonly window?: { readonly from: string; readonly to: string };
  readonly on?: string;
  readonly params?: JudgeParams;
}

export const judgeSample = (
  target: Target,
  facts: readonly FactSketch[],
  { window = { from: '2020-01-01', to: '2025-12-31' }, on = '2026-02-01', params = defaultJudgeParams }: Sketch = {},
) => judgeTarget({ target, facts: facts.map(sampleFact).sort(byStrength), window, on, params, tolerance: params.tolerance.value });
