/** Lexicon pack: how far a verb commits. Verbs of delivery can be ticked off; weak verbs cannot. */
export const VERB_STRENGTH_VERSION = '2026.11.1';

const list = (words: string): readonly string[] => words.split(' ');

export const DELIVERING_VERBS: readonly string[] = list(
  '建成 完成 建立 制定 编制 出台 印发 设立 成立 组建 建设 新建 改建 扩建 改造 实施 开展 举办 召开 引进 培育 新增 创建 落实 上线 开通 投用 投产 启用 开工 竣工 配备 配置 发放 修订 公布 公开 签订 清理 整治 关闭 淘汰 拆除 修复 治理 达到 实现 消除 全覆盖 搭建 开发 选派 培训 组织 选拔 评选 遴选 认定 资助 兑现 拨付 减免 降低 提高 压缩 办理 统一 推行 建好 办好 打造 严格 严厉打击 禁止 取消 简化 允许 纳入',
);

export const WEAK_VERBS: readonly string[] = list(
  '探索 研究 鼓励 支持 引导 倡导 推动 推进 加强 强化 完善 健全 优化 提升 促进 深化 加大 加快 积极 着力 大力 努力 逐步 持续 进一步 注重 坚持 发挥 增强 扩大 拓展 助推 营造 争取 力争 争创 谋划 考虑 适时 有序',
);

/** Verbs by which another body decides. */
export const YIELDING_VERBS: readonly string[] = list('争取 积极争取 协助 配合 助力 参与 积极参与 主动参与 推荐 申报 积极申报 争创 积极争创 融入 主动融入 配合做好');
