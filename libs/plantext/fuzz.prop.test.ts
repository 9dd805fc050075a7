import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePlan } from './compile.ts';
import { FUZZ_BASE, faultOf, ledgerFault, mutatedText } from './fuzz-checks.ts';

/** bench/plantext-fuzz.bench.ts 跑十万份 */
const RUNS = 2_000;

describe('整个编译器：随机改动的文本', () => {
  test('底稿确实读出各类记录', () => {
    const plan = compilePlan({ text: FUZZ_BASE, sha256: '0'.repeat(64), format: 'txt' });
    for (const list of [plan.targets, plan.milestones, plan.documents, plan.recurring, plan.conditions, plan.projects, plan.actors, plan.terms, plan.references])
      expect(list.length).toBeGreaterThan(0);
  });

  test(`${RUNS} 份改动过的文本：不抛错，切分无损，引文与原文一致`, () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0x7fffffff }), (seed) => {
        expect(faultOf(mutatedText(seed))).toBeNull();
      }),
      { numRuns: RUNS },
    );
  }, 300_000);

  test('核对本身会发现错误：引文被改、位置越界、节点重叠而丢字', () => {
    const plan = compilePlan({ text: FUZZ_BASE, sha256: '0'.repeat(64), format: 'txt' });
    const first = plan.targets[0];
    if (first === undefined) throw new Error('底稿没有目标');
    const moved = { ...first, value: { ...first.value, start: first.value.start + 1, end: first.value.end + 1 } };
    const outside = { ...first, value: { ...first.value, end: FUZZ_BASE.length + 1 } };
    expect(ledgerFault(FUZZ_BASE, plan)).toBeNull();
    expect(ledgerFault(FUZZ_BASE, { ...plan, targets: [moved] })).toContain('plan.targets.0.value');
    expect(ledgerFault(FUZZ_BASE, { ...plan, targets: [outside] })).toContain('outside');
    expect(ledgerFault(FUZZ_BASE, { ...plan, outline: plan.outline.map((node) => ({ ...node, start: node.start - 1 })) })).not.toBeNull();
    expect(mutatedText(1)).toBe(mutatedText(1));
  });

  test('任意字符串也不抛错', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(faultOf(text)).toBeNull();
      }),
      { numRuns: 500 },
    );
  }, 120_000);
});
