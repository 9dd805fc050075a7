/** Names: near-names, what the plan calls itself, short forms, one promise made twice. */
import { wordSet } from '../actors/word-set.ts';
import type { MilestoneRecord, ProjectRecord, Range, Span, TargetRecord } from '../model.ts';
import { sign } from '../source/signs.ts';
import { unquotedShortForms } from '../terms/index.ts';
import { isHanCode } from '../source/han.ts';
import { type Draft, groupBy, type LintContext, type LintRule, MOST_SPANS, placesOfSigned, quote, spanAt } from './context.ts';

export const undefinedAbbreviation: LintRule = {
  rule: 'undefined-abbreviation',
  severity: 'info',
  find: (c) => {
    const quoted = c.ledger.terms.filter((t) => t.status === 'undefined');
    const known = new Set(c.ledger.terms.map((t) => t.text));
    const bare = unquotedShortForms(c.parsed).filter((s) => ![...known].some((k) => k.includes(s.text)));
    const names = [...quoted.map((t) => t.text), ...bare.map((s) => s.text)];
    if (names.length === 0) return [];
    const spans = [...quoted.flatMap((t) => t.mentions.slice(0, 1).map((m) => spanAt(c, m))), ...bare].sort((a, b) => a.start - b.start);
    return [
      {
        message: `${names.length} 个简称全文没有解释：${names.slice(0, 8).join('、')}${names.length > 8 ? '等' : ''}`,
        spans: spans.slice(0, MOST_SPANS),
        suggestion: '第一次出现时写全称，或在括号内说明',
      },
    ];
  },
};

const NOUN_OF_SELF = /^本/u;

export const selfNameMismatch: LintRule = {
  rule: 'self-name-mismatch',
  severity: 'info',
  find: (c) => {
    const selves = c.ledger.references.filter((r) => r.kind === 'self' && NOUN_OF_SELF.test(r.text));
    const byName = groupBy(selves, (r) => r.text.slice(1));
    const title = (c.ledger.outline.find((n) => n.kind === 'title')?.title ?? '').replace(/[（(][^（）()]*[）)]$/u, '');
    const names = [...byName.keys()];
    const fits = (a: string, b: string): boolean => a.endsWith(b) || b.endsWith(a);
    const clash = names.flatMap((a, i) => names.slice(i + 1).map((b) => [a, b] as const)).find(([a, b]) => !fits(a, b));
    const off = title !== '' && /(?:方案|规划|意见|计划|措施|要点|办法|纲要)$/u.test(title) ? names.find((n) => !fits(title, n) && !title.endsWith(n.slice(-2))) : undefined;
    if (!clash && off === undefined) return [];
    const shown = clash ? clash.flatMap((n) => byName.get(n)?.slice(0, 1) ?? []) : (byName.get(off ?? '')?.slice(0, 1) ?? []);
    const message = clash ? `文中自称不一：${clash.map((n) => `“本${n}”`).join('、')}` : `标题为${quote(title.slice(-12))}，文中自称“本${off}”`;
    return [{ message, spans: shown.map((r) => spanAt(c, r)), suggestion: '统一为标题所用的文种' }];
  },
};

/** True the first time; the item is in the set from then on. */
function isNew<T>(seen: Set<T>, item: T): boolean {
  if (seen.has(item)) return false;
  seen.add(item);
  return true;
}

