/** References of a plan: upper plans, laws, papers still to be written, annexes, the plan itself. */
import { spanOf, treeOf, type PlanTree } from '../actors/tree.ts';
import { idMaker } from '../actors/id-maker.ts';
import type { OutlineNode, ParsedText, Range, ReferenceRecord } from '../model.ts';
import { CharSet } from '../source/char-set.ts';
import { ANNEX_LEADS, ANNEX_NOUNS, CITING_WORDS, LAW_ENDINGS, NOT_SELF, PLAN_ENDINGS, RULE_ENDINGS, SELF_NOUNS, WRITING_VERBS } from './reference-lexicon.ts';

type Kind = ReferenceRecord['kind'];
interface Found extends Range {
  readonly kind: Kind;
  readonly missing: boolean;
}

/** Title without marks, blanks and quotes, for comparing a reference with the plan's own title. */
const bare = (s: string): string => s.replace(/[\s“”"《》（）()]/gu, '');

function kindOfTitle(view: string, at: Range, s: Range, ownTitle: string): Kind {
  const title = view
    .slice(at.start + 1, at.end - 1)
    .trim()
    .replace(/[（(][^（）()]{0,20}[）)]$/u, '');
  const own = bare(title);
  if (own.length >= 6 && ownTitle !== '' && (ownTitle === own || (ownTitle.endsWith(own) && own.length >= 8))) return 'self';
  const before = view.slice(Math.max(s.start, at.start - 14), at.start);
  if (isBeingWritten(before, view.slice(at.end, at.end + 12))) return 'futureDoc';
  if (LAW_ENDINGS.some((e) => title.endsWith(e)) && !/(?:办法|方法|做法|用法|立法)$/u.test(title)) return 'law';
  if (RULE_ENDINGS.some((e) => title.endsWith(e)))
    return /^(?:中华人民共和国|国务院|[\u3400-\u9fff]{2,8}[省市县]|全国)/u.test(title) && /(?:办法|规定|细则)$/u.test(title) ? 'law' : 'document';
  return PLAN_ENDINGS.some((e) => title.endsWith(e)) ? 'upperPlan' : 'document';
}

/** 编制《…》, 制定出台《…》: a writing verb close before the title and no citing word between. */
function isBeingWritten(before: string, after: string): boolean {
  const glue = before.replace(/(?:好|了|完成|并|实施|我[省市县区]|全[省市县区]|新一轮|新的|本[省市县区])+$/u, '');
  const verb = WRITING_VERBS.find((v) => glue.endsWith(v));
  if (verb !== undefined)
    return (
      !(verb === '印发' && /(?:关于|通知)$/u.test(before)) && !CITING_WORDS.some((w) => glue.slice(0, -verb.length).endsWith(w)) && !(verb === '完成' && !glue.endsWith('编制完成'))
    );
  return /^(?:的)?(?:编制|制定|起草|修编|修订)/u.test(after) && !CITING_WORDS.some((w) => before.endsWith(w));
}

function titlesIn(parsed: ParsedText, tree: PlanTree, ownTitle: string): Found[] {
  const out: Found[] = [];
  let outer = -1;
  for (const e of parsed.enclosures) {
    if (e.kind !== 'book' || !e.matched || e.end - e.start < 4 || e.end - e.start > 120 || e.end <= outer) continue;
    outer = e.end;
    const s = tree.sentenceAt(e.start) ?? { start: Math.max(0, e.start - 40), end: e.end };
    out.push({ start: e.start, end: e.end, kind: kindOfTitle(parsed.view, e, s, ownTitle), missing: false });
  }
  return out;
}

/** 见附表, 详见附件2: missing when the plan holds no such annex. */
function annexesIn(parsed: ParsedText, tree: PlanTree): Found[] {
  const out: Found[] = [];
  const { view } = parsed;
  let annexes: Annexes | null = null;
  for (let at = view.indexOf('附'); at >= 0; at = view.indexOf('附', at + 1)) {
    const noun = ANNEX_NOUNS.find((n) => view.startsWith(n, at));
    if (noun === undefined || !ANNEX_LEADS.some((w) => view.startsWith(w, at - w.length))) continue;
    if ((noun === '附后' && !view.startsWith('见', at - 1) && view[at - 1] !== '表') || tree.nodeAt(at)?.kind === 'annex') continue;
    let end = at + noun.length;
    while (end < at + 6 && /[0-9一二三四五六七八九十-]/u.test(view[end] ?? '')) end++;
    annexes ??= { nodes: tree.nodes.filter((n) => n.kind === 'annex' || (n.kind === 'table' && /^附/u.test(n.title ?? ''))), lines: annexLines(view) };
    out.push({ start: at, end, kind: 'annex', missing: !hasAnnex(view, annexes, at, end) });
  }
  return out;
}

const DIGIT = '零一二三四五六七八九十';
const numberIn = (s: string): number => {
  const digits = /[0-9]{1,3}/.exec(s);
  if (digits) return Number(digits[0]);
  const at = [...s].map((c) => DIGIT.indexOf(c)).find((n) => n > 0);
  return at ?? 0;
};

interface Annexes {
  readonly nodes: readonly OutlineNode[];
  /** last place of each line that begins like an annex */
  readonly lines: ReadonlyMap<string, number>;
}

function hasAnnex(view: string, { nodes, lines }: Annexes, at: number, end: number): boolean {
  const wanted = view.slice(at, end);
  const number = numberIn(wanted);
  const noun = wanted.slice(0, 2);
  const fits = nodes.filter((a) => `${a.label ?? ''}${a.title ?? ''}${view.slice(a.start, a.start + 12)}`.includes(noun) || noun === '附件');
  const later = (lines.get(wanted) ?? -1) >= end;
  const heads = fits.length > 0 || later;
  if (number === 0) return heads;
  return (
    later ||
    fits.some((a) => numberIn(`${a.label ?? ''}${view.slice(a.start, a.start + 6)}`) === number) ||
    (number <= nodes.length && (nodes[0] === undefined || numberIn(nodes[0].label ?? '') === 0))
  );
}

/** Lines that begin with 附件2 or 附表: the annex itself; the last place of each wording. */
function annexLines(view: string): Map<string, number> {
  const out = new Map<string, number>();
  for (let at = view.indexOf('附'); at >= 0; at = view.indexOf('附', at + 1)) {
    const before = view[at - 1] === ' ' ? view[at - 2] : view[at - 1];
    if (before !== '\n' || !ANNEX_NOUNS.some((n) => view.startsWith(n, at))) continue;
    for (let length = 2; length <= 6; length++) out.set(view.slice(at, at + length), at);
  }
  return out;
}

const BEFORE_SELF = new CharSet(NOT_SELF);

/** 本方案, 本实施意见. */
function selvesIn(view: string): Found[] {
  const out: Found[] = [];
  for (let at = view.indexOf('本'); at >= 0; at = view.indexOf('本', at + 1)) {
    if (BEFORE_SELF.has(view.charCodeAt(at - 1))) continue;
    const noun = SELF_NOUNS.find((n) => view.startsWith(n, at + 1));
    if (noun !== undefined) out.push({ start: at, end: at + 1 + noun.length, kind: 'self', missing: false });
  }
  return out;
}

/** Titles in 《》, annexes and self-references in text order. */
export function extractReferences(parsed: ParsedText): ReferenceRecord[] {
  const tree = treeOf(parsed);
  const ownTitle = bare(tree.nodes.find((n) => n.kind === 'title')?.title ?? tree.nodes[0]?.title ?? '');
  const found = [...titlesIn(parsed, tree, ownTitle), ...annexesIn(parsed, tree), ...selvesIn(parsed.view)].sort((a, b) => a.start - b.start);
  const newId = idMaker('f');
  return found.map((f) => {
    const { text, start, end } = spanOf(parsed.text, f.start, f.end);
    return { id: newId(`${f.kind}|${text}`), kind: f.kind, text, start, end, missing: f.missing };
  });
}
