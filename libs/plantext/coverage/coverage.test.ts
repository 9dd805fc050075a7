import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePlan } from '../compile.ts';
import type { Span } from '../model.ts';
import { parseText } from '../parse.ts';
import { coverageOf } from './coverage.ts';

const text = '青河县水利方案\n一、重点任务\n1.建好水库。坚持节水优先。编制灌区规划。加强巡查。\n';
const span = (part: string): Span => ({ text: part, start: text.indexOf(part), end: text.indexOf(part) + part.length });
const compiled = compilePlan({ text, sha256: '0'.repeat(64), format: 'txt' });
const plan = {
  ...compiled,
  documents: [
    {
      id: 'd_a',
      node: 'p1',
      verb: span('编制'),
      object: span('灌区规划'),
      owner: null,
      period: null,
      why: [{ field: 'owner', code: 'proposed' as const, from: [span('加强巡查')] }],
      conf: 1,
    },
  ],
};

describe('每一句都有归宿', () => {
  test('有记录的句子列出记录，没有的列为未对应；理由所指之处不算', () => {
    const { sentences } = coverageOf(parseText(text), plan);
    const of = (part: string) => sentences.find(({ start, end }) => text.slice(start, end).includes(part))?.records;
    expect(of('编制灌区规划')).toEqual(['d_a']);
    expect(of('坚持节水优先')).toEqual([]);
    expect(of('加强巡查')).toEqual([]);
  });

  test('标题是结构，不算句子', () => {
    const { sentences } = coverageOf(parseText(text), plan);
    expect(sentences.map(({ start, end }) => text.slice(start, end).trim())).toEqual(['坚持节水优先。', '编制灌区规划。', '加强巡查。']);
  });

  test('对应的与未对应的加起来是全部句子，句子不重叠', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('一、总体。', '1.建水库3座。', '（1）编制规划，', '到2030年达到5%。', '\n', '“三品”'), { maxLength: 40 }), (parts) => {
        const body = parts.join('');
        const made = compilePlan({ text: body, sha256: '0'.repeat(64), format: 'txt' });
        const { sentences, mapped, unmapped } = coverageOf(parseText(body), made);
        expect(mapped + unmapped).toBe(sentences.length);
        sentences.forEach(({ start }, index) => {
          expect(start).toBeGreaterThanOrEqual(sentences[index - 1]?.end ?? 0);
        });
      }),
      { numRuns: 200 },
    );
  });
});
