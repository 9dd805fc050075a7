/**
 * Cuts the stretch a verb reigns over into the things it names: "A(…)、B和C等项目建设".
 * Finds what a list is made of (等项目, 等道路), which places belong to one name, and the head that short names share.
 */
import type { Enclosure, ProjectStage, Range } from '../model.ts';
import { PLACE_CLASSES } from './facility-heads.ts';
import { SHAREABLE_HEADS, SHARED_PROGRAM_WORDS } from './name-words.ts';
import { coreOfAction, HEADS, isSpecific, kindOfName, mayName, type NameKind, ownCharacters, stripTails } from './naming.ts';
import { canSeparate, isDigitAt, JOINT_MARKS, MEASURES, type Piece, pieceRanges, readPiece, skipLeads } from './pieces.ts';
import { MASK, type Reading, trimRange } from './reading.ts';
import { CharSet } from '../source/char-set.ts';
import type { VerbPhrase } from './verb-phrases.ts';
import { wordSet } from './words.ts';

export interface Item {
  readonly name: Range;
  /** null: no head of its own; it lives by the head it shares */
  readonly kind: NameKind | null;
  /** brackets straight after the name */
  readonly brackets: readonly Enclosure[];
  readonly stage: ProjectStage | null;
  readonly stageAt: Range | null;
  readonly doing: boolean;
  /** a class by its own words: 一批, 若干, 各, 每个 */
  readonly several: boolean;
  /** what stood before 的: "总投资50亿元的X项目" */
  readonly modifier: Range | null;
  readonly sharedHead: Range | null;
  readonly places: readonly Range[];
}

const NO_ITEMS: readonly Item[] = [];
const CLASSES = wordSet(PLACE_CLASSES);
const SHAREABLE = wordSet(SHAREABLE_HEADS);
const SHARED_PROGRAMS = wordSet(SHARED_PROGRAM_WORDS);
/** Words for whatever was listed: the things before keep their own heads. */
const CARRIERS = wordSet('载体 机构 场馆 场所 阵地 板块 地标 主体 点位');
const PLACE_ENDS = new CharSet('区岸河路镇村街县市江湖道乡库渠');

interface Etc {
  /** offset of 等 */
  readonly at: number;
  /** what stands between 等 and the tails */
  readonly hypernym: Range;
  readonly kind: 'open' | 'program' | 'place' | 'longer' | 'other';
}

const ETC = 0x7b49;

/** The last 等 of the stretch that closes a list, and what it says the list is made of. */
const etcOf = (reading: Reading, range: Range): Etc | null => {
  const { mask, plain } = reading;
  for (let at = range.end - 1; at > range.start; at--) {
    if (mask.charCodeAt(at) !== ETC || '高初中平均相不同优对劣上'.includes(mask.charAt(at - 1)) || '级候于效量次'.includes(mask.charAt(at + 1) || ' ')) continue;
    const tails = stripTails(plain, at + 1, range.end, 0);
    const lead = skipLeads(plain, at + 1, tails.end);
    const hypernym = { start: Math.min(lead.start, tails.end), end: tails.end };
    return { at, hypernym, kind: etcKind(plain, hypernym) };
  }
  return null;
};

const etcKind = (plain: string, { start, end }: Range): Etc['kind'] => {
  if (end - start === 0) return 'open';
  const placed = CLASSES.startingAt(plain, start, end);
  if (placed === end - start) return 'place';
  const shared = SHARED_PROGRAMS.endingAt(plain, coreOfAction(plain, start, end), start);
  if (placed > 0 && shared === 0 && end - start - placed >= 3) return 'longer';
  if (placed > 0 && end - start - placed >= 5) return 'longer';
  if (CARRIERS.endingAt(plain, end, start) > 0) return 'open';
  return shared > 0 || HEADS.endingAt(plain, end, start) > 0 ? 'program' : 'other';
};

const kindOf = ({ plain }: Reading, { name }: Piece): NameKind | null => kindOfName(plain, name.start, name.end);

type Group = Pick<Item, 'stage' | 'stageAt' | 'doing'>;

const itemOf = (reading: Reading, piece: Piece, shared: Range | null, group: Group, kind = kindOf(reading, piece)): Item => ({
  name: piece.name,
  kind,
  brackets: piece.brackets,
  stage: piece.stage ?? group.stage,
  stageAt: piece.stageAt ?? group.stageAt,
  doing: piece.doing || group.doing,
  several: piece.several,
  modifier: piece.modifier,
  sharedHead: shared,
  places: [],
});

const placeEnd = (reading: Reading, piece: Piece): boolean => PLACE_ENDS.has(reading.plain.charCodeAt(piece.name.end - 1));

const holdsPlaceEnd = (plain: string, start: number, end: number): boolean => {
  for (let at = start; at < end; at++) if (PLACE_ENDS.has(plain.charCodeAt(at))) return true;
  return false;
};

