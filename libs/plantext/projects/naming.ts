/**
 * What a name is called for: strips the words of doing after it, finds its head, its nature, and whether it names
 * one thing or a class of things. Every lookup is bounded by the longest word of a pack.
 */
import type { Range } from '../model.ts';
import { FACILITY_HEADS, type HeadClass, PHYSICAL_BASES } from './facility-heads.ts';
import { GENERIC_WORDS, NAME_TAILS, SHARED_PROGRAM_WORDS, NATURE_LINKS, NATURES, PHASES } from './name-words.ts';
import { TAIL_STAGES } from './status-verbs.ts';
import { WordTrie } from '../quantities/word-trie.ts';
import { CharSet } from '../source/char-set.ts';
import { sign } from '../source/signs.ts';
import { wordSet, wordsOf } from './words.ts';
import type { ProjectStage } from '../model.ts';

const HEAD_CLASS = new Map<string, HeadClass>();
for (const cls of ['program', 'belt', 'system', 'area', 'capital'] as const) for (const word of wordsOf(FACILITY_HEADS[cls])) HEAD_CLASS.set(word, cls);

export const HEADS = wordSet([...HEAD_CLASS.keys()]);
const PROGRAM = wordSet(FACILITY_HEADS.program);
const HEAD_TRIE = new WordTrie(
  [...HEAD_CLASS].map(([word, cls]) => [word, { cls, length: word.length, isProgram: PROGRAM.has(word) }] as const),
  true,
);
const BASES = wordSet(PHYSICAL_BASES);
const NATURE_SET = wordSet(NATURES);
const LINKS = wordSet(NATURE_LINKS);
const PHASE_SET = wordSet(PHASES);
const TAILS = wordSet(NAME_TAILS);
const GENERIC = wordSet([
  ...wordsOf(GENERIC_WORDS),
  ...[...HEAD_CLASS.keys()].filter((word) => word.length > 1),
  ...wordsOf(NATURES),
  ...wordsOf(PHYSICAL_BASES).filter((word) => word.length > 1),
]);
const STAGE_OF_TAIL = new Map<string, ProjectStage>();
for (const group of TAIL_STAGES) for (const word of wordsOf(group.words)) if (group.stage !== null) STAGE_OF_TAIL.set(word, group.stage);
const STAGE_TAILS = wordSet([...STAGE_OF_TAIL.keys()]);

export interface Tails {
  /** end of the name without words of doing */
  readonly end: number;
  /** stage said after the name: "X开工建设" */
  readonly stage: ProjectStage | null;
  readonly stageAt: Range | null;
  /** something was stripped: the name stood before a word of doing */
  readonly doing: boolean;
}

const CLOSERS = new CharSet('”"’\'》」』“‘');
const NAME_STOPS = new CharSet(' 、,;:。等');

/** Strips 建设, 前期工作, 开工建设, 建成投用 … from the end of a name; at least `least` characters stay. */
export const stripTails = (plain: string, start: number, from: number, least = 2): Tails => {
  let end = from;
  let stage: ProjectStage | null = null;
  let stageAt: Range | null = null;
  let doing = false;
  for (let round = 0; round < 5; round++) {
    while (end > start && NAME_STOPS.has(plain.charCodeAt(end - 1)) && !(plain.charAt(end - 1) === '等' && '高初中平均'.includes(plain.charAt(end - 2)))) end--;
    const staged = STAGE_TAILS.endingAt(plain, end, start);
    const tail = TAILS.endingAt(plain, end, start);
    const length = Math.max(staged, tail);
    if (length === 0 || end - length - start < least) break;
    if (staged >= tail && staged > 0) {
      const word = plain.slice(end - staged, end);
      if (stage === null) {
        stage = STAGE_OF_TAIL.get(word) ?? null;
        stageAt = { start: end - staged, end };
      }
    }
    end -= length;
    doing = true;
  }
  return { end, stage, stageAt, doing };
};

export interface NameKind {
  readonly cls: HeadClass;
  /** characters of the head at the end of the name */
  readonly head: Range;
  readonly nature: string | null;
  /** the class below 工程/项目: "水库除险加固工程" stands on a reservoir */
  readonly inner: HeadClass | null;
  /** end of the head below 工程/项目; the head's own end without such a word */
  readonly coreEnd: number;
}

const bareEnd = (plain: string, start: number, end: number): number => {
  let at = end;
  while (at > start && CLOSERS.has(plain.charCodeAt(at - 1))) at--;
  return at;
};

const withoutPhase = (plain: string, start: number, end: number): number => {
  const length = PHASE_SET.endingAt(plain, end, start);
  return length > 0 && end - length - start >= 2 ? end - length : end;
};

