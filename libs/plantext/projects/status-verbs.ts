/**
 * Lexicon pack: the verbs that open a promise to build, make or found something.
 * Format: group → { stage, words }. `anywhere` verbs are read in mid-clause too, the others only where a verb can stand.
 */
import type { ProjectStage } from '../model.ts';

export const STATUS_VERBS_VERSION = '1.0.0';

export interface VerbGroup {
  readonly stage: ProjectStage | null;
  readonly words: string;
  /** how the county stands to the thing */
  readonly control?: 'support' | 'seek';
  /** found after a subject too, without a verb position before it */
  readonly anywhere?: true;
}

export const STATUS_VERBS: readonly VerbGroup[] = [
  { stage: 'prepare', words: '谋划 谋划研究 储备 前期谋划 研究谋划 论证 谋划推进 谋划实施 谋划布局 启动前期 开展前期 策划' },
  { stage: 'prepare', words: '谋划建设 谋划新建 筹划建设 筹建 筹备建设 研究建设', anywhere: true },
  { stage: 'plan', words: '规划 规划研究 统筹规划 布局 规划布局 计划建设 拟建 选址建设' },
  { stage: 'plan', words: '规划建设 规划新建 布局建设', anywhere: true },
  { stage: 'start', words: '开工 启动 新开工 动工 开建 启动实施' },
  { stage: 'start', words: '开工建设 启动建设 动工建设 动工兴建 启动新建 新开工建设', anywhere: true },
  {
    stage: 'build',
    words:
      '建设 实施 改造 改建 扩建 迁建 建好 建设好 实施好 升级 升级改造 提升改造 改造提升 建设改造 新改扩建 修建 兴建 重建 修复 整治 治理 拓宽 完善 建立 建立健全 设立 搭建 铺设 布设 部署 构建 组建 建设完善 打通 架设 增设 开展 加快实施 组织实施 深入实施 抓实 共建 新增建设',
  },
  {
    stage: 'build',
    words:
      '新建 续建 改扩建 加快建设 加快新建 统筹建设 推进建设 推动建设 高标准建设 高质量建设 加快构建 配套建设 投资建设 集中建设 同步建设 扩容建设 建设改造 新建改造 新建改建 新改建 加紧建设 抓紧建设 引进建设 加快改造',
    anywhere: true,
  },
  {
    stage: 'advance',
    words:
      '推进 推动 加快 促进 发展 做好 抓好 办好 提速 加强 加速推进 稳步推进 有序推进 全力推进 大力推进 积极推进 统筹推进 扎实推进 深入推进 协同推进 持续推进 全面推进 协调推进 攻坚 力促 促成 落实 抓紧 加大 保障 做大做强 建强用好 做强 培育',
  },
  { stage: 'advance', words: '加快推进 快速推进 全力推动 积极推动 加快推动 重点推进', anywhere: true },
  { stage: 'complete', words: '建成 完成 竣工 全面完成 基本建成 全面建成 建设完成 基本完成 完工' },
  { stage: 'operate', words: '建成运营 建成投用 建成投产 建成使用 建成启用 建成通车 投入使用 投入运营 投用 投运 运营 启用 开通', anywhere: true },
  { stage: 'support', words: '协助 配合 支持 协同建设 助力 服务保障 支持建设 配合推进 配合做好 参与 积极参与 参与建设', control: 'support' },
  { stage: 'support', words: '争取 积极争取 争取实施 争取建设 争取开工 争取落地 争取开工建设', control: 'seek' },
  { stage: 'build', words: '打造 打造成 打造成为 创建 争创 形成 培育和建设 创设', anywhere: true },
];

/** Verbs that close a stretch without opening a project: their object is no project of ours. */
export const OTHER_VERBS = `
  提升 提高 增强 强化 深化 扩大 拓展 优化 引进 引导 鼓励 吸引 招引 依托 围绕 聚焦 立足 按照 坚持 以 对接 融入 承接 带动 整合 利用 发挥 举办 探索 健全 制定 编制 出台 修订 印发 起草 拟定 研究 研究制定 梳理 统一 规范 改善 恢复 巩固 保护 确保 实现 达到 突破 建立完善 给予 享受 推广 推行 落实好 减少 防止 严格 严厉 打击 加大 争取上级 衔接 申报 申请 申创 纳入 列入 评选 认定 组织 学习 借鉴 借力 服务 满足 解决 破解 防范 化解 调整 清理 盘活 淘汰 关停 取缔 管控 监测 选择 选取 选派 培养 集聚 汇聚 扶持 壮大 丰富 深入挖掘 挖掘 扩充 延伸 补齐 畅通 降低 控制 精准 力争 努力 对标 扩建成 采取 采用 运用 充分利用 通过 围绕着 为 在 由 与 把 将 从 向 根据 结合 针对`;

/** Words that may stand before a verb; they add nothing to the stage. */
export const ADVERBS = `
  积极 大力 全力 着力 深入 扎实 稳步 有序 有力 统筹 科学 高标准 高水平 高质量 高起点 高品质 高效 同步 持续 继续 全面 适时 尽快 抓紧 重点 认真 切实 联合 共同 协同 率先 基本 确保 力争 努力 逐步 分期 分步 分批 年内 适度超前 加快 快速 加速 加力 主动 进一步 大规模 系统 整体 全域 一体 一体化 依法 稳妥 积极稳妥 精心 精准 严格 规范 接续 更大力度 创新 合理 因地制宜 常态化 全方位 多渠道 优先 务必 必须 奋力 坚决 坚定 不断 加紧 超前 适度 重新 集中 平稳 有效 有计划 有重点 稳慎 提前 滚动 先行 强力 纵深 一体推进 组织 协调 牵头 负责 统一`;

/** Verbs that may follow an object: "X开工建设", "X建成通车", "X前期工作". */
export const TAIL_STAGES: readonly VerbGroup[] = [
  { stage: 'prepare', words: '前期工作 前期谋划 前期谋划工作 前期研究 前期论证 前期 可行性研究 可研 规划研究 谋划 规划论证' },
  { stage: 'plan', words: '规划建设 规划建设工作' },
  { stage: 'start', words: '开工 开工建设 动工 动工建设 启动 启动建设 启动实施 实质性开工 全面开工 新开工 破土动工 落地 落地建设 落户 签约' },
  { stage: 'complete', words: '建成 竣工 完工 封顶 主体完工 基本建成 全面建成 竣工验收 贯通 全线贯通 合龙 建设完成 完成建设 建成达标 主体封顶 收尾' },
  {
    stage: 'operate',
    words:
      '建成投用 建成投产 建成使用 建成启用 建成通车 建成运营 建成投运 建成运行 通车 开通 通航 开航 投用 投产 投运 投入使用 投入运营 投入运行 投产达效 试生产 试运行 试运营 达产 达产达效 竣工投产 竣工投用 竣工通车 并网 并网发电 运营 启用 开园 开馆 开诊 开业 运行 建成通航 下闸蓄水 蓄水 全容量并网 建成开通 通车运营',
  },
  { stage: 'advance', words: '加快建设 加快推进 提速 提速建设 加快实施 顺利推进 全面铺开' },
];
