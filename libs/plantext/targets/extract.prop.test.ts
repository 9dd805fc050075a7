import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GOALS } from '../gold/sentences/goals.ts';
import { MEASURES } from '../gold/sentences/measures.ts';
import { MORE_FORMS } from '../gold/sentences/more-forms.ts';
import { expectations } from '../gold/sentences/notation.ts';
import { TRAPS } from '../gold/sentences/traps.ts';
import type { TargetRecord } from '../model.ts';
import { parseText } from '../parse.ts';
import { extractTargets } from './extract-targets.ts';

const SENTENCES = [GOALS, MEASURES, MORE_FORMS, TRAPS].flatMap((b) => expectations(b).map((e) => e.sentence));
const piece = fc.oneof(
  fc.constantFrom(...SENTENCES),
  fc.constantFrom('一、', '（一）', '1.', '\n', '，', '。', '“', '”', '（', '）', '、', '5', '%', '万', '亿', '一', '到2030年', '分别', '其中', '20个'),
  fc.string({ maxLength: 8 }),
);
const document = fc.array(piece, { maxLength: 14 }).map((parts) => parts.join(''));

interface Spanned {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function spansIn(value: unknown, out: Spanned[]): void {
  if (Array.isArray(value)) for (const item of value) spansIn(item, out);
  else if (typeof value === 'object' && value !== null) {
    const v = value as Partial<Spanned>;
    if (typeof v.start === 'number' && typeof v.end === 'number' && typeof v.text === 'string') out.push(v as Spanned);
    for (const item of Object.values(value)) spansIn(item, out);
  }
}

const toFull = (s: string): string =>
  [...s].map((c) => (c >= '!' && c <= '~' && !'[]<>\\^`{|}~"\'@#$&*_'.includes(c) ? String.fromCharCode(c.charCodeAt(0) + 0xfee0) : c)).join('');
const meaning = (t: TargetRecord): unknown => [t.value.start, t.value.end, t.indicator?.start, t.indicator?.end, t.comparator, t.number, t.unit, t.period?.year, t.head?.start];

describe('提取的性质', () => {
  it('从不抛错；每个引文等于原文；两次结果相同；计数相加', () => {
    fc.assert(
      fc.property(document, (text) => {
        const parsed = parseText(text);
        const a = extractTargets(parsed);
        const spans: Spanned[] = [];
        spansIn([a.targets, a.conditions], spans);
        for (const s of spans) expect(s.text).toBe(text.slice(s.start, s.end));
        const b = extractTargets(parseText(text));
        expect(JSON.stringify([b.targets, b.conditions])).toBe(JSON.stringify([a.targets, a.conditions]));
        expect(a.quantities.read).toBe(a.quantities.used + a.quantities.explained + a.quantities.open);
        expect(new Set(a.targets.map((t) => t.id)).size).toBe(a.targets.length);
      }),
      { numRuns: 150 },
    );
  });

  it('全角与半角写法给出同样的记录', () => {
    for (const sentence of SENTENCES) {
      const plan = (s: string): string => `某县行动方案\n一、任务\n${s}\n`;
      const half = extractTargets(parseText(plan(sentence)));
      const full = extractTargets(parseText(plan(toFull(sentence))));
      expect([sentence, full.targets.map(meaning)]).toEqual([sentence, half.targets.map(meaning)]);
    }
  });

  it('记录以意义为键：数值改了，编号不变', () => {
    const id = (value: string): string | undefined => extractTargets(parseText(`某县方案\n一、目标\n到2030年，城镇化率达到${value}。\n`)).targets[0]?.id;
    expect(id('60%')).toBe(id('65%以上'));
  });
});
