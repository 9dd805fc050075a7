/** Lexicon pack: the suffix grammar of bodies (offices, governments, companies, schools). */
export const BODY_LEXICON_VERSION = '2026.11.1';

const list = (words: string): readonly string[] => words.split(' ');

/** Endings of administrative bodies, longest first where one ends another. */
export const OFFICE_SUFFIXES: readonly string[] = list(
  '领导小组办公室 工作领导小组 领导小组 人民政府 委员会 办事处 管委会 居委会 村委会 组委会 工信委 发改委 卫健委 国资委 经信委 政法委 编委 纪委监委 纪委 团委 县委 市委 区委 省委 党委 党工委 镇委 乡委 旗委 州委 党组 党支部 党总支 监委 指挥部 司令部 总指挥部 办公室 办公厅 办公会 工作组 工作专班 专班 小组 专项组 协调组 督导组 政府 总局 分局 支局 海关总署 总署 总社 法院 法庭 检察院 包案领导 分管领导 公安 信访办 研究室 联席会议 人大 人大常委会 政协 工商联 妇联 残联 科协 社科联 文联 侨联 工会 总工会 团市委 团县委 团区委 团省委 红十字会 贸促会 供销社 联合社 海关 街道 乡镇 镇街 支队 总队 大队 武装部 组织部 宣传部 统战部 档案馆 图书馆 气象台 中心 服务站 管理站 管理所 管理处 派出所 司法所 税务所 电视台 总站 部门 单位 机关 机构 主管部门 职能部门 成员单位 责任单位 牵头单位 支行 分行 银行 班子 四大班子 工作队 供电公司',
);

/** One character that closes the name of an office: 局 委 厅 部 办 署 院. */
export const OFFICE_ENDINGS = '局委厅部办署院会社行站处科股所馆队组室';

/** Companies and the like. */
export const COMPANY_SUFFIXES: readonly string[] = list(
  '有限责任公司 股份有限公司 有限公司 控股集团 集团公司 分公司 总公司 公司 集团 企业 合作社 联合社 运营商 通信 电信 联通 移动 铁塔 电网 电力 燃气 水务',
);

/** Schools, hospitals, institutes. */
export const INSTITUTE_SUFFIXES: readonly string[] = list(
  '职业技术学院 职业技术学校 职业学院 技术学院 专科学校 大学 学院 学校 干校 党校 中学 小学 研究院 研究所 科学院 设计院 医院 卫生院 疾控中心 科创中心 实验室 协会 学会 商会 联盟 促进会 基金会 志愿服务队 智库 院校 高校',
);

/** Territories that answer as bodies when they stand in a duty list: 越秀区, 各乡镇. */
export const TERRITORY_SUFFIXES: readonly string[] = list(
  '自治区 直辖市 特别行政区 自治州 自治县 自治旗 开发区 高新区 经开区 园区 新区 示范区 管理区 工业园 产业园 保税区 综保区 度假区 功能区 片区 省 市 县 区 旗 州 盟 镇 乡 村 社区 街道 农场 林场 场 县市区 县区 区县 市州 市县 镇街 垦区 兵团 师市',
);

/** Words of a territory list that belong together: 各区、县级市; 各市、县（区）人民政府. */
export const TERRITORY_WORDS: readonly string[] = list(
  '省直管县 设区市 县级市 地级市 自治区 直辖市 自治州 自治县 自治旗 开发区 高新区 经开区 功能区 园区 新区 街道办事处 街道办 街道 乡镇 镇街 市州 州市 区县 县区 市县 县市区 市县区 省 市 县 区 旗 州 盟 镇 乡 农场 林场 场 村 社区 地',
);

/** Heads that may follow a territory list: 人民政府, 党委. */
export const TERRITORY_HEADS: readonly string[] = list('人民政府 政府 党委 党工委 党（工）委 管委会 办事处 委员会 党委政府');

/** Vague words before a territory or office. */
export const QUANTIFIERS: readonly string[] = list('各有关 各相关 各级 各 全体 有关 相关 其他 其他有关 所有 本级 上级 同级');

/** Level words that open an office name: 县发改委, 市教育局. */
export const LEVEL_WORDS: readonly string[] = list(
  '国家 全国 中央 省 市 县 区 州 旗 镇 乡 村 街道 省级 市级 县级 区级 镇级 省直 市直 县直 区直 州直 驻市 驻县 驻区 驻地 各 各级 我市 我县 我区 我省 本市 本县 本区',
);
