/**
 * Reads one duty text (a bracket or a line): who leads, who answers, who helps (contract 7.6).
 * A hand-written reader over items; every item is bounded, so the whole is linear in the text.
 */
import type { Range } from '../model.ts';
import { continuesTerritoryList, isBody, isCloser, isHan, isOffice, isOpener, isPartyAndGovernment, LONGEST_NAME, opensTerritoryList, splitAtAnd } from './body-names.ts';
import { DUTY_ADVERBIALS, DUTY_KEYS, DUTY_VERBS, type DutyKeyRole, type DutyRole, JOINING_WORDS, KEY_PREFIXES, OPEN_TAILS } from './duty-lexicon.ts';
import { WordTrie } from '../quantities/word-trie.ts';
import { isFirstLeadsRule, readStatedOnce, type StatedOnce } from './standing-rules.ts';
import { wordSet } from './word-set.ts';

export interface DutyBody extends Range {
  readonly role: DutyRole;
  /** 等 closes the list this body stands in */
  readonly open: boolean;
  /** how the role was said: by 责任单位：, by 负责, or by nothing but the list */
  readonly by: 'key' | 'verb' | 'list';
}

export interface DutyReading {
  readonly bodies: readonly DutyBody[];
  /** the statement 列第一位者为牵头单位 */
  readonly firstLeads: Range | null;
  readonly statedOnce: readonly StatedOnce[];
  /** 完成时限：… with its key */
  readonly deadlines: readonly Range[];
  readonly keyed: boolean;
  readonly firstKey: Range | null;
}

interface Item extends Range {
  /** the mark before the item */
  readonly before: string;
}
interface Section extends Range {
  readonly role: DutyKeyRole | null;
  readonly key: Range | null;
}

const VERBS = new WordTrie(DUTY_VERBS);
const JOINING = wordSet(JOINING_WORDS);
const SEPARATORS = '、，,；;。 \t\n\u3000/／|';
const BLANKS = ' \t\n\u3000';
const COLONS = ':：';

/** End of the key that ends right before a colon, as a role; null when there is none. */
function keyBefore(text: string, from: number, colon: number): { role: DutyKeyRole; start: number } | null {
  let end = colon;
  if (isCloser(text[end - 1] ?? '')) {
    let i = end - 1;
    while (i > from && end - i < 20 && !isOpener(text[i] ?? '')) i--;
    if (isOpener(text[i] ?? '')) end = i;
  }
  while (end > from && ' \t\u3000'.includes(text[end - 1] ?? 'x')) end--;
  for (let length = 10; length >= 1; length--) {
    const start = end - length;
    if (start < from) continue;
    const role = DUTY_KEYS.get(text.slice(start, end));
    if (role === undefined) continue;
    const prefix = KEY_PREFIXES.find((p) => start - p.length >= from && text.startsWith(p, start - p.length) && !isHan(text[start - p.length - 1] ?? ''));
    return { role, start: prefix === undefined ? start : start - prefix.length };
  }
  return null;
}

/** Cuts the text at its keys; what stands before the first key has role null. */
function sectionsOf(text: string, range: Range): Section[] {
  const sections: Section[] = [];
  let role: DutyKeyRole | null = null;
  let key: Range | null = null;
  let start = range.start;
  for (let i = range.start; i < range.end; i++) {
    const colon = COLONS.includes(text[i] ?? 'x');
    const copula = !colon && text[i] === '为' && '位门体'.includes(text[i - 1] ?? 'x') && i - range.start < 12;
    if (!colon && !copula) continue;
    const found = keyBefore(text, start, i);
    if (!found || (copula && found.start > range.start)) continue;
    if (found.start > start) sections.push({ start, end: found.start, role, key });
    role = found.role;
    key = { start: found.start, end: i + 1 };
    start = i + 1;
  }
  sections.push({ start, end: range.end, role, key });
  return sections;
}

