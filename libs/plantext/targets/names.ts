/** Borders of names: the indicator before a figure, the head after it, the verb of doing (contract 7.2). */
import { INDICATORS } from '../lexicon/indicators.ts';
import { HARD_CUTS, KEEP_WORDS, LEFT_WORDS, MODALS, RIGHT_WORDS, VERBAL_NOUNS } from '../lexicon/phrase-pack.ts';
import { VERBS, VERBS_BACK, type Deliverable } from '../lexicon/verb-pack.ts';
import type { Range } from '../model.ts';
import { CHAR, classAt, isHanAt } from '../quantities/char-class.ts';
import { WordTrie } from '../quantities/word-trie.ts';
import { CharSet } from '../source/char-set.ts';
import { headOf } from '../source/windows.ts';

export interface Name extends Range {
  readonly action: Range | null;
  readonly deliverable: Deliverable | null;
}

/** Footnote marks before an item: *新增3家. */
const MARKERS = new CharSet('*★☆※▲△');

const isJunk = (view: string, i: number): boolean => {
  if (MARKERS.has(view.charCodeAt(i))) return true;
  const cls = classAt(view, i);
  return (
    cls === CHAR.space || cls === CHAR.comma || cls === CHAR.colon || cls === CHAR.enumComma || cls === CHAR.stop || cls === CHAR.newline || cls === CHAR.dash || cls === CHAR.plus
  );
};

/** Cuts blanks, marks and adverbs from the right edge. */
function trimRight(view: string, start: number, end: number): number {
  let k = end;
  for (let n = 0; n < 6; n++) {
    while (k > start && isJunk(view, k - 1)) k--;
    const at = RIGHT_WORDS.startTo(view, k, Math.max(start, k - 4));
    if (at < 0) break;
    if (k - at === 1 && '年上中内在新初有为是比较'.includes(view[at] as string) && keepsLast(view, at, start)) break;
    k = at;
  }
  return k;
}

/** 城区内, 人均受教育年: one-character words are adverbs only after a longer name. */
function keepsLast(view: string, at: number, start: number): boolean {
  return at - start < 3 || !isHanAt(view, at - 1);
}

const INNER_VERB_REACH = 14;

/** 全县老年人提供免费体检5万人次: a verb of doing inside the stretch, for figures that nothing else explains. */
export function innerVerb(view: string, name: Range): Name | null {
  const to = Math.min(name.end - 2, name.start + INNER_VERB_REACH);
  for (let i = name.start + 1; i < to; i++) {
    const hit = VERBS.startingAt(view, i, name.end - 2);
    if (hit === null || hit.end - hit.start < 2 || hit.value === 'soft' || hit.value === 'state') continue;
    return { start: hit.end, end: name.end, action: { start: hit.start, end: hit.end }, deliverable: hit.value };
  }
  return null;
}

const JOINTS = new CharSet('、和与或及并');

/** 新建幼儿园, 改造老旧小区: catalogue names that begin with a verb of doing; 新增就业 stays one name. */
function opensAsVerb(view: string, start: number, verbEnd: number, nameEnd: number): boolean {
  if (nameEnd - verbEnd < 3) return false;
  return view[start] === '新' || view.startsWith('改造', start) || view.startsWith('开展', start);
}

/** A verb chain at the left edge (引进和培养, 拜访或邀请); an indicator name that begins with the verb wins. */
function verbAtLeft(view: string, start: number, end: number): { readonly end: number; readonly kind: Deliverable } | null {
  const first = VERBS.startingAt(view, start, end);
  if (first === null || first.end >= end || VERBAL_NOUNS.endFrom(view, start, end) >= 0) return null;
  const indicator = INDICATORS.endFrom(view, start, end);
  if (indicator > first.end && !opensAsVerb(view, start, first.end, indicator)) return null;
  let last = first;
  for (let n = 0; n < 5; n++) {
    const joint = JOINTS.has(view.charCodeAt(last.end)) ? last.end + 1 : last.end;
    const next = VERBS.startingAt(view, joint, end);
    // 举办培训班: a verb that leaves one character of the name belongs to it
    if (next === null || next.end >= end || (next.end + 1 === end && view[next.end] !== '率')) break;
    if (VERBAL_NOUNS.endFrom(view, joint, end) >= 0) break;
    const inner = joint === last.end ? INDICATORS.endFrom(view, joint, end) : -1;
    if (inner >= 0 && !opensAsVerb(view, joint, next.end, inner)) break;
    last = next;
  }
  return { end: last.end, kind: last.value };
}

/** Nothing but openers stands before `at`. */
function opensAt(view: string, start: number, at: number): boolean {
  let k = start;
  while (k < at) {
    const left = LEFT_WORDS.endFrom(view, k, at);
    if (left >= 0) k = left;
    else if (isJunk(view, k)) k++;
    else return false;
  }
  return true;
}

