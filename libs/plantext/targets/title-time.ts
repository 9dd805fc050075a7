/**
 * What the title of a document says about time: the one year of an annual document (工作要点, 任务分解表, 民生实事 …), which
 * every figure without a time of its own takes over, and the span of a plan for several years, which 三年内 counts from.
 */
import type { ParsedText } from '../model.ts';
import type { TimeExpr } from '../quantities/scan-times.ts';

/** Genres that hold for one year; a work report reviews the year before under headings of its own. */
const ANNUAL =
  /年度|工作要点|重点工作|工作计划|工作安排|工作打算|工作任务|重点任务|目标任务|任务分[工解]|责任分[工解]|实事|为民办|重点项目|国民经济和社会发展计划|主要预期目标|行动要点|攻坚任务/;
const REPORT = /工作报告|执行情况|总结/;
const WORK_REPORT = /政府工作报告/;
const LONG_TERM = /今后|未来|五年/;

function titleTimes(parsed: ParsedText, times: readonly TimeExpr[]): { readonly title: string; readonly found: readonly TimeExpr[] } {
  const node = parsed.nodes.find((n) => n.kind === 'title');
  if (node === undefined) return { title: '', found: [] };
  return { title: node.title ?? '', found: times.filter((t) => t.start >= node.start && t.end <= node.end && t.year !== undefined) };
}

/** True when a title of this wording stands for a document of one year. */
export const isAnnualTitle = (title: string): boolean => ANNUAL.test(title) && !REPORT.test(title);

/** The year in the title of an annual document, or null. */
export function annualTime(parsed: ParsedText, times: readonly TimeExpr[]): TimeExpr | null {
  const { title, found } = titleTimes(parsed, times);
  const only = found[0];
  if (only === undefined || found.length > 1 || only.kind !== 'in') return null;
  return isAnnualTitle(title) || (WORK_REPORT.test(title) && !plansFurther(parsed)) ? only : null;
}

/** A report at the end of a term plans five years ahead as well; what belongs to its own year is then not told by the title. */
const plansFurther = (parsed: ParsedText): boolean => parsed.nodes.some((n) => n.kind !== 'title' && n.kind !== 'document' && n.title !== null && LONG_TERM.test(n.title));

/** “十四五”…规划 in a title, where no 期间 or 时期 follows. */
function fiveYearPlan(parsed: ParsedText, title: string): TimeExpr | null {
  const digit = '一二三四五六七八九'.indexOf(/十([一二三四五六七八九])五/.exec(title)?.[1] ?? ' ') + 1;
  const node = parsed.nodes.find((n) => n.kind === 'title');
  const at = node === undefined || digit === 0 ? -1 : parsed.view.slice(node.start, node.end).indexOf('十');
  if (node === undefined || at < 0) return null;
  const plan = 10 + digit;
  return { start: node.start + at, end: node.start + at + 3, kind: 'during', from: 1951 + 5 * plan, year: 1955 + 5 * plan };
}

/** 三年行动计划（2024—2026年）: a span of as many years as the title says, for a bare 三年内 in the text. */
export function titleSpan(parsed: ParsedText, times: readonly TimeExpr[]): TimeExpr | null {
  const { title, found } = titleTimes(parsed, times);
  const during = found.find((t) => t.kind === 'during' && t.from !== undefined) ?? fiveYearPlan(parsed, title);
  if (during?.from === undefined || during.year === undefined) return null;
  const years = during.year - during.from + 1;
  return { ...during, kind: 'within', span: { min: years, max: years, unit: 'year' } };
}