function itemsOf(text: string, range: Range): Item[] {
  const items: Item[] = [];
  let depth = 0;
  let start = range.start;
  let before = '';
  for (let i = range.start; i <= range.end; i++) {
    const ch = i < range.end ? (text[i] ?? '') : '。';
    if (i < range.end && isOpener(ch)) depth++;
    else if (i < range.end && isCloser(ch)) depth = Math.max(0, depth - 1);
    if (i < range.end && (depth > 0 || !SEPARATORS.includes(ch))) continue;
    if (BLANKS.includes(ch) && !separatesAt(text, start, i)) continue;
    if (i > start) items.push({ start, end: i, before });
    else if (items.length > 0 && before === '。') before = '。';
    if (i > start || before === '' || '；;。'.includes(ch)) before = ch;
    start = i + 1;
  }
  return items;
}

/** A blank separates two bodies only behind something finished; 市发展 改革委 is one name with a stray blank. */
function separatesAt(text: string, start: number, blank: number): boolean {
  const left = text.slice(start, blank).trim();
  return left === '' || left.length > LONGEST_NAME || isBody(left) || left.endsWith('等') || DUTY_VERBS.some(([w]) => left.endsWith(w));
}

/** Drops list numbers and glue before a name: `1.`, `①`, `由`, `和`. */
function trimStart(text: string, item: Range): Range {
  let start = item.start;
  for (let turns = 0; turns < 6 && start < item.end; turns++) {
    const ch = text[start] ?? '';
    if (ch === '由' || ch === '和' || ch === '及' || ch === '与' || ch === '“' || ch === '"' || ch === '*' || ch === '★' || ch === '*' || (ch >= '①' && ch <= '⑳')) start++;
    else if (text.startsWith('以及', start) || text.startsWith('其中', start)) start += 2;
    else {
      let digits = start;
      while (digits < item.end && (text[digits] ?? '') >= '0' && (text[digits] ?? '') <= '9') digits++;
      if (digits === start || !'.．、)）'.includes(text[digits] ?? 'x')) break;
      start = digits + 1;
    }
  }
  return { start, end: item.end };
}

interface Trimmed extends Range {
  readonly open: boolean;
}

/** Drops adverbials and 等… from the end of a name. */
function trimEnd(text: string, item: Range): Trimmed {
  let end = item.end;
  let open = false;
  for (let turns = 0; turns < 8 && end > item.start; turns++) {
    const name = text.slice(item.start, end);
    const adverbial = DUTY_ADVERBIALS.find((a) => name.endsWith(a));
    const tail = OPEN_TAILS.find((t) => name.endsWith(t));
    if (adverbial !== undefined) end -= adverbial.length;
    else if (tail !== undefined) {
      end -= tail.length;
      open = true;
    } else if ('。.；;:： 　\t\n”"*★'.includes(name.at(-1) ?? 'x')) end--;
    else break;
  }
  return { start: item.start, end, open };
}

interface VerbHit {
  readonly role: DutyRole;
  readonly name: Trimmed;
  readonly end: number;
}

/** Nouns made of a duty verb: 牵头单位, 负责人, 指导中心. */
const NOUN_AFTER_VERB = ['单位', '部门', '领导', '人', '同志', '主体', '机构', '办公室', '小组', '中心', '委员会', '处', '科', '站', '办', '队', '服务中心', '组', '企业', '高校'];

/** 中国石油, 海康威视: a name without the ending of a body; it counts among bodies only. */
const isPlainName = (name: string): boolean => name.length >= 2 && name.length <= 10 && [...name].every(isHan) && !/年|月|日|完成|工作|[前后]$/u.test(name);

/** The first verb of the item whose left side is empty or a body. */
function verbOf(text: string, item: Range, keyed: boolean, listed = false): VerbHit | null {
  const limit = Math.min(item.end, item.start + LONGEST_NAME * 3);
  for (let i = item.start; i < limit; i++) {
    const verb = VERBS.startingAt(text, i, item.end);
    if (verb === null) continue;
    const end = verb.end;
    const rest = text.slice(end, item.end);
    const isNoun =
      NOUN_AFTER_VERB.some((n) => rest === n || rest.startsWith(n)) ||
      (rest !== '' && rest.length <= 12 && isOffice(text.slice(item.start, item.end)) && !isBody(text.slice(item.start, i)));
    if (isNoun) continue;
    const name = trimEnd(text, { start: item.start, end: i });
    const left = text.slice(name.start, name.end);
    if (left === '' || isBody(left) || (keyed && rest === '' && left.length >= 2) || (listed && rest === '' && isPlainName(left))) return { role: verb.value, name, end };
  }
  return null;
}

