/** Lexicon pack "phrases", version 1: words around figures and names that the extractor has to step over or to respect. */
import type { Modality } from '../model.ts';
import { WordTrie } from '../quantities/word-trie.ts';

export const PHRASE_PACK_VERSION = '1';

const words = (text: string): string[] => text.split(/\s+/).filter((w) => w.length > 0);
const flags = (text: string): (readonly [string, true])[] => words(text).map((w) => [w, true] as const);

/** Modality ladder, plantext 3.5: must > aim > strive > explore. */
const MODAL: Readonly<Record<Exclude<Modality, 'aim'>, string>> = {
  must: '确保 必须 务必 务求 坚决完成 严格控制 严守 守住 坚决守住 不得',
  strive: '力争 争取 争创 努力 力促 力求 争当 积极争取 奋力 全力争取 争先',
  explore: '探索 研究 谋划 鼓励 探索建立',
};
export const MODALS: WordTrie<Modality> = new WordTrie((Object.entries(MODAL) as [Modality, string][]).flatMap(([kind, text]) => words(text).map((w) => [w, kind] as const)));

/** Openers and adverbs at the left edge of a clause that belong to no name. */
export const LEFT_WORDS: WordTrie<true> = new WordTrie(
  flags(
    `规划期内 规划期间 计划期内 其中 并 并且 且 同时 而且 以及 及 和 与 或 即 则 也 还 又 更 使 让 令 将 把 对 以 由 从 在 按 按照 到时 届时 预计 预期 计划 拟 初步 基本 全面 大力 积极 重点 着力 努力 力争 确保 争取 必须 务必 力促 力求 奋力 全力 扎实 稳步 持续 继续 进一步 不断 加快 逐步 有序 深入 切实 着眼 累计 总共 共 合计 年均 每年 平均 首期 年底前 一是 二是 三是 四是 五是 六是 七是 八是 是 为 的 择优 每年新 再 新 约 近 至少 力争使 确保使 推动 促进 带动 引导 通过 实现 保持 使得 要 应 需 可 能 今年 全年 本年度 主要 主要是 包括 如 比如 例如 目标是 目标为 每个 各 均 都 分别 单独 一次性 等 之 于 统筹 支持 全力以赴 展望 展望到 更好 高标准 高质量 高水平 优先 大幅 有效 明显 显著 稳定`,
  ),
);

/** Words that begin like an opener but belong to the name: 对外贸易, 新能源, 主要污染物. */
export const KEEP_WORDS: WordTrie<true> = new WordTrie(
  flags(
    `对外 对口 再生 新能源 新型 新增 新建 新兴 新材料 新产品 新城 新区 新一代 新就业 新市民 新登记 新开工 新农村 应用 应急 应届 需求 可再生 可支配 可吸入 可用 能源 能耗 能力 能繁 要素 等级 近岸 近视 近零 和谐 和美 与会 主要 各类 各项 各级 各地 在线 在孵 在产 在库 在役 在读 在营 在校 在册 在建 在园 在岗 在学 以工代赈 从业 由此 平均 稳定就业 引导基金 通过能力 统筹区 统一 每千 每万 每百 每亿 优先股 持续 重点 基本 有效 实际 计划生育 高质量 高标准 高水平 为民 为老 如期 使用 使馆 将军 把关 按揭 按时 是否 于 约束 即办 则 也 还款 还建 又 更新 更年 让利 令 且末 且 一般 一次 全年 全面 支持率 保持率 实现率 推广 引导 带动 促进 通过率 主营 应税 应收 可燃 能效 要案 大幅 明显 各族 各县 各乡镇 各市 均衡 均等 都市 都市圈 分别 等次`,
  ),
);

