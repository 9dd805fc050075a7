/**
 * Cuts the stretch a verb reigns over into the things it names: "A(…)、B和C等项目建设".
 * Decides which marks separate things and which stand inside one name, and finds the head a list shares.
 */
import type { Enclosure, ProjectStage, Range } from '../model.ts';
import { PLACE_CLASSES } from './facility-heads.ts';
import { GENERIC_LEADS, NAME_LEADS, SHAREABLE_HEADS } from './name-words.ts';
import { coreOfAction, HEADS, isSpecific, kindOfName, type NameKind, ownCharacters, stripTails } from './naming.ts';
import { MASK, type Reading, trimRange } from './reading.ts';
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

const LEADS = wordSet(NAME_LEADS);
const SEVERAL = wordSet(GENERIC_LEADS);
const CLASSES = wordSet(PLACE_CLASSES);
const SHAREABLE = wordSet(SHAREABLE_HEADS);
const SHARED_PROGRAMS = wordSet(
  '综合客运枢纽 客运枢纽 综合交通枢纽 枢纽 火车站 高铁站 客运站 场站 港区 码头 水利枢纽 变电站 风电场 光伏电站 灌区 河道 河流 河湖 大桥 桥梁 隧道 城际铁路 高速铁路 国省干线 国省道 干线公路 干线 支线机场 通用机场 老旧小区 项目 工程 专项 产业项目 重大项目 重点项目 重大工程 重点工程 标志性工程 民生工程 基础设施项目 设施 重点设施 铁路 高铁 高速公路 高速 公路 水库 机场 线路 通道 省道 国道 路 道路 电站 医院 学校 园区 抽水蓄能电站',
);
/** Longer stretches are sentences without marks, not names. */
const MAX_NAME = 80;
/** Words for whatever was listed: the things before keep their own heads. */
const CARRIERS = wordSet('载体 机构 场馆 场所 阵地 板块 地标 主体 点位');
const PLACE_ENDS = '区岸河路镇村街县市江湖道乡库渠';
const MEASURES = '座个所条家处项栋批套宗件段期';

const isDigit = (ch: string): boolean => ch >= '0' && ch <= '9';

interface Lead {
  readonly start: number;
  readonly several: boolean;
}

/** Skips 一批, 一座, "5座", 好 … before a name. */
export const skipLeads = (plain: string, from: number, end: number): Lead => {
  let start = from;
  let several = false;
  for (let round = 0; round < 4 && start < end; round++) {
    while (start < end && ' 、,;:'.includes(plain.charAt(start))) start++;
    const many = SEVERAL.startingAt(plain, start, end);
    if (many > 0) {
      several = true;
      start += many;
      continue;
    }
    let digits = start;
    while (digits < end && (isDigit(plain.charAt(digits)) || '一二两三四五六七八九十百多余'.includes(plain.charAt(digits))) && digits - start < 6) digits++;
    if (
      digits > start &&
      MEASURES.includes(plain.charAt(digits)) &&
      end - digits > 3 &&
      !isDigit(plain.charAt(digits + 1)) &&
      !(plain.charAt(digits) === '期' && !isDigit(plain.charAt(start)))
    ) {
      several ||= plain.slice(start, digits) !== '一' && plain.slice(start, digits) !== '1';
      start = digits + 1;
      continue;
    }
    const lead = LEADS.startingAt(plain, start, end);
    if (lead === 0 || start + lead >= end) break;
    start += lead;
  }
  return { start, several };
};

/** A name after its last 的, if enough is left; else the whole. */
const afterDe = (mask: string, start: number, end: number): number => {
  for (let at = end - 1; at > start; at--) if (mask.charAt(at) === '的') return end - at > 4 ? at + 1 : end;
  return start;
};

interface Piece {
  name: Range;
  brackets: Enclosure[];
  stage: ProjectStage | null;
  stageAt: Range | null;
  doing: boolean;
  several: boolean;
  modifier: Range | null;
}

/** "城西水厂至15万吨/日": where the figure it grows to begins; `end` if there is none. */
const extentAt = (plain: string, from: number, end: number): number => {
  if (end - from < 4) return end;
  for (let at = end - 2; at >= from && end - at < 14; at--) if ('至到'.includes(plain.charAt(at)) && isDigit(plain.charAt(at + 1))) return at;
  return end;
};

const readExtended = (reading: Reading, name: Range, figure: Range, several: boolean): Piece | null => {
  if (kindOfName(reading.plain, name.start, name.end) === null) return null;
  return { name, brackets: [], stage: null, stageAt: null, doing: true, several, modifier: figure };
};

