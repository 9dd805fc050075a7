/**
 * Duty texts: （责任单位：A、B） at the end of a paragraph or in its middle, and lines like 牵头单位：A (contract 7.6).
 * Here only their stretch and keyword are found; who is in them is read by the extractor of bodies.
 */
import type { Enclosure, Range } from '../model.ts';
import { CharSet } from '../source/char-set.ts';
import { findCode, findLastCode } from '../source/scan.ts';
import type { Places } from '../source/scan.ts';

export interface Duty extends Range {
  /** keyword as written: its stretch in the text; null for a bare list of bodies */
  readonly label: Range | null;
}

/** Words before a colon. Longest first where one begins another. */
const KEYWORD =
  /^(?:(?:主要|具体|第一|总|共同)?(?:责任|牵头|配合|协办|主办|承办|参与|参加|协同|协作|协助|支持|实施|落实|指导|督导|监督|督办|主管|分管|包抓|包保|联系|组织|完成|整改|推进|时间|时限|目标|办理)(?:责任)?(?:单位|部门|主体|机构|领导|县领导|人|科室|处室|股室|市领导|区领导|要求|安排|时限|时间|节点|期限|进度)|牵头|配合|责任|分工|时限|时间节点)(?:及[^:,。]{1,8})?\s{0,3}[:]/;
/** More than the longest keyword with its colon. */
const LONGEST_KEYWORD = 40;

const COLON_KEYS = [
  '责任',
  '牵头',
  '配合',
  '协办',
  '主办',
  '承办',
  '参与',
  '参加',
  '协同',
  '协作',
  '协助',
  '支持',
  '实施',
  '落实',
  '指导',
  '督导',
  '监督',
  '督办',
  '主管',
  '分管',
  '包抓',
  '包保',
  '联系',
  '组织',
  '完成',
  '整改',
  '推进',
  '时间',
  '时限',
  '主要',
  '具体',
  '第一',
  '总',
  '共同',
  '分工',
  '办理',
];

const KEY_STARTS = new CharSet(COLON_KEYS.map((key) => key.charAt(0)).join(''));

/** A keyword with its colon at `at`; the stretch without the colon, or null. */
export const keywordAt = (view: string, at: number): Range | null => {
  if (!KEY_STARTS.has(view.charCodeAt(at)) || !COLON_KEYS.some((k) => view.startsWith(k, at))) return null;
  const hit = KEYWORD.exec(view.slice(at, at + LONGEST_KEYWORD));
  if (hit === null) return null;
  let end = at + hit[0].length - 1;
  while (end > at && view.charCodeAt(end - 1) === 32) end--;
  return { start: at, end };
};

/** Verbs that end a clause of a duty bracket; the longer wording first. */
const DUTY_VERBS = [
  '牵头负责',
  '分工负责',
  '具体负责',
  '共同负责',
  '负责落实',
  '负责实施',
  '组织实施',
  '牵头落实',
  '牵头',
  '负责',
  '配合',
  '参与',
  '参加',
  '协助',
  '协同',
  '指导',
  '落实',
  '实施',
  '承办',
  '支持',
  '督导',
  '主办',
  '协办',
];

const BODY_END =
  /(?:部|局|委|委员会|厅|办|办公室|政府|党委|党组|院|会|署|区|县|市|省|州|盟|旗|镇|乡|街道|街道办|中心|公司|集团|银行|行|队|支队|总队|团|组|专班|单位|部门|社|总社|所|站|处|科|股|馆|校|学校|大学|联|协|园|园区|管委会|企业|机构|主体|场|台|网|办事处|法院|检察院|工会|法庭|派出所|领导|(?:村|社区)(?:\((?:村|社区|居)\))?|等)$/;

const lastCharStop = (code: number): boolean => code === 0x3002 || code === 59 || code === 33 || code === 63 || code === 41 || code === 93 || code === 0x201d;

const isSep = (code: number): boolean => code === 44 || code === 0x3002 || code === 59;

const MAX_DUTY = 1500;
const DUN = 0x3001;
const COLON = 58;

interface Piece {
  readonly start: number;
  readonly end: number;
}

/** Pieces of a bracket content between , ; 。 */
const piecesOf = (view: string, start: number, end: number): Piece[] => {
  const out: Piece[] = [];
  let from = start;
  for (let i = start; i <= end; i++) {
    if (i < end && !isSep(view.charCodeAt(i))) continue;
    if (i > from) out.push({ start: from, end: i });
    from = i + 1;
  }
  return out;
};

const CLAUSE_START = /^(?:按|以|在|是|并|要|应|可|需|不|从|为|对|将|把|通过|根据|其中|包括|如|即|含|加强|推进|建设|开展|完善|制定)/;

/** 建设科 and 推进办 begin like a clause and are offices all the same. */
const OFFICE_LIKE_CLAUSE = /^(?:建设|推进|完善|实施|落实).{0,4}(?:局|科|办|处|部|股|组|专班)$/;

const isBodyName = (name: string): boolean => name.length >= 2 && name.length <= 24 && BODY_END.test(name.trim()) && (!CLAUSE_START.test(name) || OFFICE_LIKE_CLAUSE.test(name));

