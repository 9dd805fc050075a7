/** Proper names of schools, companies, markets and science centres: suffix, left border, right context. */
import type { Range, Sentence } from '../model.ts';
import { CharSet } from '../source/char-set.ts';
import { isHanCode } from '../source/han.ts';
import { GENERIC_HEADS, LEFT_BOUNDARIES, NAMED_SUFFIXES, RIGHT_CONTEXT } from './mention-lexicon.ts';
import type { Mention } from './mentions.ts';
import { sign } from '../source/signs.ts';
import { endingSet, wordSet } from './word-set.ts';

const LONGEST_NAME = 24;
const SUFFIXES = wordSet(NAMED_SUFFIXES);
const BOUNDARIES = endingSet(LEFT_BOUNDARIES);
const CONTEXT = wordSet(RIGHT_CONTEXT);
const GENERIC_OPENINGS = wordSet(GENERIC_HEADS);
const GENERIC_ENDS = endingSet(GENERIC_HEADS);
const SUFFIX_SIGN = sign(NAMED_SUFFIXES);
const LEARNING_SIGN = sign(['借鉴']);
const RELYING_SIGN = sign(['依托']);
/** A sentence without these names no institution. */
export const INSTITUTION_SIGNS: number = SUFFIX_SIGN | LEARNING_SIGN | RELYING_SIGN;
/** Bare suffixes that need at least this many characters before them. */
const SHORTEST_STEM = 2;

const LATIN = new CharSet('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz');

function isNameChar(view: string, at: number): boolean {
  const code = view.charCodeAt(at);
  return isHanCode(code) || LATIN.has(code);
}

const CLOSING = 41;

/** Leftmost start of the name that ends at `end`. Brackets inside a name are stepped over: 浙大校友(固镇)科创中心. */
function nameStart(view: string, floor: number, end: number, stem: number): number {
  let start = stem;
  while (start > floor && end - start < LONGEST_NAME) {
    if (view.charCodeAt(start - 1) === CLOSING) {
      const open = view.slice(Math.max(floor, start - 8), start).lastIndexOf('(');
      if (open < 0) break;
      start = Math.max(floor, start - 8) + open;
      continue;
    }
    if (!isNameChar(view, start - 1)) break;
    const border = BOUNDARIES.at(view, start);
    if (border !== undefined && start - border.length >= floor && !isPartOfWord(view, start - border.length, border)) break;
    start--;
  }
  return start;
}

/** 同 in 共同, 和 in 人和, 等 in 高等 are no borders. */
const INSIDE_WORDS: readonly string[] =
  '高等 平等 中等 初等 合同 不同 协同 和平 和谐 共和 祥和 温和 饱和 及时 普及 同济 大同 为民 以色列 对外 经济 经贸 经营 财经 神经 北至 联合 通用 应用 信用 可再生 其中 国强 按揭 向阳 从化 于都 并州'.split(
    ' ',
  );
function isPartOfWord(view: string, at: number, word: string): boolean {
  if (word.length > 1) return false;
  return INSIDE_WORDS.some((w) => {
    const inside = w.indexOf(word);
    return inside >= 0 && view.startsWith(w, at - inside);
  });
}

function followsWell(view: string, end: number): boolean {
  return !isNameChar(view, end) || CONTEXT.at(view, end) !== undefined;
}

function isProper(name: string, suffix: string): boolean {
  const stem = name.slice(0, name.length - suffix.length);
  return (
    (stem.length >= SHORTEST_STEM || (suffix.startsWith('职业技术') && stem.length >= 1)) &&
    GENERIC_OPENINGS.at(name, 0) === undefined &&
    GENERIC_ENDS.at(stem, stem.length) === undefined &&
    !/[一二三四五六七八九十两几多]所$/u.test(stem)
  );
}

