/** Designations (争创国家级…), positions (将X打造成为…区) and starts (启动…的创建). */
import type { Range, WhyCode } from '../model.ts';
import { quantitiesIn } from '../projects/attributes.ts';
import { namesOf } from '../projects/name-list.ts';
import { MASK, type Reading } from '../projects/reading.ts';
import { wordSet, wordsOf } from '../projects/words.ts';
import { sign } from '../source/signs.ts';
import { CharSet } from '../source/char-set.ts';
import type { ClauseInput, FoundMilestone } from './extract-milestones.ts';
import { controlOf, modalityOf } from './stance.ts';
import { LEVELS, POSITION_HEADS, STARTED_WORK, STARTING_VERBS, SURE_VERBS, TITLE_HEADS, WINNING_VERBS, WORK_TAILS } from './title-words.ts';

const VERBS = wordSet(WINNING_VERBS);
const SURE = wordSet(SURE_VERBS);
const LEVEL_SET = wordSet(LEVELS);
const HEADS = wordSet(TITLE_HEADS);
const POSITIONS = wordSet(POSITION_HEADS);
const TAILS = wordSet(WORK_TAILS);
const STARTS = wordSet(STARTING_VERBS);
const STARTED = wordSet(STARTED_WORK);
/** Strict heads: a level before them makes a title even after 打造, 建成. */
const OFFICIAL = wordSet(
  '示范区 示范县 示范市 示范城市 示范镇 示范村 示范基地 示范园 示范园区 综合示范县 先行区 先导区 试验区 试点 试点县 试点城市 城市 县城 经济开发区 开发区 高新区 高新技术产业开发区 旅游景区 景区 度假区 旅游度假区 目的地 旅游目的地 重点实验室 实验室 技术中心 产业示范基地 集聚区 服务业集聚区 产业园 现代农业产业园 特色产业集群 先进制造业集群 产业集群 创新型县 创新型城市 强县 绿色园区 绿色工厂 先行示范区 百强县 步行街 特色小镇 医学中心 区域医疗中心 物流枢纽 历史文化名城 公园 森林公园 湿地公园',
);
const SOFT_LEVEL_WORDS = '国家级 省级 市级 国家5A级 国家4A级 国家3A级 5A级 4A级 3A级 国家AAAAA级 国家AAAA级 国家 全国 自治区级 国家级、省级 三级甲等';
const SOFT_LEVELS = wordSet(SOFT_LEVEL_WORDS);
const BECOMING_WORDS = '打造成 打造成为 建设成为 建成为 创成为 创建成为';
const BECOMING = wordSet(BECOMING_WORDS);
const MANY = ['一批', '若干', '一系列', '更多', '多个', '一些', '各类', '各级'];
/** Words before a verb that make it part of a name or of another's text: 深化创建, 创建活动. */
const NOUN_AFTER = wordSet('工作 活动 行动 成果 机制 试点 任务 力度 标准 要求 单位 和 与 、 , 。 ; 后 期 水平 了 的 资金 用地 工程 项目 主体 规划 方案 投资 期间');

/** Longest title; longer stretches are sentences. */
const LONGEST = 40;

interface Spot {
  readonly verb: Range;
  readonly sure: boolean;
  readonly becoming: boolean;
}

/** A clause that gives a leaning or a basis promises nothing: "围绕加快建设国家创新型城市". */
const FRAMES = ['围绕', '以建设', '以创建', '以打造', '按照', '对标', '立足', '依据', '随着', '聚焦'];

const FRAME_OPENERS = new CharSet(FRAMES.map((word) => word.charAt(0)).join(''));

const isFrame = (reading: Reading, clause: Range): boolean =>
  FRAME_OPENERS.has(reading.plain.charCodeAt(clause.start)) &&
  FRAMES.some((word) => reading.plain.startsWith(word, clause.start)) &&
  !reading.plain.slice(clause.start, clause.end).includes('争创');

const spotsIn = (reading: Reading, clause: Range): Spot[] => {
  const { mask } = reading;
  const out: Spot[] = [];
  for (let at = clause.start; at < clause.end; at++) {
    const length = VERBS.startingAt(mask, at, clause.end);
    if (length === 0) continue;
    const end = at + length;
    const word = mask.slice(at, end);
    const before = mask.charAt(at - 1);
    // "创建国家生态文明建设示范市": a verb inside a title
    const nested = out.length > 0 && !SURE.has(word) && !BECOMING.has(word) && !'、和并与 '.includes(before);
    if (!nested && NOUN_AFTER.startingAt(mask, end, clause.end) === 0 && end < clause.end && before !== '的' && before !== '已') {
      out.push({ verb: { start: at, end }, sure: SURE.has(word), becoming: BECOMING.has(word) });
    }
    at = end - 1;
  }
  return out;
};

const quantified = (reading: Reading, end: number, limit: number): boolean => {
  const next = reading.plain.charAt(end);
  return end < limit && ((next >= '0' && next <= '9') || next === '(' || next === '达' || next === '数');
};

