/** Bodies named outside duty texts as acting, addressed, to be founded or to work with (role `mentioned`). */
import { recordId } from '../ids.ts';
import type { ActorRecord, Clause, ParsedText, Range, Sentence } from '../model.ts';
import { isOffice, isPartyAndGovernment, opensTerritoryList, splitAtAnd } from './body-names.ts';
import type { DutyActors } from './duty-records.ts';
import { ACTING_WORDS, AFTER_ADDRESS, AFTER_BY, FOUNDED_SUFFIXES, FOUNDING_VERBS, NOT_FOUNDED, QUOTED_AUTHORITY, SERVING_SUFFIXES, SUBJECT_SUFFIXES } from './mention-lexicon.ts';
import { INSTITUTION_SIGNS, namedInstitutions } from './named-institutions.ts';
import { PARTNER_SIGN, partnerRegions } from './partner-regions.ts';
import { byStart, inOrder, lastNotAfter, type PlanTree, spanOf } from './tree.ts';
import { CharSet } from '../source/char-set.ts';
import { sentencesWhere } from '../source/holding.ts';
import { isHanCode } from '../source/han.ts';
import { findCode } from '../source/scan.ts';
import { sign } from '../source/signs.ts';
import { endingSet, type WordSet, wordSet } from './word-set.ts';

/** A body found in a sentence; `acts` = it is the one who does it. */
export interface Mention extends Range {
  readonly acts: boolean;
  /** a region to work with */
  readonly partner?: true;
}

const LONGEST_SUBJECT = 30;
const LONGEST_FOUNDED = 60;
/** Names that are offices only by their last character and mean no body. */
const NO_SUBJECT = endingSet(['全社会', '社会', '干部', '全部', '总部', '内部', '机会', '大会', '党代会', '全会', '方案', '工作', '本', '我们', '发展', '项目']);

/** Words that belong to the sentence around a name, not to the name. */
const NOT_IN_SUBJECT =
  /[二两三四五]级(?:政府|党委)|[略策]以及|^坚持|^(?:积极|分别|主动|加强|实行|大力|全面|进一步|充分|切实|鼓励|支持|引导|会同|不同|更好|好|经|以|对|与|和|在|从|把|将|及|并|也|同时|[0-9])|由|实行|主动与|代表|的(?!$)/u;

const SUBJECT_ENDS = endingSet(SUBJECT_SUFFIXES);
const SERVING_ENDS = endingSet(SERVING_SUFFIXES);
const FOUNDED_ENDS = endingSet(FOUNDED_SUFFIXES);
const QUOTED = wordSet(QUOTED_AUTHORITY);
const EACH_ENDS = endingSet(['乡镇', '街道', '区', '县', '市', '镇', '地', '方', '院校', '高校', '园区', '地区']);
const ACTING = wordSet(ACTING_WORDS);
const BY = wordSet(AFTER_BY);
const ADDRESS = wordSet(AFTER_ADDRESS);
const FOUNDING = wordSet(FOUNDING_VERBS);

/** Words without which a clause names no body of that kind. */
const SUBJECT_SIGN = sign([...SUBJECT_SUFFIXES, '各']);
const BROUGHT_SIGN = sign(['会同', '设在', '报送']);
const FOUNDING_SIGN = sign(FOUNDING_VERBS);
const FOUNDED_SIGN = sign(FOUNDED_SUFFIXES);
const SERVING_SIGN = sign(['发挥']);
/** One of these is enough; who is founded takes a verb and a kind of body. */
const NAMING_SIGNS = SUBJECT_SIGN | BROUGHT_SIGN | SERVING_SIGN | PARTNER_SIGN;
const mayFound = (signs: number): boolean => (signs & FOUNDING_SIGN) !== 0 && (signs & FOUNDED_SIGN) !== 0;
const mayName = (signs: number): boolean => (signs & NAMING_SIGNS) !== 0 || mayFound(signs);
const mayMention = (signs: number): boolean => mayName(signs) || (signs & INSTITUTION_SIGNS) !== 0;

const EACH = 0x5404;

