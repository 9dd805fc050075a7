/** Sums and ratios across the plan: parts and whole, quotas and total, growth and level, ratio and components. */
import type { TargetRecord } from '../model.ts';
import { type Draft, groupBy, type LintContext, type LintRule, quote, spanAt } from './context.ts';
import { divide, equals, exceeds, figure, isPlain, ratioOf, sumOf } from './numbers.ts';
import { addDec } from '../quantities/decimal.ts';
import { likeness, pairsOf } from './likeness.ts';

const named = (t: TargetRecord): string => (t.indicator?.text ?? t.head?.text ?? '') + t.value.text;

export const sumExceedsWhole: LintRule = {
  rule: 'sum-exceeds-whole',
  severity: 'error',
  find: (c) => {
    const groups = groupBy(withListed(c), (p) => p.whole);
    const byId = new Map(c.ledger.targets.filter((t) => groups.has(t.id)).map((t) => [t.id, t]));
    return [...groups].flatMap(([wholeId, entries]): Draft[] => {
      const parts = entries.map((e) => e.part);
      const whole = byId.get(wholeId);
      const same = parts.filter((p) => whole !== undefined && p.unit === whole.unit && isPlain(p.number) && p.unit !== '%');
      const limit = whole?.number;
      if (!whole || same.length === 0 || !isPlain(limit)) return [];
      const sum = sumOf(same.map((p) => p.number ?? '0'));
      if (!exceeds(sum, limit)) return [];
      return [
        {
          message: `分项合计 ${figure(sum, whole.unit)}，超过总量${quote(named(whole), 24)}的 ${figure(limit, whole.unit)}`,
          spans: [whole, ...same].map((t) => spanAt(c, t.value)),
          suggestion: '核对总量与分项的数字',
        },
      ];
    });
  },
};

/** Parts of each whole: those marked, and those that go on behind a marked one after 、 only (其中本地30家、省外25家). */
function withListed(c: LintContext): { whole: string; part: TargetRecord }[] {
  const out: { whole: string; part: TargetRecord }[] = [];
  let last: { whole: string; part: TargetRecord } | null = null;
  for (const part of c.ledger.targets) {
    const joint: string = last ? c.parsed.view.slice(last.part.value.end, Math.min(part.indicator?.start ?? part.value.start, part.value.start)) : '';
    const whole: string | undefined = part.partOf ?? (last && joint === '、' && part.unit === last.part.unit ? last.whole : undefined);
    last = whole === undefined ? null : { whole, part };
    if (last) out.push(last);
  }
  return out;
}

/** A quota is held by a named body, mostly with 各 before the verb (各引进…不少于1个); a total by none. */
function isQuota(c: LintContext, t: TargetRecord): boolean {
  return t.distributive === true || /每(?:年|季度|月|半年)各/u.test(c.parsed.view.slice(Math.max(0, t.value.start - 32), t.value.start));
}

const headTail = (t: TargetRecord): string => (t.head?.text ?? t.indicator?.text ?? '').slice(-2);

export const quotaGap: LintRule = {
  rule: 'quota-gap',
  severity: 'warning',
  find: (c) => {
    const counted = c.ledger.targets.filter((t) => t.threshold !== undefined && t.period?.every !== undefined && isPlain(t.number));
    const short: { total: TargetRecord; quotas: TargetRecord[]; held: string }[] = [];
    for (const same of groupBy(counted, (t) => (t.threshold ? `${t.threshold.number}|${t.threshold.unit}|${t.period?.every}|${headTail(t)}` : null)).values()) {
      const shared = same.filter((t) => isQuota(c, t));
      const total = same.find((t) => !shared.includes(t) && (shared.length > 0 || t.actors.length === 0));
      const quotas = shared.length > 0 ? shared : same.filter((t) => t !== total && t.actors.length > 0);
      if (!total || quotas.length === 0) continue;
      const held = sumOf(quotas.map((q) => q.number ?? '0'));
      if (isPlain(total.number) && exceeds(total.number, held)) short.push({ total, quotas, held });
    }
    if (short.length === 0) return [];
    const parts = short.map((s) => `${s.total.threshold?.text ?? ''}项目共 ${figure(s.total.number ?? '', s.total.unit)}，分到单位的 ${figure(s.held, s.total.unit)}`);
    return [
      {
        message: `任务总数没有分完：${parts.join('；')}；其余没有承担单位`,
        spans: uniqueSpans(
          c,
          short.flatMap((s) => [s.total, ...s.quotas]),
        ),
        suggestion: '写明余下的数量由谁承担，或改小总数',
      },
    ];
  },
};

function uniqueSpans(c: LintContext, targets: readonly TargetRecord[]): ReturnType<typeof spanAt>[] {
  const seen = new Set<number>();
  return targets.filter((t) => !seen.has(t.value.start) && seen.add(t.value.start)).map((t) => spanAt(c, t.value));
}