/** "老城区、北城区污水管网" is one thing: places in front, one head behind. Gives the index where the last name begins. */
const joinFrom = (reading: Reading, pieces: readonly Piece[]): number => {
  const last = pieces.length - 1;
  const tail = pieces[last];
  if (tail === undefined || last === 0) return last;
  const kind = kindOfName(reading.plain, tail.name.start, tail.name.end);
  if (kind === null || !holdsPlaceEnd(reading.plain, tail.name.start, kind.head.start)) return last;
  let first = last;
  for (let i = last - 1; i >= 0; i--) {
    const piece = pieces[i];
    if (piece === undefined || !placeEnd(reading, piece) || piece.brackets.length > 0 || piece.name.end - piece.name.start > 8) break;
    const own = kindOfName(reading.plain, piece.name.start, piece.name.end);
    if (own !== null && !reading.plain.slice(own.head.start, own.head.end).endsWith('城区')) break;
    first = i;
  }
  return first;
};

/** Length of the shareable head of a name, 工程/项目 behind it not counted. */
const shareableAt = (reading: Reading, item: Item): number => (item.kind === null ? 0 : SHAREABLE.endingAt(reading.plain, item.kind.coreEnd, item.name.start));

/** Short names before "C铁路" live by its head: "雄忻、石雄铁路". */
const sharesHead = (reading: Reading, piece: Piece, last: Item): boolean => {
  if (last.kind === null || piece.name.end - piece.name.start > 10) return false;
  return shareableAt(reading, last) > 0 && ownCharacters(reading.plain, piece.name.start, piece.name.end) >= 2 && ownCharacters(reading.plain, last.name.start, last.name.end) >= 2;
};

const readGroup = (reading: Reading, ranges: readonly Range[]): Piece[] => {
  const pieces: Piece[] = [];
  for (const range of ranges) {
    const piece = readPiece(reading, range);
    if (piece !== null) pieces.push(piece);
  }
  // "A、B开工建设": what is said behind the last name holds for the names before it
  let stage: ProjectStage | null = null;
  let stageAt: Range | null = null;
  for (let i = pieces.length - 1; i >= 0; i--) {
    const piece = pieces[i] as Piece;
    if (piece.stage === null) {
      piece.stage = stage;
      piece.stageAt = stageAt;
    } else {
      stage = piece.stage;
      stageAt = piece.stageAt;
    }
  }
  return pieces;
};

/** "青山堰2座中型水库": the count in the middle cuts the name; the head behind it is shared. */
const uncounted = (reading: Reading, item: Item): Item => {
  const { plain } = reading;
  if (item.kind === null) return item;
  for (let at = item.name.start + 2; at < item.kind.head.start; at++) {
    if (!isDigitAt(plain, at) || isDigitAt(plain, at - 1)) continue;
    let stop = at;
    while (isDigitAt(plain, stop) && stop - at < 3) stop++;
    if (!MEASURES.includes(plain.charAt(stop)) || plain.charAt(stop) === '期' || !SHAREABLE.has(plain.slice(item.kind.head.start, item.kind.head.end))) continue;
    return { ...item, name: { start: item.name.start, end: at }, kind: null, sharedHead: { start: item.kind.head.start, end: item.kind.head.end } };
  }
  return item;
};

/** Most objects name one thing or none. */
const singleItem = (reading: Reading, range: Range): readonly Item[] => {
  const piece = readPiece(reading, range);
  if (piece === null) return NO_ITEMS;
  const kind = kindOf(reading, piece);
  if (kind === null && piece.brackets.length === 0) return NO_ITEMS;
  const item = uncounted(reading, itemOf(reading, piece, null, piece, kind));
  return item.kind !== null || item.sharedHead !== null || item.brackets.length > 0 ? [item] : NO_ITEMS;
};

/** A list without 等: own heads, one joined name, or a head shared by short names. */
const plainList = (reading: Reading, range: Range): readonly Item[] => {
  const ranges = pieceRanges(reading, range);
  const only = ranges[0];
  if (ranges.length === 1 && only !== undefined) return singleItem(reading, only);
  const pieces = readGroup(reading, ranges);
  const group = { stage: null, stageAt: null, doing: pieces.at(-1)?.doing ?? false };
  const from = joinFrom(reading, pieces);
  const last = pieces.at(-1);
  const first = pieces[from];
  if (last === undefined || first === undefined) return [];
  const joined: Piece = { ...last, name: { start: first.name.start, end: last.name.end }, several: first.several || last.several };
  const lastItem = uncounted(reading, itemOf(reading, joined, null, group));
  const items = pieces.slice(0, from).map((piece) => {
    const item = itemOf(reading, piece, null, group);
    if (item.kind === null && lastItem.kind === null && lastItem.sharedHead !== null) return { ...item, sharedHead: lastItem.sharedHead };
    if (item.kind !== null || lastItem.kind === null || !sharesHead(reading, piece, lastItem)) return item;
    return { ...item, sharedHead: { start: lastItem.kind.coreEnd - shareableAt(reading, lastItem), end: lastItem.kind.coreEnd } };
  });
  return [...items, lastItem].filter((item) => item.kind !== null || item.sharedHead !== null || item.brackets.length > 0);
};

