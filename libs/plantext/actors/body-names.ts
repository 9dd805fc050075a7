/** The suffix grammar of bodies and the splitting of lists of bodies. All questions are answered on bounded strings. */
import type { Range } from '../model.ts';
import { CharSet } from '../source/char-set.ts';
import { isHanCode } from '../source/han.ts';
import { COMPANY_SUFFIXES, INSTITUTE_SUFFIXES, OFFICE_ENDINGS, OFFICE_SUFFIXES, QUANTIFIERS, TERRITORY_HEADS, TERRITORY_SUFFIXES, TERRITORY_WORDS } from './body-lexicon.ts';
import { type EndingSet, endingSet } from './word-set.ts';

/** Longest name that is still taken for a body, characters. */
export const LONGEST_NAME = 40;

const OPENERS = '(（[［【';
const CLOSERS = ')）]］】';
export const isOpener = (ch: string): boolean => ch !== '' && OPENERS.includes(ch);
export const isCloser = (ch: string): boolean => ch !== '' && CLOSERS.includes(ch);
export const isHan = (ch: string): boolean => isHanCode(ch.charCodeAt(0));

/** Words that end like an office and are none: 全部, 内部, 干部, 机会, 社会 … */
const FALSE_ENDS = endingSet(
  '全部 内部 外部 干部 局部 东部 西部 南部 北部 中部 底部 头部 顶部 总部 机会 社会 举办 承办 主办 交办 督办 创办 开办 新办 兴办 经办 部署 签署 格局 布局 开局 大局 全局 结局 行政处 好处 之处 用处 到处 深处 难处 流动站 工作站 加油站 充电站 车站 电站 场所 厕所 住所 会所 加以 科学院士 产品 评委 都会 晚会 协会活动 大会 全会 年会 峰会 博览会 交易会 推介会 座谈会 交流会 运动会 发布会 论坛 展会 洽谈会 听证会 例会 会议室 教室 家属院 庭院 四合院 剧院 影院 敬老院 养老院 福利院 试行 推行 实行 运行 进行 先行 发行 履行 执行 同行 出行 绿色出行 平行 举行 现行 通行'.split(
    ' ',
  ),
);

const OFFICE_ENDS = endingSet(OFFICE_SUFFIXES);
const COMPANY_ENDS = endingSet(COMPANY_SUFFIXES);
const INSTITUTE_ENDS = endingSet(INSTITUTE_SUFFIXES);
const TERRITORY_ENDS = endingSet(TERRITORY_SUFFIXES);
const OFFICE_CLOSERS = new CharSet(OFFICE_ENDINGS);

const endsWithAny = (name: string, endings: EndingSet): boolean => endings.at(name, name.length) !== undefined;

/** Drops a trailing note in brackets: 市发展改革委（市能源局） -> 市发展改革委. */
export function withoutNote(name: string): string {
  if (!isCloser(name.at(-1) ?? '')) return name;
  for (let i = name.length - 1; i > 0; i--) if (isOpener(name[i] ?? '')) return name.slice(0, i);
  return name;
}

/** True for names that close like an office, company or institute (no bare territory). */
export function isOffice(raw: string): boolean {
  const name = withoutNote(raw);
  if (name.length < 2 || name.length > LONGEST_NAME || endsWithAny(name, FALSE_ENDS)) return false;
  return OFFICE_CLOSERS.has(name.charCodeAt(name.length - 1)) || endsWithAny(name, OFFICE_ENDS) || endsWithAny(name, COMPANY_ENDS) || endsWithAny(name, INSTITUTE_ENDS);
}

/** True for territories that can answer: 各区、县级市, 越秀区, 各乡镇. */
export function isTerritory(raw: string): boolean {
  const name = withoutNote(raw);
  if (name.length === 0 || name.length > LONGEST_NAME) return false;
  return endsWithAny(name, TERRITORY_ENDS) && (name.length >= 2 || raw !== name);
}

export function isBody(raw: string): boolean {
  return isOffice(raw) || isTerritory(raw);
}

function stripQuantifier(name: string): string {
  for (const q of QUANTIFIERS) if (name.startsWith(q)) return name.slice(q.length);
  return name;
}

/** Eats territory words and notes in brackets; returns what is left. */
function afterTerritories(name: string): string {
  let rest = name;
  for (let turns = 0; turns < 12 && rest.length > 0; turns++) {
    const first = rest[0] ?? '';
    const close = isOpener(first) ? [...rest].findIndex((c) => isCloser(c)) : -1;
    const word = close > 0 ? rest.slice(0, close + 1) : (TERRITORY_WORDS.find((w) => rest.startsWith(w)) ?? ('、和与及'.includes(first) ? first : ''));
    if (word === '') return rest;
    rest = rest.slice(word.length);
  }
  return rest;
}

/** `各区`, `各有关区`, `各县（市、区）`: territory words only, behind a quantifier. */
export function opensTerritoryList(name: string): boolean {
  const bare = stripQuantifier(name);
  return bare !== name && bare.length > 0 && afterTerritories(bare) === '';
}

/** The next item of a territory list: `县级市`, `街道`, `县（区）人民政府`. */
export function continuesTerritoryList(name: string): boolean {
  if (QUANTIFIERS.some((q) => name.startsWith(q))) return false;
  const rest = afterTerritories(name);
  return rest !== name && (rest === '' || TERRITORY_HEADS.includes(withoutNote(rest)) || TERRITORY_HEADS.includes(rest));
}

/** `县委` before `县政府`: the two of one place are one body. */
export function isPartyAndGovernment(left: string, right: string): boolean {
  if (left.length > 12 || !(left.endsWith('委') || left.endsWith('党工委'))) return false;
  const place = left.endsWith('党工委') ? left.slice(0, -3) : left.slice(0, -1);
  if (left === '党委') return right === '政府';
  return place.length > 0 && (right === `${place}政府` || right === `${place}人民政府` || right === `${place}管委会`);
}

const JOINERS = new CharSet('以和与及');

/** Splits `A和B` where A closes like an office; 工业和信息化局 stays whole. */
export function splitAtAnd(text: string, item: Range): Range[] {
  const name = text.slice(item.start, item.end);
  if (name.length > LONGEST_NAME * 4) return [item];
  for (let i = 2; i < name.length - 1; i++) {
    if (!JOINERS.has(name.charCodeAt(i))) continue;
    const two = name.startsWith('以及', i);
    if (!two && name[i] === '以') continue;
    const left = name.slice(0, i);
    const right = name.slice(i + (two ? 2 : 1));
    const leftCloses =
      !endsWithAny(left, FALSE_ENDS) &&
      (endsWithAny(left, OFFICE_ENDS) || '局委厅部办署院会社行'.includes(left.at(-1) ?? ' ') || endsWithAny(left, COMPANY_ENDS) || left.startsWith('各'));
    if (leftCloses && !left.endsWith('社会') && isBody(right) && right.length > 1 && !isInsideName(left, right)) {
      const cut = item.start + i;
      return [{ start: item.start, end: cut }, ...splitAtAnd(text, { start: cut + (two ? 2 : 1), end: item.end })];
    }
  }
  return [item];
}

/** 各区和…: the left part is only the opening of one territory list. */
function isInsideName(left: string, right: string): boolean {
  return opensTerritoryList(left) && continuesTerritoryList(right);
}
