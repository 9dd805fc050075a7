/** Lexicon pack "comparators", version 1: contract 7.2 with the false friends of plantext 3.3. */
import type { Comparator } from '../model.ts';
import { WordTrie } from '../quantities/word-trie.ts';

export const COMPARATOR_PACK_VERSION = '1';

export interface Before {
  /** cmp: a bound; reach: 达到 family; hold: 控制在 family; growth: change words; rate: 增幅 and its like, which belong to the name once a comparator stands between; word: adverb; modal; done: 完成, 为; stop: false friend */
  readonly role: 'cmp' | 'reach' | 'hold' | 'growth' | 'rate' | 'word' | 'modal' | 'done' | 'stop';
  readonly cmp?: Comparator;
  readonly direction?: 'up' | 'down';
  readonly flag?: 'respectively' | 'each' | 'distributive' | 'typo';
}

const rows = (role: Before['role'], text: string, extra: Omit<Before, 'role'> = {}): (readonly [string, Before])[] => text.split(' ').map((w) => [w, { role, ...extra }] as const);

const BEFORE: readonly (readonly [string, Before])[] = [
  ...rows('cmp', '不少于 不低于 不小于 不得少于 不得低于 ≥ ≧ 至少 最低 最少 不少於 大于等于', { cmp: '>=' }),
  ...rows('cmp', '不少', { cmp: '>=', flag: 'typo' }),
  ...rows('cmp', '超过 超 过 超出 突破 高于 大于 多于 优于 逾 迈上 跨上 跨过 跨越 站上 冲刺 冲击', { cmp: '>' }),
  ...rows('cmp', '不超过 不超 不高于 不大于 不多于 不得超过 不得高于 不突破 最高 最多 最大 小于等于 限制在 低于或等于 ≤ ≦', { cmp: '<=' }),
  ...rows('cmp', '低于 少于 小于 不足 不到 不满 未满', { cmp: '<' }),
  ...rows('cmp', '约 大约 近 接近 将近 约为 约占 大概', { cmp: '~' }),
  ...rows(
    'reach',
    '达到 达 达至 高达 多达 升至 增至 提高到 提高至 提升到 提升至 增加到 增加至 增长到 增长至 扩大到 扩大至 上升到 上升至 发展到 发展至 扩展到 拓展到 恢复到 推进到 延长到 延长至 扩充到 至 到 扩面到',
    { direction: 'up' },
  ),
  ...rows('reach', '降到 降至 下降到 下降至 降低到 降低至 压减到 压减至 减少到 减少至 减至 下调到 下调至 回落到', { direction: 'down' }),
  ...rows('cmp', '压缩到 压缩至 缩短到 缩短至 压缩为 缩短为 缩小到 缩小至 控制到 缩减至 缩减到 压降至 缩至 缩到 压至 压到 精简至 精简到 压缩在 减少为 压减为', {
    cmp: '<=',
    direction: 'down',
  }),
  ...rows('hold', '控制在', { cmp: '<=' }),
  ...rows('hold', '稳定在 保持在 维持在 稳定保持在 巩固在 巩固提升到 稳固在 保持 稳定 维持', { cmp: '=' }),
  ...rows('growth', '增长 增加 提高 提升 上升 净增 增产 增收 递增 增 提 上涨 扩大 新增 多增', { direction: 'up' }),
  ...rows('rate', '增幅 增速 涨幅', { direction: 'up' }),
  ...rows('rate', '降幅', { direction: 'down' }),
  ...rows('growth', '下降 降低 减少 缩减 压减 压缩 缩短 削减 下调 节约 减 降 缩小 回落 下浮', { direction: 'down' }),
  ...rows(
    'word',
    '年均 累计 总体 整体 平均 同比 再 继续 约计 总计 共计 合计 共 年 每年 稳步 进一步 持续 比上年 较上年 比去年 较去年 同口径 名义 全部 基本 明显 大幅 逐年 拟按 按 拟 要 仍 都 总 预期 均要 提前 分期 一次 每人每月 每人每年 每生每年 每生每月 每户每年 每户每月 每亩每年 每月',
  ),
  ...rows('word', '分别', { flag: 'respectively' }),
  ...rows('word', '均 都要 皆', { flag: 'each' }),
  ...rows('word', '各 每个 各自', { flag: 'distributive' }),
  ...rows('modal', '力争 确保 努力 争取 必须 力争年均 务必 力求'),
  ...rows('done', '完成 实现 为 是 安排 有 占 设定为 确定为 定为 设为 计 得 投入 建成 新建 设立 共有 实施 争取到 落实 发行 总规模 实行'),
  ...rows(
    'stop',
    '户均增收 人均增收 亩均增收 户均年增收 人均年增收 通过 经过 不过 越过 走过 渡过 度过 截至 截止 得到 做到 直到 遇到 收到 起到 感到 受到 看到 分之 甚至 乃至 以至 直至 集约 制约 附近 就近 邻近 临近 最近 商超 赶超 反超 发达 下达 到达 通达 直达 传达 抵达 表达 认为 作为 成为 分为 列为 评为 行为 人为 契约 条约 公约 签约 履约 解约 续约 预约 毁约 违约 大于号 率先突破 年产 日产 月产 年处理 年加工 第 专栏 表 图 附件 附表 前 满 每 每逢',
  ),
];

export const BEFORE_WORDS: WordTrie<Before> = new WordTrie(BEFORE, true);

export interface After {
  readonly cmp: Comparator;
}

const AFTER: readonly (readonly [string, After])[] = [
  ['以上', { cmp: '>=' }],
  ['及以上', { cmp: '>=' }],
  ['或以上', { cmp: '>=' }],
  ['(含)以上', { cmp: '>=' }],
  ['(及)以上', { cmp: '>=' }],
  ['(含本数)以上', { cmp: '>=' }],
  ['以内', { cmp: '<=' }],
  ['之内', { cmp: '<=' }],
  ['内', { cmp: '<=' }],
  ['以下', { cmp: '<=' }],
  ['及以下', { cmp: '<=' }],
  ['(含)以下', { cmp: '<=' }],
  ['左右', { cmp: '~' }],
  ['上下', { cmp: '~' }],
  ['大关', { cmp: '>' }],
  ['台阶', { cmp: '>' }],
  ['新台阶', { cmp: '>' }],
  ['关口', { cmp: '>' }],
];
export const AFTER_WORDS: WordTrie<After> = new WordTrie(AFTER);