/** End of a title at the end of a stretch; a quoted title counts with its marks. */
const titleEnd =
  (reading: Reading) =>
  (start: number, end: number): number => {
    const { plain } = reading;
    let core = end;
    for (const tail of ['称号', '等', '荣誉', '的创建', '创建', '建设', '行列', '范围', '名单'])
      if (plain.startsWith(tail, core - tail.length) && core - tail.length - start >= 3) core -= tail.length;
    if ('”"'.includes(plain.charAt(core - 1))) return reading.mask.charAt(core - 1) === MASK.quote && core - start >= 4 ? core : 0;
    return HEADS.endingAt(plain, core, start) > 0 && core - start >= 3 ? core : 0;
  };

const levelAt = (reading: Reading, start: number, end: number): boolean => {
  if (LEVEL_SET.startingAt(reading.plain, start, end) > 0) return true;
  // "皖北承接产业转移示范区" has none; "阜阳市国家级…" has it inside
  for (let at = start + 1; at < end; at++) if (SOFT_LEVELS.startingAt(reading.plain, at, end) > 2) return true;
  return false;
};

const official = (reading: Reading, start: number, end: number): boolean =>
  SOFT_LEVELS.startingAt(reading.plain, start, end) > 0 && OFFICIAL.endingAt(reading.plain, end, start) > 0;

/** What follows the verb up to the next winning verb or the end of the clause. */
const objectOf = (clause: Range, spots: readonly Spot[], index: number): Range => {
  const spot = spots[index] as Spot;
  const next = spots[index + 1];
  return { start: spot.verb.end, end: next === undefined ? clause.end : next.verb.start };
};

const isMany = (reading: Reading, object: Range): boolean => {
  const head = reading.plain.slice(object.start, object.start + 6);
  const first = reading.plain.charAt(object.start);
  return MANY.some((word) => head.includes(word)) || (first >= '0' && first <= '9' && !['3A', '4A', '5A'].some((grade) => head.startsWith(grade)));
};

const isWork = (reading: Reading, object: Range): boolean => {
  const tail = TAILS.endingAt(reading.plain, object.end, object.start);
  return tail > 0 && HEADS.endingAt(reading.plain, object.end, object.start) <= tail;
};

const inQuantity = (input: ClauseInput, range: Range): boolean =>
  quantitiesIn(input.quantities, { start: range.start, end: range.end + 12 }).some(
    (q) => q.start < range.end + 1 && q.dimension === 'count' && q.article !== true && q.end >= range.end,
  );

const trimOf = (reading: Reading, object: Range): Range => {
  let { start } = object;
  while (start < object.end && '成为好了入 '.includes(reading.plain.charAt(start))) start++;
  return { start, end: object.end };
};

const designations = (input: ClauseInput, spot: Spot, raw: Range): FoundMilestone[] => {
  const { reading, clause } = input;
  const object = trimOf(reading, raw);
  if (isMany(reading, object) || isWork(reading, object)) return [];
  const names = namesOf(reading, object, titleEnd(reading));
  if (names.length === 0) return [];
  const firstLevel = names[0] !== undefined && names[0].end - names[0].start <= LONGEST && levelAt(reading, names[0].start, names[0].end);
  const out: FoundMilestone[] = [];
  names.forEach((name, index) => {
    if (name.end - name.start > LONGEST) return;
    const level = levelAt(reading, name.start, name.end);
    const fits = spot.sure ? level || (index > 0 && firstLevel) || hasTitleWord(reading, name) : official(reading, name.start, name.end);
    if (!fits || quantified(reading, name.end, clause.end) || inQuantity(input, name)) return;
    out.push(made(input, 'designation', { verb: spot.verb, object: name, code: index > 0 ? 'shared.verb' : null }));
  });
  return out;
};

/** 示范区, 试点 … are titles by themselves; 园区, 社区, 基地 are not. */
const TITLES_BY_THEMSELVES = wordSet(
  '示范区 示范县 示范市 示范城市 示范镇 示范村 示范基地 示范园区 先行区 先导区 试验区 试点 试点县 试点城市 称号 荣誉称号 先行示范区 综合示范县 文明城市 卫生县城 卫生城市 森林城市 园林城市 园林县城 双拥模范城 名城 百强县 绿色园区 绿色工厂 特色小镇 经济开发区 高新区',
);

const hasTitleWord = (reading: Reading, name: Range): boolean => TITLES_BY_THEMSELVES.endingAt(reading.plain, name.end, name.start) > 0;

interface Deed {
  readonly verb: Range;
  readonly object: Range;
  readonly code: WhyCode | null;
}

const made = (input: ClauseInput, kind: FoundMilestone['kind'], deed: Deed): FoundMilestone => ({
  node: input.sentence.node,
  kind,
  verb: deed.verb,
  object: deed.object,
  when: input.periods.at(deed.verb.start),
  modality: modalityOf(input.reading, input.clause, deed.verb.end),
  control: controlOf(input.reading, input.clause, deed.verb),
  code: deed.code,
});