/** The state of one section while its items are read. */
interface Reader {
  readonly text: string;
  readonly out: DutyBody[];
  pending: Range[];
  /** how many of `at` are known to be names */
  looked: { at: readonly Range[]; count: number };
  /** how many of them stand before the last comma */
  beforeComma: number;
  open: boolean;
  joined: boolean;
  led: boolean;
}

function mergeNames(text: string, names: readonly Range[]): Range[] {
  const out: Range[] = [];
  for (const name of names) {
    const last = out.at(-1);
    const gap = last ? text.slice(last.end, name.start) : '';
    const near = gap.length === 1 && '、/／，,'.includes(gap);
    const left = last ? text.slice(last.start, last.end) : '';
    const right = text.slice(name.start, name.end);
    if (last && near && ((gap !== '，' && gap !== ',' && opensTerritoryList(left) && continuesTerritoryList(right)) || isPartyAndGovernment(left, right)))
      out[out.length - 1] = { start: last.start, end: name.end };
    else out.push(name);
  }
  return out;
}

function flush(reader: Reader, role: DutyRole, by: DutyBody['by']): void {
  const names = mergeNames(reader.text, reader.pending).flatMap((n) => splitAtAnd(reader.text, n));
  for (const raw of names) {
    const tail = trimEnd(reader.text, raw);
    const note = leadNote(reader.text, tail);
    const name = { start: tail.start, end: note ?? withoutRemark(reader.text, tail) };
    if (!isAdmitted(reader.text, name, by)) continue;
    reader.out.push({ ...name, role: note === null ? role : 'lead', open: reader.open || tail.open, by });
  }
  if (role === 'lead') reader.led = true;
  reader.pending = [];
  reader.beforeComma = 0;
  reader.open = false;
  reader.joined = false;
}

/** Behind a key anything listed counts; elsewhere only what closes like a body (2025年底前完成 does not). */
function isAdmitted(text: string, name: Range, by: DutyBody['by']): boolean {
  const length = name.end - name.start;
  if (length < 1 || length > LONGEST_NAME * 2) return false;
  const words = text.slice(name.start, name.end);
  return by === 'key'
    ? !/^[0-9]{2,4}年/u.test(words) && [...words].some(isHan)
    : isBody(words) || (by === 'verb' && length <= 12 && isHan(words[0] ?? '') && !/年|月|完成|工作/u.test(words));
}

/** Drops a remark that is no part of the name: 各区县政府（含开发区，下同）. */
function withoutRemark(text: string, name: Range): number {
  if (!isCloser(text[name.end - 1] ?? '')) return name.end;
  let i = name.end - 2;
  while (i > name.start && !isOpener(text[i] ?? '')) i--;
  return i > name.start && /^(?:含|不含|包括|以下简称|以下统称|下同|下称)/u.test(text.slice(i + 1, name.end - 1)) ? i : name.end;
}

/** `市发展改革委（牵头）`: end of the name before the note. */
function leadNote(text: string, name: Range): number | null {
  if (!isCloser(text[name.end - 1] ?? '')) return null;
  let i = name.end - 2;
  while (i > name.start && !isOpener(text[i] ?? '')) i--;
  const note = text.slice(i + 1, name.end - 1);
  return i > name.start && (note === '牵头' || note === '牵头单位' || note === '主办' || note === '牵头负责') ? i : null;
}

/** Whether all that waits for its role is a name; what was looked at once is not looked at again with every item of a long list. */
function areNames(reader: Reader): boolean {
  const { pending, text } = reader;
  if (reader.looked.at !== pending || reader.looked.count > pending.length) reader.looked = { at: pending, count: 0 };
  for (let one = pending[reader.looked.count]; one !== undefined; one = pending[reader.looked.count]) {
    const name = text.slice(one.start, one.end);
    if (!isBody(name) && !isPlainName(name)) return false;
    reader.looked.count++;
  }
  return pending.length > 0;
}

