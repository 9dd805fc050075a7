import { describe, expect, test } from 'vitest';
import type { ContractBody } from '../contract/index.ts';
import { clauseState, nextChange, outlook, selfAgainst, voiceOutcomes } from './clause-state.ts';
import type { ClauseGround } from './clause-state.ts';
import { defaultJudgeParams } from './judge-params.ts';
import { sampleFact } from '../../../tests/harness/sample-facts.ts';
import type { FactSketch } from '../../../tests/harness/sample-facts.ts';

const contract: ContractBody = {
  accepts: ['value', 'document'],
  minGrade: 'B',
  freshDays: 400,
  sources: [],
  tolerance: null,
  target: { kind: 'level', comparator: '=', number: '50000', unit: 'mu', direction: 'up', aggregate: 'sum', whole: false },
  doneMeans: '验收面积累计达到5万亩',
  from: '2020-01-01',
  to: '2025-12-31',
  bonusOnly: false,
};
const ground = (facts: readonly FactSketch[], more: Partial<ClauseGround> = {}): ClauseGround => ({
  kind: 'target',
  excludedBecause: null,
  contract,
  facts: facts.map(sampleFact),
  on: '2025-06-30',
  params: defaultJudgeParams,
  stamps: ['real'],
  ...more,
});
const area = (more: Partial<FactSketch> = {}): FactSketch => ({ id: 'a', value: '50000', unit: 'mu', from: '2024-01-01', to: '2024-12-31', ...more });
const stateOf = (facts: readonly FactSketch[], more: Partial<ClauseGround> = {}): string => clauseState(ground(facts, more)).state;

describe('条款状态：从上往下，先符合的为准', () => {
  test.each([
    ['不适用', { excludedBecause: '区划调整后不再承担' }, [area()], 'excluded'],
    ['展望', { kind: 'outlook' }, [area()], 'outlook'],
    ['没有约定', { contract: null }, [area()], 'uncontracted'],
    ['来源不一致', {}, [area(), area({ id: 'b', value: '30000', voice: 'check' })], 'doubtful'],
    ['没有证据', {}, [], 'empty'],
    ['期满没有证据', { on: '2026-01-01' }, [], 'empty'],
    ['证据在有效天数的最后一天', { on: '2026-02-04' }, [area()], 'met'],
    ['证据过期', { on: '2026-02-05' }, [area()], 'stale'],
    ['达标', {}, [area()], 'met'],
    ['期内未到', {}, [area({ value: '49999' })], 'evidenced'],
    ['期满前一天', { on: '2025-12-31' }, [area({ value: '49999' })], 'evidenced'],
    ['期满未达', { on: '2026-01-01' }, [area({ value: '49999' })], 'unmet'],
  ] as const)('%s', (_name, more, facts, expected) => {
    expect(stateOf(facts, more as Partial<ClauseGround>)).toBe(expected);
  });

  test('演示证据从不计入：正式口径下仍是无证据', () => {
    expect(stateOf([area({ stamp: 'demo' })])).toBe('empty');
    expect(stateOf([area({ stamp: 'sim' })])).toBe('empty');
    expect(stateOf([area({ stamp: 'demo' })], { stamps: ['real', 'demo'] })).toBe('met');
  });

  test('自报C级低于约定的B级：有证据但不判定，核实升为B级后达标', () => {
    const own = area({ grade: 'C', voice: 'self' });
    expect(clauseState(ground([own]))).toMatchObject({ state: 'evidenced', reason: expect.stringContaining('核实后才能判定') });
    expect(stateOf([{ ...own, status: 'superseded' }, area({ id: 'b', voice: 'check', grade: 'B' })])).toBe('met');
  });

  test('撤回、有异议的证据不再计入', () => {
    expect(stateOf([area({ status: 'withdrawn' })])).toBe('empty');
    expect(stateOf([area({ status: 'challenged' })])).toBe('empty');
  });

  test('基准未发布是无法判定，不是没有证据', () => {
    const benchmark: ContractBody = { ...contract, target: { kind: 'rank', peerSet: '全省二类县', direction: 'up' } };
    expect(clauseState(ground([area()], { contract: benchmark }))).toMatchObject({ state: 'undecidable', reason: expect.stringContaining('全省二类县') });
  });

  test('约定以外的来源不听', () => {
    expect(stateOf([area()], { contract: { ...contract, sources: ['answer'] } })).toBe('empty');
  });

  test('预告下一次变化：证据何时过期、证书何时失效', () => {
    expect(nextChange(ground([area()]))).toMatchObject({ on: '2026-02-05', state: 'stale' });
    const valid: ContractBody = { ...contract, freshDays: null, accepts: ['attestation'], target: { kind: 'validity', count: 1, what: '绿色食品' } };
    const certificate = area({ kind: 'attestation', subject: '证书一', validUntil: '2025-09-30' });
    expect(nextChange(ground([certificate], { contract: valid }))).toMatchObject({ on: '2025-10-01', state: 'evidenced' });
  });
});

