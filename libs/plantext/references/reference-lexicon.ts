/** Lexicon pack: kinds of documents and the words around a reference. */
export const REFERENCE_LEXICON_VERSION = '2026.11.1';

const list = (words: string): readonly string[] => words.split(' ');

/** Verbs before the title of a document that is still to be written. */
export const WRITING_VERBS: readonly string[] = list(
  '编制 制定 制订 研究制定 研究制订 出台 起草 修订 修编 修改 编写 拟定 研究出台 制定出台 印发 编制完成 完成 编制实施 制定实施 研究编制 组织编制 尽快出台 报批 新编 编印 汇编',
);

/** Words that make a written document of it: 根据《…》制定. */
export const CITING_WORDS: readonly string[] = list('根据 按照 依据 贯彻 落实 贯彻落实 遵照 参照 结合 对照 执行 符合 依照 衔接 对接');

/** Endings of plans. */
export const PLAN_ENDINGS: readonly string[] = list('规划纲要 规划 纲要 行动计划 计划 行动方案 实施方案 总体方案 工作方案 方案 行动 蓝图');

/** Endings of laws and regulations; 办法 and 规定 count when the title says who lays them down. */
export const LAW_ENDINGS: readonly string[] = list('法 条例 促进法 保护法 管理法 防治法 实施细则 暂行条例 司法解释 法典 宪法');
export const RULE_ENDINGS: readonly string[] = list('办法 规定 细则 规则 规程 规范 标准 准则 守则');

/** Other papers. */
export const PAPER_ENDINGS: readonly string[] = list('意见 决定 通知 报告 公报 协议 合同 目录 清单 指南 批复 函 公告 通告 建议 指引 名录 办法 规定 要点 措施 讲话 纪要');

/** What a plan calls itself: 本方案, 本行动方案, 本实施意见. Longest first. */
export const SELF_NOUNS: readonly string[] = list(
  '三年行动计划 行动计划 行动方案 实施方案 工作方案 总体方案 专项规划 实施意见 若干措施 若干政策 若干意见 指导意见 工作要点 规划纲要 实施细则 暂行办法 管理办法 实施办法 规划 纲要 方案 意见 计划 办法 措施 要点 细则 政策 通知 规定 决定 条例 章程',
);

/** Characters before 本 that make another word of it: 基本, 成本, 文本. */
export const NOT_SELF = '基成文样版资日根书标原读课底副抄';

/** Words before the mark of an annex. */
export const ANNEX_LEADS: readonly string[] = list('详见 参见 见 如 列入 附 按');
export const ANNEX_NOUNS: readonly string[] = list('附件 附表 附图 附录 附后');
