/**
 * Decides whether a named thing under a verb is a project, and of which tier (plantext 7.4):
 * A named capital project or any with attributes, B named facility, park, system, programme, C generic class.
 */
import type { ProjectStage } from '../model.ts';
import { CharSet } from '../source/char-set.ts';
import type { HeadClass } from './facility-heads.ts';
import type { Item } from './item-list.ts';
import { coreOfAction, isSpecific, ownCharacters } from './naming.ts';
import { isDigitAt } from './pieces.ts';
import type { Reading, Zone } from './reading.ts';
import type { VerbPhrase } from './verb-phrases.ts';
import { wordSet } from './words.ts';

export type Tier = 'A' | 'B' | 'C';

/** Verbs too weak to make a class of things a project. */
const WEAK = wordSet(
  '开展 发展 培育 促进 加强 完善 落实 做好 抓好 办好 保障 加大 做大做强 建强用好 做强 支持 参与 积极参与 服务保障 形成 治理 整治 修复 升级 提速 共建 助力 配合 部署 打通 储备 布局',
);
/** Taking part in what others build. */
const PARTAKING = wordSet('参与 积极参与 参与建设');
/** Verbs of founding: they make registers and platforms, not buildings. */
const FOUNDING = wordSet('建立 建立健全 设立 搭建 构建 加快构建 组建 创设 共建');
/** Verbs of becoming: their objects are mostly titles and positions (milestones), seldom things. */
const BECOMING = wordSet('打造 打造成 打造成为 创建 争创 形成 培育 培育和建设');
const BECOMING_HEADS = wordSet('片区 小镇 特色小镇 街区 特色街区 历史文化街区 步行街 商业街 公园 田园综合体 综合体 商业综合体 园 工业社区 风情园 产业园 科技园 创业园');
const FOUNDING_HEADS = wordSet('平台 信息平台 公共服务平台 云平台 系统 信息系统 监测系统 预警系统 大数据系统 管理系统 数据库 信息库 资源库 城市大脑 大脑 专网 物联网 基金');
const DATA_WORDS = ['信息', '数据', '监测', '智慧', '云', '数字', '监控', '监管', '指挥', '预警', '物联'];
/** Words of position and praise: what follows is a title or a wish. */
const PRAISE = [
  '国内',
  '全国',
  '国际',
  '世界',
  '全球',
  '知名',
  '一流',
  '影响力',
  '示范区',
  '高地',
  '标杆',
  '样板',
  '长三角',
  '京津冀',
  '大湾区',
  '目的地',
  '优选地',
  '策源地',
  '竞争力',
  '具有',
  '面向',
  '领先',
  '国家级',
  '省级',
  '优先',
  '新型',
  '特色鲜明',
  '千亿级',
  '百亿级',
  '万亿级',
  '体系',
  '格局',
];

/** Parks and the like that are built on a site of their own. */
const BUILT_AREAS = wordSet(
  '产业园 产业园区 工业园 科技园 示范园 创业园 软件园 物流园 航空产业园 环保产业园 合作园区 智造园 科创园 化工园区 食品园 生态园 静脉产业园 循环经济园 现代农业产业园 零碳园区',
);

/** 甲公司30条|生产线: a quantity of things, no thing. */
const COUNT_INSIDE = /^\d{1,5}(?:余|多)?(?:条|个|座|台|套|家|处|栋|所)|\d(?:余|多)?(?:条|个|座|台|套|家|处|栋|所)$/;

const COUNTED_BY = new CharSet('条个座台套家处栋所');

const isCounted = (plain: string, start: number, end: number): boolean =>
  (isDigitAt(plain, start) || COUNTED_BY.has(plain.charCodeAt(end - 1))) && COUNT_INSIDE.test(plain.slice(start, end));

const BUILD_STAGES: ReadonlySet<ProjectStage> = new Set(['plan', 'start', 'build', 'complete', 'operate', 'prepare']);

export interface Judged {
  readonly tier: Tier;
  readonly specific: boolean;
}

const isWeak = (phrase: VerbPhrase): boolean => phrase.words.length > 0 && phrase.words.every((word) => WEAK.has(word));