/** Reads one piece between separators: leads off, tails off, brackets behind the name set aside. */
const readPiece = (reading: Reading, range: Range): Piece | null => {
  const { plain, mask } = reading;
  const trimmed = trimRange(plain, range);
  const lead = skipLeads(plain, trimmed.start, trimmed.end);
  let { end } = trimmed;
  let stage: ProjectStage | null = null;
  let stageAt: Range | null = null;
  let doing = false;
  const brackets: Enclosure[] = [];
  for (let round = 0; round < 4; round++) {
    const tails = stripTails(plain, lead.start, end);
    stage ??= tails.stage;
    stageAt ??= tails.stageAt;
    doing ||= tails.doing;
    end = tails.end;
    const time = reading.timeEnding.get(end);
    if (time !== undefined && time > lead.start + 1) {
      end = time;
      continue;
    }
    const month = monthBefore(plain, lead.start + 2, end);
    if (month < end) {
      end = month;
      continue;
    }
    if (mask.charAt(end - 1) !== MASK.bracket) break;
    const enclosure = reading.closing.get(end);
    if (enclosure === undefined || enclosure.start < lead.start) break;
    brackets.unshift(enclosure);
    end = enclosure.start;
  }
  if (end - lead.start > MAX_NAME) return null;
  const extent = extentAt(plain, lead.start + 2, end);
  if (extent < end) return readExtended(reading, { start: lead.start, end: extent }, { start: extent, end }, lead.several);
  const start = afterDe(mask, lead.start, end);
  if (end - start < 2) return null;
  return { name: { start, end }, brackets, stage, stageAt, doing, several: lead.several, modifier: start > lead.start ? { start: lead.start, end: start } : null };
};

/** Start of "8月底前", "一季度", "上半年" at the end of a name; the end itself if there is none. */
const monthBefore = (plain: string, from: number, end: number): number => {
  for (const word of ['季度', '上半年', '下半年', '年底', '年中', '年初']) {
    if (!plain.startsWith(word, end - word.length)) continue;
    const before = plain.charAt(end - word.length - 1);
    if (word !== '季度') return before === '年' || isDigit(before) || end - word.length < from ? end : end - word.length;
    const start = end - word.length - (plain.charAt(end - word.length - 2) === '第' ? 2 : 1);
    return '一二三四1234'.includes(before) && start >= from ? start : end;
  }
  let at = end;
  while (at > from && '底末初前份旬上中下'.includes(plain.charAt(at - 1)) && end - at < 4) at--;
  if (plain.charAt(at - 1) !== '月') return end;
  at--;
  const stop = at;
  while (at > from && isDigit(plain.charAt(at - 1)) && stop - at < 2) at--;
  return at < stop ? at : end;
};

const NOT_AND_AFTER = '平县田谐美林龙顺静政睦气园';
const NOT_AND_BEFORE = '共饱温总祥颐谐柔平泰义';

/** True if the mark at `at` can separate two names at all. */
export const canSeparate = (mask: string, at: number): boolean => {
  const ch = mask.charAt(at);
  if (ch === '、') return true;
  if (ch === '和') return !NOT_AND_AFTER.includes(mask.charAt(at + 1)) && !NOT_AND_BEFORE.includes(mask.charAt(at - 1));
  if (ch === '与') return mask.charAt(at - 1) !== '参' && mask.charAt(at - 1) !== '赠';
  if (ch === '及') return mask.charAt(at - 1) !== '普' && mask.charAt(at - 1) !== '涉' && mask.charAt(at + 1) !== '时' && mask.charAt(at + 1) !== '其';
  return false;
};

const nextMark = (mask: string, from: number, end: number): number => {
  for (let i = from; i < end; i++) if (mask.charAt(i) === '、' || canSeparate(mask, i)) return i;
  return end;
};

const kindIn = (reading: Reading, range: Range): NameKind | null => {
  const piece = readPiece(reading, range);
  return piece === null ? null : kindOfName(reading.plain, piece.name.start, piece.name.end);
};

