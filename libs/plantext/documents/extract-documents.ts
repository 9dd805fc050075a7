/** Texts that the plan promises to write: plans, catalogues, rules, lists (contract 7, `documents`). */
import { namesOfActors } from '../actors/names-of-actors.ts';
import { recordId } from '../ids.ts';
import type { ActorRecord, DocumentRecord, ParsedText, Range, Sentence, Span, Why } from '../model.ts';
import { type PeriodIndex, periodIndexOf } from '../milestones/periods.ts';
import { namesOf } from '../projects/name-list.ts';
import { isHeading, type Reading, readingOf, spanAt, trimRange } from '../projects/reading.ts';
import { wordSet, wordsOf } from '../projects/words.ts';
import { sentencesWhere } from '../source/holding.ts';
import { sign } from '../source/signs.ts';
import { firstFrom } from '../source/starts.ts';
import type { TimeExpr } from '../quantities/scan-times.ts';
import { DOCUMENT_HEADS, KEEPING_VERBS, NOT_AFTER_HEAD, OBJECT_LEADS, OTHERS_WRITE, REGISTER_HEADS, SELF_OBJECTS, TRAILING_VERBS, WRITING_VERBS } from './document-words.ts';

export interface DocumentScan {
  /** calendar expressions of the text, in order (`scanTimes`) */
  readonly times: readonly TimeExpr[];
  /** bodies of the plan in text order, if they were read already: gives `owner` */
  readonly actors?: readonly ActorRecord[];
}

const WRITING = wordSet(WRITING_VERBS);
const KEEPING = wordSet(KEEPING_VERBS);
const EITHER = wordSet(`${WRITING_VERBS} ${KEEPING_VERBS}`);
const HEADS = wordSet(DOCUMENT_HEADS);
const REGISTERS = wordSet(REGISTER_HEADS);
const TRAILING = wordSet(TRAILING_VERBS);
const LEADS = wordSet(OBJECT_LEADS);
const SELF = wordSet(SELF_OBJECTS);
const AFTER_HEAD = wordSet(NOT_AFTER_HEAD);
const BEFORE_VERB = wordSet(OTHERS_WRITE);

const VERB_SIGN = sign([...wordsOf(WRITING_VERBS), ...wordsOf(KEEPING_VERBS)]);
const HEAD_SIGN = sign([...wordsOf(DOCUMENT_HEADS), ...wordsOf(REGISTER_HEADS)]);
const mayHoldTexts = (signs: number): boolean => (signs & VERB_SIGN) !== 0 && (signs & HEAD_SIGN) !== 0;

/** Longest stretch in which a verb and its object are looked for. */
const REACH = 120;

interface Found {
  readonly verb: Range;
  readonly object: Range;
}

const CLOSERS = '”"》』」)';

const LONGEST_EDITION = 14;

/** Where the bracket opens that closes at `core`, when the head may stand before it; else `core`. */
const editionStart = (plain: string, start: number, core: number): number => {
  for (let at = core - 1; at > start + 2 && core - at <= LONGEST_EDITION; at--) if (plain.charAt(at) === '(') return at;
  return core;
};

const HEAD_TAILS = ['等', '工作', '并组织实施', '并实施'];

/** Where a name ends that one of these words follows. */
const withoutTail = (plain: string, end: number): number => end - (HEAD_TAILS.find((tail) => plain.startsWith(tail, end - tail.length))?.length ?? 0);