/** A day or 全年 beside the bodies of a bracket: （市数据局，各区；9月底前）. */
const TIME_PIECE =
  /^(?:全年|年内|长期|长期坚持|长期推进|持续推进|持续实施|(?:20\d\d年)?(?:上半年|下半年|[一二三四]季度|\d{1,2}月)?(?:\d{1,2}日)?年?[底末]?[底末]?前?(?:完成|落实)?)$/;

const isTimePiece = (piece: string): boolean => piece.length >= 2 && piece.length <= 16 && TIME_PIECE.test(piece);

const onlyBodies = (piece: string): boolean => {
  const names = piece.split('、');
  return names.length <= 60 && names.every(isBodyName);
};

/** The duty verb that ends the piece and has a list of bodies before it. */
const dutyVerbOf = (view: string, piece: Piece): Range | null => {
  for (const verb of DUTY_VERBS) {
    if (!view.startsWith(verb, piece.end - verb.length) || piece.end - verb.length <= piece.start) continue;
    const before = view.slice(piece.start, piece.end - verb.length).replace(/(?:按照?职责|按照?各自职责|按照?职能|按照?各自职能|共同|分别|依)?(?:分工)?$/, '');
    const list = before.replace(/(?:分别|共同|具体|统一)$/, '').trim();
    const names = list.split('、');
    const last = names[names.length - 1] ?? '';
    if (names.length > 1 || BODY_END.test(last)) return { start: piece.end - verb.length, end: piece.end };
    return null;
  }
  return null;
};

const keywordIn = (view: string, start: number, end: number): Range | null => {
  const keyword = keywordAt(view, start);
  return keyword !== null && keyword.end < end ? keyword : null;
};

/** Label of a bracket content without a keyword: the duty verb, null for a bare list of bodies, undefined when it is no duty. */
const labelOfContent = (view: string, start: number, end: number): Range | null | undefined => {
  if (end - start > MAX_DUTY) return undefined;
  const pieces = piecesOf(view, start, end);
  for (const piece of pieces) {
    const verb = dutyVerbOf(view, piece);
    if (verb !== null) return verb;
  }
  const named = pieces.map((p) => view.slice(p.start, p.end)).filter((piece) => !isTimePiece(piece));
  return named.length > 0 && named.every(onlyBodies) ? null : undefined;
};

/** Duty brackets among the outermost enclosures of one paragraph, in text order. */
export const dutyBrackets = (view: string, para: Range, enclosures: readonly Enclosure[], from: number): Duty[] => {
  const out: Duty[] = [];
  for (let i = from; i < enclosures.length; i++) {
    const e = enclosures[i];
    if (e === undefined || e.start >= para.end) break;
    if (e.depth !== 0 || !e.matched || (e.kind !== 'round' && e.kind !== 'square') || e.end - e.start < 4) continue;
    const afterStop = e.start === para.start || lastCharStop(view.charCodeAt(e.start - 1));
    const atEnd = isTail(view, e.end, para.end);
    // inside a sentence only a keyword makes a duty
    const label = keywordIn(view, e.start + 1, e.end - 1) ?? (afterStop || atEnd ? labelOfContent(view, e.start + 1, e.end - 1) : undefined);
    if (label === undefined) continue;
    const keyed = label !== null && view.charCodeAt(label.end) === COLON;
    if (keyed || (label !== null && (atEnd || afterStop)) || (atEnd && afterStop) || (afterStop && findCode(view, DUN, e.start, e.end) > 0))
      out.push({ start: e.start, end: e.end, label });
  }
  return out;
};

/** Nothing but stops, blanks and pipes up to the end. */
export const isTail = (view: string, from: number, end: number): boolean => {
  for (let i = from; i < end; i++) {
    const code = view.charCodeAt(i);
    if (code !== 32 && code !== 9 && code !== 124 && code !== 0x3002 && code !== 59 && code !== 10) return false;
  }
  return true;
};

/** 责任单位：… without a bracket: a line of its own, or the tail of a paragraph after a full stop. */
export const dutyLineAt = (view: string, para: Range): Duty | null => {
  const keyword = keywordAt(view, para.start);
  return keyword === null || view.charCodeAt(para.start) === 40 ? null : { start: para.start, end: para.end, label: keyword };
};

/** `…。责任单位：A、B` at the end of a paragraph; `colons` = those of the text. */
export const dutyTail = (view: string, para: Range, colons: Places): Duty | null => {
  const window = Math.max(para.start, para.end - 400);
  if (colons.from(window) >= para.end) return null;
  const colon = findLastCode(view, COLON, window, para.end);
  let first: Range | null = null;
  // walk back over the stops of the window; the first keyword that follows a full stop opens the tail
  for (let at = colon; at > window; at--) {
    const before = view.charCodeAt(at - 1);
    if (before !== 0x3002 && before !== 59 && before !== 32) continue;
    const keyword = keywordAt(view, at);
    if (keyword !== null) first = keyword;
    else if (before === 0x3002) break;
  }
  return first === null ? null : { start: first.start, end: para.end, label: first };
};