/** 借鉴A、B、C经验: the places learnt from, when the list closes with a zone. */
function benchmarks(view: string, s: Sentence): Mention[] {
  const at = view.slice(s.start, Math.min(s.end, s.start + 1000)).indexOf('借鉴');
  if (at < 0) return [];
  let start = s.start + at + 2;
  const items: Range[] = [];
  for (let i = start; i < Math.min(s.end, start + 80); i++) {
    const ch = view[i] ?? '';
    if (ch === '、') {
      items.push({ start, end: i });
      start = i + 1;
    } else if (!isNameChar(view, i)) break;
    else if (/(?:园区|新区|开发区|高新区)$/u.test(view.slice(start, i + 1)) && !view.startsWith('、', i + 1)) {
      items.push({ start, end: i + 1 });
      return items.length >= 2 && items.every((r) => r.end - r.start >= 3 && r.end - r.start <= 14) ? items.map((r) => ({ ...r, acts: false })) : [];
    }
  }
  return [];
}

/** What is relied on besides firms: 依托资源优势, 依托产业基础. */
const NO_FIRM = /(?:资源|优势|平台|产业|条件|基础|政策|渠道|基地|园区|项目|文化|市场|企业|公司|工程|机制|体系|网络|农业|旅游|载体|中心|高校|院所|机构|通道|枢纽|口岸)$/u;
const AFTER_FIRMS = /^(?:围绕|等(?:[\u3400-\u9fff]{2})?(?:企业|公司|集团|龙头|厂家))/u;

/** 依托A食品、B牧业等龙头企业: names of firms without a suffix, told by what stands around the list. */
function firms(view: string, s: Sentence): Mention[] {
  const at = view.slice(s.start, Math.min(s.end, s.start + 1000)).indexOf('依托');
  if (at < 0) return [];
  let start = s.start + at + 2;
  const items: Range[] = [];
  for (let i = start; i < Math.min(s.end, start + 12); i++) {
    if (view[i] === '、') {
      items.push({ start, end: i });
      start = i + 1;
    } else if (AFTER_FIRMS.test(view.slice(i, i + 8))) {
      items.push({ start, end: i });
      const names = items.map((r) => view.slice(r.start, r.end));
      return items.length >= 2 && names.every((n) => n.length >= 3 && n.length <= 8 && !NO_FIRM.test(n)) ? items.map((r) => ({ ...r, acts: false })) : [];
    } else if (!isNameChar(view, i)) return [];
  }
  return [];
}

/** Institutions named in a sentence, in text order. */
export function namedInstitutions(view: string, s: Sentence): Mention[] {
  const out: Mention[] = [];
  if ((s.signs & SUFFIX_SIGN) !== 0) bySuffix(view, s, out);
  if ((s.signs & LEARNING_SIGN) !== 0) out.push(...benchmarks(view, s));
  if ((s.signs & RELYING_SIGN) !== 0) out.push(...firms(view, s));
  return out;
}

function bySuffix(view: string, s: Sentence, out: Mention[]): void {
  let floor = s.start;
  for (let i = s.start; i < s.end; i++) {
    const suffix = SUFFIXES.at(view, i);
    if (suffix === undefined) continue;
    const end = closeBracket(view, i + suffix.length);
    if (!followsWell(view, end) && !startsName(view, end)) continue;
    const start = nameStart(view, floor, end, i);
    const name = view.slice(start, i + suffix.length);
    if (isProper(name, suffix)) {
      out.push({ start, end, acts: false });
      floor = end;
      i = end - 1;
    }
  }
}

/** 江苏苏派教育集团(香港): a short place bracket belongs to the name. */
function closeBracket(view: string, end: number): number {
  if (view[end] !== '(') return end;
  const close = view.slice(end, end + 6).indexOf(')');
  return close > 0 ? end + close + 1 : end;
}

/** Two names in a row: 教育集团(香港)蚌埠汉兴学校. */
function startsName(view: string, end: number): boolean {
  return view[end - 1] === ')';
}