/** Everything a verb's object names, in text order. */
export const itemsOf = (reading: Reading, phrase: VerbPhrase): readonly Item[] => {
  phrase.items ??= readItems(reading, phrase.object);
  return phrase.items;
};

/** What a character tells about the stretch it stands in. */
const CLOSES_LIST = 1;
const BRACKET = 2;
const JOINT = 4;
const TELLS = new Uint8Array(0x10000);
TELLS[ETC] = CLOSES_LIST;
TELLS[MASK.bracket.charCodeAt(0)] = BRACKET;
for (const mark of JOINT_MARKS) TELLS[mark.charCodeAt(0)] = JOINT;

const toldBy = (mask: string, { start, end }: Range): number => {
  let told = 0;
  for (let at = start; at < end; at++) told |= TELLS[mask.charCodeAt(at)] as number;
  return told;
};

const readItems = (reading: Reading, object: Range): readonly Item[] => {
  const range = trimRange(reading.plain, object);
  if (range.end - range.start < 2) return NO_ITEMS;
  const told = toldBy(reading.mask, range);
  // no name can come out of a stretch without the word of a thing, a bracket or 等
  if ((told & (CLOSES_LIST | BRACKET)) === 0 && !mayName(reading.plain, range.start, range.end)) return NO_ITEMS;
  // most objects name one thing
  if ((told & (CLOSES_LIST | JOINT)) === 0) return singleItem(reading, range);
  const etc = (told & CLOSES_LIST) === 0 ? null : etcOf(reading, range);
  if (etc === null || etc.kind === 'other') return etc === null ? plainList(reading, range) : [];
  const before = { start: range.start, end: etc.at };
  if (etc.kind === 'longer') {
    const piece = readPiece(reading, { start: etc.hypernym.start, end: range.end });
    if (piece === null) return [];
    const placed = CLASSES.startingAt(reading.plain, piece.name.start, piece.name.end);
    const rest = itemOf(reading, { ...piece, name: { start: piece.name.start + placed, end: piece.name.end } }, null, piece);
    // nothing but an action behind the places: they belong to the name
    const item = rest.kind === null ? itemOf(reading, { ...piece, name: { start: before.start, end: piece.name.end } }, null, piece) : rest;
    return item.kind === null ? [] : [{ ...item, places: placesOf(reading, before) }];
  }
  const tails = stripTails(reading.plain, etc.at + 1, range.end, 0);
  const group = { stage: tails.stage, stageAt: tails.stageAt, doing: tails.doing };
  const shared = etc.kind === 'program' ? etc.hypernym : null;
  const named = shared === null ? null : ownHypernym(reading, range, etc);
  if (named !== null) return [named];
  const pieces = readGroup(reading, pieceRanges(reading, before));
  const items = pieces.map((piece) => itemOf(reading, piece, shared, group));
  // "青石路、柳河路等12条道路" are named roads; "石桥镇、柳河乡等地" are places
  if (etc.kind === 'place') return items.filter((item) => item.kind?.cls === 'capital' && isSpecific(reading.plain, item.name.start, item.name.end));
  return items.filter((item) => item.kind !== null || item.sharedHead !== null);
};

const COUNTED = /^[0-9一二三四五六七八九十百两]{1,4}(?:余|多)?(?:个|项|条|座|处|家)/;

/** "落后产能淘汰等能源结构优化工程": examples in front, the thing itself behind. */
const ownHypernym = (reading: Reading, range: Range, etc: Etc): Item | null => {
  // 等12个项目: how many there are, not what they are called
  if (COUNTED.test(reading.plain.slice(etc.at + 1, etc.at + 9))) return null;
  const piece = readPiece(reading, { start: etc.hypernym.start, end: range.end });
  if (piece === null || ownCharacters(reading.plain, etc.hypernym.start, etc.hypernym.end) < 3) return null;
  const item = itemOf(reading, piece, null, piece);
  if (item.kind === null || item.kind.cls !== 'program') return null;
  const examples = readGroup(reading, pieceRanges(reading, { start: range.start, end: etc.at }));
  return examples.some((example) => kindOfName(reading.plain, example.name.start, example.name.end) !== null) ? null : item;
};

/** The enumerated places of "S101、S307和G344等道路及沱河等河流主要生态廊道". */
const placesOf = (reading: Reading, range: Range): Range[] => {
  const out: Range[] = [];
  const { mask } = reading;
  let left = range.start;
  const push = (end: number): void => {
    const lead = skipLeads(reading.plain, left, end);
    if (end > lead.start && end - lead.start <= 12) out.push({ start: lead.start, end });
  };
  for (let i = range.start; i < range.end; i++) {
    if (mask.charAt(i) === '等') {
      push(i);
      const placed = CLASSES.startingAt(mask, i + 1, range.end);
      left = i + 1 + placed;
      if (canSeparate(mask, left)) left++;
    } else if (canSeparate(mask, i) && i > left) {
      push(i);
      left = i + 1;
    }
  }
  push(range.end);
  return out;
};