interface Stripped {
  readonly end: number;
  readonly nature: string | null;
}

/** End of what an action is done to: "国省干线公路改造升级" → after 公路. */
export const coreOfAction = (plain: string, start: number, end: number): number => stripNatures(plain, start, end).end;

/** Strips "提升改造", "文物保护与旅游开发" and gives the first word of the outermost action. */
const stripNatures = (plain: string, start: number, from: number): Stripped => {
  let end = from;
  let nature: string | null = null;
  for (let round = 0; round < 4; round++) {
    const length = NATURE_SET.endingAt(plain, end, start);
    if (length === 0) break;
    nature = plain.slice(end - length, from);
    end -= length;
    const link = LINKS.endingAt(plain, end, start);
    if (link > 0 && NATURE_SET.endingAt(plain, end - link, start) > 0) end -= link;
    else if (link > 0 && plain.slice(end - link, end) === '进行') end -= link;
  }
  return { end, nature };
};

const NAMING = wordSet([...HEAD_CLASS.keys(), ...wordsOf(NATURES)]);
/** A head of a name, a head that a list may share, a bracket behind a name. */
const HEAD_SIGN = sign([...HEAD_CLASS.keys(), ...SHARED_PROGRAM_WORDS, '(', '[']);
const NATURE_SIGN = sign(wordsOf(NATURES));
/** What an action is done to when it is no facility: PHYSICAL_BASES, a road by its code. */
const BASE_SIGN = sign([...wordsOf(PHYSICAL_BASES), ...'0123456789']);

/** Without one of these nothing is named. */
export const NAMING_SIGNS: number = HEAD_SIGN | NATURE_SIGN;

/** False when a clause names nothing: neither a head nor an action with something it is done to. */
export const mayNameThings = (signs: number): boolean => (signs & HEAD_SIGN) !== 0 || ((signs & NATURE_SIGN) !== 0 && (signs & BASE_SIGN) !== 0);

/** False when no stretch inside can be a name: `kindOfName` asks for a head or an action. */
export const mayName = (plain: string, start: number, end: number): boolean => {
  // names end with the word asked for
  for (let at = end - 1; at >= start; at--) if (NAMING.startingAt(plain, at, end) > 0) return true;
  return false;
};

const SECTION = 0x6bb5;
const ROUTE_WITH_PLACE = /(?:高速|公路|铁路|高铁|国道|省道|县道|航道|运河|大道|快速路|绕城|环线|[GSXY]\d{2,3}).{2,14}段$/;
const NO_SECTION = /(?:路|阶|手|地|标|时|区|全|首|末|一|二|三|四)段$/;
const LONGEST_SECTION = 30;

/** 青石高速云河段, S314石桥至柳河段: a stretch of a route by its place. */
const sectionOfRoute = (plain: string, start: number, end: number): NameKind | null => {
  if (plain.charCodeAt(end - 1) !== SECTION || end - start > LONGEST_SECTION) return null;
  const name = plain.slice(start, end);
  if (!ROUTE_WITH_PLACE.test(name) || NO_SECTION.test(name)) return null;
  return { cls: 'capital', head: { start: end - 1, end }, nature: innerNature(plain, start, end), inner: null, coreEnd: end };
};

const LINKED = 0x901a;

/** 互联互通 ends like an interchange and is none. */
const isConnectivity = (plain: string, end: number): boolean => plain.charCodeAt(end - 1) === LINKED && plain.startsWith('互联互通', end - 4);

/** The class of a name, or null when it does not end like a project. `start..end` has no tails. */
export const kindOfName = (plain: string, start: number, end: number): NameKind | null => {
  const shut = withoutPhase(plain, start, bareEnd(plain, start, end));
  if (isConnectivity(plain, shut)) return null;
  const known = HEAD_TRIE.valueEndingAt(plain, shut, start);
  if (known === undefined) {
    const section = sectionOfRoute(plain, start, bareEnd(plain, start, end));
    if (section !== null) return section;
    const { end: base, nature } = stripNatures(plain, start, shut);
    if (nature === null || base - start < 2) return null;
    const under = baseClass(plain, start, base);
    return under === null ? null : { cls: under, head: { start: base, end: shut }, nature, inner: under, coreEnd: base };
  }
  const { cls } = known;
  const head = { start: shut - known.length, end: shut };
  if (!known.isProgram) return { cls, head, nature: innerNature(plain, start, head.start), inner: null, coreEnd: shut };
  const { end: base, nature } = stripNatures(plain, start, withoutPhase(plain, start, bareEnd(plain, start, head.start)));
  // "X项目及配套工程": the second word is a companion of the first
  const linked = base - LINKS.endingAt(plain, base, start);
  const alone = linked < base ? linked - PROGRAM.endingAt(plain, linked, start) : base;
  const tailless = stripTails(plain, start, alone).end;
  return { cls, head, nature, inner: baseClass(plain, start, tailless), coreEnd: tailless };
};

