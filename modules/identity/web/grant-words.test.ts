import { expect, test } from 'vitest';
import { dayRange, listOfWords, reachWords } from './grant-words.ts';

test('范围写成一句话', () => {
  expect(reachWords({ reach: 'subtree', org: { name: '农业农村局' }, regions: ['340323'], planPaths: null })).toBe('农业农村局及下属单位；区划 340323');
  expect(reachWords({ reach: 'unit', org: { name: '农业农村局' }, regions: ['340323'], planPaths: ['/p/1/'] })).toBe('农业农村局；区划 340323；章节 /p/1/');
  expect(reachWords({ reach: 'all', org: null, regions: ['340300', '340323'], planPaths: null })).toBe('全部单位；区划 340300、340323');
});

test('起止日期', () => {
  expect([dayRange({ from: '2026-01-01', to: null }), dayRange({ from: '2026-01-01', to: '2026-12-31' })]).toEqual(['2026-01-01 起', '2026-01-01 至 2026-12-31']);
});

test('一格里填多个值：空格、顿号、逗号、换行都可以', () => {
  expect(listOfWords(' 340323、340300，340322\n340321 ')).toEqual(['340323', '340300', '340322', '340321']);
  expect(listOfWords('  ')).toEqual([]);
});
