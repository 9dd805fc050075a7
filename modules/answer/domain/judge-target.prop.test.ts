import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ContractBody, Target } from '../contract/index.ts';
import { clauseState } from './clause-state.ts';
import type { Fact } from './facts.ts';
import { fillSlots } from './judge-count.ts';
import { defaultJudgeParams } from './judge-params.ts';
import { sampleFact } from '../../../tests/harness/sample-facts.ts';

const targets: readonly Target[] = [
  { kind: 'level', comparator: '>=', number: '50', unit: 'mu', direction: 'up', aggregate: 'sum', whole: false },
  { kind: 'ratio', comparator: '>=', number: '50', unit: '%', direction: 'up', aggregate: 'latest', whole: false },
  { kind: 'magnitude', number: '100', unit: 'mu', aggregate: 'latest' },
  { kind: 'range', min: '10', max: '60', unit: 'mu', aggregate: 'latest' },
  { kind: 'benchmark', relation: 'above', series: 'x', direction: 'up' },
  { kind: 'rank', peerSet: 'x', direction: 'up' },
  { kind: 'delegated', issuers: ['a', 'b'], direction: 'up' },
  { kind: 'completeness', list: 'x' },
  {
    kind: 'quota',
    yearly: true,
    only: null,
    perSubject: false,
    what: 'x',
    slots: [
      { count: 2, threshold: '20', unit: 'mu', assigned: 1 },
      { count: 1, threshold: null, unit: 'mu', assigned: 0 },
    ],
  },
  { kind: 'validity', count: 2, what: 'x' },
  { kind: 'directional', direction: 'up', unit: 'mu' },
  { kind: 'composite', parts: ['a', 'b'], need: 1 },
  { kind: 'done', what: 'x' },
  { kind: 'deadline', what: 'x', earliest: '2025-06-30' },
  { kind: 'issued', what: 'x' },
  { kind: 'survey', what: 'x', direction: 'up' },
  { kind: 'coverage', what: 'x', comparator: '>=', number: '50', unit: '%' },
  { kind: 'quota', yearly: true, only: null, perSubject: true, byTeam: true, what: 'x', slots: [{ count: 1, threshold: null, unit: null, assigned: 0 }] },
];

const day = fc.integer({ min: 1, max: 28 }).map((d) => String(d).padStart(2, '0'));
const factArb = fc
  .record({
    serial: fc.uuid(),
    value: fc.integer({ min: 0, max: 100 }).map(String),
    facet: fc.constantFrom('actual', 'actual', 'actual', 'target', 'benchmark', 'peer', 'base', 'member') as fc.Arbitrary<Fact['facet']>,
    voice: fc.constantFrom('self', 'signal', 'check') as fc.Arbitrary<Fact['voice']>,
    grade: fc.constantFrom('A', 'B', 'C', 'D') as fc.Arbitrary<Fact['grade']>,
    stamp: fc.constantFrom('real', 'real', 'demo') as fc.Arbitrary<Fact['stamp']>,
    status: fc.constantFrom('live', 'live', 'withdrawn', 'challenged') as fc.Arbitrary<Fact['status']>,
    subject: fc.constantFrom(null, 'a', 'b', 'x', 'x·a', '按人口'),
    month: fc.integer({ min: 1, max: 12 }).map((m) => String(m).padStart(2, '0')),
    day,
    validUntil: fc.constantFrom(null, '2025-06-30', '2030-12-31'),
    hasRatio: fc.boolean(),
  })
  .map(({ serial, month, day: d, hasRatio, ...more }): Fact => {
    const at = `2025-${month}-${d}`;
    return sampleFact({ id: serial, ...more, ...(hasRatio ? { num: more.value, den: '100' } : {}), unit: 'mu', from: '2025-01-01', to: at, occurredOn: at });
  });