const innerNature = (plain: string, start: number, end: number): string | null => {
  const length = NATURE_SET.startingAt(plain, start, end);
  return length > 0 && ['新建', '改建', '扩建', '改扩建', '迁建', '续建', '改造'].includes(plain.slice(start, start + length)) ? plain.slice(start, start + length) : null;
};

/** G344, S307, X203: a road by its code (GB/T 917). */
const isRoadCode = (plain: string, at: number): boolean => 'GSXYC'.includes(plain.charAt(at)) && isNumber(plain.charAt(at + 1)) && isNumber(plain.charAt(at + 2));

const isNumber = (ch: string): boolean => ch >= '0' && ch <= '9';

/** What an action is done to: a facility, or a river, street, quarter. */
const baseClass = (plain: string, start: number, end: number): HeadClass | null => {
  if (isRoadCode(plain, start)) return 'capital';
  const shut = withoutPhase(plain, start, bareEnd(plain, start, end));
  if (shut - start < 2) return null;
  const head = HEAD_TRIE.valueEndingAt(plain, shut, start);
  if (head !== undefined) return head.cls;
  return BASES.endingAt(plain, shut, start) > 0 ? 'program' : null;
};

const OWN_PREFIX = '县市区省州旗镇乡';
const OWN_THINGS = wordSet(
  '医院 中医院 人民医院 妇幼保健院 疾控中心 疾病预防控制中心 图书馆 博物馆 文化馆 体育馆 体育场 档案馆 党校 职业技术学校 卫生学校 职教中心 一中 二中 三中 高级中学 实验学校 实验小学 特殊教育学校 经济开发区 高新区 经开区 工业园区 汽车站 客运站 火车站 体育中心 文化中心 福利院',
);

/** True when the character before `at` belongs to a generic word. */
const GENERIC_BEFORE = (plain: string, at: number, start: number): boolean => GENERIC.endingAt(plain, at, start) > 0;

/** 新华, 大庆: a short word before a character of its own is part of the proper name. */
const CODE_CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ASCII_OR_MARK = new CharSet(`${CODE_CHARACTERS}“”"()、·的和与及 ‘’-`);
const PLACE_WORD = new CharSet('镇县市区乡村州城河江湖山港路');
const OWN_TO_NOBODY = new CharSet('“”"()、·的和与及 ‘’');

/** More characters of its own are not counted. */
const ENOUGH = 3;

/** How much of a name is neither head nor a word that fits anywhere; 2 and more names one thing. */
export const ownCharacters = (plain: string, start: number, end: number): number => {
  let own = 0;
  let at = start;
  while (at < end && own < ENOUGH) {
    const length = GENERIC.startingAt(plain, at, end);
    if (length > 0) {
      // 固镇, 浍河: a short place word after a character of its own belongs to the proper name
      if (length === 1 && at + 1 < end && !ASCII_OR_MARK.has(plain.charCodeAt(at + 1)) && GENERIC.startingAt(plain, at + 1, end) === 0) own += 1;
      else if (length === 1 && own > 0 && at > start && PLACE_WORD.has(plain.charCodeAt(at)) && !GENERIC_BEFORE(plain, at, start)) own += 1;
      at += length;
    } else {
      if (!OWN_TO_NOBODY.has(plain.charCodeAt(at))) own += 1;
      at++;
    }
  }
  return own;
};

/** 第二水厂, 第三小学: numbered among its like. */
const isNumbered = (plain: string, start: number, end: number): boolean => {
  const at = plain.slice(start, end).indexOf('第');
  return at >= 0 && '一二三四五六七八九十0123456789'.includes(plain.charAt(start + at + 1));
};

/** True when the name names one thing: own characters, a code, a route, a quoted name, the county's own hospital. */
export const isSpecific = (plain: string, start: number, end: number): boolean => {
  if (ownCharacters(plain, start, end) >= 2) return true;
  if ('“"'.includes(plain.charAt(start)) || isNumbered(plain, start, end)) return true;
  if (!OWN_PREFIX.includes(plain.charAt(start)) || '级域政场民城乡际属直镇道区内外里村辖管'.includes(plain.charAt(start + 1))) return false;
  if (OWN_THINGS.startingAt(plain, start + 1, end) > 0) return true;
  const cls = HEAD_CLASS.get(plain.slice(end - HEADS.endingAt(plain, end, start), end));
  return end - start >= 5 && (cls === 'capital' || cls === 'area');
};