/** Where a document's name ends: the head, with the mark that closes a book title; 0 if it is none. */
const headEndIn =
  (reading: Reading, heads: typeof HEADS) =>
  (start: number, end: number): number => {
    const { plain } = reading;
    let core = end;
    while (core > start && CLOSERS.includes(plain.charAt(core - 1))) core--;
    // 《…手册（2023版）》: an edition or a trial behind the head
    const edition = core < end && plain.charAt(core) === ')' && plain.charAt(start) === '《' ? core + 1 : 0;
    if (edition > 0) core = editionStart(plain, start, core);
    // "等标准", "工作" behind the head
    if (core === end) core = withoutTail(plain, core);
    const length = heads.endingAt(plain, core, start);
    if (length === 0 || AFTER_HEAD.startingAt(plain, core, Math.min(plain.length, core + 4)) > 0) return 0;
    if (edition > core && plain.charAt(edition) === '》') return edition + 1;
    const book = plain.charAt(start) === '《' && plain.charAt(core) === '》' ? 1 : 0;
    const quoted = core < end && '”"'.includes(plain.charAt(core)) ? 1 : 0;
    return core + (book || quoted);
  };

const skipLeads = (reading: Reading, from: number, end: number): number => {
  let at = from;
  for (let round = 0; round < 4; round++) {
    const length = LEADS.startingAt(reading.plain, at, end);
    if (length === 0 || at + length >= end) return at;
    at += length;
  }
  return at;
};

const isSelf = (text: string): boolean => SELF.has(text) || text.startsWith('本') || text.length < 4;

/** "制定A办法和B细则": objects behind a verb. */
const behindVerb = (reading: Reading, verb: Range, limit: number, keeping: boolean): Found[] => {
  const start = skipLeads(reading, verb.end, limit);
  if ('的后者'.includes(reading.plain.charAt(start)) || start >= limit) return [];
  const names = namesOf(reading, { start, end: limit }, headEndIn(reading, keeping ? REGISTERS : HEADS));
  return names.filter(({ start: from, end }) => end - from <= 60 && !isSelf(reading.text.slice(from, end))).map((object) => ({ verb, object }));
};

/** A clause cut at 并 and at verbs that open something else, so that an object never runs over them. */
const CUTS = wordSet(
  '并组织 并抓好 并开展 并按 并报 并向 并做好 并在 并推动 并建立 并严格 并认真 组织实施 明确 推动 推进 加强 落实 开展 强化 规范 引导 细化 确保 提高 提升 优化 实行 纳入',
);

const limitOf = (reading: Reading, from: number, end: number): number => {
  for (let at = from + 2; at < end; at++) {
    const ch = reading.mask.charAt(at);
    if (ch === ':' || ch === '\n') return at;
    if (CUTS.startingAt(reading.mask, at, end) > 0 && AFTER_OBJECT.endingAt(reading.plain, at, from) > 0) return at;
  }
  return end;
};

/** What an object ends with before something else begins. */
const AFTER_OBJECT = wordSet([...DOCUMENT_HEADS.split(/[ \n]/).filter((word) => word !== ''), '》', '并', '等']);

/** True when no object follows the verb: the clause ends, or 工作, 实施 close it. */
const nominal = ({ plain }: Reading, at: number, end: number): boolean =>
  at >= end || '、,。和及与'.includes(plain.charAt(at)) || ['工作', '实施', '报批'].some((word) => plain.startsWith(word, at) && at + word.length >= end);

/** "推进X规划编制实施": the object stands before the verb. */
const beforeVerb = (reading: Reading, clause: Range, verb: Range): Found[] => {
  let tail = clause.end;
  if (verb.end + 8 < tail || ['参与', '鼓励', '支持', '引导'].some((word) => reading.plain.slice(Math.max(clause.start, verb.start - REACH), verb.start).includes(word))) return [];
  for (const word of ['工作', '实施', '和实施', '报批', '任务']) if (reading.plain.startsWith(word, tail - word.length) && tail - word.length >= verb.end) tail -= word.length;
  if (tail > verb.end + 2) return [];
  const opener = openerOf(reading, clause, verb.start);
  const end = reading.plain.charAt(verb.start - 1) === '的' ? verb.start - 1 : verb.start;
  const names = namesOf(reading, { start: opener, end }, headEndIn(reading, HEADS));
  const last = names.at(-1);
  // one list before one verb is one object: "A、B等标准制定"
  return last === undefined || isSelf(reading.text.slice(opener, last.end)) || last.end - opener > 60 ? [] : [{ verb, object: { start: opener, end: last.end } }];
};