const factsArb = fc.array(factArb, { maxLength: 12 });
const contractArb = fc.constantFrom(...targets).map(
  (target): ContractBody => ({
    accepts: ['value'],
    minGrade: 'C',
    freshDays: 300,
    sources: [],
    tolerance: null,
    target,
    doneMeans: 'x',
    from: '2020-01-01',
    to: '2025-12-31',
    bonusOnly: false,
  }),
);
const onArb = fc.constantFrom('2025-03-31', '2025-07-01', '2025-12-31', '2026-01-01', '2027-01-01');
const state = (contract: ContractBody, facts: readonly Fact[], on: string) =>
  clauseState({ kind: 'target', excludedBecause: null, contract, facts, on, params: defaultJudgeParams, stamps: ['real'] });

describe('判定的性质', () => {
  test('同样的事实、同一天，结论和轨迹完全相同；到达次序无关', () => {
    fc.assert(
      fc.property(contractArb, factsArb, onArb, fc.array(fc.nat(), { minLength: 12, maxLength: 12 }), (contract, facts, on, keys) => {
        const shuffled = facts
          .map((fact, index) => ({ fact, key: keys[index] ?? 0 }))
          .sort((a, b) => a.key - b.key || 1)
          .map(({ fact }) => fact);
        expect(state(contract, shuffled, on)).toEqual(state(contract, facts, on));
      }),
      { numRuns: 600 },
    );
  });

  test('加进去又撤回，结论与没有加过一样', () => {
    fc.assert(
      fc.property(contractArb, factsArb, factArb, onArb, (contract, facts, extra, on) => {
        expect(state(contract, [...facts, { ...extra, status: 'withdrawn' }], on)).toEqual(state(contract, facts, on));
      }),
      { numRuns: 400 },
    );
  });

  test('演示证据加多少都不改变正式结论', () => {
    fc.assert(
      fc.property(contractArb, factsArb, factsArb, onArb, (contract, facts, demo, on) => {
        expect(state(contract, [...facts, ...demo.map((fact) => ({ ...fact, stamp: 'demo' as const }))], on)).toEqual(state(contract, facts, on));
      }),
      { numRuns: 300 },
    );
  });

  test('当天以后发生的事不影响当天的结论', () => {
    fc.assert(
      fc.property(contractArb, factsArb, onArb, (contract, facts, on) => {
        expect(state(contract, facts, on)).toEqual(
          state(
            contract,
            facts.filter(({ occurredOn }) => occurredOn <= on),
            on,
          ),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('名额：多一个项目，占住的名额不会变少；一个项目只占一个；总数不超过名额', () => {
    const slots = [
      { count: 4, threshold: '20', unit: 'mu', assigned: 0 },
      { count: 5, threshold: '10', unit: 'mu', assigned: 0 },
    ];
    const filledCount = (facts: readonly Fact[]): number => fillSlots(slots, facts).reduce((sum, { items }) => sum + items.length, 0);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 14 }), fc.integer({ min: 0, max: 40 }), (amounts, more) => {
        const facts = amounts.map((amount, index) => sampleFact({ id: `${index}`, value: String(amount), unit: 'mu' }));
        const filled = fillSlots(slots, facts);
        const used = filled.flatMap(({ items }) => items.map(({ evidenceId }) => evidenceId));
        expect(new Set(used).size).toBe(used.length);
        expect(used.length).toBe(
          Math.min(9, Math.min(4, amounts.filter((a) => a >= 20).length) + Math.min(5, amounts.filter((a) => a >= 10).length - Math.min(4, amounts.filter((a) => a >= 20).length))),
        );
        expect(filledCount([...facts, sampleFact({ id: 'more', value: String(more), unit: 'mu' })])).toBeGreaterThanOrEqual(used.length);
      }),
      { numRuns: 400 },
    );
  });

  test('越高越好的数只升不降时，达标不会变回未达标', () => {
    const contract = { ...(fc.sample(contractArb, 1)[0] as ContractBody), freshDays: null, target: targets[1] as Target };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100 }), fc.integer({ min: 0, max: 100 }), (a, b) => {
        const of = (num: number): string => state(contract, [sampleFact({ id: 'a', num: String(num), den: '100', occurredOn: '2025-12-31' })], '2026-01-01').state;
        if (b >= a && of(a) === 'met') expect(of(b)).toBe('met');
        if (b <= a && of(a) === 'unmet') expect(of(b)).toBe('unmet');
      }),
      { numRuns: 300 },
    );
  });
});