function readItem(reader: Reader, raw: Item, role: DutyRole | null): void {
  const { text } = reader;
  let item = trimStart(text, raw);
  if (raw.before !== '' && '；;。'.includes(raw.before) && reader.pending.length > 0) flush(reader, role ?? 'owner', role === null ? 'list' : 'key');
  if (raw.before === ',' || raw.before === '，') reader.beforeComma = reader.pending.length;
  for (let turns = 0; turns < 4 && item.start < item.end; turns++) {
    const joining = joiningOf(text, item);
    if (joining) {
      if (joining.name.end > joining.name.start) reader.pending.push(joining.name);
      if (reader.pending.length > 0) flush(reader, 'lead', 'verb');
      reader.joined = true;
      item = { start: joining.end, end: item.end };
      continue;
    }
    const verb = verbOf(text, item, role !== null, areNames(reader));
    if (!verb) break;
    // 责任单位：A，B、C配合: what stands before the comma was named by the key
    if (role !== null && role !== 'support' && verb.role === 'support' && !reader.joined && reader.beforeComma > 0) {
      const helpers = reader.pending.splice(reader.beforeComma);
      flush(reader, role, 'key');
      reader.pending.push(...helpers);
    }
    if (verb.name.end > verb.name.start) reader.pending.push(verb.name);
    reader.open ||= verb.name.open;
    if (reader.pending.length > 0) flush(reader, reader.joined ? 'support' : verb.role, 'verb');
    return;
  }
  const name = trimEnd(text, item);
  reader.open ||= name.open;
  if (name.end > name.start) reader.pending.push({ start: name.start, end: name.end });
}

/** `A会同B`: the part before 会同 and where the list after it begins. */
function joiningOf(text: string, item: Range): { name: Range; end: number } | null {
  for (let i = item.start; i < Math.min(item.end, item.start + LONGEST_NAME); i++) {
    const word = JOINING.at(text, i);
    if (word === undefined || i + word.length >= item.end) continue;
    const left = trimEnd(text, { start: item.start, end: i });
    const name = text.slice(left.start, left.end);
    const strong = word === '会同' || word === '商请' || word === '会商';
    if (name === '' ? strong : isOffice(name) || isBody(name)) {
      const rest = text.slice(i + word.length, item.end);
      if (strong || isBody(trimmedName(text, { start: i + word.length, end: item.end })) || verbOf(text, { start: i + word.length, end: item.end }, false))
        return rest.length > 0 ? { name: { start: left.start, end: left.end }, end: i + word.length } : null;
    }
  }
  return null;
}

function trimmedName(text: string, item: Range): string {
  const t = trimEnd(text, item);
  return text.slice(t.start, t.end);
}

/** Sentences of a section that are statements, not lists: the first-leads rule, the owner stated once. */
function cutStatements(text: string, section: Range): { lists: Range[]; firstLeads: Range | null; statedOnce: StatedOnce[] } {
  const lists: Range[] = [];
  const statedOnce: StatedOnce[] = [];
  let firstLeads: Range | null = null;
  let start = section.start;
  let depth = 0;
  const close = (end: number): void => {
    const part = { start, end };
    const once = readStatedOnce(text, part);
    if (once) statedOnce.push(once);
    else if (isFirstLeadsRule(text, part)) firstLeads = ruleWithin(text, part, lists);
    else if (end > start) lists.push(part);
  };
  for (let i = section.start; i < section.end; i++) {
    const ch = text[i] ?? '';
    if (isOpener(ch)) depth++;
    else if (isCloser(ch)) depth = Math.max(0, depth - 1);
    if (depth > 0 || !'。；;\n'.includes(ch)) continue;
    close(i);
    start = i + 1;
  }
  if (start < section.end) close(section.end);
  return { lists, firstLeads, statedOnce };
}