const NOT_BARE = /[“”"\s]/gu;
const bareObject = (m: MilestoneRecord): string | null => (m.object === null ? null : m.object.text.replace(NOT_BARE, ''));

function milestoneTwins(c: LintContext): Draft[] {
  const groups = groupBy(
    c.ledger.milestones.filter((m) => m.kind !== 'deadline' && m.control !== 'support'),
    (m) => {
      const object = bareObject(m);
      return object !== null && object.length >= 5 ? object : null;
    },
  );
  return [...groups.values()].flatMap((same): Draft[] => {
    if (same.length < 2) return [];
    const nodes = new Set<string>();
    const places = same.filter((m) => isNew(nodes, m.node));
    if (places.length < 2) return [];
    const dates = new Set(places.map((m) => periodText(m)));
    const spans = places.map((m) => milestoneSpan(c, m));
    const differ = dates.size > 1;
    const how = differ ? `，期限说法不一（${[...dates].map((d) => (d === '' ? '没有期限' : `“${d}”`)).join('、')}）` : '';
    return [
      {
        severity: differ ? 'warning' : 'info',
        message: `${quote(places[0]?.object?.text ?? '')}承诺了 ${places.length} 次${how}`,
        spans,
        suggestion: '合并为一项，台账只记一条、注明各处出处',
      },
    ];
  });
}

const periodText = (m: MilestoneRecord): string => (m.period === null ? '' : m.period.source.text);
const milestoneSpan = (c: LintContext, m: MilestoneRecord): Span =>
  spanAt(c, { start: Math.min(m.verb?.start ?? Number.MAX_SAFE_INTEGER, m.object?.start ?? 0), end: Math.max(m.verb?.end ?? 0, m.object?.end ?? 0) });

function projectTwins(c: LintContext): Draft[] {
  const twins = c.ledger.projects.filter((p) => p.tier !== 'C' && isInTwoNodes(c, p) && !/^(?:如下|以下|下列|有关|相关|其他|上述|该|各)/u.test(p.name.text));
  const told = twins.slice(0, 8).map((p): Draft => {
    const places = placesInNodes(c, [p.name, ...p.mentions]);
    return { message: `项目${quote(p.name.text)}在 ${places.length} 处提到`, spans: places.map((r) => spanAt(c, r)), suggestion: '台账只记一条，注明各处出处' };
  });
  const rest = twins.slice(8);
  return rest.length === 0
    ? told
    : [
        ...told,
        {
          message: `另有 ${rest.length} 个项目在两处以上提到：${rest
            .slice(0, 5)
            .map((p) => quote(p.name.text, 16))
            .join('、')}等`,
          spans: rest.slice(0, MOST_SPANS).map((p) => spanAt(c, p.name)),
          suggestion: '台账各记一条，注明各处出处',
        },
      ];
}

/** True when a mention stands in another node than the name. */
function isInTwoNodes(c: LintContext, { name, mentions }: ProjectRecord): boolean {
  if (mentions.length === 0) return false;
  const node = c.tree.nodeAt(name.start);
  return mentions.some((m) => c.tree.nodeAt(m.start) !== node);
}

function placesInNodes(c: LintContext, spans: readonly Range[]): Range[] {
  const seen = new Set<string>();
  return spans.filter((s) => {
    const id = c.tree.nodeAt(s.start)?.id ?? '';
    const fresh = !seen.has(id);
    seen.add(id);
    return fresh;
  });
}

const meaningOf = ({ indicator, cls, number, unit, comparator, period, scope, threshold }: TargetRecord): string =>
  `${indicator?.text}|${cls}|${number}|${unit}|${comparator}|${period?.year ?? period?.every}|${scope?.text}|${threshold?.number}`;

function targetTwins(c: LintContext): Draft[] {
  const groups = groupBy(
    c.ledger.targets.filter((t) => t.indicator && t.number !== null && t.indicator.text.length >= 4),
    meaningOf,
  );
  return [...groups.values()].flatMap((same): Draft[] => {
    if (same.length < 2) return [];
    const nodes = new Set<string>();
    const starts = new Set<number>();
    // both questions are asked of every one: a repeated node counts by its place as well
    const places = same.filter((t) => {
      const freshNode = isNew(nodes, t.node);
      return isNew(starts, t.value.start) && freshNode;
    });
    return places.length < 2
      ? []
      : [
          {
            severity: 'info' as const,
            message: `指标${quote((places[0]?.indicator?.text ?? '') + (places[0]?.value.text ?? ''), 30)}写了 ${places.length} 次`,
            spans: places.map((t) => spanAt(c, t.value)),
            suggestion: '台账只记一条，注明各处出处',
          },
        ];
  });
}

const SYSTEM_ENDS = ['机制', '制度', '体系'];
const SYSTEM_SET = wordSet(SYSTEM_ENDS);
const SYSTEM_SIGN = sign(SYSTEM_ENDS);
const PHRASE = 12;
/** Phrases that are told. */
const MOST_PHRASES = 5;

/** One mechanism promised word for word in two measures. */
function phraseTwins(c: LintContext): Draft[] {
  const { view } = c.parsed;
  const seen = new Map<string, Range>();
  const out: Draft[] = [];
  const told = new Set<string>();
  for (const { start: at } of placesOfSigned(c, SYSTEM_SIGN, SYSTEM_SET)) {
    if (out.length === MOST_PHRASES) break;
    if (at < PHRASE) continue;
    const phrase = view.slice(at - PHRASE, at + 2);
    if (/[\n。；;，,：:“”]/u.test(phrase)) continue;
    const first = seen.get(phrase);
    const here = { start: at - PHRASE, end: at + 2 };
    if (!first) seen.set(phrase, here);
    else if (!told.has(phrase) && c.tree.nodeAt(first.start)?.id !== c.tree.nodeAt(here.start)?.id) {
      told.add(phrase);
      const back = sharedBefore(view, first.start, here.start);
      const spans = [first, here].map((r) => spanAt(c, { start: r.start - back, end: r.end }));
      out.push({ severity: 'info', message: `${quote(spans[0]?.text ?? phrase)}在两处承诺建立`, spans, suggestion: '合并为一项，或写明两处的不同' });
    }
  }
  return out;
}

/** How many characters before both places are the same Chinese characters, at most 12. */
export function sharedBefore(view: string, a: number, b: number): number {
  let n = 0;
  while (n < 12 && a - n > 0 && b - n > 0 && view.charCodeAt(a - n - 1) === view.charCodeAt(b - n - 1) && isHanCode(view.charCodeAt(a - n - 1))) n++;
  return n;
}

export const duplicateCommitment: LintRule = {
  rule: 'duplicate-commitment',
  severity: 'info',
  find: (c) => [...milestoneTwins(c), ...projectTwins(c), ...targetTwins(c), ...phraseTwins(c)],
};
