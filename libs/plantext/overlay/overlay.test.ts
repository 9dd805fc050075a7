import { describe, expect, test } from 'vitest';
import { compilePlan } from '../compile.ts';
import { anchorOf, findAnchor } from './anchor.ts';
import { machineValue, mergeReviews } from './merge-reviews.ts';
import { type Review, latestReviews, problemOfReview } from './reviews.ts';

const first = '青河县水利方案\n一、目标\n1.建好水库。到2030年，建成水库2座。\n2.管好河道。治理河道30公里。\n';
const review = (change: Partial<Review>): Review => ({
  id: '01',
  record: 't_a',
  field: 'number',
  verdict: 'edited',
  from: '"2"',
  to: '"3"',
  by: 'u1',
  at: '2026-01-01T00:00:00+08:00',
  note: '据批复',
  anchor: anchorOf(first, { start: 22, end: 28 }),
  ...change,
});

const withTarget = (text: string, number: string) => {
  const plan = compilePlan({ text, sha256: '0'.repeat(64), format: 'txt' });
  const value = { text: `${number}座`, start: text.indexOf(`${number}座`), end: text.indexOf(`${number}座`) + 2 };
  return {
    ...plan,
    targets: [
      {
        id: 't_a',
        node: 'p1.m1',
        cls: 'count' as const,
        indicator: null,
        value,
        comparator: '=' as const,
        number,
        unit: '座',
        unitText: '座',
        period: null,
        modality: 'aim' as const,
        scope: null,
        actors: [],
        why: [],
        conf: 1,
      },
    ],
  };
};

describe('人工意见叠加层', () => {
  test('同一字段以最后一次意见为准，先后顺序与到达顺序无关', () => {
    const a = review({ id: '01' });
    const b = review({ id: '02', to: '"4"' });
    expect(latestReviews([b, a]).get('t_a|number')).toBe(b);
    expect(latestReviews([a, b]).get('t_a|number')).toBe(b);
  });

  test('修改、不采纳要写理由；修改要有新值且与原值不同', () => {
    expect(problemOfReview(review({ note: ' ' }))).toBe('note_missing');
    expect(problemOfReview(review({ to: null }))).toBe('value_missing');
    expect(problemOfReview(review({ verdict: 'accepted' }))).toBe('value_unexpected');
    expect(problemOfReview(review({ to: '"2"' }))).toBe('unchanged');
    expect(problemOfReview(review({}))).toBeUndefined();
  });

  test('引文在新文本中找回，重复出现时按上下文认', () => {
    const text = '甲地建成2座。乙地建成2座。';
    const anchor = anchorOf(text, { start: 9, end: 13 });
    expect(findAnchor(`新增一句。${text}`, anchor)).toMatchObject({ start: 14 });
    expect(findAnchor('没有了', anchor)).toBeUndefined();
  });

  test('机器值未变：沿用；机器值变了：需要重新确认；记录没了：原文已不在', () => {
    const moved = `导语。\n${first}`;
    const merge = (text: string, number: string, reviews: readonly Review[]) =>
      mergeReviews(reviews, { plan: withTarget(text, number), text, renamed: new Map() }).map(({ outcome }) => outcome);
    expect(merge(moved, '2', [review({})])).toEqual(['carried']);
    expect(merge(first.replace('2座', '3座'), '3', [review({})])).toEqual(['carried']);
    expect(merge(first.replace('2座', '5座'), '5', [review({})])).toEqual(['conflict']);
    expect(merge(first, '2', [review({ record: 't_gone' })])).toEqual(['stale']);
  });

  test('插入段落不改变记录的含义值', () => {
    const [a, b] = [withTarget(first, '2'), withTarget(`导语。\n${first}`, '2')];
    expect(machineValue({ ...a.targets[0] }, null)).toBe(machineValue({ ...b.targets[0] }, null));
  });
});
