/** Lexicon pack: titles a place can win, positions it can take, and the verbs of winning. One string per list, split at blanks. */
export const TITLE_WORDS_VERSION = '1.0.0';

/** Verbs of applying for or winning a title. */
export const WINNING_VERBS =
  '争创 创建 申创 创成 建成 获评 争当 争取纳入 争取列入 纳入 列入 入选 申报 申建 获批 创建成 创建成为 成功创建 打造 打造成 打造成为 建设成为 建成为 创成为 建设 争取获批 争取获评 晋升 升级为 培育 争取创建 争创成为 培育创建';

/** These alone tell that a title is meant; the others need a level word (国家级, 省级 …). */
export const SURE_VERBS = '争创 创建 申创 创成 获评 争取纳入 争取列入 入选 申报 申建 获批 创建成 创建成为 争取获批 争取获评 争取创建 争创成为 晋升 培育创建';

export const LEVELS =
  '国家级 国家 省级 市级 世界级 全国 全省 全市 全球 国际 部级 省部级 自治区级 区级 县级 联合国 国家5A级 国家4A级 国家3A级 5A级 4A级 3A级 AAAAA级 AAAA级 AAA级 5A 4A 3A 国家AAAAA级 国家AAAA级 国家AAA级 省定 首批 三甲 三级甲等 二级甲等 省 中国 东部 中部 西部 长三角 京津冀 粤港澳大湾区';

export const TITLE_HEADS = `
  示范区 示范县 示范市 示范城市 示范省 示范镇 示范乡镇 示范村 示范街区 示范基地 示范园 示范园区 示范点 示范社区 示范企业 示范项目 示范单位 示范学校 先行区 先导区 试验区 改革试验区 试点 试点县 试点市 试点城市 试点省 试点地区 创新型县 创新型城市 创新型市 创新型省份 创新县 创新型企业
  城市 县城 城区 强县 强市 强省 文明城市 卫生县城 卫生城市 卫生县 卫生乡镇 森林城市 森林县城 园林城市 园林县城 双拥模范城 模范城 模范县 百强县 生态县 生态市 生态文明建设示范区 经济开发区 开发区 高新区 高新技术产业开发区 经开区 综合保税区 自贸试验区 新区 产业园 现代农业产业园 科技园区 农业科技园区 园区 绿色园区 绿色工厂 工厂 集聚区 服务业集聚区 产业集群 特色产业集群 先进制造业集群 集群
  旅游景区 景区 度假区 旅游度假区 风景名胜区 实验室 重点实验室 技术中心 企业技术中心 工程中心 工程研究中心 创新中心 技术创新中心 制造业创新中心 医学中心 区域医疗中心 孵化器 众创空间 研究院 产业示范基地 产业化基地 产业基地 教育基地 基地 街区 步行街 小镇 特色小镇 镇 村 乡 县 市 区 乡村 美丽乡村 社区 “电商镇” “电商村” 称号 荣誉称号 牌子 认证 地理标志 品牌 目的地 旅游目的地 综合示范县 物流枢纽 枢纽 口岸 功能区 特区 保护区 湿地公园 森林公园 地质公园 公园 学校 医院 三甲医院 高校 名校 先进县 先进市 标准化试点 综合体 传统村落 名村 名镇 历史文化名城 名城 先行示范区 特色示范区`;

/** Ends of a position: 打造成为…区、地、中心. */
export const POSITION_HEADS =
  '区 地 中心 高地 枢纽 门户 基地 城 之城 之都 港 带 样板 标杆 引擎 增长极 节点 窗口 新城 名城 强县 强市 强区 花园 乐园 桥头堡 腹地 平台 支点 走廊 城市 新区';

/** Behind a title these make the object a kind of work, not a title. */
export const WORK_TAILS = '行动 活动 工作 机制 水平 能力 成果 工程 项目 任务 要求 标准 计划 品牌体系 体系 氛围 环境 质量 达标 力度 经验';

/** Verbs that finish something by a day. */
export const FINISHING_VERBS =
  '建成 完成 全面完成 全面建成 基本建成 基本完成 建立 建立健全 形成 建成投用 建成投产 建成通车 建成运营 竣工 投用 上线 投入使用 实现 启动 出台 落实 达标 完成建设 建成使用 组建 成立 全面建立 基本形成 初步形成 初步建立 研究建立 设立 健全';

/** Verbs that only open a process: the promise is to start. */
export const STARTING_VERBS = '启动 全面启动 适时启动 启动实施 启动开展';
export const STARTED_WORK = '创建 申报 建设 创建工作 申报工作 编制 修编 试点 前期工作 争创 申创 评审 认定 改造 改革 征收 招标 建设工作 复核';

/** Words in front of a verb that give the deed to another government. */
export const SUPPORT_WORDS = ['助力', '协助', '支持', '配合', '帮助', '服务'];
export const SEEK_WORDS = ['争取', '积极争取', '申报', '申建', '力争纳入'];

export const DEADLINE_KEYS =
  '完成时限 完成时间 办结时限 完成期限 时间节点 时限要求 时限 时间要求 时间安排 完成时间节点 完成时限为 推进时限 时间进度 计划完成时间 整改时限 办理时限';