/** Ends that mark a subject of government work; wider than offices: 县四大班子领导, 各乡镇, 试点城市. */
function isSubject(view: string, start: number, end: number): boolean {
  const each = view.charCodeAt(start) === EACH && end - start >= 3;
  // the cheap question first: most stretches end like no subject
  if (end - start < 2 || (!each && SUBJECT_ENDS.at(view, end, start) === undefined)) return false;
  const name = view.slice(start, end);
  if (NO_SUBJECT.at(name, name.length) !== undefined || NOT_IN_SUBJECT.test(name)) return false;
  return !each || isOffice(name) || opensTerritoryList(name) || EACH_ENDS.at(name, name.length) !== undefined;
}

const IN_SUBJECT = new CharSet('()、“”');
const PAUSE = 0x3001;
const DOING = 0x884c;

/** Longest subject that starts at `at` and is followed by an acting word; end offset or -1. */
function subjectAt(view: string, at: number, limit: number, after: WordSet): number {
  let best = -1;
  const last = Math.min(limit, at + LONGEST_SUBJECT);
  for (let end = at + 2; end <= last; end++) {
    const code = view.charCodeAt(end - 1);
    if (!isHanCode(code) && !IN_SUBJECT.has(code)) break;
    if (code === PAUSE && end - at > 16) break;
    if (after.at(view, end) !== undefined && isSubject(view, at, end)) best = end;
  }
  return best;
}

/** Offsets in a clause where a subject may stand: its start and after each 、. */
function startsIn(view: string, clause: Range): number[] {
  const out = [clause.start];
  for (let i = clause.start; i < clause.end && out.length < 12; i++) {
    const code = view.charCodeAt(i);
    if (code === PAUSE || (code === DOING && view[i - 1] === '实')) out.push(i + 1);
  }
  return out;
}

function subjectsOf(view: string, clause: Range, out: Mention[]): void {
  let from = clause.start;
  for (const start of startsIn(view, clause)) {
    if (start < from) continue;
    const end = subjectAt(view, start, clause.end, ACTING);
    if (end < 0) continue;
    out.push({ start, end, acts: true });
    from = end;
  }
}

const BRINGS_IN = wordSet(['由', '会同', '设在', '报送', '列入', '向']);

/** 由X负责, 设在X, 会同X, 列入X重点工作. */
function broughtIn(view: string, clause: Range, out: Mention[]): void {
  for (let i = clause.start; i < clause.end; i++) {
    const word = BRINGS_IN.at(view, i);
    if (word === undefined) continue;
    const start = i + word.length;
    if (word === '由') {
      if ('理缘事自'.includes(view[i - 1] ?? 'x') || '于此来'.includes(view[start] ?? 'x')) continue;
      const end = subjectAt(view, start, clause.end, BY);
      if (end > 0) out.push({ start, end, acts: true });
    } else if (word === '向' || word === '列入') {
      const end = subjectAt(view, start, clause.end, ADDRESS);
      if (end > 0) out.push({ start, end, acts: false });
    } else {
      const end = longestSubject(view, start, clause.end);
      if (end > 0) out.push({ start, end, acts: word === '会同' });
    }
  }
}

/** Longest subject from `at` that ends at a mark or before a verb. */
function longestSubject(view: string, at: number, limit: number): number {
  let best = -1;
  for (let end = at + 2; end <= Math.min(limit, at + LONGEST_SUBJECT); end++) {
    if (!isHanCode(view.charCodeAt(end - 1))) break;
    if (isSubject(view, at, end) || (!isHanCode(view.charCodeAt(end)) && isOffice(view.slice(at, end)))) best = end;
  }
  return best;
}

const AFTER_FOUNDED = wordSet(['等', '和', '负责']);