const classOf = (item: Item): HeadClass => {
  const kind = item.kind;
  if (kind === null) return 'program';
  if (kind.cls !== 'program') return kind.cls;
  return kind.inner === 'capital' || kind.inner === 'area' ? kind.inner : 'program';
};

const headText = (reading: Reading, item: Item): string => (item.kind === null ? '' : reading.plain.slice(item.kind.head.start, item.kind.head.end));

const praised = (reading: Reading, item: Item): boolean => {
  const name = reading.plain.slice(item.name.start, item.name.end);
  return PRAISE.some((word) => name.includes(word));
};

/** One facility per name: the items of the list are the facilities. */
const SINGLE_HEAD = /(铁路|高铁|高速公路|高速|公路|机场|水库|大桥|地铁|电站|城际|国道|省道|隧道|路|线|枢纽|火车站|高铁站|客运站|港区|码头|灌区|变电站|风电场)$/;

const SENTENCE_SIGN_WORDS = ['在', '将', '把', '被', '优化为', '作为', '成为', '转型为', '所需'];
const SENTENCE_SIGNS = wordSet(SENTENCE_SIGN_WORDS);
const NEVER_FIRST = wordSet(['如下', '以下', '下列', '上述', '相关', '有关', '这些', '其他', '涉', '有条件', '需', '未', '非', '落实', '符合', '不']);
const AND = 0x4e0e;
const TELLING = new CharSet(`与${SENTENCE_SIGN_WORDS.map((word) => word.charAt(0)).join('')}`);

/** False when a stretch that ends like a name is a piece of a sentence: "机构在综合保税区", "企业与学校共建基地". */
const isNoun = ({ plain }: Reading, item: Item): boolean => {
  const { start, end } = item.name;
  if (NEVER_FIRST.startingAt(plain, start, end) > 0) return false;
  let joined = false;
  for (let at = start; at < end; at++) {
    if (!TELLING.has(plain.charCodeAt(at))) continue;
    if (SENTENCE_SIGNS.startingAt(plain, at, end) > 0) return false;
    if (plain.charCodeAt(at) === AND) joined = true;
  }
  return item.kind?.cls === 'program' || item.kind?.nature !== null || !joined;
};

/** A list item without a head of its own: it needs words of its own, a figure or an action. */
const judgeShared = (reading: Reading, item: Item, hasFigures: boolean): Judged | null => {
  const own = ownCharacters(reading.plain, item.name.start, item.name.end);
  if (item.several) return null;
  // no head, but money, ground or size in its bracket: "甲光伏组件(总投资20亿元)"
  if (item.sharedHead === null) return hasFigures && own >= 2 && item.brackets.length > 0 ? { tier: 'A', specific: true } : null;
  const head = reading.plain.slice(item.sharedHead.start, item.sharedHead.end);
  if (own >= 2 && SINGLE_HEAD.test(head.slice(0, coreOfAction(head, 0, head.length)))) return { tier: 'A', specific: true };
  if (!/(项目|工程|专项)$/.test(head)) return null;
  return own >= 2 || hasFigures ? { tier: 'B', specific: own >= 2 } : null;
};

/** "A、B等项目": the list itself says that its things are projects. */
const byProgram = (reading: Reading, item: Item): boolean => item.sharedHead !== null && /(项目|工程)$/.test(reading.plain.slice(item.sharedHead.start, item.sharedHead.end));

const judgeClass = (reading: Reading, cls: HeadClass, specific: boolean, phrase: VerbPhrase, item: Item): Tier | null => {
  const weak = isWeak(phrase);
  const listed = item.sharedHead !== null;
  const outside = phrase.control === 'support';
  if (cls === 'capital') {
    const acted = specific && item.kind !== null && item.kind.nature !== null && item.kind.coreEnd === item.kind.head.start;
    if (weak && !acted && !item.doing && item.stage === null && !listed && !outside) return null;
    if (item.places.length > 0) return 'B';
    return specific && !item.several ? (weak && !outside && !listed && item.stage === null ? 'B' : 'A') : weak && outside ? null : 'C';
  }
  if (cls === 'area') {
    if (!specific && byProgram(reading, item) && !item.several) return 'B';
    if (!specific) return item.stage === null && (weak || outside || !BUILD_STAGES.has(phrase.stage ?? 'advance')) ? null : 'C';
    if (item.several) return 'C';
    return !listed && !weak && BUILT_AREAS.has(headText(reading, item)) ? 'A' : 'B';
  }
  if (item.several) return null;
  if (cls === 'belt') return item.name.end - item.name.start >= 4 ? 'B' : null;
  if (PARTAKING.has(phrase.word)) return null;
  if (weak && !item.doing && item.sharedHead === null && !reading.plain.startsWith('“', item.name.start)) return null;
  if (cls === 'system' && outside && !specific) return null;
  if (cls === 'system') return specific || (!weak && !listed && item.name.end - item.name.start >= 7) ? 'B' : null;
  return null;
};

