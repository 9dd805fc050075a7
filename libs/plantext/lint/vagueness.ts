/** Promises that nobody can test: no measure, no figure, no threshold, no rhythm. */
import { wordSet } from '../actors/word-set.ts';
import type { RecurringRecord, Span, TargetRecord } from '../model.ts';
import { sign } from '../source/signs.ts';
import { OPEN_ENDED } from '../recurring/recurring-lexicon.ts';
import { type Draft, groupBy, type LintContext, type LintRule, MOST_SPANS, placesOfSigned, quote, spanAt } from './context.ts';

/** More cases than this are told in one finding. */
const MANY = 8;

const whole = (t: TargetRecord): { start: number; end: number } => {
  const near = t.indicator && t.indicator.end <= t.value.start && t.value.start - t.indicator.end < 4 ? t.indicator.start : t.value.start;
  const after = t.indicator && t.indicator.start >= t.value.end && t.indicator.start - t.value.end < 4 ? t.indicator.end : t.value.end;
  return { start: near, end: after };
};

function untestableReason(t: TargetRecord): string | null {
  if (t.number !== null || t.comparator === 'meet' || t.cls === 'delegated') return null;
  const soft = /明显|显著|大幅|进一步|稳步|持续|逐步|较大|较快|不断/u.exec(t.value.text)?.[0];
  if (t.cls === 'rank') return '没有写明名次';
  if (soft !== undefined && /缩小|提高|提升|下降|降低|减少|增加|增长|改善|扩大|优化/u.test(t.value.text)) return `只有方向，“${soft}”没有数字`;
  if (/接近|缩小|趋近/u.test(t.value.text) && t.comparator === 'relative') return '没有写明允许的差距';
  if (t.comparator === 'relative' || t.cls === 'relative') return t.reference ? '对照的水平没有给出数值' : '没有写明对照的数值';
  if (t.comparator === 'increase' || t.comparator === 'decrease' || t.cls === 'directional') return '只有方向没有数字';
  return null;
}

export const untestable: LintRule = {
  rule: 'untestable',
  severity: 'warning',
  find: (c) => {
    const cases = c.ledger.targets.flatMap((t) => {
      const reason = untestableReason(t);
      return reason === null || isComparison(t) ? [] : [{ t, reason, span: spanAt(c, whole(t)) }];
    });
    if (cases.length <= MANY)
      return cases.map((x) => ({ message: `${quote(x.span.text)}无法检验：${x.reason}`, spans: [x.span], suggestion: '改为可以到期核对的数字、名次或比例' }));
    return [
      {
        message: `${cases.length} 项目标无法检验（只有方向、比较或名次，没有数字），例如${cases
          .slice(0, 3)
          .map((x) => quote(x.span.text, 20))
          .join('、')}`,
        spans: cases.slice(0, MOST_SPANS).map((x) => x.span),
        suggestion: '改为可以到期核对的数字、名次或比例',
      },
    ];
  },
};

/** 高于全省平均水平 can be checked once the other figure is published: it is no vague promise. */
function isComparison(t: TargetRecord): boolean {
  return (
    (t.comparator === 'relative' || t.comparator === '>' || t.comparator === '>=') &&
    t.cls === 'relative' &&
    /^(?:力争)?(?:高于|快于|超过|低于|不低于|高出|优于|好于|与.{0,30}(?:同步|匹配|相当|持平|相适应))/u.test(t.value.text) &&
    !/接近|明显|前列/u.test(t.value.text)
  );
}

export const externalValue: LintRule = {
  rule: 'external-value',
  severity: 'warning',
  find: (c) => {
    const cases = c.ledger.targets.filter((t) => t.number === null && (t.cls === 'delegated' || t.comparator === 'meet'));
    return cases.map((t) => ({
      message: `${quote((t.indicator?.text ?? '') + t.value.text)}的数值由别处下达，本文没有给出`,
      spans: [spanAt(c, t.value)],
      suggestion: '写明下达的数值和文号',
    }));
  },
};

const STANDARD = /^(?:达到|符合)([\u3400-\u9fff]{0,10}?)(标准|条件)的/u;
const STANDARD_LENGTH = 15;

/** Where the pattern fits, from left to right; it is only ever shown the few characters that it can take. */
function standardsIn(view: string): { start: number; end: number; name: string; kind: string | undefined }[] {
  const out: { start: number; end: number; name: string; kind: string | undefined }[] = [];
  const next = (word: string, from: number): number => (view.indexOf(word, from) + view.length + 1) % (view.length + 1);
  let [reach, meet] = [next('达到', 0), next('符合', 0)];
  for (let at = Math.min(reach, meet); at < view.length; at = Math.min(reach, meet)) {
    const hit = STANDARD.exec(view.slice(at, at + STANDARD_LENGTH));
    const end = at + (hit?.[0].length ?? 1);
    if (hit !== null) out.push({ start: at, end, name: hit[1] ?? '', kind: hit[2] });
    if (reach < end) reach = next('达到', end);
    if (meet < end) meet = next('符合', end);
  }
  return out;
}
/** Standards that exist outside the plan. */
const KNOWN_STANDARD = /国家|行业|地方|国际|法定|规定|环保|排放|质量|安全|卫生|设计|技术|验收|贫困|现行|法律|部颁|强制性/u;