const OPENERS = wordSet(
  '加快推进 积极推进 大力推进 稳步推进 全面推进 统筹推进 扎实推进 推进 推动 加快 启动 完成 做好 开展 抓好 组织 组织开展 全面启动 全面完成 抓紧 积极参与 参与 同步推进 有序推进 基本完成 加强 深化 加快开展 持续推进 促进 统筹',
);

/** The verb before the object, "推进…规划编制": the object starts behind it. */
const openerOf = (reading: Reading, clause: Range, limit: number): number => {
  let found = clause.start;
  for (let at = clause.start; at < limit && at - clause.start < 24; at++) {
    const length = OPENERS.startingAt(reading.mask, at, limit);
    if (length === 0) continue;
    found = at + length;
    at += length - 1;
  }
  return found;
};

const writtenByOthers = (reading: Reading, clause: Range, verb: Range): boolean => {
  const before = BEFORE_VERB.endingAt(reading.plain, verb.start, clause.start);
  return before > 0 || reading.plain.charAt(verb.end) === '了' || onBasis(reading, clause, verb);
};

const CLAUSE_BASIS = ['根据', '按照', '依据', '依照', '由国家', '已'];
const BASIS_ENDS = ['要求', '部署', '规定', '实际', '安排', '职责', '分工', '原则', '需要', '精神', '》', '情况', '规划', '方案', '目标', '思路', '标准'];

/** "按照国家制定的标准" writes nothing; "按照省市要求建立项目库" does. */
const onBasis = ({ plain }: Reading, clause: Range, verb: Range): boolean =>
  CLAUSE_BASIS.some((word) => plain.startsWith(word, clause.start)) &&
  !BASIS_ENDS.some((word) => plain.slice(clause.start, Math.min(verb.start, clause.start + REACH)).includes(word));

const inClause = (reading: Reading, clause: Range): Found[] => {
  const { mask } = reading;
  const out: Found[] = [];
  for (let at = clause.start; at < clause.end; at++) {
    if (EITHER.startingAt(mask, at, clause.end) === 0) continue;
    const firm = WRITING.startingAt(mask, at, clause.end);
    const keep = KEEPING.startingAt(mask, at, clause.end);
    const length = Math.max(firm, keep);
    if (length === 0) continue;
    const verb = { start: at, end: at + length };
    at += length - 1;
    if (writtenByOthers(reading, clause, verb) || (keep > firm && WRITING.startingAt(mask, verb.end, clause.end) > 0)) continue;
    const trailing = firm > 0 && TRAILING.has(mask.slice(verb.start, verb.end)) && nominal(reading, verb.end, clause.end);
    const found = trailing ? beforeVerb(reading, clause, verb) : behindVerb(reading, verb, limitOf(reading, verb.end, Math.min(clause.end, verb.end + REACH)), keep > firm);
    for (const hit of found) if ((out.at(-1)?.object.end ?? 0) <= hit.object.start) out.push(hit);
    const last = out.at(-1);
    if (found.length > 0 && last !== undefined && last.object.end > at) at = last.object.end - 1;
  }
  return out;
};

/** 设立专门机构，制定办法: who is founded in the sentence writes nothing yet. */
const isFounded = (plain: string, at: number): boolean => ['成立', '设立', '组建', '建立', '筹建'].some((word) => plain.startsWith(word, at - word.length));

/** The body that writes: named in the sentence before the verb, the nearest group's first. */
const ownerBefore = (plain: string, actors: readonly ActorRecord[], sentence: Sentence, verb: Range): string | null => {
  const names = namesOfActors(actors);
  let best = -1;
  for (let i = firstFrom(names, sentence.start); i < names.length; i++) {
    const { start, end } = names[i] as Span;
    if (start >= verb.start || end > sentence.end) break;
    if (end <= verb.start && !isFounded(plain, start) && (best < 0 || start > (names[best] as Span).start)) best = i;
  }
  return best < 0 ? null : (actors[best] as ActorRecord).id;
};

