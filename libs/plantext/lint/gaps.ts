/** Blanket gaps: no owner, no deadline, no base value. One finding per plan, never one per measure. */
import type { OutlineNode, Period } from '../model.ts';
import { nodeIndexOf, parentsOf } from '../outline/nodes-by-id.ts';
import { CharSet } from '../source/char-set.ts';
import { type Draft, headingSpan, type LintContext, type LintRule, listNames, MOST_SPANS, quote, spanAt } from './context.ts';
import { isPlain } from './numbers.ts';
import { fitsWithin, headOf } from '../source/windows.ts';

/** Messages name single measures only up to this many. */
const FEW = 12;

function gap(c: LintContext, without: readonly OutlineNode[], what: string, suggestion: string): Draft[] {
  const all = c.measures.length;
  if (without.length === 0) return [];
  const message = without.length === all ? `${all} 条措施均未写明${what}` : `${all} 条措施中有 ${without.length} 条未写明${what}：${listNames(c, without, FEW)}`;
  return [{ message, spans: without.slice(0, MOST_SPANS).map((n) => headingSpan(c, n)), suggestion }];
}

export const missingOwner: LintRule = {
  rule: 'missing-owner',
  severity: 'warning',
  find: (c) => {
    const served = new Set<string>();
    const helped = new Set<string>();
    for (const { role, measures } of c.ledger.actors) if (role !== 'mentioned') for (const id of measures) (role === 'support' ? helped : served).add(id);
    const without = c.measures.filter((m) => !served.has(m.id));
    const onlyHelp = without.filter((m) => helped.has(m.id)).length;
    const note = onlyHelp > 0 && onlyHelp < without.length ? `；其中 ${onlyHelp} 条只有配合或指导单位` : '';
    return gap(c, without, '责任单位', '逐条补写“责任单位”或“牵头单位”，或写明一条总的责任规定').map((d) => ({ ...d, message: d.message + note }));
  },
};

const YEAR =
  /(?:20|二[〇0])[0-9〇一二三四五六七八九]{2}年|“?十[一二三四五六七八九]五”?|[0-9一二三四五六七八九十]{1,3}个?[年月](?:之?内|以内)|(?:今年|明年|年内|年底前|月底前|季度末|上半年|下半年)/u;

const SAYS_WHEN = new CharSet('年月五季');

/** Every word of YEAR holds one of these characters. */
function maySayWhen(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (SAYS_WHEN.has(text.charCodeAt(i))) return true;
  return false;
}

/** 2027—2029年 in the title. */
const PLAN_YEARS = /20[0-9]{2}年?[-—–－~～至][0-9]{2,4}年/u;

const isDeadline = (p: Period | null): p is Period => p !== null && p.rel !== 'every' && p.every === undefined;

/** 1 for every node that holds a dated record, itself or below it. */
function datedNodes(c: LintContext): Uint8Array {
  const { outline, targets, milestones, documents } = c.ledger;
  const index = nodeIndexOf(outline);
  const parents = parentsOf(outline);
  const dated = new Uint8Array(outline.length);
  const add = ({ node, period }: { readonly node: string; readonly period: Period | null }): void => {
    if (!isDeadline(period)) return;
    for (let at = index.get(node) ?? -1; at >= 0 && dated[at] === 0; at = parents[at] as number) dated[at] = 1;
  };
  targets.forEach(add);
  milestones.forEach(add);
  documents.forEach(add);
  return dated;
}

/** 1 for every node whose own heading or one above it says by when; parents stand before their children. */
function datedHeadings(outline: readonly OutlineNode[]): Uint8Array {
  const parents = parentsOf(outline);
  const dated = new Uint8Array(outline.length);
  for (let i = 0; i < outline.length; i++) {
    const { kind, title } = outline[i] as OutlineNode;
    const parent = parents[i] as number;
    if ((parent >= 0 && dated[parent] === 1) || (kind !== 'document' && title !== null && maySayWhen(title, 0, title.length) && YEAR.test(headOf(title)))) dated[i] = 1;
  }
  return dated;
}

/** Measures that say by when neither themselves nor in a heading above them. */
function measuresWithoutDeadline(c: LintContext): OutlineNode[] {
  const { view } = c.parsed;
  const index = nodeIndexOf(c.ledger.outline);
  const parents = parentsOf(c.ledger.outline);
  const records = datedNodes(c);
  const headings = datedHeadings(c.ledger.outline);
  return c.measures.filter((m) => {
    const at = index.get(m.id) as number;
    const above = parents[at] as number;
    return records[at] === 0 && (above < 0 || headings[above] === 0) && !(maySayWhen(view, m.start, m.end) && fitsWithin(YEAR, view, m.start, m.end));
  });
}

export const missingDeadline: LintRule = {
  rule: 'missing-deadline',
  severity: 'warning',
  find: (c) => {
    const without = measuresWithoutDeadline(c);
    const overall = PLAN_YEARS.exec(headOf(c.ledger.outline.find((n) => n.kind === 'title')?.title ?? ''))?.[0];
    const note = overall === undefined ? '' : `（标题给出的总期限为 ${overall}）`;
    const measures = gap(c, without, '完成期限', '给每条措施补写“完成时限”，或写明随哪一项目标到期').map((d) => ({ ...d, message: d.message + note }));
    const loose = c.ledger.targets.filter((t) => t.period === null && t.cls !== 'relative' && t.cls !== 'rank' && isPlain(t.number));
    if (loose.length === 0) return measures;
    const first = loose[0];
    const message =
      loose.length === 1 && first
        ? `指标${quote(first.value.text)}没有期限`
        : `${loose.length} 项有数字的指标没有期限，例如${loose
            .slice(0, 3)
            .map((t) => quote((t.indicator?.text ?? t.head?.text ?? '') + t.value.text, 24))
            .join('、')}`;
    return [...measures, { message, spans: loose.slice(0, MOST_SPANS).map((t) => spanAt(c, t.value)), suggestion: '写明到哪一年或哪一月完成；没有年份的指标不能到期考核' }];
  },
};

const LEVELS = new Set(['level', 'share', 'rate', 'ratio', 'density']);

export const missingBaseline: LintRule = {
  rule: 'missing-baseline',
  severity: 'warning',
  find: (c) => {
    const levels = c.ledger.targets.filter((t) => LEVELS.has(t.cls) && t.number !== null && t.indicator !== null && t.partOf === undefined && t.action === undefined);
    const without = levels.filter((t) => t.base === undefined);
    if (levels.length < 2 || without.length === 0) return [];
    const message =
      without.length === levels.length
        ? `${levels.length} 项水平类指标均未给出基期值和基期年份`
        : `${levels.length} 项水平类指标中有 ${without.length} 项未给出基期值：${without
            .slice(0, 4)
            .map((t) => quote(t.indicator?.text ?? '', 20))
            .join('、')}${without.length > 4 ? '等' : ''}`;
    return [{ message, spans: without.slice(0, MOST_SPANS).map((t) => spanAt(c, t.indicator ?? t.value)), suggestion: '在指标后补写“（20××年为××）”，否则看不出要提高多少' }];
  },
};
