/** Conditions, thresholds, rewards and caps (contract 7.3): figures that bind a beneficiary, not the issuing body. */
import { ENTITY_WORDS, REWARD_WORDS } from '../lexicon/phrase-pack.ts';
import { recordId } from '../ids.ts';
import type { ConditionRecord, ParsedText, Range } from '../model.ts';
import type { Quantity } from '../quantities/quantity.ts';
import { type Around, readAround } from '../targets/around.ts';
import type { NodeContext } from '../targets/context.ts';
import { headAfter, nameBefore } from '../targets/names.ts';
import { confidenceOf, spanOf } from '../targets/records.ts';
import type { Segment } from '../targets/segments.ts';

export interface ConditionDraft {
  readonly segment: Segment;
  readonly quantity: Quantity;
  readonly around: Around;
  readonly kind: ConditionRecord['kind'];
}

function wordIn(view: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (REWARD_WORDS.startingAt(view, i, to) !== null) return true;
  return false;
}

const CAP = /(最高|不超过|不高于|上限|封顶|最长|最多|至多)/;

function kindOf(view: string, q: Quantity, a: Around, floor: number): ConditionRecord['kind'] {
  const before = view.slice(Math.max(floor, q.start - 24), q.start);
  if (a.comparator === '<=' || CAP.test(before)) return 'cap';
  if (q.dimension === 'age' || q.dimension === 'time') return 'eligibility';
  return 'reward';
}

const REWARDABLE: ReadonlySet<string> = new Set(['money', 'percent', 'time', 'permille']);

/**
 * Takes a segment as a whole when it grants or charges something (给予…万元, 每人每月500元, 最高…).
 * @returns the conditions, or null when the segment is none
 */
export function conditionsOf(view: string, segment: Segment, context: NodeContext): ConditionDraft[] | null {
  const { quantities } = segment;
  const isMoney = (q: Quantity): boolean => REWARDABLE.has(q.dimension) || (q.elided === true && context.policy);
  if (!quantities.some(isMoney)) return null;
  const money = quantities.filter(isMoney);
  if (money.length < quantities.length && money.length < quantities.filter((q) => q.number !== null && q.dimension !== 'none').length) return null;
  const reward = wordIn(view, segment.start, segment.end);
  const grants = reward && money.some((q) => granted(view, segment, q));
  if (!grants && (!context.policy || funds(view, segment))) return null;
  return money.map((quantity, k) => {
    const floor = k > 0 ? (money[k - 1] as Quantity).end : segment.start;
    const around = readAround(view, quantity, floor, segment.end);
    return { segment, quantity, around, kind: kindOf(view, quantity, around, floor) };
  });
}

/** 财政每年安排不少于2000万元专项资金: the body binds itself, even under a heading of support. */
function funds(view: string, segment: Segment): boolean {
  const text = view.slice(segment.start, segment.end);
  return /(安排|设立|统筹|筹集|投入).*(资金|基金|经费|预算)|(新增|投放).{0,10}(贷款|信贷)|^.{0,6}贷款(平均)?利率(不高于|不超过|控制在|降至|降到|低于)/.test(text);
}

const STRONG =
  /(给予|奖励|奖补|补贴|补助|贴息|每人|每人每月|每人每年|每户每年|每月|最高|一次性|罚款|减免|返还|补偿|免征|减征|封顶|租金|单个|单项|单户|每亩|每家|可申请|享受|抵扣|抵免|奖金)/;
/** 人均补助标准提高到, 补贴性培训, 财政补贴资金总额: indicators that only hold a reward word. */
const NOT_STRONG = /(补助标准|补贴性|补贴标准|奖补资金|补偿机制|转移支付|补助资金|专项债)/;

/** 低保标准提高到每人每月820元: the rate itself is raised; nobody applies for it. */
const RAISED = /(标准|金额|养老金|低保金|工资)(统一|再|分别|全部|均|稳步)?(提高|提升|增加|上调|调整|调高|提标)(到|至|为)(每人每[月年]|每月|每年)?$/;

