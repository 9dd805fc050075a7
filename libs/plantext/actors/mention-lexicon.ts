/** Lexicon pack: wording around bodies that act or are addressed outside duty texts. */
export const MENTION_LEXICON_VERSION = '2026.11.1';

const list = (words: string): readonly string[] => words.split(' ');

/** What follows a body that acts at the head of a clause: 各乡镇要, 领导小组办公室负责, 县委班子每年. */
export const ACTING_WORDS: readonly string[] = list(
  '要 应 须 需 必须 务必 负责 牵头 会同 联合 配合 协同 协助 组织 每年 每季度 每月 每半年 每周 定期 不定期 是 为 将 作为 按照 按 根据 依据 结合 在 对 统筹 全程 具体 承担 担任 主持 成立 建立 制定 研究 加强 做好 抓好 落实 切实 积极 认真 充分 及时 适时 共同 分别 各 主要负责 分管 推荐 筛选 印发 下达 出台 编制 组建 指导 督促 督查 督导 调度 通报 考核 跟踪 协调 推动 推进 实施 明确 细化 安排 提供 给予 保障 支持 参与 报送 审核 审批 备案 监督 管理 办理 可 不得 应当 主要领导 主要负责人 主要负责同志 设在 设于 任组长 任副组长 为成员 为责任主体 为第一责任人 向',
);

/** Verbs that found a body: 成立…领导小组. */
export const FOUNDING_VERBS: readonly string[] = list('成立 组建 设立 建立 筹建 组成 建立健全 增设 新设');

/** Bodies that can be founded in one sentence. */
export const FOUNDED_SUFFIXES: readonly string[] = list(
  '领导小组 工作小组 小组 工作专班 专班 指挥部 委员会 联席会议 办公室 工作组 专项组 招商小组 服务团队 工作队 服务队 突击队 队伍 推进机构 服务机构 工作机构 管理机构 专门机构 咨询机构 研究院 研究中心 服务中心 指挥中心 管理中心 专家组 专家库委员会 智库 联盟 协会 促进会 基金会 监督机构 工作站 协调机构',
);

/** Bare 中心, 平台 … founded are things to build, not bodies that act; these are left out before the suffixes above. */
export const NOT_FOUNDED: readonly string[] = list('技术研究中心 工程研究中心 产业研究院 配送服务中心 数据中心 创新中心 一批 若干');

/** Prepositions that bring in a body which acts or is asked: 由X, 会同X, 设在X. */
export const BODY_PREPOSITIONS: readonly string[] = list('办公室设在 办公室设于 设在 会同 报送 报请 提请 列入 列为 报经 商 经 由 报 向');

/** What must follow a body after 由: 由X负责, 由X组织. */
export const AFTER_BY: readonly string[] = list(
  '负责 牵头 组织 担任 任 承担 给予 提供 推荐 解释 会同 统一 统筹 制定 实施 具体 主要 审核 审批 确定 管理 主持 兼任 分管 落实 另行 按 根据 安排 筹集 审定 出台 编制 发布 公布 认定 评定 建设 运营 共同 汇总 办理 跟踪 协调 指导 监督 考核',
);

/** What may follow a body after 列入, 报送, 向. */
export const AFTER_ADDRESS: readonly string[] = list('重点工作 年度重点 报告 汇报 审批 备案 批准 同意 审定 审议 审查 考核 督查 绩效 通报 反馈 争取 申请 提出 议事日程');

/** Proper institutions: endings that need a name before them. */
export const NAMED_SUFFIXES: readonly string[] = list(
  '职业技术学校 职业技术学院 师范高等专科学校 高等专科学校 职业学院 师范大学 农业大学 工业大学 理工大学 医科大学 大学 学院 干校 党校 学校 有限责任公司 股份有限公司 投资有限公司 有限公司 教育集团 控股集团 集团公司 集团 系企业 科技大市场 技术交易市场 技术产权交易市场 产权交易市场 交易所 自主创新示范区 国家科学中心 综合性国家科学中心 科创中心 研究院 科学院 设计院',
);

