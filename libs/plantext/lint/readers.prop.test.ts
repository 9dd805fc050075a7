import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extractActors } from '../actors/index.ts';
import { parseText } from '../parse.ts';
import { extractRecurring } from '../recurring/index.ts';
import { extractReferences } from '../references/index.ts';
import { extractTerms } from '../terms/index.ts';
import { lint, trackabilityOfAll } from './index.ts';
import type { Ledger } from './context.ts';
import type { Span } from '../model.ts';

/** Pieces of the genre and of nonsense, strung together at random. */
const PIECES = [
  '一、',
  '（一）',
  '1.',
  '(1)',
  '——',
  '专栏1 ',
  '\n',
  '\n',
  '。',
  '；',
  '，',
  '、',
  '（',
  '）',
  '《',
  '》',
  '“',
  '”',
  '：',
  '［',
  '］',
  ' ',
  '\u200b',
  '\t',
  '责任单位：',
  '牵头单位：',
  '配合单位：',
  '完成时限：',
  '市教育局',
  '各区、县级市',
  '县委、县政府',
  '工业和信息化部',
  '等',
  '负责',
  '牵头',
  '配合',
  '会同',
  '按职责分工负责',
  '列第一位者为牵头单位，下同',
  '以下均需各区政府落实，不再列出',
  '建设一批茶园',
  '每季度通报1次',
  '定期调度',
  '三大主导产业',
  '四大主导产业',
  '见附件2',
  '本方案',
  '编制《某县规划》',
  '“三品”',
  '增品种、提品质',
  '达到重大项目标准的',
  '不少于4次',
  '2030年',
  '20亿元以上',
  '一级高速公路',
  '云岭高速公路',
  '岭云高速公路',
  '发挥',
  '作用',
  '成立领导小组',
  '由',
  '和',
  '与',
];
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((p) => p.join(''));

/** The records that these readers give; the other lists stay empty. */
function ledgerOf(parsed: ReturnType<typeof parseText>): Ledger {
  const actors = extractActors(parsed);
  return {
    outline: parsed.nodes,
    targets: [],
    milestones: [],
    documents: [],
    recurring: extractRecurring(parsed, actors),
    conditions: [],
    projects: [],
    actors,
    terms: extractTerms(parsed),
    references: extractReferences(parsed),
  };
}

function everything(source: string): { ledger: Ledger; parsed: ReturnType<typeof parseText> } {
  const parsed = parseText(source);
  return { ledger: ledgerOf(parsed), parsed };
}

function spansIn(value: unknown, out: Span[] = []): Span[] {
  if (Array.isArray(value)) for (const v of value) spansIn(v, out);
  else if (value !== null && typeof value === 'object') {
    const v = value as Record<string, unknown>;
    if (typeof v['text'] === 'string' && typeof v['start'] === 'number' && typeof v['end'] === 'number' && !('mentions' in v)) out.push(v as unknown as Span);
    for (const inner of Object.values(v)) spansIn(inner, out);
  }
  return out;
}

describe('任何文字', () => {
  it('都不抛错，位置与文字一致，编号不重复，两遍结果相同', () => {
    fc.assert(
      fc.property(text, (source) => {
        const { ledger, parsed } = everything(source);
        const findings = lint(ledger, parsed);
        for (const s of spansIn([ledger.actors, ledger.references, ledger.recurring, ledger.terms.map((t) => t.definition), findings])) {
          expect(source.slice(s.start, s.end)).toBe(s.text);
          expect(s.start).toBeLessThanOrEqual(s.end);
        }
        for (const t of ledger.terms) for (const m of t.mentions) expect(source.slice(m.start + 1, m.end - 1)).toBe(t.text);
        const ids = [...ledger.actors, ...ledger.terms, ...ledger.references, ...ledger.recurring].map((r) => r.id);
        expect(new Set(ids).size).toBe(ids.length);
        const nodes = new Set(parsed.nodes.map((n) => n.id));
        for (const a of ledger.actors) for (const id of [a.node, ...a.measures]) expect(nodes.has(id)).toBe(true);
        expect(JSON.stringify(everything(source).ledger)).toBe(JSON.stringify(ledger));
        expect(trackabilityOfAll(ledger, parsed).length).toBeLessThanOrEqual(parsed.nodes.length);
      }),
      { numRuns: 150 },
    );
  });

  it('任意字符串也不抛错', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (source) => {
        const { ledger, parsed } = everything(source);
        expect(Array.isArray(lint(ledger, parsed))).toBe(true);
      }),
      { numRuns: 100 },
    );
  });
});
