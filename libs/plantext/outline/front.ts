/** What stands before the first mark: page furniture, cover letter, title (also on two lines), preamble. */
import type { Range } from '../model.ts';
import type { Para } from './paragraphs.ts';

export interface Front {
  readonly letter: Range | null;
  readonly title: Range | null;
  /** lines of the title joined, blanks at the joints dropped */
  readonly titleText: string | null;
  /** index of the first paragraph after the title; before it everything is furniture or letter */
  readonly next: number;
}

const TITLE_END =
  /(?:方案|规划|纲要|意见|计划|报告|要点|措施|举措|办法|细则|行动|清单|规定|决定|条例|分工|设想|安排|路线图|指南|预案|政策|工程|建议|通知|函|批复|公告|通告|体系|目标|任务书|责任书|一览表|分解表)$/;
const NOTICE_END = /(?:通知|函|批复|公告|通告|命令)$/;
const TITLE_TAIL = /^[(（〔[【].{1,24}[)）〕\]】]$/;
const SUFFIX = /[(（〔[【][^()（）]{1,24}[)）〕\]】]$/;
const BODY_MARKS = /[。；;！!？?]|：$|:$|，$|,$/;
const FURNITURE =
  /^(?:首页|当前位置|您的位置|下载|打印|全屏|收藏|分享|关闭|返回|来源|发布|时间|索引号|信息来源|【|\[字号|字号|字体|浏览|点击|发文|[^，。]{0,14}会议文件|主题|标\s*题|文\s*号|公开|责任编辑|上一篇|下一篇|相关|目\s*录)/;
const LONGEST_TITLE = 70;
/** A notice that sends out a document names two bodies and the whole title of the document. */
const LONGEST_NOTICE = 110;
const LONGEST_LINE = 60;
const LONG_BODY = 80;

/** Date of adoption, number or meeting in a bracket of its own: it follows the title and is no part of it. */
const NO_TITLE_TAIL = /\d月\d{1,2}日|号|会议|大会|通过/;

const isTitleTail = (line: string): boolean => TITLE_TAIL.test(line) && !NO_TITLE_TAIL.test(line);

/** Letter-spaced line (`实 施 意 见`) without its blanks; other lines as they are. */
const unspaced = (line: string): string => {
  const parts = line.split(/\s+/);
  return parts.length >= 3 && parts.every((part) => part.length === 1) ? parts.join('') : line;
};

const stripSuffix = (line: string): string => line.replace(SUFFIX, '').replace(/[”"》\s]+$/, '');

const isTitleLine = (line: string): boolean =>
  line.length >= 4 &&
  line.length <= (line.endsWith('通知') ? LONGEST_NOTICE : LONGEST_TITLE) &&
  !BODY_MARKS.test(line) &&
  !/[>＞]/.test(line) &&
  !FURNITURE.test(line) &&
  TITLE_END.test(stripSuffix(line));

const ORGAN_END = /(?:等[\d一二三四五六七八九十]{0,2}(?:个)?(?:部门|单位)|政府|委员会|办公室|办公厅|局|厅|部|院|县委|市委|省委|区委|党委|党组)$/;
/** `某区2023年重点工作` over `任务分解和责任分工方案`: a line that stops at a noun of planning, and one that opens no place or year. */
const STOPS_AT_NOUN =
  /(?:工作|发展|建设|行动|经济|产业|改革|创新|服务|治理|保护|振兴|管理|整治|提升|转型|升级|体系|环境|安全|项目|就业|消费|交通|城市|农村|乡村|教育|医疗|健康|文化|旅游|生态|现代化|一体化|数字化)$/;
const OPENS_PLACE = /^(?:[一-龥]{2,6}[省市县区州旗镇乡]|20\d\d|中共|关于)/;
const LONGEST_LOWER = 30;

const DATE_OR_NUMBER = /〔|\[\d|\d{4}年\d|\d{4}-\d|^第.*号$/;

const hasOpenPair = (line: string): boolean =>
  line.lastIndexOf('“') > line.lastIndexOf('”') || line.lastIndexOf('《') > line.lastIndexOf('》') || line.lastIndexOf('(') > line.lastIndexOf(')');

/** Is `line` the upper half of a title whose lower half is `below`? */
const isUpperHalf = (line: string, below: string): boolean => {
  if (line.length < 2 || line.length > LONGEST_LINE || BODY_MARKS.test(line) || FURNITURE.test(line)) return false;
  if (/[和与的、及于]$/.test(line) || hasOpenPair(line)) return true;
  if (/^(?:[(（〔【][^)）〕】]{1,24}[)）〕】])?的/.test(below)) return true;
  if (isTitleLine(line) && !isTitleTail(below)) return false;
  if (line.includes('关于') && !ORGAN_END.test(line)) return !DATE_OR_NUMBER.test(line);
  if (below.startsWith('关于')) return ORGAN_END.test(line) && !DATE_OR_NUMBER.test(line);
  if (DATE_OR_NUMBER.test(line)) return false;
  if (below.length <= LONGEST_LOWER && line.length >= 6 && STOPS_AT_NOUN.test(line) && !OPENS_PLACE.test(below)) return true;
  return (below.length <= 10 && line.length >= 4) || isTitleTail(below);
};

const MAX_UPPER = 4;

/** 中共某区工作委员会 over 某区管理委员会: two bodies that issue together, each on its line. */
const isJointOrgan = (line: string, below: string): boolean =>
  line.length >= 4 && line.length <= LONGEST_LINE && ORGAN_END.test(line) && ORGAN_END.test(below) && !DATE_OR_NUMBER.test(line) && !BODY_MARKS.test(line);

interface Candidate {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly notice: boolean;
}

const joinLines = (lines: readonly string[], from: number, to: number): string =>
  lines
    .slice(from, to)
    .join('')
    .replace(/\s+/g, (blank) => (blank.length > 3 ? ' ' : blank));

const candidateAt = (lines: readonly string[], i: number): Candidate | null => {
  const line = lines[i] ?? '';
  let from = i;
  let to = i + 1;
  let whole = isTitleLine(line);
  if (!whole) {
    // `政府工作报` + `告`, `…发展` + `行动方案`: the end stands alone on the next line
    const below = lines[i + 1] ?? '';
    if (below.length > 0 && below.length <= 4 && isUpperHalf(line, below) && isTitleLine(line + below) && !isTitleLine(below)) {
      whole = true;
      to = i + 2;
    }
  }
  if (!whole) return null;
  while (from > 0 && i - from < MAX_UPPER && (isUpperHalf(lines[from - 1] ?? '', lines[from] ?? '') || isJointOrgan(lines[from - 1] ?? '', lines[from] ?? ''))) from--;
  if (isTitleTail(lines[to] ?? '')) to++;
  const text = joinLines(lines, from, to);
  return { from, to, text, notice: NOTICE_END.test(stripSuffix(text)) };
};

const candidatesOf = (lines: readonly string[]): Candidate[] => {
  const out: Candidate[] = [];
  for (let i = 0; i < lines.length; i++) {
    const found = candidateAt(lines, i);
    if (found === null) continue;
    const before = out[out.length - 1];
    if (before && found.from < before.to) out.pop();
    out.push(found);
    i = found.to - 1;
  }
  return out;
};

const NAME_IN_NOTICE = /(?:印发|转发|发布|公布|下达)(.{4,64})的通知$/;

/** The document that a notice sends out (关于印发X的通知), where it stands below as a line, or two, whatever its last word is. */
const namedBelow = (lines: readonly string[], notice: Candidate): Candidate | null => {
  const name = NAME_IN_NOTICE.exec(notice.text)?.[1]?.replace(/^[《〈<"“]|[》〉>"”]$/g, '');
  if (name === undefined) return null;
  for (let from = notice.to; from < lines.length; from++) {
    for (let to = from + 1; to <= Math.min(lines.length, from + 3); to++) {
      if (joinLines(lines, from, to) === name) return { from, to, text: name, notice: false };
    }
  }
  return null;
};

const letterOpening = (lines: readonly string[], to: number): number =>
  lines.slice(0, to).findIndex((l) => /(?:通知如下|印发给你们|现印发|转发给你们|请.{0,8}(?:贯彻|遵照)?执行)/.test(l));

interface Choice {
  readonly title: Candidate;
  readonly letterFrom: number | null;
}

const choose = (lines: readonly string[], all: readonly Candidate[]): Choice | null => {
  const notice = all.findIndex((c) => c.notice);
  const noticeAt = all[notice];
  if (noticeAt !== undefined) {
    const after = namedBelow(lines, noticeAt) ?? all.slice(notice + 1).find((c) => !c.notice && c.text.length >= 5);
    return after ? { title: after, letterFrom: noticeAt.from } : { title: noticeAt, letterFrom: null };
  }
  // the same title twice: the first heads the letter or the page
  const last = all[all.length - 1];
  if (last === undefined) return null;
  const twin = all.find((c) => c !== last && c.text === last.text);
  if (twin) return { title: last, letterFrom: letterOpening(lines, last.from) >= 0 ? twin.from : null };
  const body = lines.findIndex((l) => l.length >= LONG_BODY);
  const early = all.filter((c) => body < 0 || c.from < body);
  const pool = early.length > 0 ? early : all;
  const best = pool.reduce((a, b) => (b.text.length > a.text.length ? b : a));
  const opening = letterOpening(lines, best.from);
  return { title: best, letterFrom: opening >= 0 ? 0 : null };
};

/** Reads paragraphs [0, count) that stand before the first mark. */
export const readFront = (text: string, view: string, paras: readonly Para[], count: number): Front => {
  const lines = paras.slice(0, count).map((p) => (p.end - p.start > 400 ? `${view.slice(p.start, p.start + 400)}。` : unspaced(view.slice(p.start, p.end))));
  const choice = choose(lines, candidatesOf(lines));
  if (choice === null) return fallback(text, paras, lines);
  const { title, letterFrom } = choice;
  const first = paras[title.from];
  const last = paras[title.to - 1];
  if (first === undefined || last === undefined) return { letter: null, title: null, titleText: null, next: 0 };
  const letterStart = letterFrom !== null ? paras[letterFrom] : undefined;
  const letterEnd = paras[title.from - 1];
  return {
    letter: letterStart && letterEnd ? { start: letterStart.start, end: letterEnd.end } : null,
    title: { start: first.start, end: last.end },
    titleText: paras
      .slice(title.from, title.to)
      .map((p) => unspaced(text.slice(p.start, p.end).replace(/\s*[\r\n\u2028]\s*/g, '')))
      .join('')
      .replace(/^[#*>\s]+/, ''),
    next: title.to,
  };
};

/** No line ends like a title: a first short line without a stop will do when marks follow. */
const fallback = (text: string, paras: readonly Para[], lines: readonly string[]): Front => {
  const i = lines.findIndex((l) => !FURNITURE.test(l));
  const para = paras[i];
  const line = lines[i] ?? '';
  if (para === undefined || line.length < 4 || line.length > LONGEST_LINE || BODY_MARKS.test(line)) return { letter: null, title: null, titleText: null, next: 0 };
  return { letter: null, title: { start: para.start, end: para.end }, titleText: text.slice(para.start, para.end), next: i + 1 };
};

const ADDRESSEE = /^(?:各|国务院各|省|市|县|全).{0,200}:$/;

/** Preamble or mere furniture (document number, addressee, subtitle, date)? */
export const isPreamble = (line: string): boolean => line.replace(/\s/g, '').length >= 12 && !ADDRESSEE.test(line) && /[。:;,!]$/.test(line) && !FURNITURE.test(line);
