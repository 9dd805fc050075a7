import { describe, expect, it } from 'vitest';
import { parseText } from '../../parse.ts';
import { extractTargets } from '../../targets/extract-targets.ts';
import { expectations } from './notation.ts';
import { GOALS } from './goals.ts';
import { MEASURES } from './measures.ts';
import { MORE_FORMS } from './more-forms.ts';
import { OTHER_GOVERNMENTS } from './other-governments.ts';
import { TRAPS } from './traps.ts';

/** The sentence as the only paragraph of a small plan, in a section that is neither a goal nor a review. */
const planOf = (sentence: string): string => `某县产业发展行动方案\n一、总体要求\n坚持稳中求进。\n二、重点任务\n（一）工作内容\n${sentence}\n（二）其他事项\n抓好落实。\n`;

const blocks = { 目标: GOALS, 举措: MEASURES, 其他形式: MORE_FORMS, 各级各地: OTHER_GOVERNMENTS, 陷阱: TRAPS };

describe('自编语料', () => {
  for (const [name, block] of Object.entries(blocks)) {
    for (const row of expectations(block)) {
      it(`${name}：${row.sentence}`, () => {
        const parsed = parseText(planOf(row.sentence));
        const { targets, conditions } = extractTargets(parsed);
        const got = targets.map((t) => ({
          value: t.value.text,
          comparator: t.comparator,
          number: t.number,
          unit: t.unit,
          name: t.indicator?.text ?? t.head?.text ?? '',
          year: t.period?.every === undefined ? (t.period?.year ?? null) : 'every',
        }));
        expect(got.map(({ name: _name, ...rest }) => rest)).toEqual(row.targets.map(({ name: _name, ...rest }) => rest));
        for (const [k, want] of row.targets.entries()) expect(got[k]?.name).toContain(want.name);
        if (row.conditions.length > 0) expect(conditions.map((c) => ({ quantity: c.quantity?.text, kind: c.kind }))).toEqual(row.conditions);
      });
    }
  }
  it('不少于四百句', () => {
    expect(Object.values(blocks).flatMap((b) => expectations(b)).length).toBeGreaterThanOrEqual(400);
  });
});
