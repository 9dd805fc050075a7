/** Lexicon pack: documents a government writes, and the verbs of writing them. One string per list, split at blanks. */
export const DOCUMENT_WORDS_VERSION = '1.0.0';

/** Verbs whose object is a text if it ends like one. */
export const WRITING_VERBS =
  '编制 编制完成 编制实施 编制印发 编制出台 制定 制定完成 制定出台 制定印发 制定实施 制定完善 制订 制订完善 出台 出台实施 修订 修订完善 修订出台 制修订 制订修订 印发 印发实施 起草 草拟 拟定 拟订 拟制 编写 编印 编修 修编 发布 公布 颁布 修改完善 研制 制作 研究出台 细化制定 完善出台 制定发布 编制发布 完成编制';

/** Verbs of founding and completing: only registers and lists are texts then ("建立制度" writes nothing by itself). */
export const KEEPING_VERBS = '建立 建立健全 建立完善 形成 健全 梳理 梳理形成 编列 动态调整 建成';

export const DOCUMENT_HEADS = `
  规划 计划 方案 办法 意见 清单 目录 名录 标准 规范 细则 指南 指引 导则 规程 制度 政策 措施 条例 规定 章程 预案 纲要 路线图 指标体系 规则 白皮书 蓝皮书 手册 台账 时间表 任务书 责任书 名单 大纲 法规 规章 守则 准则 要点 通知 决定 公告 图集 地图 施工图 作战图 任务分解表 分工方案 行动计划 行动方案 实施方案 实施意见 实施细则 指导意见 管理办法 若干措施 政策措施 政策文件 配套政策 配套文件 实施办法 工作方案 专项规划 总体规划 控制性详细规划 控规 详规 详细规划 发展规划 项目库 储备库 标准体系 目录清单 负面清单 权责清单 责任清单 任务清单 需求清单 图谱 白名单 编制方案 设计方案 可行性研究报告 报告 示范文本 合同范本 技术规范 操作规程 服务规范 建设标准 认定标准 评价标准 考核办法 评价体系 评估体系 考核体系 倡议 公约 村规民约 攻略 教材 案例集 标准规范 指导目录 工作指引 暂行办法 试行办法 发展战略 战略规划 年度计划 三年行动 路径图 一张图`;

/** Heads that a verb of keeping makes. */
export const REGISTER_HEADS = '清单 台账 项目库 储备库 目录 名录 名单 负面清单 权责清单 责任清单 任务清单 白名单 需求清单 问题清单 工作台账 目录清单 重大项目库 专家名录';

/** Behind a head these words make the object something else: "规划管理", "标准厂房", "方案设计". */
export const NOT_AFTER_HEAD = '性 化 厂 区 馆 局 管理 体系建设 内 外 中 的 间 执行 落实';

/** Words of doing behind a text before its verb: "规划编制实施", "标准制修订". */
export const TRAILING_VERBS =
  '编制 编制实施 编制工作 编制和实施 编制及实施 编制报批 编制审批 制定 制定工作 制定实施 制订 修订 修订工作 制修订 制修订工作 修编 修编工作 起草 起草工作 印发 发布 出台 发布实施 印发实施 编写';

/** What may stand between a verb of writing and its object. */
export const OBJECT_LEADS =
  '好 完善 实施 并 并实施 公布 并公布 并发布 并印发 并出台 向社会公布 完成 出台 印发 一批 系列 一系列 相应 相应的 和 与 、 各 了 了一批 一个 一项 有关 关于';

/** Objects that name the document itself or none in particular. */
export const SELF_OBJECTS =
  '本方案 本规划 本意见 本计划 本办法 本行动方案 本实施方案 本细则 本规定 本措施 以下措施 以下意见 如下措施 如下方案 如下意见 本实施意见 本行动计划 本通知 本政策 标准 政策 措施 规划 方案 计划 意见 规定 制度 办法';

/** In front of a verb these tell that others write, or wrote, the text. */
export const OTHERS_WRITE = '参与 已 已经 曾 根据 按照 依据 依照 落实 贯彻 国家 上级 其 所 非';