describe('三方说法', () => {
  test('自报、系统信号、核查各按同一规则判一次，差异分好坏', () => {
    const voices = voiceOutcomes(
      ground([area({ voice: 'self', grade: 'C' }), area({ id: 'b', voice: 'check', value: '40000', source: { module: 'x', type: 'y', id: 'b', part: '' } })]),
    );
    expect(voices.map(({ voice, state }) => [voice, state])).toEqual([
      ['self', 'met'],
      ['signal', 'empty'],
      ['check', 'evidenced'],
    ]);
    expect(selfAgainst(voices, 'check')).toBe('better');
    expect(selfAgainst(voices, 'signal')).toBeNull();
  });
});

describe('以后的日子', () => {
  const yearly: ContractBody = {
    ...contract,
    freshDays: null,
    target: { kind: 'quota', slots: [{ count: 1, threshold: null, unit: null, assigned: 0 }], only: null, perSubject: false, yearly: true, what: '重大项目' },
    accepts: ['count', 'case', 'document'],
    doneMeans: '每年1个',
  };
  const horizon = (at: ClauseGround, days: readonly string[] = [], later: (day: string) => Partial<ClauseGround> = () => ({})) =>
    outlook(at, { days, groundOn: (on) => ({ ...at, on, ...later(on) }) });

  test('约定从某天换成另一份：那天状态变了就是下一个变化', () => {
    const stricter: ContractBody = {
      ...contract,
      freshDays: null,
      from: '2025-08-01',
      to: '2026-12-31',
      target: { ...contract.target, number: '60000' } as ContractBody['target'],
    };
    const at = ground([{ id: 'a', value: '50000', unit: 'mu', from: '2025-01-01', to: '2025-06-30', occurredOn: '2025-06-30' }], { contract: { ...contract, freshDays: null } });
    expect(horizon(at).next).toBeNull();
    expect(horizon(at, ['2025-08-01'], (day) => (day >= '2025-08-01' ? { contract: stricter } : {}))).toMatchObject({
      next: { on: '2025-08-01', state: 'evidenced' },
      lookOn: '2025-08-01',
    });
  });

  test('状态不变、要求变了：没有下一个变化，但那天要重看', () => {
    const stricter: ContractBody = { ...contract, freshDays: null, target: { ...contract.target, number: '60000' } as ContractBody['target'] };
    const at = ground([{ id: 'a', value: '40000', unit: 'mu', from: '2025-01-01', to: '2025-06-30', occurredOn: '2025-06-30' }], {
      contract: { ...contract, freshDays: null, to: '2027-12-31' },
    });
    const found = horizon(at, ['2025-09-01'], (day) => (day >= '2025-09-01' ? { contract: { ...stricter, to: '2027-12-31' } } : {}));
    expect(found.lookOn).toBe('2025-09-01');
    expect(found.next).toMatchObject({ on: '2028-01-01', state: 'unmet' });
    expect(horizon({ ...at, contract: null }, ['2025-09-01'])).toEqual({ next: null, lookOn: null });
  });

  test('每年的数额：年初变的，也数得到', () => {
    const items = [2025, 2026].map((year) => ({
      id: String(year),
      kind: 'count' as const,
      value: '1',
      subject: `项目${year}`,
      from: `${year}-01-01`,
      to: `${year}-06-01`,
      occurredOn: `${year}-06-01`,
    }));
    const at = ground(items, { contract: { ...yearly, to: '2030-12-31' }, on: '2026-07-01' });
    const turns = ['2027-01-01', '2028-01-01', '2029-01-01', '2030-01-01', '2031-01-01'];
    const changed = turns.find((on) => clauseState({ ...at, on }).state !== clauseState(at).state);
    expect(changed).toBeDefined();
    expect(horizon(at).next?.on).toBe(changed);
  });
});
