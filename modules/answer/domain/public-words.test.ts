import { expect, test } from 'vitest';
import { privateSubjects, publicWords } from './public-words.ts';

const fact = (facet: 'actual' | 'member' | 'benchmark' | 'peer', subject: string | null) => ({ facet, subject });

test('名单成员和逐个计数的对象不公开；与对照值同名的指标、同组的地区公开', () => {
  const facts = [fact('member', '王某'), fact('actual', '王某某'), fact('actual', '人均收入'), fact('benchmark', '全省平均·人均收入'), fact('peer', '邻县'), fact('actual', null)];
  expect(privateSubjects(facts)).toEqual(['王某某', '王某']);
});

test('长的名称先遮，不留下半个', () => {
  expect(publicWords('未满的有王某某（3次）、王某（1次）。', ['王某某', '王某'])).toBe('未满的有（名称不公开）（3次）、（名称不公开）（1次）。');
});

test.each([
  ['联系13912345678', '联系（电话不公开）'],
  ['联系0552-6012345', '联系（电话不公开）'],
  ['身份证34032319900101123X', '身份证（证件号不公开）'],
  ['到2025-12-31累计12345.5亩', '到2025-12-31累计12345.5亩'],
  ['共13912345678.5元', '共13912345678.5元'],
])('%s → %s', (text, shown) => {
  expect(publicWords(text, [])).toBe(shown);
});