/** Heads of a name that make it a class, not a body: 长三角一流大学, 骨干企业集团. */
export const GENERIC_HEADS: readonly string[] = list(
  '一流 优质 优秀 国内 国外 国内外 境内外 知名 著名 相关 有关 高等 职业 大型 中小 重点 骨干 龙头 企业 民营 国有 高水平 新型 专业 农业产业化 各类 各级 所有 更多 一批 若干 部分 其他 本地 当地 外地 医疗 绿色 示范 标准化 农村 乡村 城乡 城镇 义务教育 中小 中等 高中 小学 初中 普通 特殊 一所 两所 创成 建成 达标 现代化 省现代化 省示范 新建 改建 扩建 共建 合作 知名高校 双一流 应用型 高职 中职 技工 本科 产业 工业 乡镇 社区 老年 市属 省属 省级 国家级 市级 县级 现代 传统 装备 生产 旅游 职业技术',
);

/** Words at which a name cannot reach further left. */
export const LEFT_BOUNDARIES: readonly string[] = list(
  '支持 依托 发挥 发挥好 建设好 加强 强化 参与 对接 主动对接 融入 借力 借助 促进 推进 加快推进 加快 引进 鼓励 引导 建设 加大 推动 组织 联合 与 和 及 以及 同 在 到 对 由 以 从 为 向 至 于 等 的 是 将 把 成立 设立 组建 学习借鉴 借鉴 学习 对标 委托 聘请 邀请 联动 携手 整合 用好 通过 利用 充分 积极 争取 吸引 落户 入驻 开展 实施 完成 培育 打造 办好 举办 扶持 深化 推荐 抓好 做好 做强 做大 做优 壮大 扩大 提升 提高 创建 筹建 新建 改建 扩建 续建 迁建 规划 启动 完善 健全 优化 探索 选派 选择 选取 继续 进一步 全面 重点 大力 着力 持续 协助 配合 帮助 服务 保障 接受 会同 经 按 按照 根据 包括 涉及 其中 如 即 并 或 且 也 又 还 要 应 可 了 项目 强 用',
);

/** What may follow a proper name that acts or works with us. */
export const RIGHT_CONTEXT: readonly string[] = list(
  '等 在 与 和 及 以及 的 合作 共建 开展 建设 建 争创 围绕 作用 载体 项目 联合 牵头 参与 承担 负责 为 是 要 高端 深度 签订 落户 入驻 来 设立 组建 实施 提供 资源 共同 协同 对接 合作办学 开发 所 将 可 应 需 开设 开办 增设 申报 申办 举办 成立 设点 布局 扩大 承接 开放 联盟 主导 运营 独资 投资 及其',
);

/** 发挥X作用: bodies that are to act. */
export const SERVING_SUFFIXES: readonly string[] = list(
  '服务中心 科创中心 工作队 服务队 志愿者 协会 学会 商会 联合会 工会 妇联 共青团 工商联 委员会 领导小组 办公室 专班 指挥部 机构 智库 行业组织 社会组织 人民团体 企业家协会 党组织 中心 集团 公司 银行 平台公司 办',
);

/** Phrases in which an upper body is only quoted: 党中央、国务院决策部署. */
export const QUOTED_AUTHORITY: readonly string[] = list(
  '决策部署 部署 重大决策 工作部署 工作要求 要求 文件精神 精神 关于 批准 同意 工作安排 确定的 下达 决定 印发 领导下 党代会 全会 反馈',
);

/** Endings of a subject of government work. */
export const SUBJECT_SUFFIXES: readonly string[] = list(
  '班子 班子领导 县级领导 市级领导 分管领导 主要领导 牵头单位 责任单位 配合单位 成员单位 有关部门 相关部门 职能部门 主管部门 科技部门 行业部门 行政部门 办公室 领导小组 指挥部 专班 人民政府 政府 党委 管委会 委员会 街道办事处 工作组 小组 总局 总署 纪委监委 组织部 宣传部 统战部 发改委 发展改革委 卫健委 国资委 财政局 教育局 公安局 民政局 司法局 审计局 统计局 商务局 林业局 水利局 农业农村局 自然资源局 生态环境局 住建局 应急管理局 市场监管局 人社局 科技局 工信局 文旅局 交通运输局 城管局 税务局 医保局 信访局 大数据局 保障局 服务局 化局 建设局 规划局 管理局 环境部 农村部 科技部 财政部 商务部 教育部 化部 运输部 建设部 资源部 海关 银行',
);