/** Growth and level of one indicator in one year fix the base: 22亿 at +8.5 % needs 20.28亿 the year before. */
export const impliedBase: LintRule = {
  rule: 'implied-base',
  severity: 'info',
  find: (c) => {
    const growths = c.ledger.targets.filter((t) => t.cls === 'growth' && t.unit === '%' && t.direction !== 'down' && t.indicator && t.period?.year && isPlain(t.number));
    if (growths.length === 0) return [];
    const levels = groupBy(
      c.ledger.targets.filter((t) => t.cls === 'level' && t.indicator && isPlain(t.number)),
      (t) => `${t.indicator?.text}|${t.period?.year ?? ''}`,
    );
    return growths.flatMap((g): Draft[] => {
      const level = levels.get(`${g.indicator?.text}|${g.period?.year ?? ''}`)?.[0];
      if (!level || level.base !== undefined || !isPlain(level.number) || !isPlain(g.number)) return [];
      const base = divide(level.number, addDec('1', divide(g.number, '100', 10) ?? '0'), 0);
      if (base === null) return [];
      return [
        {
          message: `${quote(g.indicator?.text ?? '')}既定增速 ${g.number}% 又定总量 ${figure(level.number, level.unit)}，两者同时成立时上年应为 ${figure(roundMoney(base), level.unit)}`,
          spans: [spanAt(c, g.value), spanAt(c, level.value)],
          suggestion: '核对上年实际数是否与此相符',
        },
      ];
    });
  },
};

/** Two decimals of the magnitude that will be shown. */
function roundMoney(value: string): string {
  const whole = value.split('.')[0] ?? value;
  const cut = whole.length >= 9 ? 6 : whole.length >= 5 ? 2 : 0;
  return cut === 0 ? value : `${divide(value, `1${'0'.repeat(cut)}`, 0) ?? value}${'0'.repeat(cut)}`;
}

const RATIO_NAME = /^([^与]{2,20})与([^与之]{2,20})之比?$/u;

/** X与Y之比达到r beside a level of X: what Y must then be. */
export const crossCheck: LintRule = {
  rule: 'cross-check',
  severity: 'info',
  find: (c) => [...ratioChecks(c), ...titleChecks(c)],
};

function ratioChecks(c: LintContext): Draft[] {
  const ratios = c.ledger.targets.filter((t) => t.cls === 'ratio');
  if (ratios.length === 0) return [];
  // the first level of each name stands for all of that name, as the first of equally alike ones counts
  const levels = [
    ...groupBy(
      c.ledger.targets.filter((t) => (t.cls === 'level' || t.cls === 'magnitude') && t.unit === 'CNY' && t.indicator && isPlain(t.number)),
      (t) => bareName(t.indicator?.text ?? ''),
    ),
  ].flatMap(([name, same]) => same.slice(0, 1).map((level) => ({ name, level, pairs: pairsOf(name) })));
  return ratios.flatMap((t): Draft[] => {
    const match = RATIO_NAME.exec(t.indicator?.text ?? '');
    const ratio = t.number === null ? null : ratioOf(t.number);
    if (!match || ratio === null) return [];
    const wanted = pairsOf(bareName(match[1] ?? ''));
    const best = levels.map(({ level, pairs }) => ({ l: level, like: likeness(wanted, pairs) })).sort((a, b) => b.like - a.like)[0];
    if (!best || best.like < 0.4 || !isPlain(best.l.number)) return [];
    const other = divide(best.l.number, ratio, 0);
    if (other === null) return [];
    return [
      {
        message: `按${quote(t.value.text)}和${quote(named(best.l), 30)}推算，${match[2]}应为 ${figure(roundMoney(other), 'CNY')}，请与文中其他数字核对口径`,
        spans: [spanAt(c, t.value), spanAt(c, best.l.value)],
        suggestion: '写明两个指标的统计口径',
      },
    ];
  });
}

const bareName = (s: string): string => s.replace(/^(?:全[省市县区]|我[省市县区])/u, '');

const TITLE_COUNT = /(百|千|万)(名|个|家|项|人)/u;
const MAGNITUDE: Readonly<Record<string, string>> = { 百: '100', 千: '1000', 万: '10000' };

/** 百名…项目 as the title, 200名 as the target. */
function titleChecks(c: LintContext): Draft[] {
  const titled = c.measures.filter((m) => m.title !== null && TITLE_COUNT.test(m.title));
  if (titled.length === 0) return [];
  const byNode = groupBy(
    c.ledger.targets.filter((t) => isPlain(t.number)),
    (t) => t.node,
  );
  return titled.flatMap((m): Draft[] => {
    const match = TITLE_COUNT.exec(m.title ?? '');
    const said = MAGNITUDE[match?.[1] ?? ''];
    const counts = (byNode.get(m.id) ?? []).filter((t) => t.unit === match?.[2]);
    const only = counts[0];
    if (said === undefined || counts.length !== 1 || !only || !isPlain(only.number) || equals(only.number, said)) return [];
    return [
      {
        message: `标题写“${match?.[0] ?? ''}”，正文指标为${quote(only.value.text)}，两处数字不同`,
        spans: [spanAt(c, { start: m.start, end: Math.min(m.end, m.start + (m.label?.length ?? 0) + (m.title?.length ?? 0)) }), spanAt(c, only.value)],
        suggestion: '统一标题与指标的数字',
      },
    ];
  });
}
