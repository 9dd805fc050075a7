/**
 * Cuts a clause into verb phrases: a verb (chain) and the stretch it reigns over, up to the next verb or the clause end.
 * Chinese has no spaces and its verbs double as nouns (建设, 规划, 改造), so a verb is read only where a verb can stand:
 * at the start, after an adverb, after another verb, or, for unmistakable ones, after a subject. One pass, bounded look-ahead.
 */
import type { Clause, ProjectStage, Range } from '../model.ts';
import { WordTrie } from '../quantities/word-trie.ts';
import { CharSet } from '../source/char-set.ts';
import { firstFrom } from '../source/starts.ts';
import type { Item } from './item-list.ts';
import { MASK, type Reading } from './reading.ts';
import { ADVERBS, OTHER_VERBS, STATUS_VERBS } from './status-verbs.ts';
import { wordSet, wordsOf } from './words.ts';

export interface VerbPhrase {
  /** the verb as written; empty range at the start when the clause has none */
  readonly verb: Range;
  /** the last verb of the chain, without adverbs */
  readonly word: string;
  /** all verbs of the chain */
  readonly words: readonly string[];
  readonly stage: ProjectStage | null;
  readonly control: 'support' | 'seek' | null;
  readonly kind: 'status' | 'other' | 'none';
  readonly object: Range;
  /** things the object names, once they were asked for */
  items: readonly Item[] | null;
}

interface VerbEntry {
  readonly stage: ProjectStage | null;
  readonly control: 'support' | 'seek' | null;
  readonly anywhere: boolean;
  readonly status: boolean;
}

const VERBS = new Map<string, VerbEntry>();
for (const word of wordsOf(OTHER_VERBS)) VERBS.set(word, { stage: null, control: null, anywhere: false, status: false });
for (const group of STATUS_VERBS)
  for (const word of wordsOf(group.words)) VERBS.set(word, { stage: group.stage, control: group.control ?? null, anywhere: group.anywhere === true, status: true });

interface Verb {
  readonly word: string;
  /** the word as a chain of its own */
  readonly alone: readonly string[];
  readonly length: number;
  readonly entry: VerbEntry;
  /** a subject may follow before the verb that counts */
  readonly leads: boolean;
  /** turns the phrase into something else behind a verb of building */
  readonly turns: boolean;
}

/** After these a subject may follow before the verb that counts. */
const SUBJECT_LEADS = wordSet(
  '支持 鼓励 引导 推动 依托 以 在 由 按照 围绕 通过 利用 结合 与 联合 会同 对 将 把 争取 协助 助力 配合 促进 根据 针对 力促 确保 指导 督促 立足 聚焦 组织 充分利用 发挥 面向 引进',
);
/** After a verb of building these turn the phrase into something else: "打造以…为主的…", "加强与…合作". */
const TURNING = wordSet('以 与 在 由 对 从 向 为 将 把 承接 对接 依托 融入 引进 面向 围绕 按照 根据 结合 针对 实现 具有');

const verbTrie = (words: Iterable<string>): WordTrie<Verb> =>
  new WordTrie(
    [...words].flatMap((word): (readonly [string, Verb])[] => {
      const entry = VERBS.get(word);
      return entry === undefined ? [] : [[word, { word, alone: [word], length: word.length, entry, leads: SUBJECT_LEADS.has(word), turns: TURNING.has(word) }]];
    }),
  );

const ALL_VERBS = verbTrie(VERBS.keys());
const ADVERB_SET = wordSet(ADVERBS);
const ANYWHERE = verbTrie([...VERBS].filter(([, entry]) => entry.anywhere).map(([word]) => word));
/** Adverbs that show a verb follows even after a subject. */
const VERB_SIGN_WORDS =
  '积极 大力 全力 加快 抓紧 统筹 共同 联合 协同 牵头 负责 持续 同步 高标准 高水平 高质量 高起点 全面 科学 集中 扎实 稳步 有序 尽快 重点 主动 合作 组织 需 应 须 必须';