/** Nouns that open with a verb of the pack and are none: 新增|服务业领军企业, 注册护士. */
export const VERBAL_NOUNS: WordTrie<true> = new WordTrie(
  flags(
    `服务业 服务贸易 服务区 服务中心 服务站 服务点 服务网点 服务机构 服务平台 服务设施 服务消费 服务外包 服务事项 服务体系 服务能力 服务半径 服务器 服务综合体 服务型 服务团队 服务人员 注册护士 注册商标 注册资本 注册用户 注册会员 注册志愿者 登记失业 监测站 监测点 监测断面 监测平台 检测中心 检测机构 检测能力 培训基地 培训机构 培训中心 培训平台 供应链 供应点 供应基地 供应商 发展中心 发展基金 发展指数 投资基金 投资强度 投资总额 生产线 生产性 生产总值 生产基地 生产能力 治理中心 处置中心 处置能力 救助站 救助管理站 普查点 宣传栏 示范中心 示范区 示范县 示范点 示范基地 示范村 示范社区 示范企业 示范园 示范项目 示范学校 示范街 示范线 示范带 示范户 示范乡镇 示范场 示范片 推广中心 联系点 对接会 交流活动 交流会 种植基地 种植面积 储备库 储备林 储备粮 攻关课题 攻关项目 攻关任务 发布会 展示中心 展览馆 应用场景 转化基地 转化中心 孵化器 孵化基地 孵化园 孵化载体 研发中心 研发机构 研发平台 研发人员 研发投入 研发经费 研发费用`,
  ),
);

/** Adverbs and joints at the right edge of a name, before the comparator. */
export const RIGHT_WORDS: WordTrie<true> = new WordTrie(
  flags(
    `年均 累计 合计 总计 共计 共 均 各 分别 都 再 继续 总体 整体 平均 同比 进一步 稳步 持续 逐步 基本 力争 确保 努力 争取 要 将 已 全部 不断 大幅 明显 显著 提前 预计 计划 拟 、 和 与 及 以及 并 且 : 须 必须 至少 为 是 的目标 目标 目标为 指标 左右 较 要求 名义 实际 可比价 普遍 初步 年度 每年 当年 双双 只增不减 稳中有升 可 预计可 均可 优化 调整 优化调整`,
  ),
  true,
);

/** Words after which the real indicator starts when they stand inside a longer stretch: 通过改革实现税收增长. */
export const HARD_CUTS: WordTrie<true> = new WordTrie(
  flags('实现 确保 力争 使 争取 努力 推动 带动 促进 其中 预计 完成 保持 力促 一是 二是 三是 四是 五是 六是 七是 ① ② ③ ④ ⑤ ⑥ ⑦ ⑧ ⑨ ⑩'),
);

/** Heads of counts that name parts of the text, not deliverables: 七大行动, 四项机制, 三个阶段. */
export const ABSTRACT_HEADS: WordTrie<true> = new WordTrie(
  flags(
    `行动 工程 计划 行动计划 体系 机制 领域 方面 方向 重点 任务 重点任务 目标 原则 关系 环节 阶段 步骤 问题 特点 优势 功能 定位 理念 制度 措施 举措 要素 板块 维度 层面 类别 层次 统一 转变 意识 自信 维护 确立 全面 协调 结合 统筹 坚持 一体化 百年 文明 功能区 新区 组团式 服务期 支柱 主导产业 支柱产业 优势产业 特色产业 产业 产业链 战略 攻坚战 清单 抓手 关键 跨境领域 优势领域 新兴领域 特色领域 方式 路径 模式 格局 到位 高地 中心任务 主题 专题 部分 章节 方面工作 行动方案 层级 渠道 保障 支撑 提升 强化 优化 有利于 必须 不变 突破 大局 字 条例 规定 意见`,
  ),
  true,
);

/** Things a threshold is set on: after a figure with 以上 they make a condition, not a target. */
const ENTITIES = flags(
  '项目 企业 产业类项目 基础设施类项目 人员 人才 园区 单位 机构 农户 主体 经营主体 市场主体 家庭 群体 人群 老人 老年人 居民 毕业生 用户 建筑 工程 贷款 部分 企业家 合作社 家庭农场 大户 养殖场 医院 学校 乡镇 村 县 城市 河流 湖泊 水库 产品 设备 机组 锅炉 船舶 车辆 地区 区域 地块 集群 基地 小区 以上企业 科技人员 青年 车间 平台 集镇 社区 商品 主播 店铺 团队',
);
export const ENTITY_HEADS: WordTrie<true> = new WordTrie(ENTITIES, true);
/** The same words, for looking forward from a figure. */
export const ENTITY_WORDS: WordTrie<true> = new WordTrie(ENTITIES);

