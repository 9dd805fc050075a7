/**
 * Units of measure as plans write them, with the canonical name of contract 7.2.
 * The table is tried BEFORE magnitude characters, so 千瓦 千伏 千米 are never "thousand + 瓦/伏/米".
 * Sources of the notation: GB/T 3100 and 3102 (names and symbols), statistical reporting practice (亩, 斤, 标箱).
 */
import { WordTrie } from './word-trie.ts';

export type Dimension =
  | 'none'
  | 'money'
  | 'area'
  | 'length'
  | 'mass'
  | 'volume'
  | 'power'
  | 'energy'
  | 'time'
  | 'age'
  | 'percent'
  | 'points'
  | 'permille'
  | 'count'
  | 'multiple'
  | 'ratio'
  | 'density'
  | 'data'
  | 'physical'
  | 'lane';

export interface UnitEntry {
  /** canonical unit, e.g. CNY, km2, 个 */
  readonly id: string;
  readonly dimension: Dimension;
  /** a Chinese numeral directly before it counts (七个, 三千米) */
  readonly han: boolean;
}

const u = (id: string, dimension: Dimension, han: boolean): UnitEntry => ({ id, dimension, han });

/** canonical id, dimension, spellings; a leading ! means that Chinese numerals do not count with it */
const PHYSICAL: readonly (readonly [string, Dimension, string])[] = [
  ['CNY', 'money', '元 块钱 人民币 元人民币'],
  ['USD', 'money', '美元'],
  ['HKD', 'money', '港元 港币'],
  ['EUR', 'money', '欧元'],
  ['km2', 'area', '平方公里 平方千米 km2 km² ㎢'],
  ['m2', 'area', '平方米 平米 m2 m² ㎡ 平方'],
  ['mu', 'area', '亩'],
  ['ha', 'area', '公顷 hm2 hm²'],
  ['km', 'length', '公里 千米 km ㎞'],
  ['m', 'length', '米 m 延米'],
  ['cm', 'length', '厘米 cm'],
  ['mm', 'length', '毫米 mm'],
  ['nmi', 'length', '海里'],
  ['t', 'mass', '吨 t'],
  ['kg', 'mass', '公斤 千克 kg'],
  ['g', 'mass', '!克'],
  ['jin', 'mass', '斤'],
  ['tce', 'mass', '吨标准煤 吨标煤 tce'],
  ['m3', 'volume', '立方米 m3 m³ 立方 !方'],
  ['L', 'volume', '升 L'],
  ['kW', 'power', '千瓦 kW KW kw'],
  ['W', 'power', '瓦'],
  ['MW', 'power', '兆瓦 MW'],
  ['GW', 'power', '吉瓦 GW'],
  ['kVA', 'power', '千伏安 kVA KVA'],
  ['MVA', 'power', '兆伏安 MVA'],
  ['kV', 'power', '千伏 kV KV kv'],
  ['V', 'power', '伏'],
  ['hp', 'power', '马力'],
  ['kWh', 'energy', '千瓦时 度电 kWh !度'],
  ['MWh', 'energy', '兆瓦时 MWh'],
  ['GWh', 'energy', '吉瓦时 GWh'],
  ['kJ', 'energy', '千焦'],
  ['GJ', 'energy', '吉焦 GJ'],
  ['a', 'time', '年'],
  ['month', 'time', '个月'],
  ['week', 'time', '周 星期 个星期'],
  ['d', 'time', '天 日'],
  ['wd', 'time', '个工作日 工作日'],
  ['h', 'time', '小时 个小时'],
  ['min', 'time', '分钟'],
  ['s', 'time', '!秒'],
  ['a', 'age', '岁 周岁'],
  ['%', 'percent', '% ％ ﹪'],
  ['pp', 'points', '个百分点 百分点 pct'],
  ['permille', 'permille', '‰ 个千分点'],
  ['倍', 'multiple', '倍'],
  ['ug', 'mass', '微克 μg ug µg'],
  ['mg', 'mass', '毫克 mg'],
  ['degC', 'physical', '℃ 摄氏度'],
  ['dB', 'physical', '分贝 dB'],
  ['Mbps', 'data', 'Mbps 兆比特每秒'],
  ['Gbps', 'data', 'Gbps'],
  ['TB', 'data', 'TB'],
  ['PB', 'data', 'PB'],
  ['EFLOPS', 'data', 'EFLOPS EFlops'],
  ['PFLOPS', 'data', 'PFLOPS PFlops'],
  ['t·km', 'mass', '吨公里'],
  ['lane', 'lane', '车道'],
  ['标箱', 'count', '标箱 标准箱 TEU'],
];