const VERB_SIGNS = wordSet(VERB_SIGN_WORDS);
const WEAK_MID_WORDS = '建立 共建 成立 加强 提升 参与 推广 发展 建设 实施 编制 制定 改造 启动 规划 推进 完成 谋划 开展 布局 设立 搭建 筹建 修建 成立 出台 起草 修订 发布 创建';
const WEAK_MID = verbTrie(wordsOf(WEAK_MID_WORDS));
const AFTER_SUBJECT_WORDS = [...[...VERBS].filter(([, entry]) => entry.anywhere).map(([word]) => word), ...wordsOf(VERB_SIGN_WORDS), ...wordsOf(WEAK_MID_WORDS)];
/** All of them: most places after a subject are settled by one look. */
const AFTER_SUBJECT = wordSet(AFTER_SUBJECT_WORDS);
const CONNECTIVES = wordSet(
  '按规划 按计划 按程序 按要求 按标准 按期 按时 依法 依规 按规划要求 并 同时 并且 还 还要 要 再 再次 也 就 均 都 可 应 须 需 将 会 来 着 以及 而且 其中 此外 另外 特别是 尤其 且 每年 今年 明年 年内 年底前 上半年 下半年 近期 远期 尽早 到 至 在',
);
/** What makes a verb-like word a noun: "建设用地", "改造工程". */
const NOUN_NEXT = wordSet(
  '配套 工程 项目 工作 用地 资金 主体 单位 任务 目标 需要 成效 步伐 力度 进度 标准 模式 机制 体系 条件 成果 水平 质量 试点 行动 计划 意见 方案 办法 投资 规模 期间 过程 环节 领域 条例 周期 管理 效益 和 与 及 的 、 , 。 ; : 后 中 前 等 时 者 区 馆 局 厅 部 委 厂 商 院 期 类 型 性 化 处',
);

const isDigit = (ch: string): boolean => ch >= '0' && ch <= '9';

const LEADS_TIME = new CharSet('到至在自从截');
const TIME = new CharSet(`0123456789${MASK.quote}`);
const ENDS_TIME = new CharSet('年月日底末前内初起上下半0123456789');
const QUOTE = MASK.quote.charCodeAt(0);
const YEAR = 0x5e74;

/** Skips "到2025年底前", "2026年6月", "“十四五”期间" at the start of a clause. */
const skipTime = (mask: string, from: number, end: number): number => {
  if (from >= end) return from;
  const begin = LEADS_TIME.has(mask.charCodeAt(from)) ? from + 1 : from;
  let at = begin;
  while (at < end && TIME.has(mask.charCodeAt(at))) at++;
  if (at === begin || at >= end) return from;
  if (mask.charCodeAt(at - 1) === QUOTE) {
    for (const word of ['规划期内', '时期', '期间', '末', '期末']) if (mask.startsWith(word, at)) return at + word.length;
    return from;
  }
  if (mask.charCodeAt(at) !== YEAR) return from;
  while (at < end && ENDS_TIME.has(mask.charCodeAt(at))) at++;
  return at;
};

const OUTLAY = /(?:计划|预计|总|拟|概算|估算){0,2}投资(?:约|近|超)?[0-9][0-9.,]{0,12}(?:万亿|千万|百万|万|亿)?元(?:左右|以上)?,?/y;

const OPENS_OUTLAY = new CharSet('计预总拟概估投');

/** Skips 投资3000万元, 总投资约5亿元 before the verb that says what the money builds. */
export const skipOutlay = (mask: string, from: number, end: number): number => {
  if (!OPENS_OUTLAY.has(mask.charCodeAt(from))) return from;
  OUTLAY.lastIndex = from;
  const hit = OUTLAY.exec(mask);
  const to = hit === null ? from : from + hit[0].length;
  return to < end && verbAt(mask, to, end)?.verb.entry.status === true ? to : from;
};

/** True if what follows a verb-like word cannot be its object. */
const nominalHere = (mask: string, at: number, end: number): boolean => at >= end || NOUN_NEXT.startingAt(mask, at, end) > 0;

const nextIsVerb = (mask: string, at: number, end: number): boolean => ALL_VERBS.valueAt(mask, at, end) !== undefined || ADVERB_SET.startingAt(mask, at, end) > 0;

