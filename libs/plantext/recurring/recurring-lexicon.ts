/** Lexicon pack: words of recurrence. */
export const RECURRING_LEXICON_VERSION = '2026.11.1';

export interface FrequencyWord {
  readonly word: string;
  readonly every: string | null;
  /** occasions per period, as a decimal string */
  readonly times: string | null;
  readonly vague: boolean;
}

const exact = (every: string, times: string, words: string): FrequencyWord[] => words.split(' ').map((word) => ({ word, every, times, vague: false }));
const vague = (words: string): FrequencyWord[] => words.split(' ').map((word) => ({ word, every: null, times: null, vague: true }));

/** Longest first, so that 每半年 is not read as 每半. */
export const FREQUENCY_WORDS: readonly FrequencyWord[] = [
  ...exact('year', '1', '每年度 每年 逐年 每一年 年年 按年度 按年 每年年底 每年年初 一年一次'),
  ...exact('year', '0.5', '每两年 每二年 每2年 两年一次'),
  ...exact('year', '0.3333', '每三年 每3年'),
  ...exact('year', '0.2', '每五年 每5年'),
  ...exact('halfyear', '1', '每半年 每半年度 半年一次'),
  ...exact('quarter', '1', '每季度 每季 按季度 按季 逐季 每个季度 季度'),
  ...exact('month', '1', '每月 每个月 按月 逐月 每月底 月度'),
  ...exact('month', '0.5', '每两个月 每两月 每双月'),
  ...exact('month', '3', '每旬 逐旬'),
  ...exact('week', '1', '每周 每星期 按周 每个星期'),
  ...exact('week', '0.5', '每两周 每双周'),
  ...exact('day', '1', '每日 每天 逐日 按日'),
  ...vague('定期不定期 不定期 定期 经常性 常态化 常态长效 适时 及时'),
].sort((a, b) => b.word.length - a.word.length);

/** Vague words that are read only right before a duty verb. */
export const LOOSE_WORDS: ReadonlySet<string> = new Set(['常态化', '经常性', '常态长效', '逐年', '季度', '月度', '按年', '年年', '按日', '按年度']);
/** Words that are no duty of their own: 适时, 及时 are manners. */
export const MANNER_WORDS: ReadonlySet<string> = new Set(['适时', '及时', '逐年', '季度', '月度']);

/** Verbs of running a machine: meetings, reports, checks. A count of these is a recurring duty, not a target. */
export const ROUTINE_VERBS: readonly string[] =
  '召开 调度 通报 报告 报送 上报 督查 督办 督导 检查 巡查 巡检 评估 考核 考评 研究 公布 公开 公示 发布 听取 总结 会商 例会 汇总 更新 调整 审议 抽查 抽检 监测 排查 分析 调研 走访 开展 组织 举办 召集 梳理 反馈 汇报 通气 联络 对账 清理 核查 审计 培训 轮训 演练 维护 会办 协调 解决 推送 编发 印发 跟踪 评议 述职 评价 测评 盘点 交流 推进 做好 推动 实施 进行 向 对 将 由 牵头 集中'.split(
    ' ',
  );

/** Words that show a payment or a person, not a duty: 每年给予, 每人每月. */
export const PAYMENT_WORDS: readonly string[] = '给予 奖励 补贴 补助 资助 享受 发放 最高 不超过 元 贴息 减免 标准'.split(' ');

/** Year-end duties: 纳入年终考核. */
export const YEAR_END_WORDS: readonly string[] = '年终 年度绩效 年度考核 年度目标 年度综合 年底前考核 年度述职'.split(' ');

/** 完成时限：长期. */
export const OPEN_ENDED: readonly string[] =
  '长期坚持 长期推进 长期实施 长期 持续推进 持续实施 持续开展 持续落实 持续深化 持续 常年 全年 常态化推进 常态化 贯穿全年 全年推进 分年度推进'.split(' ');
