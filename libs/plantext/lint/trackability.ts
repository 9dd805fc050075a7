/** Can a measure be tracked? Five yes/no answers with the characters they rest on; no score (plantext 9). */
import type { OutlineNode, Period, Range, Span } from '../model.ts';
import { type LintContext, spanAt } from './context.ts';
import { DELIVERING_VERBS, WEAK_VERBS, YIELDING_VERBS } from './verb-strength.ts';

export interface TrackabilityAnswer {
  readonly yes: boolean;
  /** what the answer rests on; for a no, what stands there instead */
  readonly evidence: readonly Span[];
}

export interface Trackability {
  /** id of the measure */
  readonly measure: string;
  /** is a lead or responsible body named? */
  readonly owner: TrackabilityAnswer;
  /** is a day, month or year given, here or by inheritance? */
  readonly deadline: TrackabilityAnswer;
  /** is there a figure, a document, a milestone or a named project to check? */
  readonly object: TrackabilityAnswer;
  /** does a verb of delivery open one of its clauses? */
  readonly verb: TrackabilityAnswer;
  /** can this government settle it, or does it only seek, support or take part? */
  readonly control: TrackabilityAnswer;
}

const MOST_EVIDENCE = 6;

interface OpeningVerb extends Range {
  readonly word: string;
}

/** Verbs that open the clauses of a measure, adverbs skipped. */
function openingVerbs(c: LintContext, m: OutlineNode): OpeningVerb[] {
  const { view } = c.parsed;
  const out: OpeningVerb[] = [];
  for (const s of c.parsed.sentences) {
    if (s.start < m.start || s.end > m.end || c.tree.byId.get(s.node)?.kind === 'duty') continue;
    for (const clause of s.clauses) {
      const verb = verbAt(view, clause);
      if (verb) out.push(verb);
    }
  }
  return out;
}

const ADVERBS = '全面 加快 积极 大力 着力 深入 持续 有序 扎实 切实 重点 稳步 科学 统筹 协同 严格 认真 尽快 继续 逐步 主动 进一步 力争 确保 探索 研究 鼓励 支持 推动'.split(' ');

/** 到2028年, 2027年6月底前, 5年内, 每年 before the verb. */
const TIME_OPENING = /^(?:力争)?(?:到)?(?:20[0-9]{2}年(?:[0-9]{1,2}月)?(?:底|末|初|上半年|下半年)?(?:前|起)?|[0-9一二三四五]{1,2}年内|每(?:年|季度|月|半年))/u;

function verbAt(view: string, clause: Range): OpeningVerb | null {
  let at = clause.start + (TIME_OPENING.exec(view.slice(clause.start, Math.min(clause.end, clause.start + 24)))?.[0].length ?? 0);
  for (let turns = 0; turns < 3; turns++) {
    const yielding = YIELDING_VERBS.find((v) => view.startsWith(v, at));
    if (yielding !== undefined) return { word: yielding, start: at, end: at + yielding.length };
    const strong = DELIVERING_VERBS.find((v) => view.startsWith(v, at));
    if (strong !== undefined) return { word: strong, start: at, end: at + strong.length };
    const adverb = ADVERBS.find((a) => view.startsWith(a, at));
    const weak = WEAK_VERBS.find((v) => view.startsWith(v, at));
    if (adverb === undefined || (weak !== undefined && !['加快', '积极', '大力', '着力', '持续', '有序', '逐步', '进一步', '力争'].includes(weak)))
      return weak === undefined ? null : { word: weak, start: at, end: at + weak.length };
    at += adverb.length;
  }
  return null;
}

const isDeadline = (p: Period | null): p is Period => p !== null && p.rel !== 'every' && p.every === undefined;
const few = (spans: readonly Span[]): Span[] => [...spans].sort((a, b) => a.start - b.start).slice(0, MOST_EVIDENCE);

export function trackabilityIn(c: LintContext, measureId: string): Trackability | null {
  const m = c.tree.byId.get(measureId);
  if (!m) return null;
  const within = (node: string): boolean => c.tree.isBelow(node, measureId);
  const { ledger } = c;
  const owners = ledger.actors.filter((a) => (a.role === 'lead' || a.role === 'owner') && a.measures.includes(measureId)).map((a) => a.name);
  const targets = ledger.targets.filter((t) => within(t.node));
  const milestones = ledger.milestones.filter((x) => within(x.node));
  const documents = ledger.documents.filter((x) => within(x.node));
  const projects = ledger.projects.filter((p) => p.tier !== 'C' && within(p.node));
  const dated = [...targets, ...milestones, ...documents].flatMap((r) => (isDeadline(r.period) ? [r.period.source] : []));
  const things = [
    ...targets.filter((t) => t.number !== null).map((t) => t.value),
    ...documents.map((d) => d.object),
    ...milestones.flatMap((x) => (x.object ? [x.object] : [])),
    ...projects.map((p) => p.name),
  ];
  const vague = targets.filter((t) => t.number === null).map((t) => t.value);
  return {
    measure: measureId,
    owner: answer(owners, []),
    deadline: answer(dated, []),
    object: answer(things, vague),
    ...verbAnswers(
      c,
      m,
      targets.flatMap((t) => (t.number !== null && t.action ? [t.action] : [])),
    ),
  };
}

function answer(found: readonly Span[], instead: readonly Span[]): TrackabilityAnswer {
  return { yes: found.length > 0, evidence: few(found.length > 0 ? found : instead) };
}

/** One span per place. */
const distinct = (spans: readonly Span[]): Span[] => spans.filter((s, i) => spans.findIndex((o) => o.start === s.start) === i);

function verbAnswers(c: LintContext, m: OutlineNode, actions: readonly Span[]): Pick<Trackability, 'verb' | 'control'> {
  const verbs = openingVerbs(c, m);
  const strong = verbs.filter((v) => DELIVERING_VERBS.includes(v.word));
  const yielding = verbs.filter((v) => YIELDING_VERBS.includes(v.word));
  const own = verbs.filter((v) => !YIELDING_VERBS.includes(v.word));
  const spans = (list: readonly OpeningVerb[]): Span[] => list.map((v) => spanAt(c, v));
  return {
    verb: answer(distinct([...spans(strong), ...actions]), spans(verbs)),
    control: own.length >= yielding.length && own.length > 0 ? { yes: true, evidence: few(spans(own)) } : { yes: yielding.length === 0, evidence: few(spans(yielding)) },
  };
}
