/**
 * Layer L4: calendar expressions and spans (plantext 3.4): in, by, from, within, during, every, relative, past.
 * Nothing is resolved here against the date of the document; that is the work of the scope layer.
 */
import type { Period, Range } from '../model.ts';
import { CharSet } from '../source/char-set.ts';
import { CHAR, classAt, digitAt } from './char-class.ts';
import { readDigits, readHan } from './read-numerals.ts';
import { WordTrie } from './word-trie.ts';

export type TimeKind = 'in' | 'by' | 'from' | 'within' | 'during' | 'every' | 'relative' | 'past' | 'base' | 'vague';

export interface TimeExpr extends Range {
  readonly kind: TimeKind;
  readonly year?: number;
  readonly from?: number;
  /** YYYY-MM-DD, the last day meant */
  readonly on?: string;
  readonly every?: Period['every'];
  readonly span?: Period['span'];
  /** 今年, 明年, 去年 …: years to add to the year of the document */
  readonly offset?: number;
  /** 底, 前, 末: the state is due at the end, not during the year */
  readonly due?: true;
  /** 年内, 全年, 当年: the year in force where it stands */
  readonly running?: true;
}

type Draft = { -readonly [K in keyof TimeExpr]: TimeExpr[K] };

const WORDS: readonly (readonly [string, Omit<TimeExpr, 'start' | 'end'>])[] = [
  ['每年', { kind: 'every', every: 'year' }],
  ['每个年度', { kind: 'every', every: 'year' }],
  ['每年度', { kind: 'every', every: 'year' }],
  ['每半年', { kind: 'every', every: 'halfyear' }],
  ['每季度', { kind: 'every', every: 'quarter' }],
  ['每季', { kind: 'every', every: 'quarter' }],
  ['每月', { kind: 'every', every: 'month' }],
  ['每个月', { kind: 'every', every: 'month' }],
  ['每周', { kind: 'every', every: 'week' }],
  ['每日', { kind: 'every', every: 'day' }],
  ['每天', { kind: 'every', every: 'day' }],
  ['逐年', { kind: 'vague' }],
  ['定期', { kind: 'vague' }],
  ['今年以来', { kind: 'past' }],
  ['今年内', { kind: 'relative', offset: 0, due: true }],
  ['今年底前', { kind: 'relative', offset: 0, due: true }],
  ['今年年底前', { kind: 'relative', offset: 0, due: true }],
  ['今年年底', { kind: 'relative', offset: 0, due: true }],
  ['今年底', { kind: 'relative', offset: 0, due: true }],
  ['今年', { kind: 'relative', offset: 0 }],
  ['本年度', { kind: 'relative', offset: 0 }],
  ['新的一年', { kind: 'relative', offset: 0 }],
  ['全年', { kind: 'relative', offset: 0, running: true }],
  ['年底前', { kind: 'relative', offset: 0, due: true, running: true }],
  ['年内', { kind: 'relative', offset: 0, due: true, running: true }],
  ['明年', { kind: 'relative', offset: 1 }],
  ['去年', { kind: 'past', offset: -1 }],
  ['上年', { kind: 'past', offset: -1 }],
  ['往年', { kind: 'past' }],
  ['一年来', { kind: 'past' }],
  ['近年来', { kind: 'past' }],
  ['近几年', { kind: 'past' }],
  ['刚刚过去的', { kind: 'past' }],
  ['过去一年', { kind: 'past' }],
  ['五年来', { kind: 'past' }],
  ['四年来', { kind: 'past' }],
  ['三年来', { kind: 'past' }],
  ['几年来', { kind: 'past' }],
  ['这五年', { kind: 'past' }],
  ['十年来', { kind: 'past' }],
];
const WORD_TRIE = new WordTrie(WORDS);

const isYear = (n: number): boolean => n >= 1949 && n <= 2100;

/** Four calendar digits at `i`, decimal or Chinese (二〇三五), else -1. */
function yearDigits(text: string, i: number): number {
  let value = 0;
  for (let k = i; k < i + 4; k++) {
    const d = digitAt(text, k);
    if (d < 0 || d > 9) return -1;
    value = value * 10 + d;
  }
  return isYear(value) ? value : -1;
}

