/** The official development texts, read through ../shared: never part of the repository, skipped loudly when absent. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compilePlan } from '../compile.ts';
import type { OutlineNode } from '../model.ts';
import { parseText } from '../parse.ts';
import { sha256Hex } from '../sha256.ts';
import { partitionOf } from './partition.ts';

const FOLDER = join(import.meta.dirname, '../../../../shared/data/plans');
const SCORER = join(FOLDER, '../../tools/score-plan.mjs');
const absent = !existsSync(FOLDER);
if (absent) console.warn('!! 未找到 ../shared/data/plans，开发文本测试全部跳过');

const read = (name: string): string => readFileSync(join(FOLDER, name), 'utf8');
const count = (text: string): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const n of parseText(text).nodes) counts[n.kind] = (counts[n.kind] ?? 0) + 1;
  return counts;
};

interface Scored {
  readonly results: readonly { readonly layer: string; readonly tp: number; readonly fp: number; readonly fn: number }[];
}

/** Compiles, writes the JSON to a temporary folder and runs the scorer of the data set. */
const score = (text: string, gold: string): ReadonlyMap<string, string> => {
  const file = join(mkdtempSync(join(tmpdir(), 'plantext-')), 'compiled.json');
  const bytes = readFileSync(join(FOLDER, text));
  writeFileSync(file, JSON.stringify(compilePlan({ text: bytes.toString('utf8'), sha256: sha256Hex(bytes), format: 'txt' })));
  const out = JSON.parse(execFileSync(process.execPath, [SCORER, join(FOLDER, text), join(FOLDER, gold), file, '--json'], { encoding: 'utf8' })) as Scored;
  return new Map(out.results.map((r) => [r.layer, `${r.tp} ${r.fp} ${r.fn}`]));
};

describe.skipIf(absent)('开发文本', () => {
  test('固镇：238 个节点的类别、标号、标题、起止和上级全部与人工阅读一致', () => {
    const gold = JSON.parse(read('guzhen-2020.gold.json')) as { outline: OutlineNode[] };
    const key = (n: OutlineNode | undefined): string => (n ? [n.kind, n.label ?? '', n.title ?? '', n.start, n.end].join('|') : '');
    const rows = (nodes: readonly OutlineNode[]): string[] => {
      const byId = new Map(nodes.map((n) => [n.id, n]));
      return nodes.map((n) => `${key(n)} < ${key(n.parent === null ? undefined : byId.get(n.parent))}`);
    };
    const have = rows(parseText(read('guzhen-2020.txt')).nodes);
    expect(have).toHaveLength(238);
    expect(have).toEqual(rows(gold.outline));
  });
  test('固镇：评分工具给出 145/145', () => {
    const result = score('guzhen-2020.txt', 'guzhen-2020.gold.json');
    expect([result.get('outline'), result.get('parents')]).toEqual(['145 0 0', '145 0 0']);
  });
  test('其余有人工计数的文本：各级数目一致', () => {
    expect(score('guzhen-2020.txt', 'guzhen-2020.gold2.json').get('outline counts')).toBe('110 0 0');
    expect(score('国发2018-42_农业机械化.txt', '国发2018-42_农业机械化.gold.json').get('outline counts')).toBe('46 0 0');
    expect(score('广州2012_推进人才集聚工程实施意见.txt', '广州2012_推进人才集聚工程实施意见.gold.json').get('outline counts')).toBe('59 0 0');
    expect(score('胶州.txt', '胶州.gold.json').get('outline counts')).toBe('59 0 0');
  });
  test('国发2019-3：1.至21.；无废城市：无标号措施和一封来文', () => {
    expect(count(read('国发2019-3_综合保税区若干意见.txt'))).toMatchObject({ part: 5, section: 9, measure: 21, duty: 21 });
    const city = parseText(read('国办发2018-128_无废城市试点工作方案.txt')).nodes;
    expect(city.filter((n) => n.kind === 'letter')).toHaveLength(1);
    expect(city.filter((n) => n.kind === 'measure' && n.label === null)).toHaveLength(20);
    expect(city.filter((n) => n.kind === 'duty')).toHaveLength(39);
  });
  test('两份政府工作报告', () => {
    expect(count(read('河北省2026政府工作报告.txt'))).toMatchObject({ title: 1, part: 3, section: 11 });
    expect(count(read('central_gov_report_2021.txt'))).toMatchObject({ title: 1, part: 3, section: 8, dashItem: 9 });
  });
  test('每份文本都能无损切分', () => {
    for (const name of ['guzhen-2020.txt', '胶州.txt', 'central_gov_report_2021.txt', '国办发2018-128_无废城市试点工作方案.txt']) {
      const text = read(name);
      expect(
        partitionOf(text, parseText(text).nodes)
          .map((p) => text.slice(p.start, p.end))
          .join(''),
      ).toBe(text);
    }
  });
});
