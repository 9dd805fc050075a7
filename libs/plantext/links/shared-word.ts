/** The word that two headings share and no other heading of the task: 大气环境治理 and 深入推进大气污染防治. */
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

const isHan = (code: number): boolean => code >= 0x3400 && code <= 0x9fff;

/** Where two characters of the heading stand in the other heading, -1 for nowhere. */
const find = (text: string, pair: number, title: Range): number => {
  const first = text.charCodeAt(pair);
  const second = text.charCodeAt(pair + 1);
  for (let at = title.start; at + 1 < title.end; at++) if (text.charCodeAt(at) === first && text.charCodeAt(at + 1) === second) return at;
  return -1;
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
  const same = (i: number, j: number): boolean => isHan(text.charCodeAt(i)) && text.charCodeAt(i) === text.charCodeAt(j);
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
  for (let pair = own.start; pair + 1 < own.end; pair++) {
    if (!isHan(text.charCodeAt(pair)) || !isHan(text.charCodeAt(pair + 1))) continue;
    let at = -1;
    let place = -1;
    let several = false;
    for (let i = 0; i < titles.length && !several; i++) {
      const found = find(text, pair, titles[i] as Range);
      if (found < 0) continue;
      several = at >= 0;
      at = i;
      place = found;
    }
    // the costly question last: few pairs stand in one heading only
    if (at < 0 || several || isAnywhere(text, pair)) continue;
    if (best !== null && best.at !== at) return null;
    const [inItem, inMeasure] = grown(text, own, titles[at] as Range, [pair, place]);
    if (best === null || inItem.end - inItem.start > best.inItem.end - best.inItem.start) best = { at, inItem, inMeasure };
  }
  return best;
};