/** 达到重大项目标准的, 符合条件的 without a figure near by. */
function looseStandards(c: LintContext, taken: readonly { start: number; end: number }[]): { start: number; end: number }[] {
  const { view } = c.parsed;
  return standardsIn(view)
    .filter(
      (r) =>
        !KNOWN_STANDARD.test(r.name) &&
        (r.kind === '条件' ? r.name.length === 0 && '，,、可给'.includes(view[r.end] ?? ' ') : r.name.length >= 2 || '，,'.includes(view[r.end] ?? ' ')),
    )
    .filter((r) => !/[0-9]/u.test(view.slice(Math.max(c.tree.sentenceAt(r.start)?.start ?? 0, r.start - 12), r.start)) && !taken.some((t) => t.start < r.end && r.start < t.end));
}

export const undefinedThreshold: LintRule = {
  rule: 'undefined-threshold',
  severity: 'warning',
  find: (c) => {
    const given = c.ledger.conditions.flatMap((k) => (k.number === null && k.quantity !== null && /标准|条件|规定|要求/u.test(k.quantity.text) ? [k.quantity] : []));
    const spans = [...given, ...looseStandards(c, given)].sort((a, b) => a.start - b.start).map((r) => spanAt(c, r));
    const first = spans[0];
    if (!first) return [];
    const message =
      spans.length === 1
        ? `${quote(first.text)}所说的标准本文没有给出`
        : `${spans.length} 处条件没有写明标准，例如${[...new Set(spans.map((s) => quote(s.text, 16)))].slice(0, 3).join('、')}`;
    return [{ message, spans: spans.slice(0, MOST_SPANS), suggestion: '写明标准的数值，或写明见哪一份文件' }];
  },
};

export const vagueFrequency: LintRule = {
  rule: 'vague-frequency',
  severity: 'warning',
  find: (c) => {
    const vague = c.ledger.recurring.filter((r) => r.vague);
    const open = vague.filter((r) => OPEN_ENDED.includes(r.frequency.text) && /[:：]\s?$/u.test(c.parsed.view.slice(Math.max(0, r.frequency.start - 2), r.frequency.start)));
    return [
      ...rhythmless(
        c,
        vague.filter((r) => !open.includes(r)),
      ),
      ...endless(c, open),
    ];
  },
};

const wordsOf = (list: readonly RecurringRecord[]): string => [...new Set(list.map((r) => r.frequency.text))].map((w) => `“${w}”`).join('、');

function rhythmless(c: LintContext, list: readonly RecurringRecord[]): Draft[] {
  if (list.length === 0) return [];
  return [
    {
      message: `${list.length} 项重复开展的工作只写${wordsOf(list)}，没有写明多久一次`,
      spans: list.slice(0, MOST_SPANS).map((r) => spanAt(c, r.frequency)),
      suggestion: '写明每年、每季度或每月几次',
    },
  ];
}

/** 完成时限：长期 */
function endless(c: LintContext, list: readonly RecurringRecord[]): Draft[] {
  if (list.length === 0) return [];
  return [
    {
      message: `${list.length} 条措施的时限只写${wordsOf(list)}，没有阶段节点`,
      spans: list.slice(0, MOST_SPANS).map((r) => spanAt(c, r.frequency)),
      suggestion: '写明每年或每季度要做到什么程度',
    },
  ];
}

const COUNTLESS: readonly string[] = ['一大批', '一批', '若干', '一系列', '更多', '多批', '一些'];
const COUNTLESS_SET = wordSet(COUNTLESS);
const COUNTLESS_SIGN = sign(COUNTLESS);
/** Places of one word that are looked at. */
const MOST_COUNTLESS = 500;

export const vagueCount: LintRule = {
  rule: 'vague-count',
  severity: 'info',
  find: (c) => {
    const { view } = c.parsed;
    const places = groupBy([...placesOfSigned(c, COUNTLESS_SIGN, COUNTLESS_SET)], ({ word }) => word);
    const found = COUNTLESS.map((word) => ({
      word,
      at: (places.get(word) ?? []).slice(0, MOST_COUNTLESS).filter((r) => isCountless(view, word, r.start)),
    })).filter((f) => f.at.length > 0);
    const total = found.reduce((n, f) => n + f.at.length, 0);
    if (total === 0) return [];
    const spans = found.flatMap((f) => f.at).sort((a, b) => a.start - b.start);
    return [
      {
        message: `${total} 处数量说不清：${found.map((f) => `“${f.word}”${f.at.length} 处`).join('、')}，完成后无法清点`,
        spans: spans.slice(0, MOST_SPANS).map((r) => spanAt(c, r)),
        suggestion: '能定数量的写出数量',
      },
    ];
  },
};

