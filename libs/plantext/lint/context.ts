/** What every rule is given: the ledger, the parsed text, and quick questions about both. */
import { byStart, inOrder, type PlanTree, spanOf, treeOf } from '../actors/tree.ts';
import type { WordSet } from '../actors/word-set.ts';
import { parentsOf } from '../outline/nodes-by-id.ts';
import { sentencesHolding } from '../source/holding.ts';
import type { CompiledPlan, Finding, OutlineNode, ParsedText, Range, Severity, Span } from '../model.ts';
import { headOf } from '../source/windows.ts';

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

/** Measures whose own heading and the headings above name no aim, principle or provision. Parents stand before their children. */
function measuresOf(outline: readonly OutlineNode[]): readonly OutlineNode[] {
  const parents = parentsOf(outline);
  const aims = new Uint8Array(outline.length);
  const measures: OutlineNode[] = [];
  for (let i = 0; i < outline.length; i++) {
    const { kind, title } = outline[i] as OutlineNode;
    const parent = parents[i] as number;
    if ((parent >= 0 && aims[parent] === 1) || (kind !== 'document' && title !== null && NOT_A_MEASURE.test(headOf(title)))) aims[i] = 1;
    else if (kind === 'measure') measures.push(outline[i] as OutlineNode);
  }
  return inOrder(measures, byStart);
}

export function contextOf(ledger: Ledger, parsed: ParsedText): LintContext {
  const tree = treeOf({ nodes: ledger.outline, sentences: parsed.sentences });
  return { ledger, parsed, tree, measures: measuresOf(ledger.outline) };
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

export interface WordPlace extends Range {
  readonly word: string;
}

/** Places of the words of a sign in text order, looked for only in the sentences that hold it. No word begins another one. */
export function* placesOfSigned(c: LintContext, signs: number, words: WordSet): Generator<WordPlace> {
  const { view, sentences } = c.parsed;
  for (const { start, end } of sentencesHolding(sentences, signs)) {
    for (let at = start; at < end; at++) {
      const word = words.at(view, at);
      if (word !== undefined && at + word.length <= end) yield { word, start: at, end: at + word.length };
    }
  }
}