/** 成立…领导小组: the name runs from the verb to the last founding suffix of the clause. */
function founded(view: string, clause: Range): Mention[] {
  for (let i = clause.start; i < clause.end; i++) {
    const verb = FOUNDING.at(view, i);
    if (verb === undefined) continue;
    const start = i + (view.startsWith('建立健全', i) ? 4 : verb.length);
    for (let end = Math.min(clause.end, start + LONGEST_FOUNDED); end >= start + 4; end--) {
      if (isHanCode(view.charCodeAt(end)) && AFTER_FOUNDED.at(view, end) === undefined) continue;
      if (FOUNDED_ENDS.at(view, end, start) === undefined) continue;
      const name = view.slice(start, end);
      if (!NOT_FOUNDED.some((n) => name.includes(n)) && !name.includes('机制')) return foundedName(view, { start, end });
    }
    return [];
  }
  return [];
}

/** Of `生物制造、文化旅游两大产业招商小组` the name begins at the count; other lists are lists of things to build. */
function foundedName(view: string, range: Range): Mention[] {
  const name = view.slice(range.start, range.end);
  const count = name.search(/[一二两三四五六七八九十]大/u);
  const start = count > 0 ? range.start + count : range.start;
  const rest = view.slice(start, range.end);
  if (/^[0-9]/u.test(rest) || rest.length > LONGEST_SUBJECT || (rest.includes('、') && !/(?:机构|小组|专班|队伍|委员会)$/u.test(rest))) return [];
  return [{ start, end: range.end, acts: false }];
}

/** 发挥A和B、C以及D作用. */
function serving(view: string, clause: Range): Mention[] {
  const at = view.slice(clause.start, clause.end).indexOf('发挥');
  if (at < 0) return [];
  let start = clause.start + at + 2;
  while (view[start] === '好' || view[start] === '了') start++;
  const length = view.slice(start, Math.min(clause.end, start + 80)).indexOf('作用');
  if (length < 0) return [];
  const end = start + length;
  return listItems(view, { start, end })
    .filter((r) => {
      const name = view.slice(r.start, r.end).replace(/[“”]/gu, '');
      return name.length >= 3 && name.length <= 20 && !name.includes('的') && SERVING_ENDS.at(name, name.length) !== undefined && !name.startsWith('等');
    })
    .map((r) => ({ ...r, acts: true }));
}

/** Items of a short list, parted at 、 和 以及 及. */
export function listItems(view: string, range: Range): Range[] {
  const out: Range[] = [];
  let start = range.start;
  for (let i = range.start; i <= range.end; i++) {
    const two = view.startsWith('以及', i);
    if (i < range.end && !two && !'、和及'.includes(view[i] ?? 'x')) continue;
    if (i > start) out.push({ start, end: i });
    start = i + (two ? 2 : 1);
    if (two) i++;
  }
  return out;
}

function mentionsIn(view: string, s: Sentence): readonly Mention[] {
  const out: Mention[] = [];
  if (mayName(s.signs)) for (const clause of s.clauses) mentionsInClause(view, clause, out);
  if ((s.signs & INSTITUTION_SIGNS) !== 0) out.push(...namedInstitutions(view, s));
  return inOrder(out, byStart);
}

function mentionsInClause(view: string, clause: Clause, out: Mention[]): void {
  const { signs } = clause;
  if (!mayName(signs) || clause.end - clause.start > 2000) return;
  if ((signs & SUBJECT_SIGN) !== 0) subjectsOf(view, clause, out);
  if ((signs & (SUBJECT_SIGN | BROUGHT_SIGN)) !== 0) broughtIn(view, clause, out);
  if (mayFound(signs)) out.push(...founded(view, clause));
  if ((signs & SERVING_SIGN) !== 0) out.push(...serving(view, clause));
  if ((signs & PARTNER_SIGN) !== 0) out.push(...partnerRegions(view, clause));
}

function withoutOverlaps(view: string, found: readonly Mention[]): Mention[] {
  const out: Mention[] = [];
  let end = -1;
  for (const m of found) {
    if (m.start < end || QUOTED.at(view, m.end) !== undefined) continue;
    if (m.partner === true) out.push(m);
    else for (const part of partsOf(view, m)) if (isWhole(view, part)) out.push({ ...withQuotes(view, part), acts: m.acts });
    end = m.end;
  }
  return out;
}

