/** The word that two headings share and no other heading of the task: 大气环境治理 and 深入推进大气污染防治. */
import { isHanCode } from '../source/han.ts';
import type { OutlineNode, Range } from '../model.ts';

export interface SharedWord {
  /** place of the measure in the list */
  readonly at: number;
  readonly inItem: Range;
  readonly inMeasure: Range;
}

/** Words that any heading may hold. */
const ANYWHERE = new Set(
  '建设 发展 推进 加快 提升 工程 项目 产业 行动 打造 加强 完善 优化 支持 推动 实施 培育 合作 服务 体系 治理 防治 水平 工作 重点 创新 强化 深化 健全 提高 促进 全面 深入 高质 质量 能力 机制 制度 管理 保障 设施 基础 平台 区域 改革 开展 扩大 构建 落实 积极 大力 统筹 特色 综合 领域 主要 方向 现代 集群 制造 加大 突出 明确 着力 做好 做强 增强 任务 目标 计划 专项 标准 示范 试点 布局 结构 环境 资源 开放 共享 共建 协同 一体'.split(
    ' ',
  ),
);

/** The last pair of a heading that begins with a character, plus one; all 0 between two headings. */
const PAIRS = new Int32Array(0x10000);
const NOWHERE = -1;
const SEVERAL = -2;

/** In which title each pair of a heading stands, and where it stands there first. */
interface Sightings {
  readonly titles: number[];
  readonly places: number[];
}

/** One pass over the titles, whatever the number of pairs. */
const sightingsOf = (text: string, own: Range, titles: readonly Range[]): Sightings => {
  const seen: Sightings = { titles: [], places: [] };
  /** the pair before that begins with the same character, plus one */
  const before: number[] = [];
  for (let at = own.start; at + 1 < own.end; at++) {
    const first = text.charCodeAt(at);
    before.push(PAIRS[first] as number);
    seen.places.push(NOWHERE);
    PAIRS[first] = seen.titles.push(NOWHERE);
  }
  for (let i = 0; i < titles.length; i++) {
    const { start, end } = titles[i] as Range;
    for (let at = start; at + 1 < end; at++)
      for (let pair = PAIRS[text.charCodeAt(at)] as number; pair > 0; pair = before[pair - 1] as number) {
        if (text.charCodeAt(own.start + pair) !== text.charCodeAt(at + 1) || seen.titles[pair - 1] === i) continue;
        seen.titles[pair - 1] = seen.titles[pair - 1] === NOWHERE ? i : SEVERAL;
        seen.places[pair - 1] = at;
      }
  }
  for (let at = own.start; at < own.end; at++) PAIRS[text.charCodeAt(at)] = 0;
  return seen;
};

/** Where the title of a node stands; empty when it has none. */
export const titleOf = (text: string, node: OutlineNode): Range => {
  if (node.title === null) return { start: 0, end: 0 };
  const start = text.indexOf(node.title, node.start);
  return start < 0 || start > node.end ? { start: 0, end: 0 } : { start, end: start + node.title.length };
};

/** True inside or across words that any heading may hold: 业集 of 产业集群. */
const isAnywhere = (text: string, pair: number): boolean =>
  ANYWHERE.has(text.slice(pair, pair + 2)) || ANYWHERE.has(text.slice(pair - 1, pair + 1)) || ANYWHERE.has(text.slice(pair + 1, pair + 3));

/** The whole run of characters that both share around two equal pairs. */
const grown = (text: string, a: Range, b: Range, at: readonly [number, number]): readonly [Range, Range] => {
  const same = (i: number, j: number): boolean => isHanCode(text.charCodeAt(i)) && text.charCodeAt(i) === text.charCodeAt(j);
  let [i, j] = at;
  while (i > a.start && j > b.start && same(i - 1, j - 1)) {
    i--;
    j--;
  }
  let length = 2;
  while (i + length < a.end && j + length < b.end && same(i + length, j + length)) length++;
  return [
    { start: i, end: i + length },
    { start: j, end: j + length },
  ];
};

/** @param titles of the measures that may share it */
export const sharedWord = (text: string, item: OutlineNode, titles: readonly Range[]): SharedWord | null => {
  const own = titleOf(text, item);
  let best: SharedWord | null = null;
  const seen = sightingsOf(text, own, titles);
  for (let pair = own.start; pair + 1 < own.end; pair++) {
    const at = seen.titles[pair - own.start] as number;
    // the costly question last: few pairs stand in one heading only
    if (at < 0 || !isHanCode(text.charCodeAt(pair)) || !isHanCode(text.charCodeAt(pair + 1)) || isAnywhere(text, pair)) continue;
    if (best !== null && best.at !== at) return null;
    const [inItem, inMeasure] = grown(text, own, titles[at] as Range, [pair, seen.places[pair - own.start] as number]);
    if (best === null || inItem.end - inItem.start > best.inItem.end - best.inItem.start) best = { at, inItem, inMeasure };
  }
  return best;
};