interface Draft {
  verbStart: number;
  verbEnd: number;
  word: string;
  words: readonly string[];
  entry: VerbEntry | null;
  objectStart: number;
}

const BULLETS = new CharSet(' \t-*·●■◆');
const LABEL_NUMERALS = new CharSet('一二三四五六七八九十');

/** Sentence-initial label: "(15)", "1.", "三、", "——", "①"; clauses of later sentences have none. */
const skipLabel = (reading: Reading, start: number, end: number): number => {
  const { plain } = reading;
  let at = start;
  while (at < end && BULLETS.has(plain.charCodeAt(at))) at++;
  const code = plain.charCodeAt(at);
  if (code >= 0x4e00 && code <= 0x9fff && !LABEL_NUMERALS.has(code)) return at;
  const first = plain.charAt(at);
  if (first >= '①' && first <= '⑳') return at + 1;
  if (first === '(' && at === start) {
    const bracket = reading.parsed.enclosures[firstFrom(reading.parsed.enclosures, at)];
    if (bracket?.start === at && bracket.matched && bracket.end - at <= 6) return bracket.end;
  }
  let probe = at;
  while (probe < end && (isDigit(plain.charAt(probe)) || '一二三四五六七八九十'.includes(plain.charAt(probe))) && probe - at < 4) probe++;
  if (probe > at && '.、是'.includes(plain.charAt(probe)) && !isDigit(plain.charAt(probe + 1))) return probe + 1;
  return at;
};

interface Hit {
  readonly verb: Verb;
  /** offset where the verb begins */
  readonly from: number;
  /** … and where it ends */
  readonly to: number;
}

const hitOf = (verb: Verb, from: number): Hit => ({ verb, from, to: from + verb.length });

/** A verb at `at`, where a verb can stand; adverbs before it are skipped. */
const verbAt = (mask: string, at: number, end: number): Hit | null => {
  let cursor = at;
  for (let steps = 0; steps < 6; steps++) {
    const verb = ALL_VERBS.valueAt(mask, cursor, end);
    const adverb = ADVERB_SET.startingAt(mask, cursor, end);
    if (
      adverb > 0 &&
      adverb >= (verb?.length ?? 0) &&
      nextIsVerb(mask, cursor + adverb, end) &&
      !(verb !== undefined && nominalHere(mask, cursor + adverb + (ALL_VERBS.valueAt(mask, cursor + adverb, end)?.length ?? 0), end))
    ) {
      cursor += adverb;
      continue;
    }
    if (verb !== undefined) return hitOf(verb, cursor);
    if (adverb > 0) {
      cursor += adverb;
      continue;
    }
    return null;
  }
  return null;
};

const NO_VERB_AFTER = new CharSet('的重非');

/** A verb after a subject: an unmistakable one, a signed one, or a weak one when the clause began with "依托X…". */
const verbInMiddle = (mask: string, at: number, end: number, led: boolean): Hit | null => {
  if (AFTER_SUBJECT.startingAt(mask, at, end) === 0 || NO_VERB_AFTER.has(mask.charCodeAt(at - 1))) return null;
  const strong = ANYWHERE.valueAt(mask, at, end);
  if (strong !== undefined && !nominalHere(mask, at + strong.length, end)) return hitOf(strong, at);
  const sign = VERB_SIGNS.startingAt(mask, at, end);
  if (sign > 0) {
    const verb = ALL_VERBS.valueAt(mask, at + sign, end);
    if (verb !== undefined && verb.length > 1 && !nominalHere(mask, at + sign + verb.length, end)) return hitOf(verb, at + sign);
  }
  if (!led) return null;
  const weak = WEAK_MID.valueAt(mask, at, end);
  return weak === undefined || nominalHere(mask, at + weak.length, end) ? null : hitOf(weak, at);
};

/** Verbs kept of a chain; longer chains are hostile, not text. */
const LONGEST_CHAIN = 8;

const NONE: Draft['entry'] = null;

const TRAILERS = new CharSet('并和与及、,以来 ');

