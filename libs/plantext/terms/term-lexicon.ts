/** Lexicon pack: short forms of government writing. */
export const TERM_LEXICON_VERSION = '2026.11.1';

const list = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Quoted words with a numeral that explain themselves. */
export const PLAIN_TERMS: ReadonlySet<string> = list(
  '一体化 最后一公里 零跑腿 一站式 一揽子 一体推进 一盘棋 一张网 一张图 一张蓝图 一件事 一把手 第一资源 第一动力 第一车间 万亩良田 千方百计 百花齐放 百年大计 两手抓 双向奔赴 双赢 多元化 多样化 多层次 一视同仁 一条龙 一对一 一对多 一刀切 一窝蜂 一阵风 头一公里 最先一公里 零距离 零容忍 零障碍 零发生 零延迟 零差价 零投诉 零上访 一锤定音 一目了然 一次性 一流',
);

/** Short forms in use all over the country; undefined unless the text says what they mean. */
export const KNOWN_SHORT_FORMS: ReadonlySet<string> = list(
  '专精特新 小巨人 放管服 散乱污 脏乱差 园中园 枫桥经验 绿盾 双创 互联网+ 白名单 黑名单 揭榜挂帅 赛马 链长制 链主 飞地 腾笼换鸟 亩均论英雄 标准地 拿地即开工 好差评 浙里办 健康码 急难愁盼 吹哨报到 接诉即办 先登后税 先租后让 容缺受理 告知承诺 证照分离 照后减证 腾退 煤改电 煤改气 油改电 白改黑 雨污分流 海绵城市 无废城市 智改数转 数转网联 东数西算 西电东送 山海协作 圩堤 河湖长制 林长制 田长制 路长制 湾长制 窗口指导 保交楼 保交房 平急两用 城中村 规上 规下 限上 限下 小升规 个转企 企转股 股上市 新基建 新型基础设施 首台套 首版次 首批次 瞪羚 独角兽 科创飞地 人才飞地 反向飞地 蓄水池 雁阵 头雁 归雁 金种子 银龄 光盘行动 菜篮子 米袋子 果盘子 茶罐子 油瓶子 菜单式 订单式 代办制 店小二 金牌店小二 妈妈式 保姆式 邻避 邻利 网格化 城市大脑 雪亮工程 天网工程 放心消费 绿波带 夜经济 首店经济 银发经济 低空经济 飞手 河小青 庭院经济 土特产 村晚 村超 村BA 尾水 海绵',
);

/** Unquoted short forms that a reader outside the office cannot expand. */
export const UNQUOTED_SHORT_FORMS: readonly string[] =
  '四大班子 揭榜挂帅 链长制 放管服 两不愁三保障 三重一大 双随机、一公开 一网通办 一网统管 跨省通办 两山 双招双引 智改数转 新六产 三品一标 五位一体 四个全面 雪亮工程 亩均论英雄 散乱污 三废 三线一单 双碳 双减 十项行动 小升规 个转企'.split(
    ' ',
  );

/** One-character morphemes that are strung together into short forms: 高特美强, 专精特新, 散乱污. */
export const STRUNG_MORPHEMES =
  '高特美强专精新优绿智快好大富活散乱污脏差放管服产学研用政金基引育留用转改扩补延建稳促保防急难愁盼严实细硬融创品质链群数网云端微轻净畅洁靓序农文旅商体康养教医';

/** Words of two characters that may not be taken for two strung morphemes. */
export const WHOLE_WORDS: ReadonlySet<string> = list(
  '高质 质量 美好 优质 优化 特色 强化 专用 精品 智能 智慧 富强 改革 保护 建设 创新 融合 产学 学研 品质 文旅 康养 医养 农文 产业 研学 教育 活动 专业 服务 管理 数字 网络 云端 急难 严实 大好 绿色 美丽 用好 快好 好用 新农 农业 农村',
);

/** Endings of named programmes: 绿盾行动, 百人计划, 枫桥经验. */
export const PROGRAMME_ENDINGS: readonly string[] = ['计划', '行动', '工程', '经验', '项目'];

/** Middle characters of three-character conversions: 白改黑, 煤改气, 农转非, 五升四. */
export const CONVERSION_MIDDLES = '改转升退变换代';

/** Markers before a definition behind the term: “X”是指…. */
export const DEFINING_WORDS: readonly string[] =
  '是指 指的是 即指 系指 ，即 ,即 ，是指 ,是指 ，指 ,指 指 即 ： : ，包括 ,包括 包括 主要包括 是以 是一种 的内涵是 分别是 ，分别是 ,分别是'.split(' ');

/** Markers inside a bracket that names a short form for the words before it: （以下简称“X”）. */
export const NAMING_WORDS: readonly string[] = '以下统称 以下简称 下简称 下称 简称 统称 以下称 又称 也称 亦称'.split(' ');

/** Names that hold a numeral without counting anything; taken out before counts are looked for. */
export const NAMES_WITH_NUMERALS: readonly string[] =
  '长三角 珠三角 三角 三峡 三江 三亚 三明 四川 五河 九江 六安 七台河 百色 千岛湖 万州 万宁 二连 八达岭 十堰 双鸭山 双流 三门峡 五指山 三沙 万盛 两江 两广 两湖 两淮 五台 九寨 八桂 三秦 三晋 八闽 第一 第二 第三 统一 唯一 专一 均一 单一 万里 万物 万众 百姓 千家万户 千方百计 多元 多样 多彩 多功能 多层 多式联运 几何'.split(
    ' ',
  );

/** Verbs before the words a short form stands for: 举办就业服务交流会（简称…）. */
export const OPENING_VERBS: readonly string[] = '加快建设 加快推进 举办 建设 打造 发展 推进 推动 实施 成立 组建 设立 依托 通过 开展 建立 完善 支持 参加 申报 按照 落实'.split(' ');