function isCountless(view: string, word: string, at: number): boolean {
  const after = view.slice(at + word.length, at + word.length + 3);
  if (word === '一批' && '大第每同首'.includes(view[at - 1] ?? ' ')) return false;
  if (word === '若干') return !/^(?:意见|措施|政策|问题|规定|重大|项措)/u.test(after);
  if (word === '更多') return !/^(?:更|地|的?(?:获得|感受|关注|看得))/u.test(after);
  return word !== '一些' || !/^(?:困难|问题|地方|政府|单)/u.test(after);
}

/** Plural holders of one quota: each of them, or all together? */
const PLURAL_HOLDER = /(?:领导|领导干部|班子成员|成员单位|有关部门|部门|干部|党员|委员|代表|专家|人员|负责人|各位领导)$/u;
const SETTLED = /各|每人|每位|每名|人均|均|分别|共|合计|累计|总计|总共/u;

export const ambiguousDistribution: LintRule = {
  rule: 'ambiguous-distribution',
  severity: 'warning',
  find: (c) => {
    const quotas = c.ledger.targets.filter((t) => t.cls === 'count' && !t.distributive && t.number !== null && t.period?.every !== undefined);
    const names = namesOf(c, quotas);
    const seen = new Set<number>();
    return quotas.flatMap((t): Draft[] => {
      if (seen.has(t.value.start)) return [];
      const holder = holderOf(c, t, names);
      if (holder === null || SETTLED.test(c.parsed.view.slice(holder.start, t.value.end))) return [];
      seen.add(t.value.start);
      const span = spanAt(c, { start: holder.start, end: Math.max(t.value.end, t.head?.end ?? 0) });
      return [{ message: `${quote(span.text)}没有写明是每位各${t.value.text.replace(/^.*?(?=[0-9])/u, '')}还是合计`, spans: [span], suggestion: '写明“每人”“各”或者“合计”' }];
    });
  },
};

/** Names of the bodies that act in the targets, by their ids. */
function namesOf(c: LintContext, targets: readonly TargetRecord[]): ReadonlyMap<string, Span> {
  const wanted = new Set(targets.flatMap((t) => t.actors));
  return new Map(wanted.size === 0 ? [] : c.ledger.actors.filter((a) => wanted.has(a.id)).map((a) => [a.id, a.name]));
}

/** The plural subject right before 每年…: from the actors of the target, else from the clause. */
function holderOf(c: LintContext, t: TargetRecord, names: ReadonlyMap<string, Span>): { start: number; end: number } | null {
  const linked = t.actors.map((id) => names.get(id)).find((n) => n !== undefined && PLURAL_HOLDER.test(n.text));
  if (linked && linked.start < t.value.start && t.value.start - linked.start < 120) return linked;
  const at = t.period?.source.start;
  if (at === undefined || at > t.value.start) return null;
  const sentence = c.tree.sentenceAt(at);
  const from = Math.max(sentence?.start ?? 0, at - 16);
  let start = at;
  while (start > from && /[\u3400-\u9fff]/u.test(c.parsed.view[start - 1] ?? '')) start--;
  return at - start >= 3 && PLURAL_HOLDER.test(c.parsed.view.slice(start, at)) ? { start, end: at } : null;
}

const LEVEL_MODIFIER = /^(国家级|省级|市级|县级|区级|全国|国家|省|市|县)([\u3400-\u9fff]{2})/u;

/** 省级森林城市1个、森林城镇3个: does 省级 cover the rest of the list? */
export const ambiguousModifier: LintRule = {
  rule: 'ambiguous-modifier',
  severity: 'info',
  find: (c) => {
    const out: Draft[] = [];
    const { targets } = c.ledger;
    for (let i = 0; i < targets.length; i++) {
      const first = targets[i];
      const match = LEVEL_MODIFIER.exec((first?.indicator?.text ?? first?.head?.text ?? '').slice(0, 8));
      if (!first || !match || first.cls !== 'count') continue;
      let last = first;
      let more = 0;
      for (let j = i + 1; j < targets.length; j++) {
        const next = targets[j];
        const name = next?.indicator?.text ?? next?.head?.text ?? '';
        const joint = c.parsed.view.slice(last.value.end, next?.indicator?.start ?? next?.value.start ?? last.value.end);
        if (next?.cls !== 'count' || !name.startsWith(match[2] ?? ' ') || joint.length > 3 || !/^[、,和及]/u.test(joint)) break;
        last = next;
        more++;
      }
      if (more === 0) continue;
      const start = Math.min(first.indicator?.start ?? first.value.start, first.value.start);
      const span = spanAt(c, { start, end: last.value.end });
      out.push({ message: `${quote(span.text)}：“${match[1]}”是否也管后面 ${more} 项，读法不止一种`, spans: [span], suggestion: `在每一项前都写“${match[1]}”，或改变语序` });
    }
    return out;
  },
};