/** `A、B负责，排在第一位的部门为牵头部门，下同`: the list stands before the clause with the rule. */
function ruleWithin(text: string, part: Range, lists: Range[]): Range {
  const clauses: Range[] = [];
  let start = part.start;
  for (let i = part.start; i <= part.end; i++) {
    if (i < part.end && !'，,'.includes(text[i] ?? 'x')) continue;
    clauses.push({ start, end: i });
    start = i + 1;
  }
  const at = clauses.findIndex((c) => isFirstLeadsRule(text, c));
  const rule = clauses[Math.max(0, at)] ?? part;
  if (at > 0) lists.push({ start: part.start, end: (clauses[at - 1] ?? part).end });
  return { start: rule.start, end: rule.end };
}

/** A nested bracket that states the rule: A、B（首位为牵头单位，下同）. */
function ruleNote(text: string, range: Range): Range | null {
  for (let i = range.start; i < range.end; i++) {
    if (!isOpener(text[i] ?? '')) continue;
    let end = i + 1;
    while (end < range.end && end - i < 60 && !isCloser(text[end] ?? '')) end++;
    if (isCloser(text[end] ?? '') && isFirstLeadsRule(text, { start: i + 1, end }) && !/[:：]$/u.test(text.slice(end + 1, end + 2))) return { start: i, end: end + 1 };
  }
  return null;
}

const moved = (r: Range, by: number): { start: number; end: number } => ({ start: r.start + by, end: r.end + by });

/**
 * Reads a duty text. Offsets are those of `text`; brackets around it must already be off. `given`: the role that the head of
 * a column says of whatever stands in its cells.
 */
export function readDuty(text: string, range: Range, given: DutyRole | null = null): DutyReading {
  const note = ruleNote(text, range);
  if (note === null) return readPlainDuty(text, range, given);
  const blanked = text.slice(range.start, note.start) + ' '.repeat(note.end - note.start) + text.slice(note.end, range.end);
  const r = readPlainDuty(blanked, { start: 0, end: blanked.length }, given);
  const by = range.start;
  return {
    bodies: r.bodies.map((b) => ({ ...b, ...moved(b, by) })),
    firstLeads: { start: note.start + 1, end: note.end - 1 },
    statedOnce: r.statedOnce.map((o) => ({ ...o, ...moved(o, by), body: moved(o.body, by) })),
    deadlines: r.deadlines.map((d) => moved(d, by)),
    keyed: r.keyed,
    firstKey: r.firstKey ? moved(r.firstKey, by) : null,
  };
}

function readPlainDuty(text: string, range: Range, given: DutyRole | null): DutyReading {
  const out: DutyBody[] = [];
  const deadlines: Range[] = [];
  const statedOnce: StatedOnce[] = [];
  let firstLeads: Range | null = null;
  let firstKey: Range | null = null;
  let led = false;
  for (const cut of sectionsOf(text, range)) {
    const section = cut.role === null && given !== null ? { ...cut, role: given } : cut;
    if (section.key && section.role !== 'other') firstKey ??= section.key;
    if (section.role === 'time' && section.key) deadlines.push({ start: section.key.start, end: section.end });
    const statements = cutStatements(text, section);
    firstLeads ??= statements.firstLeads ?? keyNote(text, section);
    statedOnce.push(...statements.statedOnce);
    if (section.role === 'time' || section.role === 'person' || section.role === 'other') continue;
    for (const list of statements.lists) {
      const reader: Reader = { text, out, pending: [], looked: { at: [], count: 0 }, beforeComma: 0, open: false, joined: false, led };
      for (const item of itemsOf(text, list)) readItem(reader, item, section.role);
      const rest: DutyRole = reader.joined ? 'support' : (section.role ?? (reader.led ? 'support' : 'owner'));
      if (reader.pending.length > 0) flush(reader, rest, section.role === null ? 'list' : 'key');
      led = reader.led;
    }
  }
  return { bodies: out, firstLeads, statedOnce, deadlines, keyed: firstKey !== null, firstKey };
}

/** `责任单位（第一个为牵头单位）：A、B`: the rule stands in the key itself. */
function keyNote(text: string, section: Section): Range | null {
  return section.key && isFirstLeadsRule(text, section.key) ? section.key : null;
}