/** No numeral for a count of years or days is as long; longer runs are not walked through, so that hostile ones stay cheap. */
const LONG_NUMERAL = 7;

function runsOn(text: string, i: number): boolean {
  const first = classAt(text, i);
  let k = i;
  while (k - i < LONG_NUMERAL) {
    const cls = classAt(text, k);
    if (first === CHAR.digit ? cls !== CHAR.digit && cls !== CHAR.comma && cls !== CHAR.space && cls !== CHAR.dot : cls !== CHAR.hanDigit && cls !== CHAR.magnitude) return false;
    k++;
  }
  return true;
}

function smallNumber(text: string, i: number): { readonly value: number; readonly end: number } | null {
  const cls = classAt(text, i);
  if (cls !== CHAR.digit && cls !== CHAR.hanDigit && text[i] !== '十') return null;
  if (runsOn(text, i)) return null;
  const n = cls === CHAR.digit ? readDigits(text, i) : readHan(text, i);
  if (n === null || n.number === null || n.notYear || n.number.length > 3 || n.noCoefficient) return null;
  return { value: Number(n.number), end: n.end };
}

const pad = (n: number): string => String(n).padStart(2, '0');

/** Last day of a month, Gregorian rule. */
export function lastDay(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

const YEAR_TAILS: readonly (readonly [string, TimeKind | null, string | null])[] = [
  ['年年底前', 'by', '12-31'],
  ['年年底', 'by', '12-31'],
  ['年底之前', 'by', '12-31'],
  ['年底以前', 'by', '12-31'],
  ['年底前', 'by', '12-31'],
  ['年末', 'by', '12-31'],
  ['年底', 'by', '12-31'],
  ['年上半年', 'in', '06-30'],
  ['年下半年', 'in', '12-31'],
  ['年一季度', 'in', '03-31'],
  ['年第一季度', 'in', '03-31'],
  ['年第二季度', 'in', '06-30'],
  ['年第三季度', 'in', '09-30'],
  ['年第四季度', 'in', '12-31'],
  ['年年中', 'in', '06-30'],
  ['年以前', 'by', null],
  ['年之前', 'by', null],
  ['年前', 'by', null],
  ['年以来', 'past', null],
  ['年来', 'past', null],
  ['年度', null, null],
  ['年内', 'by', '12-31'],
  ['年间', null, null],
  ['年', null, null],
];

function yearTail(text: string, i: number): (typeof YEAR_TAILS)[number] | null {
  if (text[i] !== '年') return null;
  for (const tail of YEAR_TAILS) if (text.startsWith(tail[0], i)) return tail;
  return null;
}

/** Month and day after YYYY年; sets `on` to the last day meant. */
function readMonth(text: string, i: number, q: Draft): number {
  const month = smallNumber(text, i);
  if (month === null || text[month.end] !== '月' || month.value < 1 || month.value > 12) return i;
  let end = month.end + 1;
  let day = lastDay(q.year as number, month.value);
  const d = smallNumber(text, end);
  if (d !== null && text[d.end] === '日' && d.value >= 1 && d.value <= 31) {
    day = d.value;
    end = d.end + 1;
  } else if (text[end] === '份') end++;
  if (text[end] === '底' || text[end] === '末') end++;
  if (text.startsWith('之前', end) || text.startsWith('以前', end)) {
    end += 2;
    q.kind = 'by';
  } else if (text[end] === '前') {
    end++;
    q.kind = 'by';
  }
  q.on = `${q.year}-${pad(month.value)}-${pad(day)}`;
  return end;
}

const PREFIX_BY = ['力争到', '截至到', '截止到', '到', '至', '截至', '截止'];

/** 到2025年, 从2020年: words before the year that belong to the phrase. */
function prefix(text: string, q: Draft, floor: number): void {
  for (const word of PREFIX_BY) {
    const at = q.start - word.length;
    if (at < floor || !text.startsWith(word, at)) continue;
    const real = word === '力争到' ? at + 2 : at;
    if (word === '至' && /[截止期升增降提展]$/.test(text.slice(Math.max(0, at - 1), at))) return;
    q.start = real;
    if (q.kind === 'in') q.kind = word.startsWith('截') ? 'past' : 'by';
    return;
  }
  const before = text.slice(Math.max(floor, q.start - 2), q.start);
  if (/[比较]$/.test(before)) q.kind = 'base';
}

/** 2021—2025年, 2021年至2025年: from and to. Returns the end of the second year's digits, or -1. */
function secondYear(text: string, i: number): { readonly at: number; readonly year: number } | null {
  let k = i;
  if (text[k] === '年') k++;
  const cls = classAt(text, k);
  if (cls === CHAR.dash) {
    k++;
    if (classAt(text, k) === CHAR.dash) k++;
  } else if (text[k] === '至' || text[k] === '到') k++;
  else return null;
  const year = yearDigits(text, k);
  return year > 0 && classAt(text, k + 4) !== CHAR.digit ? { at: k + 4, year } : null;
}

/** 2012年起5年内: the span after a start. */
function spanAfterStart(text: string, i: number, q: Draft): number {
  const n = smallNumber(text, i);
  if (n === null || text[n.end] !== '年') return i;
  const inside = text.startsWith('年内', n.end) || text.startsWith('年时间', n.end) || text.startsWith('年左右', n.end);
  if (!inside) return i;
  q.kind = 'within';
  q.from = q.year as number;
  q.span = { min: n.value, max: n.value, unit: 'year' };
  q.year = q.from + n.value - 1;
  return n.end + (text.startsWith('年时间', n.end) || text.startsWith('年左右', n.end) ? 3 : 2);
}

function readYear(text: string, i: number, floor: number): Draft | null {
  const year = yearDigits(text, i);
  if (year < 0 || classAt(text, i + 4) === CHAR.digit || classAt(text, i - 1) === CHAR.digit) return null;
  if (classAt(text, i) === CHAR.hanDigit && digitAt(text, i) > 2) return null;
  const q: Draft = { start: i, end: i + 4, kind: 'in', year };
  const second = secondYear(text, i + 4);
  if (second !== null && second.year > year && text[second.at] === '年') {
    q.kind = 'during';
    q.from = year;
    q.year = second.year;
    q.end = second.at + 1;
    for (const tail of ['期间', '间', '度']) if (text.startsWith(tail, q.end)) q.end += tail.length;
    return q;
  }
  const tail = yearTail(text, i + 4);
  if (tail === null) return null;
  q.end = i + 4 + tail[0].length;
  if (tail[1] !== null) q.kind = tail[1];
  if (tail[2] !== null) {
    q.on = `${year}-${tail[2]}`;
    if (q.kind === 'by') q.due = true;
  }
  if (tail[0] === '年') q.end = readMonth(text, q.end, q);
  if (text[q.end] === '起' && tail[0] === '年') {
    q.kind = 'from';
    q.end++;
    const start = q.end;
    q.end = spanAfterStart(text, text[start] === '，' || text[start] === ',' ? start + 1 : start, q);
    // a comma without a span behind it ends the clause
    if (q.kind === 'from') {
      q.from = year;
      q.end = start;
    }
  }
  if (text.startsWith('以来', q.end)) {
    q.kind = 'past';
    q.end += 2;
  }
  prefix(text, q, floor);
  return q;
}

const SPAN_LEADS = ['未来', '今后', '力争通过', '通过', '力争用', '利用', '用', '计划用', '再用', '近'];
const PAST_LEADS = ['过去', '近', '最近', '连续', '前', '满', '每', '分'];

const SPAN_UNITS: readonly (readonly [string, 'year' | 'month' | 'day' | 'workday'])[] = [
  ['个工作日', 'workday'],
  ['工作日', 'workday'],
  ['个月', 'month'],
  ['年', 'year'],
  ['天', 'day'],
  ['日', 'day'],
];
const SPAN_TAILS = ['左右的时间内', '左右时间', '左右的时间', '的时间', '时间内', '时间', '左右', '之内', '以内', '内'];

/** What stands right behind the first number of a span, dashes apart: the beginning of a unit, or the word of a range. */
const BEHIND_NUMBER = new CharSet(`${SPAN_UNITS.map(([word]) => word.charAt(0)).join('')}至到`);

/** Most numerals stand before something else, so they need not be read. */
function mayOpenSpan(text: string, i: number): boolean {
  const decimal = classAt(text, i) === CHAR.digit;
  for (let k = i + 1; k < i + LONG_NUMERAL; k++) {
    const cls = classAt(text, k);
    if (decimal ? cls !== CHAR.digit : cls !== CHAR.hanDigit && cls !== CHAR.magnitude) return cls === CHAR.dash || BEHIND_NUMBER.has(text.charCodeAt(k));
  }
  return false;
}

/** 5年内, 3-5年, 未来五年, 过去五年, 6个月内. A bare 11.5年 is a value and not read here. */
function readSpan(text: string, i: number, floor: number): Draft | null {
  const low = smallNumber(text, i);
  if (low === null) return null;
  let high = low;
  if (classAt(text, low.end) === CHAR.dash || text[low.end] === '至' || text[low.end] === '到') {
    const next = smallNumber(text, classAt(text, low.end + 1) === CHAR.dash ? low.end + 2 : low.end + 1);
    if (next !== null && next.value > low.value) high = next;
  }
  const unit = SPAN_UNITS.find(([w]) => text.startsWith(w, high.end));
  if (unit === undefined) return null;
  let end = high.end + unit[0].length;
  const past = pastLead(text, i, floor);
  if (past !== null)
    return unit[1] === 'year' && past.word !== '连续' && past.word !== '满' && past.word !== '每' && past.word !== '分' && past.word !== '前'
      ? { start: past.start, end, kind: 'past' }
      : null;
  const tail = SPAN_TAILS.find((t) => text.startsWith(t, end));
  const lead = SPAN_LEADS.find((w) => i - w.length >= floor && text.startsWith(w, i - w.length));
  const inside = (tail !== undefined && (tail.endsWith('内') || tail.includes('时间'))) || (unit[1] === 'year' && sumsUp(text, i, end));
  if (!inside && lead === undefined) return null;
  if (unit[1] !== 'year' && lead === undefined && /[至到为在]$/.test(text.slice(Math.max(0, i - 1), i))) return null;
  if (tail !== undefined) end += tail.length;
  const forward = lead === '未来' || lead === '今后';
  return { start: forward ? i - lead.length : i, end, kind: 'within', span: { min: low.value, max: high.value, unit: unit[1] } };
}

const SUMS = ['累计', '共', '总', '新建', '新增', '改造', '完成', '建成', '建设', '培育', '投入', '引进', '打造', '创建', '新认定', '治理', '实现', '培训', '力争'];

/** 三年累计改造1200户, 三年新建120座 at the start of a clause: what the years sum up to. */
function sumsUp(text: string, i: number, end: number): boolean {
  const before = classAt(text, i - 1);
  const opens = i === 0 || before === CHAR.comma || before === CHAR.stop || before === CHAR.newline || before === CHAR.colon || before === CHAR.space;
  return opens && SUMS.some((w) => text.startsWith(w, end));
}

function pastLead(text: string, i: number, floor: number): { readonly start: number; readonly word: string } | null {
  for (const word of PAST_LEADS) {
    if (i - word.length >= floor && text.startsWith(word, i - word.length)) return { start: i - word.length, word };
  }
  return null;
}

/** “十四五”期间: the n-th five-year plan covers 1951+5n to 1955+5n. */
function readFiveYearPlan(text: string, i: number, floor: number): Draft | null {
  if (text[i] !== '十') return null;
  const digit = digitAt(text, i + 1);
  const n = digit > 0 && digit < 10 && text[i + 2] === '五' ? { plan: 10 + digit, end: i + 3 } : text[i + 1] === '五' ? { plan: 10, end: i + 2 } : null;
  if (n === null) return null;
  let end = n.end;
  let start = i;
  const opens = classAt(text, i - 1) === CHAR.quoteOpen || classAt(text, i - 1) === CHAR.quoteClose;
  if (opens && i - 1 >= floor) start--;
  if (classAt(text, end) === CHAR.quoteClose || classAt(text, end) === CHAR.quoteOpen) end++;
  const q: Draft = { start, end, kind: 'during', from: 1951 + 5 * n.plan, year: 1955 + 5 * n.plan };
  const tail = ['规划末', '时期末', '期末', '末期', '末', '期间', '时期', '规划期内', '规划期间', '以来', '前三年', '前两年'].find((t) => text.startsWith(t, end));
  if (tail === undefined) return null;
  q.end = end + tail.length;
  if (tail.includes('末')) {
    q.kind = 'by';
    delete q.from;
    if ((text[start - 1] === '到' || text[start - 1] === '至') && start - 1 >= floor) q.start = start - 1;
  }
  if (tail === '以来') q.kind = 'past';
  if (tail.startsWith('前')) q.year = (q.from as number) + (tail === '前三年' ? 2 : 1);
  return q;
}

/** 每人每月500元, 每户每年补助…: the rate of a grant, not a recurring duty. */
function grantsAfter(text: string, at: number): boolean {
  return classAt(text, at) === CHAR.digit || /^(最高|补|给予|不超过|发放|奖|享受|可|按|约)/.test(text.slice(at, at + 3));
}

/** 不低于我市上年度…水平, 高于全省上年平均: the year before is what the figure is measured against. */
export function isCompared(text: string, at: number): boolean {
  return /(低于|高于|超过|快于|优于|少于)[^,，。;；、]{0,6}$/.test(text.slice(Math.max(0, at - 10), at));
}

function readWord(text: string, i: number): Draft | null {
  const hit = WORD_TRIE.startingAt(text, i, Math.min(text.length, i + 8));
  if (hit === null) return null;
  const word = text.slice(hit.start, hit.end);
  if (hit.value.kind === 'every' && '人户生亩床班'.includes(text[i - 1] ?? ' ') && grantsAfter(text, hit.end)) return null;
  if (word === '年底前' || word === '年内') {
    if (classAt(text, i - 1) === CHAR.digit || classAt(text, i - 1) === CHAR.hanDigit || '当半本几'.includes(text[i - 1] ?? ' ')) return null;
  }
  if (word === '全年' && text[i + 2] === '龄') return null;
  if (hit.value.kind === 'past' && (word === '上年' || word === '去年') && isCompared(text, i)) return { ...hit.value, start: hit.start, end: hit.end, kind: 'base' };
  if (hit.value.kind === 'past' && /[比较于]$/.test(text.slice(Math.max(0, i - 1), i))) return { ...hit.value, start: hit.start, end: hit.end, kind: 'base' };
  return { ...hit.value, start: hit.start, end: hit.end };
}

const STARTS = new Uint8Array(65536);
for (const [word] of WORDS) STARTS[word.charCodeAt(0)] = 1;
/** Units at which a time can begin; all other places are passed over at once. */
const WATCHED = Uint8Array.from(STARTS);
for (let code = 0; code < 65536; code++) {
  const cls = classAt(String.fromCharCode(code), 0);
  if (cls === CHAR.digit || cls === CHAR.hanDigit || code === 0x5341) WATCHED[code] = 1;
}

/**
 * Finds calendar expressions of the view, in text order, without overlaps.
 *
 * @param view equal-length canonical view (raw text works as well)
 * @returns expressions; `year` is the last year meant, `from` the first of a period
 */
export function scanTimes(view: string): TimeExpr[] {
  const out: Draft[] = [];
  let floor = 0;
  let i = 0;
  while (i < view.length) {
    if (WATCHED[view.charCodeAt(i)] === 0) {
      i++;
      continue;
    }
    const cls = classAt(view, i);
    let q: Draft | null = null;
    if (cls === CHAR.digit || cls === CHAR.hanDigit) {
      q = readYear(view, i, floor) ?? (mayOpenSpan(view, i) ? readSpan(view, i, floor) : null);
      if (q === null && cls === CHAR.digit) {
        while (classAt(view, i) === CHAR.digit) i++;
        continue;
      }
    } else if (view[i] === '十') q = readFiveYearPlan(view, i, floor) ?? (mayOpenSpan(view, i) ? readSpan(view, i, floor) : null);
    if (q === null && STARTS[view.charCodeAt(i)] === 1) q = readWord(view, i);
    if (q === null) {
      i++;
      continue;
    }
    out.push(q);
    floor = q.end;
    i = q.end;
  }
  return out;
}
