/**
 * Sentences about what people feel (获得感, 满意度): they hold no figure that the compiler could read, and a sample survey
 * judges them. The words of the text name the question; the year is that of the targets beside them.
 */
import { recordId } from '#libs/plantext/index.ts';
import type { CompiledPlan, OutlineNode, Range, TargetRecord } from '#libs/plantext/index.ts';

export interface SurveySentence {
  readonly id: string;
  readonly nodeId: string;
  readonly span: Range;
  /** the words that are asked about */
  readonly what: string;
  readonly period: TargetRecord['period'];
}

const feeling = '(?:获得感|安全感|幸福感|满意度|满意率)';
const feelings = `${feeling}(?:[、和及与]${feeling})*`;
const more = '(?:持续|不断|显著|明显|进一步|稳步|大幅)*';
const rise = '(?:提升|提高|增强|上升)';
/** 群众获得感持续提升 and 提升群众的获得感; a figure behind it makes it a target of its own. */
const forms = new RegExp(
  `(?<after>[\\p{Script=Han}]{0,16}${feelings})${more}${rise}(?!(?:到|至)?[0-9])|${more}${rise}(?<before>[\\p{Script=Han}]{0,20}?${feelings})(?!${more}${rise}|[0-9达])`,
  'gu',
);

/** The smallest node around a place in the text. */
function nodeAt(outline: readonly OutlineNode[], { start, end }: Range): OutlineNode | undefined {
  return outline
    .filter((node) => node.start <= start && end <= node.end)
    .reduce<OutlineNode | undefined>((inner, one) => (inner === undefined || one.end - one.start <= inner.end - inner.start ? one : inner), undefined);
}

const overlaps = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end;
const isRead = (plan: CompiledPlan, span: Range): boolean =>
  plan.targets.some(({ value, indicator }) => overlaps(value, span) || (indicator !== null && overlaps(indicator, span)));

export function surveySentences(plan: CompiledPlan, text: string): readonly SurveySentence[] {
  const seen = new Map<string, number>();
  return [...text.matchAll(forms)].flatMap((match) => {
    const span = { start: match.index, end: match.index + match[0].length };
    const node = nodeAt(plan.outline, span);
    if (node === undefined || isRead(plan, span)) return [];
    const what = match.groups?.['after'] ?? match.groups?.['before'] ?? match[0];
    const period = plan.targets.find((target) => target.node === node.id && target.period?.year !== undefined)?.period ?? null;
    return [{ id: recordId('t', `survey|${what}`, seen), nodeId: node.id, span, what, period }];
  });
}