/** "将X打造成为A区、B地": counts with a period, or where the plan says what it makes of the place. */
const positions = (input: ClauseInput, spot: Spot, raw: Range): FoundMilestone[] => {
  if (!spot.becoming) return [];
  const { reading, clause } = input;
  const subject = reading.plain.slice(Math.max(clause.start, spot.verb.start - 24), spot.verb.start);
  if (!/[将把][^其]/.test(subject) && input.periods.at(spot.verb.start) === null) return [];
  const object = trimOf(reading, raw);
  const names = namesOf(reading, object, (start, end) => (POSITIONS.endingAt(reading.plain, end, start) > 0 && end - start >= 4 ? end : 0));
  return names
    .filter((name) => name.end - name.start <= LONGEST)
    .map((name, index) => {
      const kind = TITLES_BY_THEMSELVES.endingAt(reading.plain, name.end, name.start) > 0 ? 'designation' : 'positioning';
      return made(input, kind, { verb: spot.verb, object: name, code: index > 0 ? 'shared.verb' : null });
    });
};

const OPENS_START = new CharSet('启全适');

/** "启动国家4A级旅游景区的创建": promises the application, not the title. */
const starts = (input: ClauseInput): FoundMilestone[] => {
  const { reading, clause } = input;
  const { plain, mask } = reading;
  for (let at = clause.start; at < clause.end; at++) {
    if (!OPENS_START.has(mask.charCodeAt(at))) continue;
    const length = STARTS.startingAt(mask, at, clause.end);
    if (length === 0) continue;
    const verb = { start: at, end: at + length };
    const work = STARTED.endingAt(plain, clause.end, verb.end);
    if (work > 0) {
      let end = clause.end - work;
      if (plain.charAt(end - 1) === '的') end--;
      const title = end - verb.end <= LONGEST && levelAt(reading, verb.end, end) && HEADS.endingAt(plain, end, verb.end) > 0;
      if (end - verb.end >= 4 && end - verb.end <= LONGEST && (title || input.periods.near(at) !== null))
        return [made(input, 'start', { verb, object: { start: verb.end, end }, code: null })];
    }
    at += length - 1;
  }
  return [];
};

const APPLYING_WORDS = '创建 创建工作 申报 申报工作 争创 申创 争创工作 申创工作 申建 申建工作 创建申报工作';
const APPLYING = wordSet(APPLYING_WORDS);
const PUSHING = wordSet('推进 加快推进 积极推进 扎实推进 深入推进 全力推进 推动 加快 做好 抓好 开展 深入开展 深化 持续推进 支持 统筹推进 全面推进 组织 协助 配合');

/** "推进省级现代农业产业园创建": the title stands before the verb. */
const applications = (input: ClauseInput): FoundMilestone[] => {
  const { reading, clause } = input;
  const tail = APPLYING.endingAt(reading.plain, clause.end, clause.start);
  if (tail === 0) return [];
  let start = clause.start;
  for (let at = clause.start; at < clause.end - tail && at - clause.start < 12; at++) {
    const push = PUSHING.startingAt(reading.mask, at, clause.end - tail);
    if (push > 0) start = at + push;
  }
  const verb = { start: clause.end - tail, end: clause.end };
  const end = reading.plain.charAt(verb.start - 1) === '的' ? verb.start - 1 : verb.start;
  if (start === clause.start || end - start > LONGEST) return [];
  const names = namesOf(reading, { start, end }, titleEnd(reading));
  return names
    .filter((name) => official(reading, name.start, name.end))
    .map((object, index) => made(input, 'designation', { verb, object, code: index > 0 ? 'shared.verb' : null }));
};

/** Verbs that need no level word before the title, and starts. */
const FIRM_SIGN = sign([...wordsOf(SURE_VERBS), ...wordsOf(BECOMING_WORDS), ...wordsOf(STARTING_VERBS)]);
const SOFT_SIGN = sign([...wordsOf(WINNING_VERBS), ...wordsOf(APPLYING_WORDS)]);
const LEVEL_SIGN = sign(wordsOf(SOFT_LEVEL_WORDS));

/** False when no title, position or start can stand there: a soft verb counts only before a level (建设国家级…). */
export const mayHoldTitles = (signs: number): boolean => (signs & FIRM_SIGN) !== 0 || ((signs & SOFT_SIGN) !== 0 && (signs & LEVEL_SIGN) !== 0);

/** Titles, positions and starts of one clause, in text order. */
export const titlesIn = (input: ClauseInput): FoundMilestone[] => {
  const { reading, clause } = input;
  if (isFrame(reading, clause)) return [];
  const begun = starts(input);
  if (begun.length > 0) return begun;
  const spots = spotsIn(reading, clause);
  const out: FoundMilestone[] = [];
  spots.forEach((spot, index) => {
    const object = objectOf(clause, spots, index);
    const placed = positions(input, spot, object);
    out.push(...(placed.length > 0 ? placed : designations(input, spot, object)));
  });
  return out.length > 0 ? out : applications(input);
};