/** Start after the last hard cut (实现, 确保 …) inside a long stretch. */
function afterHardCut(view: string, start: number, end: number): number {
  let cut = start;
  for (let i = start; i < end - 1; i++) {
    const hit = HARD_CUTS.endFrom(view, i, end);
    if (hit < 0 || INDICATORS.endFrom(view, i, end) > hit) continue;
    // 七是完成…改造5000户: at the left edge it is the doing
    if (view.startsWith('完成', i) && opensAt(view, start, i)) continue;
    if (end - hit >= 2) cut = hit;
    i = hit - 1;
  }
  return cut;
}

/** (2)办结…: a label inside the line belongs to no name. */
function afterLabel(view: string, start: number, end: number): number {
  if (classAt(view, start) !== CHAR.open) return start;
  let k = start + 1;
  while (k < end && k - start < 4 && (classAt(view, k) === CHAR.digit || classAt(view, k) === CHAR.hanDigit || view[k] === '十')) k++;
  return k > start + 1 && classAt(view, k) === CHAR.close && k + 2 < end ? k + 1 : start;
}

/** 主要污染物, 重点企业: the opener belongs to the name unless a verb follows (重点培育…). */
function keeps(view: string, start: number, leftEnd: number, end: number): boolean {
  const keep = KEEP_WORDS.endFrom(view, start, end);
  if (keep < leftEnd) return false;
  const verb = VERBS.endFrom(view, keep, end);
  return verb < keep + 2 || verb >= end || INDICATORS.endFrom(view, keep, end) >= 0;
}

const DE = 0x7684; // 的
const YI = 0x4ee5; // 以

/** 全县完成造林: the area before a verb is the scope of the doing, no part of the name. */
const wholeArea = (view: string, start: number): boolean => '省市县区镇乡州'.includes(view[start + 1] as string);

/** Start of the verb behind an area, a modal word (全县力争引进) stepped over; 0 when none stands there. */
function verbBehindArea(view: string, from: number, end: number): number {
  if (view.charCodeAt(from) === DE) return 0;
  const at = MODALS.startingAt(view, from, end)?.end ?? from;
  return verbAtLeft(view, at, end) === null ? 0 : at;
}

const LONG_STRETCH = 14;

/**
 * The name that ends at `to` and starts at `from` or later: openers, modality, adverbs and verbs are cut off.
 * @returns null when nothing nameable is left
 */
export function nameBefore(view: string, from: number, to: number): Name | null {
  const end = trimRight(view, from, to);
  let start = end - from > LONG_STRETCH ? afterHardCut(view, from, end) : from;
  let action: { start: number; end: number } | null = null;
  let deliverable: Deliverable | null = null;
  for (let n = 0; n < 8; n++) {
    while (start < end && isJunk(view, start)) start++;
    start = afterLabel(view, start, end);
    const left = LEFT_WORDS.endFrom(view, start, end);
    const verb = verbAtLeft(view, start, end);
    if (verb !== null && verb.end >= left) {
      if (action !== null && verb.end + 1 === end) break;
      if (view.charCodeAt(verb.end) === 0x7684 || view.charCodeAt(verb.end) === 0x7387) break;
      action = action === null ? { start, end: verb.end } : { start: action.start, end: verb.end };
      deliverable = verb.kind;
      start = verb.end;
    } else if (action === null && view[start] === '全' && wholeArea(view, start) && verbBehindArea(view, start + 2, end) > 0) {
      start = verbBehindArea(view, start + 2, end);
    } else if (left >= 0 && left < end && INDICATORS.endFrom(view, start, end) <= left && !keeps(view, start, left, end)) start = left;
    else break;
  }
  // 其中新建8座: an opener alone names nothing
  if (LEFT_WORDS.endFrom(view, start, end) === end && INDICATORS.endFrom(view, start, end) < 0 && !keeps(view, start, end, end)) return null;
  return end - start >= 2 ? { start, end, action, deliverable } : null;
}

/** The verb chain that ends at `end`: 重点引进、培养和扶持|100名. */
export function verbBefore(view: string, from: number, end: number): { readonly span: Range; readonly kind: Deliverable } | null {
  let pos = end;
  while (pos > from && classAt(view, pos - 1) === CHAR.space) pos--;
  const last = VERBS_BACK.endingAt(view, pos, from);
  if (last === null) return null;
  let start = last.start;
  for (let n = 0; n < 5; n++) {
    const joint = start > from && JOINTS.has(view.charCodeAt(start - 1)) ? start - 1 : start;
    const before = VERBS_BACK.startTo(view, joint, from);
    if (before < 0) break;
    start = before;
  }
  for (let n = 0; n < 3; n++) {
    const modal = MODALS.endFrom(view, start, pos);
    const next = modal >= 0 ? modal : LEFT_WORDS.endFrom(view, start, pos);
    if (next < 0 || next >= pos || VERBS.endFrom(view, start, pos) === pos) break;
    start = next;
  }
  return { span: { start, end: pos }, kind: last.value };
}

/** Words of two characters that end a head noun. */
const HEAD_STOPS = new WordTrie(['、每', '开展', '建成', '进行', '参与', '纳入', '给予', '实现', '达到', '用于', '以上', '左右'].map((word) => [word, true] as const));
const STOP_REACH = 80;