/** The owner or lead that a duty text gives the node, when the sentence names nobody. */
const ownersByMeasure = (actors: readonly ActorRecord[]): ReadonlyMap<string, string> => {
  const map = new Map<string, string>();
  for (const actor of actors) {
    if (actor.role !== 'lead' && actor.role !== 'owner') continue;
    for (const measure of actor.measures) if (!map.has(measure) || actor.role === 'lead') map.set(measure, map.get(measure) ?? actor.id);
  }
  return map;
};

/**
 * Documents to be written, in text order. Pure and linear; never throws.
 * @param seen record ids already given in this document; new ones are added
 */
export const extractDocuments = (parsed: ParsedText, scan: DocumentScan, seen: Map<string, number> = new Map()): DocumentRecord[] => {
  const reading = readingOf(parsed, scan.times);
  const periods = periodIndexOf(parsed, scan.times);
  const actors = scan.actors ?? [];
  const owners = ownersByMeasure(actors);
  const out: DocumentRecord[] = [];
  for (const sentence of sentencesWhere(parsed.sentences, mayHoldTexts)) {
    const zone = reading.zones[sentence.nodeAt];
    const silent = periods.contextAt(sentence.nodeAt)?.silent ?? true;
    if (zone === 'review' || silent || (isHeading(reading, sentence) && !isMeasureTitle(reading, sentence))) continue;
    for (const clause of sentence.clauses) {
      if (!mayHoldTexts(clause.signs) || periods.past(clause.start)) continue;
      for (const found of inClause(reading, trimRange(reading.plain, clause))) {
        const owner = ownerBefore(reading.plain, actors, sentence, found.verb) ?? owners.get(sentence.node) ?? null;
        out.push(recordOf(reading, periods, { sentence, found, owner }, seen));
      }
    }
  }
  return withoutTitles(reading, out);
};

const isMeasureTitle = (reading: Reading, sentence: Sentence): boolean => {
  const kind = reading.parsed.nodes[sentence.nodeAt]?.kind;
  return kind === 'measure' || kind === 'task' || kind === 'boxBlock';
};

/** A title that promises a text counts only when the body of its node does not name it again. */
const withoutTitles = (reading: Reading, records: readonly DocumentRecord[]): DocumentRecord[] => {
  const perNode = new Map<string, number>();
  for (const record of records) perNode.set(record.node, (perNode.get(record.node) ?? 0) + 1);
  return records.filter((record) => {
    const node = reading.nodes.get(record.node);
    const inTitle = node?.title !== null && node?.title !== undefined && record.object.end <= node.start + (node.label?.length ?? 0) + node.title.length + 2;
    return !inTitle || (perNode.get(record.node) ?? 0) === 1;
  });
};

interface Draft {
  readonly sentence: Sentence;
  readonly found: Found;
  readonly owner: string | null;
}

const recordOf = (reading: Reading, periods: PeriodIndex, { sentence, found, owner }: Draft, seen: Map<string, number>): DocumentRecord => {
  const object = spanAt(reading, found.object.start, found.object.end);
  const when = periods.at(Math.min(found.verb.start, found.object.start));
  const why: Why[] = [];
  if (when?.computed === true) why.push({ field: 'period', code: 'computed.period', from: [when.period.source] });
  if (when?.period.inherited === true) why.push({ field: 'period', code: 'inherited.time', from: [when.period.source] });
  return {
    id: recordId('d', `document|${object.text}`, seen),
    node: sentence.node,
    verb: spanAt(reading, found.verb.start, found.verb.end),
    object,
    owner,
    period: when?.period ?? null,
    why,
    conf: when?.period.inherited === true ? 0.9 : 0.95,
  };
};
