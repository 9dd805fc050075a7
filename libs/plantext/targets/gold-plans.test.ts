import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseText } from '../parse.ts';
import { extractTargets } from './extract-targets.ts';

const PLANS = new URL('../../../../shared/data/plans/', import.meta.url);
const file = (name: string): URL => new URL(encodeURIComponent(name), PLANS);
const present = existsSync(file('guzhen-2020.txt'));
if (!present) console.warn('跳过：开发用的公开规划文本不在 ../shared/data/plans，目标提取的实文对照没有运行');

interface SpanGold {
  readonly targets: readonly {
    readonly value: { readonly start: number; readonly end: number; readonly text: string };
    readonly number: string | null;
    readonly period: { readonly year?: number; readonly every?: string } | null;
  }[];
}

interface FragmentGold {
  readonly targets: readonly { readonly fragment: string; readonly value: number | readonly number[] }[];
  readonly numbers_that_are_not_targets?: readonly { readonly fragment: string }[];
}

const textOf = (name: string): string => readFileSync(file(`${name}.txt`), 'utf8').replace(/^\uFEFF/, '');
const goldOf = <T>(name: string): T => JSON.parse(readFileSync(file(`${name}.gold.json`), 'utf8')) as T;

describe.skipIf(!present)('公开规划文本', () => {
  it('固镇：五十八个目标的谓语、数和时间逐一相同', () => {
    const { targets, quantities } = extractTargets(parseText(textOf('guzhen-2020')));
    const gold = goldOf<SpanGold>('guzhen-2020').targets;
    const got = targets.map((t) => `${t.number}|${t.period?.year ?? t.period?.every ?? ''}`).sort();
    expect(got).toEqual(gold.map((t) => `${t.number}|${t.period?.year ?? t.period?.every ?? ''}`).sort());
    for (const g of gold) expect(targets.some((t) => t.value.start < g.value.end && g.value.start < t.value.end)).toBe(true);
    expect(quantities.read).toBe(quantities.used + quantities.explained + quantities.open);
  });

  for (const name of ['国发2018-42_农业机械化', '广州2012_推进人才集聚工程实施意见', '胶州']) {
    it(`${name}：目标不多不少，陷阱不入`, () => {
      const text = textOf(name);
      const gold = goldOf<FragmentGold>(name);
      const numeric = extractTargets(parseText(text)).targets.filter((t) => t.number !== null);
      expect(numeric).toHaveLength(gold.targets.length);
      for (const g of gold.targets) {
        const at = text.indexOf(g.fragment);
        expect([g.fragment, numeric.some((t) => t.value.start < at + g.fragment.length && at < t.value.end)]).toEqual([g.fragment, true]);
      }
      for (const trap of gold.numbers_that_are_not_targets ?? []) {
        const at = text.indexOf(trap.fragment);
        const hit = numeric.filter((t) => t.value.start < at + trap.fragment.length && at < t.value.end && !gold.targets.some((g) => g.fragment.includes(t.value.text)));
        expect([trap.fragment, hit.map((t) => t.value.text)]).toEqual([trap.fragment, []]);
      }
    });
  }
});