const judgeProgram = (reading: Reading, item: Item, specific: boolean, weak: boolean): Tier | null => {
  const length = item.name.end - item.name.start;
  const body = (item.kind?.head.start ?? item.name.end) - item.name.start;
  if (item.several || body < 3) return null;
  const inner = item.kind?.inner ?? null;
  if (inner === 'system' && item.kind?.nature !== null) return null;
  if (specific) return weak && inner === null && item.kind?.nature === null ? null : 'B';
  if (weak) return null;
  if (inner === 'capital') return 'C';
  return length >= 6 && !/^(重大|重点|各类|基础设施|民生|产业|招商|政府|合作|建设)/.test(reading.plain.slice(item.name.start, item.name.start + 4)) ? 'C' : null;
};

/**
 * The tier of an item under a verb, or null when it is none.
 * @param hasFigures attributes stand in its bracket, its name or right behind it
 */
export const judge = (reading: Reading, phrase: VerbPhrase, item: Item, hasFigures: boolean): Judged | null => {
  const { plain } = reading;
  if (item.kind === null) return judgeShared(reading, item, hasFigures);
  if (!isNoun(reading, item) || (!hasFigures && isCounted(plain, item.name.start, item.kind.head.start))) return null;
  const specific = isSpecific(plain, item.name.start, item.name.end);
  if (hasFigures) return { tier: item.sharedHead !== null && !specific ? 'B' : 'A', specific };
  const body = item.kind.head.start - item.name.start;
  if (body < 1 && !item.several) return null;
  const cls = classOf(item);
  // "生态系统保护和修复": a direction, nothing is built
  if (cls === 'system' && item.kind.nature !== null && plain.slice(item.name.start, item.name.end).includes('生态系统')) return null;
  if (phrase.kind === 'status' && FOUNDING.has(phrase.word)) {
    const head = headText(reading, item);
    if (item.several || !FOUNDING_HEADS.has(head) || praised(reading, item))
      return cls === 'program' && head === '项目' && body >= 4 && phrase.word === '建立' ? { tier: 'C', specific } : null;
    // a platform for meeting or trade is a form of work, one for data is a thing to build
    const built = head !== '平台' || DATA_WORDS.some((word) => plain.slice(item.name.start, item.name.end).includes(word)) || plain.startsWith('“', item.name.start);
    return body >= 3 && built ? { tier: 'B', specific } : null;
  }
  if (phrase.kind === 'status' && BECOMING.has(phrase.word)) {
    const head = headText(reading, item);
    if (cls !== 'belt' && !BECOMING_HEADS.has(head) && !BECOMING_HEADS.has(head.slice(-2)) && !head.endsWith('园') && !plain.startsWith('“', item.name.start)) return null;
    if (praised(reading, item)) return null;
    return { tier: item.several || (!specific && cls !== 'belt') ? 'C' : 'B', specific };
  }
  if (cls === 'program') {
    const tier = judgeProgram(reading, item, specific, isWeak(phrase));
    return tier === null ? null : { tier, specific };
  }
  const tier = judgeClass(reading, cls, specific, phrase, item);
  return tier === null ? null : { tier, specific };
};

/** In a list of goals only named things count; guiding thoughts and reviews hold none. */
export const zoneAllows = (zone: Zone, judged: Judged): boolean => zone === 'body' || (zone === 'goal' && judged.specific && judged.tier === 'A');