/** 和, 与, 及 separate only between two names that could stand alone; 、 always separates. */
const separates = (reading: Reading, at: number, left: number, end: number): boolean => {
  const { mask, plain } = reading;
  const ch = mask.charAt(at);
  if (ch === '、') return true;
  if (!canSeparate(mask, at)) return false;
  if (mask.charAt(at - 1) === MASK.bracket || plain.startsWith('以及', at - 1)) return true;
  const right = { start: at + 1, end: nextMark(mask, at + 1, end) };
  const leftKind = kindIn(reading, { start: left, end: at });
  const rightKind = kindIn(reading, right);
  if (leftKind === null) return false;
  // "A平台和可信数据空间": the right side is no name, nor is the whole
  if (rightKind === null) return kindIn(reading, { start: left, end: right.end }) === null && leftKind.nature === null;
  // "水环境综合治理与可持续发展项目": an action in front has no end of its own
  if (leftKind.nature !== null && leftKind.coreEnd === leftKind.head.start && rightKind.cls === 'program') return false;
  const piece = readPiece(reading, right);
  if (piece === null) return false;
  if (ch === '及') return isSpecific(plain, piece.name.start, piece.name.end) && !plain.startsWith('配套', piece.name.start);
  return piece.name.end - piece.name.start >= 4;
};

const pieceRanges = (reading: Reading, range: Range): Range[] => {
  const out: Range[] = [];
  let left = range.start;
  for (let i = range.start; i < range.end; i++) {
    if (!separates(reading, i, left, range.end)) continue;
    out.push({ start: left, end: i });
    left = i + 1;
  }
  out.push({ start: left, end: range.end });
  return out.filter((piece) => piece.end > piece.start);
};

interface Etc {
  /** offset of 等 */
  readonly at: number;
  /** what stands between 等 and the tails */
  readonly hypernym: Range;
  readonly kind: 'open' | 'program' | 'place' | 'longer' | 'other';
}

/** The last 等 of the stretch that closes a list, and what it says the list is made of. */
const etcOf = (reading: Reading, range: Range): Etc | null => {
  const { mask, plain } = reading;
  for (let at = range.end - 1; at > range.start; at--) {
    if (mask.charAt(at) !== '等' || '高初中平均相不同优对劣上'.includes(mask.charAt(at - 1)) || '级候于效量次'.includes(mask.charAt(at + 1) || ' ')) continue;
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

const itemOf = (reading: Reading, piece: Piece, shared: Range | null, group: Pick<Item, 'stage' | 'stageAt' | 'doing'>): Item => ({
  name: piece.name,
  kind: kindOfName(reading.plain, piece.name.start, piece.name.end),
  brackets: piece.brackets,
  stage: piece.stage ?? group.stage,
  stageAt: piece.stageAt ?? group.stageAt,
  doing: piece.doing || group.doing,
  several: piece.several,
  modifier: piece.modifier,
  sharedHead: shared,
  places: [],
});

const placeEnd = (reading: Reading, piece: Piece): boolean => PLACE_ENDS.includes(reading.plain.charAt(piece.name.end - 1));

/** "老城区、北城区污水管网" is one thing: places in front, one head behind. Gives the index where the last name begins. */
const joinFrom = (reading: Reading, pieces: readonly Piece[]): number => {
  const last = pieces.length - 1;
  const tail = pieces[last];
  if (tail === undefined || last === 0) return last;
  const kind = kindOfName(reading.plain, tail.name.start, tail.name.end);
  if (kind === null) return last;
  const before = reading.plain.slice(tail.name.start, kind.head.start);
  if (![...before].some((ch) => PLACE_ENDS.includes(ch))) return last;
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
  for (const piece of pieces.toReversed()) {
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
    if (!isDigit(plain.charAt(at)) || isDigit(plain.charAt(at - 1))) continue;
    let stop = at;
    while (isDigit(plain.charAt(stop)) && stop - at < 3) stop++;
    if (!MEASURES.includes(plain.charAt(stop)) || plain.charAt(stop) === '期' || !SHAREABLE.has(plain.slice(item.kind.head.start, item.kind.head.end))) continue;
    return { ...item, name: { start: item.name.start, end: at }, kind: null, sharedHead: { start: item.kind.head.start, end: item.kind.head.end } };
  }
  return item;
};

/** A list without 等: own heads, one joined name, or a head shared by short names. */
const plainList = (reading: Reading, range: Range): Item[] => {
  const pieces = readGroup(reading, pieceRanges(reading, range));
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
export const itemsOf = (reading: Reading, object: Range): Item[] => {
  const range = trimRange(reading.plain, object);
  if (range.end - range.start < 2) return [];
  const etc = etcOf(reading, range);
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

/** "落后产能淘汰等能源结构优化工程": examples in front, the thing itself behind. */
const ownHypernym = (reading: Reading, range: Range, etc: Etc): Item | null => {
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