const finish = (mask: string, draft: Draft, cut: number): VerbPhrase => {
  let objectEnd = cut;
  while (objectEnd > draft.objectStart && TRAILERS.has(mask.charCodeAt(objectEnd - 1)) && cut - objectEnd < 8) objectEnd--;
  return phraseOf(draft, objectEnd);
};

const phraseOf = (draft: Draft, objectEnd: number): VerbPhrase => ({
  verb: { start: draft.verbStart, end: draft.verbEnd },
  word: draft.word,
  words: draft.words,
  stage: draft.entry?.stage ?? null,
  control: draft.entry?.control ?? null,
  kind: draft.entry === null ? 'none' : draft.entry.status ? 'status' : 'other',
  object: { start: draft.objectStart, end: Math.max(draft.objectStart, objectEnd) },
  items: null,
});

/** Joins a second verb to the first: "谋划推进", "争取建成", "编制实施"; control of the first stays. */
const chained = (draft: Draft, { verb, from, to }: Hit): Draft => {
  const first = draft.entry;
  if (first === null || !first.status) return { verbStart: from, verbEnd: to, word: verb.word, words: verb.alone, entry: verb.entry, objectStart: to };
  const stays = first.control !== null || first.stage === 'prepare' || first.stage === 'start' || (first.stage === 'plan' && verb.entry.stage === 'build');
  return {
    verbStart: draft.verbStart,
    verbEnd: to,
    word: verb.word,
    words: draft.words.length < LONGEST_CHAIN ? [...draft.words, verb.word] : draft.words,
    entry: !verb.entry.status
      ? verb.entry
      : { stage: stays ? first.stage : (verb.entry.stage ?? first.stage), control: first.control ?? verb.entry.control, anywhere: false, status: true },
    objectStart: to,
  };
};

/** The verb phrases of a clause that is read again: kept by its start. */
export const keptPhrasesOf = (reading: Reading, clause: Clause): readonly VerbPhrase[] => {
  const known = reading.phrases.get(clause.start);
  if (known !== undefined) return known;
  const made = verbPhrasesOf(reading, clause);
  reading.phrases.set(clause.start, made);
  return made;
};

/** The same where no reader is to follow: what was kept is used, nothing is kept. */
export const knownPhrasesOf = (reading: Reading, clause: Clause): readonly VerbPhrase[] => reading.phrases.get(clause.start) ?? verbPhrasesOf(reading, clause);

const COLON = 0x3a;
/** Characters at which the reading of a clause can take a turn: first ones of verbs after a subject, joints, the colon. */
const TURNS = new CharSet(`:并要、和与 ${AFTER_SUBJECT_WORDS.map((word) => word.charAt(0)).join('')}`);

/** The phrases with the one that a verb at `cut` ends, if it holds anything and no chain goes on. */
const closedBefore = (mask: string, phrases: VerbPhrase[] | null, draft: Draft, cut: number): VerbPhrase[] | null => {
  if (trimmedLength(mask, draft.objectStart, cut) === 0) return phrases;
  const phrase = finish(mask, draft, cut);
  if (phrases === null) return [phrase];
  phrases.push(phrase);
  return phrases;
};

/** The draft after a verb at `cut`: chained to an empty one, else a new one. */
const opened = (mask: string, draft: Draft, hit: Hit, cut: number): Draft => {
  if (draft.entry !== null && trimmedLength(mask, draft.objectStart, cut) === 0) return chained(draft, hit);
  const { verb, from, to } = hit;
  const inherits = draft.entry?.control === 'support' && !verb.entry.control ? { ...verb.entry, control: 'support' as const } : verb.entry;
  return { verbStart: from, verbEnd: to, word: verb.word, words: verb.alone, entry: inherits, objectStart: to };
};

/** False when a verb straight behind another one is its object or its adverb. */
const canFollow = (mask: string, draft: Draft, { verb, to }: Hit, at: number, end: number): boolean =>
  draft.entry === null || trimmedLength(mask, draft.objectStart, at) > 0 || !(nominalHere(mask, to, end) || (draft.entry.status && !verb.entry.status && !verb.turns));