function granted(view: string, segment: Segment, q: Quantity): boolean {
  const left = view.slice(Math.max(segment.start, q.start - 24), q.start);
  if (RAISED.test(left)) return false;
  const right = view.slice(q.end, Math.min(segment.end, q.end + 12));
  if (NOT_STRONG.test(left) || NOT_STRONG.test(right)) return false;
  if (q.dimension === 'percent' && !/(给予|补贴|补助|奖励|贴息|减免|返还|免征|减征|租金|抵扣|承担)/.test(left + right)) return false;
  return STRONG.test(left) || /^(的)?(以内)?(的)?(一次性|给予|予以|奖励|奖补|补贴|补助|贴息|奖金|资助|罚款|补偿|.{0,4}(补贴|补助|津贴|奖金))/.test(right);
}

function entityIn(view: string, from: number, to: number): Range | null {
  const head = headAfter(view, from, to);
  if (head === null) return null;
  for (let i = head.start; i < head.end; i++) {
    const hit = ENTITY_WORDS.startingAt(view, i, head.end);
    if (hit !== null && hit.end - hit.start >= 2) return { start: head.start, end: Math.max(hit.end, Math.min(head.end, hit.end)) };
  }
  return head;
}

/** What follows the condition: the next clause of the sentence. */
function consequenceOf(parsed: ParsedText, draft: ConditionDraft): Range | null {
  const { segment } = draft;
  if (segment.closer !== ',' || segment.bracket) return null;
  const { view } = parsed;
  let end = segment.end + 1;
  while (end < view.length && end - segment.end < 60 && !',;。!?:\n'.includes(view[end] as string)) end++;
  return end - segment.end > 2 ? { start: segment.end + 1, end } : null;
}

/** Records in text order; ids hash kind, subject and head, never the figure. */
export function buildConditions(parsed: ParsedText, drafts: readonly ConditionDraft[]): ConditionRecord[] {
  const seen = new Map<string, number>();
  let lastOn: Range | null = null;
  let lastSegment: Segment | null = null;
  const sorted = [...drafts].sort((a, b) => a.quantity.start - b.quantity.start);
  return sorted.map((draft): ConditionRecord => {
    const { segment, quantity, around, kind } = draft;
    const index = segment.quantities.indexOf(quantity);
    const floor = index > 0 ? (segment.quantities[index - 1] as Quantity).end : segment.start;
    const rest = segment.quantities[index + 1]?.start ?? segment.end;
    const own = nameBefore(parsed.view, floor, around.nameEnd);
    const inherits = own === null && lastSegment === segment && lastOn !== null;
    const on = own ?? (inherits ? lastOn : null);
    const head = entityIn(parsed.view, around.valueEnd, rest);
    const consequence = consequenceOf(parsed, draft);
    if (on !== null) lastOn = on;
    lastSegment = segment;
    const part = (r: Range | null): string => (r === null ? '' : parsed.view.slice(r.start, r.end));
    const from = lastOn;
    const why = inherits && from !== null ? [{ field: 'on', code: 'inherited.indicator' as const, from: [spanOf(parsed.text, from)] }] : [];
    return {
      id: recordId('c', [kind, part(on), part(head), segment.node].join('|'), seen),
      node: segment.node,
      kind,
      on: on === null ? null : spanOf(parsed.text, on),
      quantity: spanOf(parsed.text, { start: around.valueStart, end: around.valueEnd }),
      comparator: around.comparator,
      number: quantity.number,
      unit: quantity.unit,
      unitText: quantity.unitText,
      head: head === null ? null : spanOf(parsed.text, head),
      consequence: consequence === null ? null : spanOf(parsed.text, consequence),
      why,
      conf: confidenceOf(why.map((w) => w.code)),
    };
  });
}