/** A会同B, A、B and A和B are several bodies; 县委、县政府 and 各区、县级市 are one. */
function partsOf(view: string, m: Mention): Range[] {
  const name = view.slice(m.start, m.end);
  const joint = name.indexOf('会同');
  if (joint >= 2) {
    const first = name.slice(0, joint).replace(/(?:要|应|应当|须|需|将|可|牵头|负责)$/u, '');
    return [
      { start: m.start, end: m.start + first.length },
      { start: m.start + joint + 2, end: m.end },
    ]
      .filter((r) => r.end > r.start)
      .flatMap((r) => splitAtAnd(view, r));
  }
  const cut = name.indexOf('、');
  if (cut < 0) return splitAtAnd(view, m);
  const left = name.slice(0, cut);
  const right = name.slice(cut + 1);
  if (isPartyAndGovernment(left, right) || opensTerritoryList(left) || /(?:机构|小组|专班|队伍)$/u.test(name)) return [m];
  return splitAtPauses(view, m)
    .flatMap((r) => splitAtAnd(view, r))
    .filter((r) => isSubject(view, r.start, r.end) || isOffice(view.slice(r.start, r.end)));
}

function splitAtPauses(view: string, range: Range): Range[] {
  const out: Range[] = [];
  let start = range.start;
  for (let i = range.start; i <= range.end; i++) {
    if (i < range.end && view[i] !== '、') continue;
    if (i > start) out.push({ start, end: i });
    start = i + 1;
  }
  return out;
}

const OPEN = 0x28;
const CLOSE = 0x29;
const OPEN_QUOTE = 0x201c;
const CLOSE_QUOTE = 0x201d;

/** No open bracket without its partner. */
function isWhole(view: string, { start, end }: Range): boolean {
  return end - start >= 2 && findCode(view, OPEN, start, end) < 0 === findCode(view, CLOSE, start, end) < 0;
}

/** Takes both quotation marks of a quoted name, or none. */
function withQuotes(view: string, r: Range): Range {
  if (view.charCodeAt(r.start) !== OPEN_QUOTE || findCode(view, CLOSE_QUOTE, r.start, r.end) >= 0) return r;
  return view.charCodeAt(r.end) === CLOSE_QUOTE ? { start: r.start, end: r.end + 1 } : { start: r.start + 1, end: r.end };
}

const COLON = 58;

/** 各县人民政府，市政府各部门：whom a document is sent to acts in nothing. */
const isAddressee = (view: string, s: Sentence): boolean => view.charCodeAt(s.start) === EACH && view.charCodeAt(s.end - 1) === COLON;

/** Records of mentioned bodies; a body named again in the same node is one record. */
export function mentionedActors(parsed: ParsedText, tree: PlanTree, duties: DutyActors): ActorRecord[] {
  const ids = new Map<string, number>();
  const known = new Set<string>();
  const places = [...duties.places].sort((a, b) => a.start - b.start);
  const starts = places.map((p) => p.start);
  const inDuty = (r: Range): boolean => {
    const at = lastNotAfter(starts, r.start);
    return at >= 0 && r.start < (places[at] as Range).end;
  };
  const out: ActorRecord[] = [];
  for (const s of sentencesWhere(parsed.sentences, mayMention)) {
    const kind = parsed.nodes[s.nodeAt]?.kind;
    if (kind === 'duty' || kind === 'title' || kind === 'row' || kind === 'letter' || isAddressee(parsed.view, s)) continue;
    const found = mentionsIn(parsed.view, s);
    for (const m of found.length === 0 ? found : withoutOverlaps(parsed.view, found)) {
      const key = `mentioned|${parsed.view.slice(m.start, m.end)}|${s.node}`;
      if (inDuty(m) || known.has(key)) continue;
      known.add(key);
      const measure = m.acts ? tree.ancestor(s.node, 'measure') : null;
      out.push({
        id: recordId('a', key, ids),
        node: s.node,
        name: spanOf(parsed.text, m.start, m.end),
        role: 'mentioned',
        measures: measure ? [measure.id] : [],
        ...(m.partner === true ? { partner: true as const } : {}),
        why: [],
        conf: 0.9,
      });
    }
  }
  return out;
}
