/** One thing, two figures: 三大 here and 四大 there; one indicator and year with two values. */
import type { TargetRecord } from '../model.ts';
import { CharSet } from '../source/char-set.ts';
import { smallCount } from '../terms/numerals.ts';
import { isHanCode } from '../source/han.ts';
import { type Draft, groupBy, type LintContext, type LintRule, quote, spanAt } from './context.ts';
import { equals, isPlain } from './numbers.ts';

/** What `smallCount` reads as a count of its own. */
const COUNTING = new CharSet('123456789一二两双三四五六七八九十');
/** Heads of 三大X that mean different things in different places. */
const LOOSE_HEADS =
  /^(?:方面|类|部分|环节|领域|行动|工程|任务|目标|体系|重点|功能|平台|抓手|举措|问题|指标|项目|中心|原则|机制|战略|要素|板块|片区|方向|系统|定位|环境|保障|关系|转变|提升)/u;
const CLAUSE_ENDS = new CharSet('，,。；;：:、“”（）()的等和与及为是在');

interface Counted {
  readonly head: string;
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

/** All `N大X` of the text; X is read up to the next mark, at most eight characters. */
export function countedHeads(view: string): Counted[] {
  const out: Counted[] = [];
  for (let at = view.indexOf('大'); at >= 0; at = view.indexOf('大', at + 1)) {
    let start = at;
    while (at - start < 3 && COUNTING.has(view.charCodeAt(start - 1))) start--;
    const count = start === at ? 0 : smallCount(view.slice(start, at));
    if (count < 2) continue;
    let end = at + 1;
    while (end - at <= 8 && isHanCode(view.charCodeAt(end)) && !CLAUSE_ENDS.has(view.charCodeAt(end))) end++;
    out.push({ head: view.slice(at + 1, end), count, start, end });
  }
  return out;
}

/** 主导产业 and 主导产业招商小组 share the shorter head. */
function conflictingHeads(c: LintContext): Draft[] {
  const all = countedHeads(c.parsed.view).filter((h) => h.head.length >= 3 && !LOOSE_HEADS.test(h.head));
  const out: Draft[] = [];
  for (const same of groupBy(all, (h) => h.head.slice(0, 4)).values()) {
    const counts = [...new Set(same.map((h) => h.count))];
    if (counts.length < 2) continue;
    const shown = counts.map((n) => same.find((h) => h.count === n)).filter((h) => h !== undefined);
    const shortest = Math.min(...shown.map((h) => h.end - h.start));
    const spans = shown.map((h) => spanAt(c, { start: h.start, end: h.start + Math.min(h.end - h.start, shortest) }));
    out.push({ message: `前后说法不一：${spans.map((s) => quote(s.text)).join('、')}`, spans, suggestion: '统一数目，或写明两处所指不同' });
  }
  return out;
}

const OWN_PLACE = /^(?:全[省市县区国]|我[省市县区]|本[省市县区])/u;
const bareIndicator = (t: TargetRecord): string => {
  const name = t.indicator?.text ?? '';
  return OWN_PLACE.test(name.slice(0, 2)) ? name.slice(2) : name;
};

function conflictingTargets(c: LintContext): Draft[] {
  const comparable = c.ledger.targets.filter(
    (t) =>
      t.indicator &&
      t.cls !== 'count' &&
      t.period?.year !== undefined &&
      t.stretchOf === undefined &&
      t.partOf === undefined &&
      t.threshold === undefined &&
      !t.why.some((w) => w.field === 'indicator') &&
      isPlain(t.number) &&
      bareIndicator(t).length >= 4,
  );
  const keyOf = (t: TargetRecord): string =>
    `${bareIndicator(t)}|${t.cls}|${t.unit}|${t.period?.year}|${t.scope?.text}|${t.direction}|${t.comparator === '<=' || t.comparator === '<' ? 'max' : 'min'}|${t.numberMax}`;
  return [...groupBy(comparable, keyOf).values()].flatMap((same): Draft[] => {
    const first = same[0];
    const other = same.find((t) => first?.number && t.number && !equals(first.number, t.number));
    if (!first || !other || isTopped(first, other)) return [];
    return [
      {
        message: `${quote(first.indicator?.text ?? '')}同一年有两个数字：${quote(first.value.text)}与${quote(other.value.text)}`,
        spans: [spanAt(c, first.value), spanAt(c, other.value)],
        suggestion: '核对并统一',
      },
    ];
  });
}

/** 力争 beside the firmer figure is no conflict. */
const isTopped = (a: TargetRecord, b: TargetRecord): boolean => a.modality !== b.modality && (a.modality === 'strive' || b.modality === 'strive');

export const figureConflict: LintRule = { rule: 'figure-conflict', severity: 'warning', find: (c) => [...conflictingHeads(c), ...conflictingTargets(c)] };