/** First word that ends the noun, else `end`; one that stands at the very front of the noun (进行…) does not end it further on either. */
function stopIn(view: string, start: number, end: number): number {
  const limit = Math.min(end, start + STOP_REACH);
  for (let i = start + 2; i + 1 < limit; i++) {
    if (!HEAD_STOPS.starts(view.charCodeAt(i)) || HEAD_STOPS.endFrom(view, i, limit) < 0) continue;
    const word = view.slice(i, i + 2);
    if (!view.startsWith(word, start) && !view.startsWith(word, start + 1)) return i;
  }
  return end;
}

/** 村庄(其中省级示范村20个): a bracket with a figure at the end is no part of the noun. */
function beforeAside(view: string, start: number, end: number): number {
  if (classAt(view, end - 1) !== CHAR.close) return end;
  let digit = false;
  for (let i = end - 2; i > start + 1 && end - i < 60; i--) {
    const cls = classAt(view, i);
    if (cls === CHAR.digit) digit = true;
    if (cls === CHAR.open) return digit ? i : end;
  }
  return end;
}

const HEAD_TAILS = new CharSet('和与及等');

/** The head noun after a figure: cut at following verbs, shortened to what follows the last 的. */
export function headAfter(view: string, from: number, to: number): Range | null {
  let start = from;
  while (start < to && (isJunk(view, start) || view.charCodeAt(start) === DE)) start++;
  let end = stopIn(view, start, to);
  while (end > start && (isJunk(view, end - 1) || HEAD_TAILS.has(view.charCodeAt(end - 1)))) end--;
  end = beforeAside(view, start, end);
  let open = 0;
  for (let i = start; i < end - 2; i++) {
    const cls = classAt(view, i);
    if (cls === CHAR.open || cls === CHAR.quoteOpen) open++;
    else if (cls === CHAR.close || cls === CHAR.quoteClose) open = Math.max(0, open - 1);
    else if (open === 0 && view.charCodeAt(i) === DE && end - i > 2) start = i + 1;
  }
  start = afterEnumeration(view, start, end);
  return end - start >= 1 ? { start, end } : null;
}

/** A、B等各类高端人才: the class noun after 等 is what is counted. */
export function afterEnumeration(view: string, start: number, end: number): number {
  for (let i = end - 3; i > start + 1; i--) {
    if (view[i] !== '等' || '级次于候待同'.includes(view[i + 1] as string) || '一二三四五六中高初平上相均同'.includes(view[i - 1] as string)) continue;
    let k = i + 1;
    for (const word of ['各类', '多种', '各种', '重点', '一批']) if (view.startsWith(word, k)) k += word.length;
    if (end - k >= 2) return k;
  }
  return start;
}

export interface Item extends Range {
  /** the shared head or modifier the item needs for its full name */
  readonly shared: Range | null;
}

/** 普及率, 及时受理率, 参与率, 和谐: the character is part of a word. */
function joins(view: string, i: number): boolean {
  const before = view[i - 1] ?? ' ';
  const after = view[i + 1] ?? ' ';
  switch (view[i]) {
    case '及':
      return '普涉波触危惠'.includes(before) || '时早格其'.includes(after);
    case '和':
      return '共总饱调缓温中'.includes(before) || '谐平美睦解'.includes(after);
    case '与':
      return before === '参' || after === '会';
    default:
      return false;
  }
}

const SPLITTERS = new CharSet('和与及');

/** Splits A、B和C into its items; brackets and quotes are not entered. */
export function splitList(view: string, start: number, end: number): Range[] {
  const out: Range[] = [];
  let from = start;
  let depth = 0;
  for (let i = start; i < end; i++) {
    const cls = classAt(view, i);
    if (cls === CHAR.open || cls === CHAR.quoteOpen) depth++;
    else if (cls === CHAR.close || cls === CHAR.quoteClose) depth = Math.max(0, depth - 1);
    if (depth > 0) continue;
    const code = view.charCodeAt(i);
    const wide = code === YI && view.startsWith('以及', i) ? 2 : 0;
    if (cls !== CHAR.enumComma && wide === 0 && (!SPLITTERS.has(code) || joins(view, i))) continue;
    if (i > from) out.push({ start: from, end: i });
    from = i + (wide || 1);
  }
  if (end > from) out.push({ start: from, end });
  return out;
}

/** Object of a clause without a figure: 实施棚户区改造项目, 开工1万户. */
export function themeOf(view: string, clause: Range): Range | null {
  const name = nameBefore(view, clause.start, clause.end);
  return name?.action == null ? null : { start: name.start, end: name.end };
}

/** Subjects of a clause without a figure: 覆盖率、蓄积量实现双增长, 分别达到…. */
export function subjectsOf(view: string, clause: Range): Range[] {
  const done = /(均|双双|都)?(实现|保持|稳步|持续|显著|明显|不断|大幅)/.exec(headOf(view.slice(clause.start, clause.end)));
  const name = done === null || done.index <= 4 ? null : nameBefore(view, clause.start, clause.start + done.index);
  return name === null ? [] : splitList(view, name.start, name.end);
}
