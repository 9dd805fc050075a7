/**
 * Lexicon pack "verbs", version 1: verbs of plans with what they deliver.
 * make: a countable thing comes into being; act: an event or service is carried out; aid: persons or bodies are supported;
 * state: a state is brought about (实现, 完成); soft: direction without a deliverable.
 */
import { WordTrie } from '../quantities/word-trie.ts';

export const VERB_PACK_VERSION = '1';

export type Deliverable = 'make' | 'act' | 'aid' | 'state' | 'soft';

const WORDS: Readonly<Record<Deliverable, string>> = {
  make: `更换 维修 维修更换 修缮 硬化 绿化 亮化 加装 安装 加固 疏浚 清淤 铺设 架设 拓宽 迁建 配备 配齐 大力培育 积极培育 加快培育 重点培育 大力建设 高标准建设 高质量建设 加快打造 着力打造 全力打造 重点打造 重点建设 重点引进 重点培养 择优设立 新培育 新建成 新建设 新建 新增 新引进 新认定 新创建 新打造 新改建 新改扩建 新开工 新开工改造 新签约 新设立 新组建 新注册 新登记 新开通 新投产 新改造 新创 改扩建 改建 扩建 续建 建设改造 建设完成 规划建设 开工建设 加快建设 推进建设 完成建设 建设 建成 建成投用 建成运营 打造 创建 创成 培育 培育壮大 培育打造 培育认定 培育发展 引进 引进培育 招引 引育 落地 发布 开放 挂牌 认定 评选 评定 遴选 遴选评定 选拔 选树 选树培育 选派 选育 设立 设置 划分 组建 筹建 成立 布局 布设 投放 安装 配置 配备 增设 增加 建立 搭建 开发 研发 制定 制修订 修订 编制 出台 推出 形成 申报 争创 争取 获批 获评 储备 谋划 签约 开工 竣工 投产 投运 投用 上线 开通 发展 壮大 孵化 转化 推广 示范 筹集建设 筹集 供应 生产 种植 栽植 造林 营造 绿化 治理 修复 整治 改造 改造提升 改造升级 新建改造 建设改造 提升改造 修建 修缮 铺设 架设 疏浚 加固 除险加固 硬化 拆除 拆迁 盘活 处置 收储 出让 供地 建造 创办 培育创办 转化应用 突破 攻克 攻关 入库 纳统 上规 升规 入规 股改 上市 挂牌上市 布点 完善 提标改造 更新 更新改造 淘汰 关停 压减 削减 化解 清退 退出 减少 取消 精简 下放 清理 消除 腾退 复垦 净增 扩大 做强 做大 集聚 吸引 吸纳 聚集 汇聚 补充 恢复 退耕 建强 升级改造 升级 办成 解决 落户 入驻 导入 承接 承办 注册 登记 推介 创作 推动建设 改良 实施改造 投入 安排 下达 发行 争取上级 整合 拨付 募集 融资 撬动 带动 选定 选择 确定 评审 评估认定 开辟 拓展 打通 贯通 优选 精选 发放 颁发 创造 提供 推出 保障 供给 腾出 收回 检测 抽检 监测 排查 巡查 检查 查处 办理 办结 受理 减免 兑现 兑付 投资`,
  act: `严守 守住 坚守 牢牢守住 开展 举办 组织开展 组织实施 组织 组织和发动 发动 实施 推进实施 实施完成 完成 圆满完成 超额完成 办好 抓好 做好 落实 承办 举行 召开 演出 放映 送 进行 推送 走访 拜访 邀请 考察 接待 宣传 宣讲 培训 轮训 调训 研修 演练 体检 筛查 普查 调查 服务 直接服务 惠及 覆盖 联系 对接 帮扶 结对 救助 资助培养 转移 转移就业 安置 搬迁 输送 化肥减量 解决 督导 运行 运营 开行 开通运营 出版 拍摄 巡演 交流 派遣 派出 外派`,
  aid: `支持 扶持 重点扶持 资助 培养资助 选拔资助 培养 培养造就 培养产生 跟踪培养 选拔培养 培养引进 引进培养 引进扶持 引进和培养 培育扶持 遴选扶持 评选资助 奖补支持 鼓励 引导 聘请 聘任 招聘 招录 招募 录用 吸收 招收 扶助 补助支持 援助 带领 指导 推荐 表彰 命名 选聘 配齐 充实 稳定`,
  state: `实现 完成 达到 确保 确保完成 力争实现 力争完成 努力实现 确保实现 基本实现 基本完成 全面完成 全面实现 新实现 累计完成 累计实现 保持 稳定 控制 使 促使 推动 推动实现 带动 促进 助力 预计 计划 拟 提升 提高 推动完成 加快完成`,
  soft: `推进 加快 加强 深化 强化 优化 健全 巩固 探索 研究 探索建立 坚持 聚焦 围绕 突出 大力 积极 努力 提升 促进 参与 协助 配合 加大 支撑 依托 立足 统筹 全面 持续 继续 加快推进 大力推进 积极推进 扎实推进 深入推进 稳步推进 有序推进 全力推进 深入实施 大力实施 重点实施 大力发展 积极发展 加快发展 重点发展 优先发展 重点支持 重点培训 择优 每年`,
};

const ALL: readonly (readonly [string, Deliverable])[] = (Object.entries(WORDS) as [Deliverable, string][]).flatMap(([kind, text]) =>
  text.split(' ').map((w) => [w, kind] as const),
);

export const VERBS: WordTrie<Deliverable> = new WordTrie(ALL);
export const VERBS_BACK: WordTrie<Deliverable> = new WordTrie(ALL, true);