/** Measure words that also follow Chinese numerals. */
const COUNTS_HAN =
  '个 次 名 家 所 座 条 处 户 人 头 只 套 辆 位 张 间 栋 项 支 艘 架 人次 场次 车次 户次 家次 台套 泊位 个泊位 万人 株 棵 部 台 册 件 场 宗 对 篇 幅 口 眼 枚 块 片 届 期 类 种 门 组 床';
/** Measure words (and nouns used as such) that only follow digits. */
const COUNTS_DIGIT =
  '批 款 份 例 起 队 团 村 镇 乡 县 市 省 国 桶 标段 课时 学时 学分 桩 粒 尾 羽 匹 孔 盏 员 床位 张床位 席位 座位 学位 个学位 岗位 工位 车位 停车位 班次 班 站 点 户籍 分 人天 款次 条次 项次 篇次 站点 机架 标准机架 节点 艘次 架次 台次 件次 批次 标台 万件 所次 亩次 组次 集 期次 机组 户数 品种 栏 箱 瓶 袋 双 顶 根 副 令 具 樘 段 帧 卷 代 轮 步 票 单 枝 盆 院 园 店 馆 库 井 窗口 线 层 幢 年次 套次 车 船 羊单位 猪当量';

/** Nouns that a figure can count directly only with 万 or 千 before them are left out on purpose: 千企 万村 are names. */
function* entries(): Generator<readonly [string, UnitEntry]> {
  for (const [id, dimension, words] of PHYSICAL) {
    for (const raw of words.split(' ')) {
      const digitsOnly = raw.startsWith('!');
      yield [digitsOnly ? raw.slice(1) : raw, u(id, dimension, !digitsOnly)];
    }
  }
  for (const word of COUNTS_HAN.split(' ')) yield [word, u(word === '个泊位' ? '泊位' : word, 'count', true)];
  for (const word of COUNTS_DIGIT.split(' ')) yield [word, u(word, 'count', false)];
}

export const UNITS: WordTrie<UnitEntry> = new WordTrie(entries());

/** Words that start with a unit's characters and are none: 分别 is not 分 (score), 市级 not 市. */
const NOT_UNITS =
  '分别 分年 分步 分类 分散 分布 分层 分钟内 分级 市级 市场 市政 县级 县域 省级 省内 省份 国家 国有 国内 国际 国道 省道 县道 乡道 村道 镇级 乡级 村级 村民 乡镇 年级 日报 日常 天然 天线 人均 人大 人民 人口 人才 人社 人工 人员 人物 人力 条例 条件 项目 家庭 家居 家政 家电 头部 所有 所在 所属 所得 名单 名录 名誉 名牌 名师 部分 部门 部署 台账 台风 件次 位于 位居 位列 位次 场所 场地 场景 场馆 场镇 对口 对外 对接 对标 对比 期间 期末 期限 类型 类别 种植 种子 种业 种质 种养 门类 门诊 门户 组织 组团 组建 组合 床上 点位 点对 站点 站式 线上 线下 线路 线性 院士 院校 店铺 园区 园林 车辆 车间 车站 车企 船舶 船闸 层次 层级 层面 库容 库存 井场 代表 代码 代办 轮胎 轮驱 步行 步骤 票据 单位 单元 单个 单品 双向 双创 双减 段落 段位 克服 升级 升高 升至 升到 升规 方案 方面 方向 方式 方针 度假 秒批 周边 周期 周年 米业 里程 户均 户籍 户用 座谈 批复 批准 批发 份额 例会 起步 起点 起草 起来 队伍 团体 团队 班子 班组 集中 集聚 集群 集体 集约 分析 分工 分配 分之 具有 具备 具体 根据 副省 令人 箱涵 块状 支持 支撑 支出 架构 只有 只是 间接 处理 处置 处于 处级 处室 条块 张力 口岸 口径 眼科 片区 届时 届满 元素 元旦 元件 天内 日内 栋梁 宗旨 桩位 村镇 国省 省际 市县 县乡 乡村';
export const FALSE_UNITS: WordTrie<true> = new WordTrie(NOT_UNITS.split(' ').map((w) => [w, true] as const));