/** The verb phrases of one stretch, in text order. A stretch without a verb gives one phrase of kind none. */
export const verbPhrasesOf = (reading: Reading, clause: Range): readonly VerbPhrase[] => {
  const { mask } = reading;
  const { end } = clause;
  // most clauses hold one phrase: a list that grows from nothing would take the room of seventeen
  let phrases: VerbPhrase[] | null = null;
  let at = skipOutlay(mask, skipTime(mask, skipLabel(reading, clause.start, end), end), end);
  let draft: Draft = { verbStart: at, verbEnd: at, word: '', words: [], entry: NONE, objectStart: at };
  let canStand = true;
  let led = false;
  while (at < end) {
    // most places can neither begin a verb after a subject nor let one stand behind them
    if (!canStand && !TURNS.has(mask.charCodeAt(at))) {
      at++;
      continue;
    }
    if (mask.charCodeAt(at) === COLON) {
      phrases ??= [];
      phrases.push(finish(mask, draft, at));
      draft = { ...draft, objectStart: at + 1 };
      at = skipTime(mask, skipLabel(reading, at + 1, end), end);
      canStand = true;
      continue;
    }
    if (canStand) {
      const hit = verbAt(mask, at, end);
      if (hit !== null && canFollow(mask, draft, hit, at, end)) {
        phrases = closedBefore(mask, phrases, draft, at);
        draft = opened(mask, draft, hit, at);
        led ||= hit.verb.leads;
        at = hit.to;
        continue;
      }
      const skip = CONNECTIVES.startingAt(mask, at, end);
      if (skip > 0 && draft.entry === null && trimmedLength(mask, draft.objectStart, at) === 0) {
        at = skipTime(mask, at + skip, end);
        draft = { ...draft, verbStart: at, verbEnd: at, objectStart: at };
        continue;
      }
      canStand = false;
    }
    const hit = verbInMiddle(mask, at, end, led);
    if (hit !== null) {
      phrases = closedBefore(mask, phrases, draft, at);
      draft = opened(mask, draft, hit, at);
      led ||= hit.verb.leads;
      at = hit.to;
      canStand = true;
      continue;
    }
    canStand = opensVerb(mask, at, end, draft);
    at++;
  }
  const last = finish(mask, draft, end);
  if (phrases === null) return [last];
  phrases.push(last);
  return phrases;
};

const IDLE = new CharSet(' 、和与及并');

const trimmedLength = (mask: string, start: number, end: number): number => {
  let count = 0;
  for (let i = start; i < end && count < 3; i++) if (!IDLE.has(mask.charCodeAt(i))) count++;
  return count;
};

const LIST_VERBS = wordSet('配合 建立 建设 改造 新建 建成 实施 推进 开工 启动 完成 规划 谋划 协助 争取 加快 打造 修建 扩建 制定 编制 出台 完善 做好 改建');

const MAY_OPEN = new CharSet('并要、和与 ');

/** After this character a verb may stand: 并, 要, or 、和 when a listed verb with an object follows. */
const opensVerb = (mask: string, at: number, end: number, draft: Draft): boolean => {
  if (!MAY_OPEN.has(mask.charCodeAt(at))) return false;
  const ch = mask.charAt(at);
  const before = mask.charAt(at - 1);
  const after = mask.charAt(at + 1);
  if (ch === '并' && before !== '合' && before !== '兼' && after !== '存' && after !== '购' && after !== '网' && after !== '轨' && after !== '联') return true;
  if (ch === '要' && !'重主需纲概摘必'.includes(before) && !'素点求道'.includes(after)) return true;
  if (ch !== '、' && ch !== '和' && ch !== '与' && ch !== ' ') return false;
  const verb = LIST_VERBS.startingAt(mask, at + 1, end);
  if (verb === 0) return false;
  if (draft.entry !== null && trimmedLength(mask, draft.objectStart, at) === 0) return true;
  // 建设路, 建设街 are streets
  return !nominalHere(mask, at + 1 + verb, end) && !'路街'.includes(mask.charAt(at + 1 + verb));
};