/** Attributes of a project, bare after the name: 总投资11亿元, 全长45公里 (contract 7.3 and 7.4). */
export const PROJECT_ATTRIBUTES: WordTrie<true> = new WordTrie(
  flags(
    `总投资 总投资约 投资 计划投资 计划总投资 估算投资 估算总投资 概算 概算总投资 概算投资 项目投资 投资额 总投资额 投资规模 全长 路线全长 线路全长 线路长 路线长 全线长 总长 总长度 主线长 长 宽 高 岸线长 岸线 占地 占地面积 用地 用地面积 总用地 总占地 总占地面积 建筑面积 总建筑面积 规划面积 规划用地 规划占地 总规划面积 设计能力 设计产能 设计规模 设计速度 设计时速 时速 年产 年产能 年加工 年处理 日处理 日处理能力 总库容 库容 装机 总装机 总装机容量 装机容量 装机规模 路基宽 路基宽度 桥长 桥宽 管径 净高 层高 直径 工期 建设工期 车位 桩长 水深 流量 转速 坝高 双向`,
  ),
  true,
);

/** Reward, subsidy and charge words: money after them is a parameter of policy, not a target. */
export const REWARD_WORDS: WordTrie<true> = new WordTrie(
  flags(
    `给予 奖励 补贴 补助 奖补 贴息 贴补 资助资金 返还 减免 免征 减征 抵免 抵扣 退税 退还 优惠 补偿 奖金 罚款 处罚 扣分 加分 酬金 安家费 安家补助 生活补贴 住房补贴 租金 租赁补贴 保费补贴 担保费 申请 享受 最高 每人每月 每人每年 每户每年 每人 每户 每亩 每家 每个 每项 单个 单户 单项 每平方米 每吨 每辆 每台 每套 每名 每次 每例 每件 发放 兑现 授信 一次性 年度最高 封顶 上限 起征点 保证金 收费 罚金 定额 拨付 给付`,
  ),
);

/** Words that put a clause into the past: results, not targets (contract 7.3). */
export const PAST_WORDS: WordTrie<true> = new WordTrie(
  flags('已 已经 已有 已建成 已累计 已完成 已达 现有 现已 目前 截至 截止 迄今 至今 共有 现状 上年 去年 同比 历史性 先后 连续三年 成功创建 成功争取 荣获 获评全国'),
);

/** Section titles that hold results and circumstances, not plans. */
export const REVIEW_TITLES: readonly string[] = words(
  '回顾 成就 现状 发展基础 发展环境 工作总结 工作情况 主要成效 取得的成效 形势 面临的 背景 存在问题 存在的问题 工作成效 基本情况 发展成效 建设成效 实施情况 完成情况 执行情况 重大意义 基础和',
);
/** Titles that announce plans; they win over review words in the same title. */
export const PLAN_TITLES: readonly string[] = words('目标 任务 重点工作 工作安排 主要工作 工作重点 计划 部署 展望 措施');
/** Sections of support policy and annexed rules: figures there are conditions. */
export const POLICY_TITLES: readonly string[] = words(
  '支持政策 扶持政策 政策支持 奖励 奖补 补贴 空间支持 资金支持 人才支持 跨境发展支持 优惠政策 激励政策 财政支持 税收优惠 要素保障政策 附则 资助标准 申报条件 认定条件 适用对象 扶持措施 支持措施 资助措施 补助标准 罚则 法律责任',
);

/** Places that limit a figure to the area of the issuing body or a part of it. */
export const SCOPE_WORDS: WordTrie<true> = new WordTrie(
  flags(
    '全县 全市 全省 全区 全国 全镇 全乡 全域 全州 全旗 全盟 全校 全系统 全行业 全社会 县域 市域 省域 市区 城区 主城区 中心城区 县城 园区 开发区 高新区 经开区 城镇 农村 城乡 城市 乡镇 各县 各区 各市 试点城市 境内',
  ),
);
