import { describe, expect, test } from 'vitest';
import { cutSnippet, findPlaces } from './find-words.ts';
import { nodeName, storedNodes } from './node-texts.ts';
import type { OutlineEntry } from './node-texts.ts';
import { shownTitle, titleKey } from './title.ts';

describe('题名', () => {
  test('全角、空白、引号、书名号不同，仍是同一题名', () => {
    expect(titleKey('《青澜县 “十六五”规划》（２０３１年）')).toBe(titleKey('青澜县"十六五"规划(2031年)'));
  });

  test('年份不同就是两个方案；没有题名的与谁都不同', () => {
    expect(titleKey('2030年工作方案')).not.toBe(titleKey('2031年工作方案'));
    expect(titleKey(null)).toBe('');
    expect(titleKey('10²')).not.toBe(titleKey('102'));
  });

  test('没有题名时显示文件名', () => {
    expect(shownTitle('  ', '随笔.final.txt')).toBe('随笔.final');
    expect(shownTitle(null, '.txt')).toBe('.txt');
    expect(shownTitle(' 方案 ', 'a.txt')).toBe('方案');
  });
});

const text = '题\n一、甲\n引语(1)子项一。(2)子项二。尾\n';
const node = (id: string, kind: OutlineEntry['kind'], start: number, end: number, parent: string | null, label: string | null = null): OutlineEntry => ({
  id,
  kind,
  label,
  title: null,
  start,
  end,
  parent,
});
const outline = [
  node('doc', 'document', 0, text.length, null),
  node('title', 'title', 0, 1, 'doc'),
  node('p1', 'part', 2, 5, 'doc', '一、'),
  node('p1.g1', 'paragraph', 6, 23, 'p1'),
  node('p1.g1.m1', 'measure', 8, 15, 'p1.g1', '(1)'),
  node('p1.g1.m2', 'measure', 15, 22, 'p1.g1', '(2)'),
];

describe('节点文字', () => {
  const nodes = storedNodes(text, outline);
  const byId = new Map(nodes.map((one) => [one.id, one]));

  test('自有文字与原文等长，子节点处为换行；没有自有文字的为空', () => {
    expect(byId.get('p1.g1')?.ownText).toBe(`引语${'\n'.repeat(14)}尾`);
    expect(byId.get('p1.g1.m1')?.ownText).toBe('(1)子项一。');
    expect(byId.get('doc')?.ownText).toBe('');
    for (const one of nodes) if (one.ownText !== '') expect(one.ownText.length).toBe(one.end - one.start);
  });

  test('每个非空白字符恰在一个节点的自有文字里', () => {
    const owners = new Array<number>(text.length).fill(0);
    for (const one of nodes)
      [...one.ownText].forEach((unit, index) => {
        if (unit.trim() !== '') owners[one.start + index] = (owners[one.start + index] ?? 0) + 1;
      });
    expect(owners.filter((count, index) => count !== (text[index]?.trim() === '' ? 0 : 1))).toEqual([]);
  });

  test('路径从外到里，不含全文；没有名字的用种类名', () => {
    expect(byId.get('p1.g1.m2')?.path).toEqual(['一、', '段落', '(2)']);
    expect(nodeName({ kind: 'part', label: '一、', title: '总体\n要求' })).toBe('一、总体 要求');
  });

  test('上级成环也不会停不下来', () => {
    expect(storedNodes('甲乙', [node('a', 'part', 0, 1, 'b'), node('b', 'part', 1, 2, 'a')])).toHaveLength(2);
  });
});

describe('查找', () => {
  test('字面匹配，英文不分大小写，位置不重叠', () => {
    expect(findPlaces('5G与5g，5GG', '5g')).toEqual([
      { start: 0, end: 2 },
      { start: 3, end: 5 },
      { start: 6, end: 8 },
    ]);
    expect(findPlaces('aaaa', 'aa')).toHaveLength(2);
    expect(findPlaces('İstanbul 河', '河').map(({ start, end }) => 'İstanbul 河'.slice(start, end))).toEqual(['河']);
    expect(findPlaces('a.b', '.')).toEqual([{ start: 1, end: 2 }]);
    expect(findPlaces('x', '')).toEqual([]);
  });

  test('片段在命中前后截取，两端截断有省略号，命中位置对得上', () => {
    const long = `${'前'.repeat(80)}命中${'后'.repeat(120)}`;
    const { text: snippet, hits } = cutSnippet(long, findPlaces(long, '命中'));
    expect(snippet.startsWith('…')).toBe(true);
    expect(snippet.endsWith('…')).toBe(true);
    expect(hits.map(({ start, end }) => snippet.slice(start, end))).toEqual(['命中']);
  });

  test('不把一个汉字截成两半', () => {
    const rare = '𠮷'.repeat(60);
    const { text: snippet } = cutSnippet(`${rare}命${rare}`, findPlaces(`${rare}命${rare}`, '命'));
    expect(snippet.isWellFormed()).toBe(true);
  });
});
