/** What every rule is given: the ledger, the parsed text, and quick questions about both. */
import { type PlanTree, spanOf, treeOf } from '../actors/tree.ts';
import { sentencesHolding } from '../source/holding.ts';
import type { CompiledPlan, Finding, OutlineNode, ParsedText, Range, Severity, Span } from '../model.ts';

/** The records of a plan before its findings and statistics are known. */
export type Ledger = Pick<CompiledPlan, 'outline' | 'targets' | 'milestones' | 'documents' | 'recurring' | 'conditions' | 'projects' | 'actors' | 'terms' | 'references'>;

export interface LintContext {
  readonly ledger: Ledger;
  readonly parsed: ParsedText;
  readonly tree: PlanTree;
  /** measures that promise something: goal parts and supplementary provisions are left out */
  readonly measures: readonly OutlineNode[];
}

/** A rule: name and severity of plantext 9, and what it finds. Pure. */
export interface LintRule {
  readonly rule: string;
  readonly severity: Severity;
  readonly find: (c: LintContext) => readonly Draft[];
}

export interface Draft {
  readonly message: string;
  readonly spans: readonly Span[];
  readonly suggestion?: string;
  /** when the case is milder or graver than the rule's own severity */
  readonly severity?: Severity;
}

/** Headings whose numbered items are aims, principles or provisions, not measures with an owner. */
const NOT_A_MEASURE = /指导思想|基本原则|总体要求|总体思路|发展目标|主要目标|总体目标|工作目标|预期目标|附则|^目标$|试点范围|重大意义|适用范围/u;

export function contextOf(ledger: Ledger, parsed: ParsedText): LintContext {
  const tree = treeOf({ nodes: ledger.outline, sentences: parsed.sentences });
  const isMeasure = (n: OutlineNode): boolean => {
    for (let at: OutlineNode | undefined = n, hops = 0; at && hops < 16; at = at.parent === null ? undefined : tree.byId.get(at.parent), hops++) {
      if (at.kind !== 'document' && at.title !== null && NOT_A_MEASURE.test(at.title)) return false;
    }
    return true;
  };
  return { ledger, parsed, tree, measures: tree.nodes.filter((n) => n.kind === 'measure' && isMeasure(n)) };
}

/** Most spans a blanket finding carries. */
export const MOST_SPANS = 40;

export function spanAt(c: LintContext, range: Range): Span {
  return spanOf(c.parsed.text, range.start, range.end);
}

/** Label and first sentence of a node, for pointing at it. */
export function headingSpan(c: LintContext, node: OutlineNode): Span {
  const { view } = c.parsed;
  const label = node.label?.length ?? 0;
  let end = Math.min(node.end, node.start + label + 1);
  while (end < Math.min(node.end, node.start + 40) && !'。；;：:\n'.includes(view[end] ?? '\n')) end++;
  return spanAt(c, { start: node.start, end });
}

/** How a node is called in a message: its label, with the label above when labels restart; else its first words. */
export function nameOf(c: LintContext, node: OutlineNode): string {
  if (node.label === null || node.label === '') return quote(headingSpan(c, node).text, 10);
  const restarts = c.ledger.outline.some((n) => n !== node && n.kind === node.kind && n.label === node.label);
  const above = restarts && node.parent !== null ? c.tree.byId.get(node.parent) : undefined;
  const top = above?.kind === 'section' && above.parent !== null ? (c.tree.byId.get(above.parent)?.label ?? '') : '';
  const middle = above?.label === node.label ? '' : (above?.label ?? '');
  return `${top}${middle}${node.label}`.replace(/、/gu, '');
}

export function listNames(c: LintContext, nodes: readonly OutlineNode[], most = 12): string {
  const names = nodes
    .slice(0, most)
    .map((n) => nameOf(c, n))
    .join('、');
  return nodes.length > most ? `${names}等` : names;
}

export function quote(text: string, most = 40): string {
  const bare = text.replace(/\s+/gu, ' ').trim();
  return `“${bare.length > most ? `${bare.slice(0, most)}…` : bare}”`;
}

export function findingOf(rule: LintRule, draft: Draft): Finding {
  return {
    rule: rule.rule,
    severity: draft.severity ?? rule.severity,
    message: draft.message,
    spans: draft.spans,
    ...(draft.suggestion === undefined ? {} : { suggestion: draft.suggestion }),
  };
}

/** Groups by a key in order of first appearance; null keys are left out. */
export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string | null): Map<string, T[]> {
  const out = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key === null) continue;
    const list = out.get(key);
    if (list) list.push(item);
    else out.set(key, [item]);
  }
  return out;
}

/** All ranges of a word in the view, in order. */
export function placesOf(view: string, word: string, most = 500): Range[] {
  const out: Range[] = [];
  for (let at = view.indexOf(word); at >= 0 && out.length < most; at = view.indexOf(word, at + word.length)) out.push({ start: at, end: at + word.length });
  return out;
}

/** The same for a word of a sign, looked for only in the sentences that hold the sign. */
export function placesOfSigned(c: LintContext, signs: number, word: string, most = 500): Range[] {
  const out: Range[] = [];
  for (const s of sentencesHolding(c.parsed.sentences, signs)) {
    const inside = c.parsed.view.slice(s.start, s.end);
    for (let at = inside.indexOf(word); at >= 0; at = inside.indexOf(word, at + word.length)) {
      if (out.length >= most) return out;
      out.push({ start: s.start + at, end: s.start + at + word.length });
    }
  }
  return out;
}

/** True for a Chinese character by its code; false outside a text. */
export const isHanCode = (code: number): boolean => code >= 0x3400 && code <= 0x9fff;
