/**
 * Lexicon pack: the words that say what a figure of a project is. Format: key → { cues, dimensions }.
 * A figure takes the key whose cue stands right before it and whose dimension fits.
 */
export const ATTRIBUTE_CUES_VERSION = '1.0.0';

export interface CueEntry {
  readonly key: string;
  /** dimensions or canonical units of the figure that fit, split at blanks */
  readonly fits: string;
  readonly words: string;
}

export const ATTRIBUTE_CUES: readonly CueEntry[] = [
  {
    key: 'investment',
    fits: 'money',
    words:
      '总投资 投资 计划投资 估算投资 概算投资 投资概算 投资估算 总投资额 投资额 计划总投资 概算总投资 估算总投资 项目总投资 工程总投资 静态总投资 动态总投资 静态投资 动态投资 投资总额 总造价 造价 总投入 投资规模 项目投资 工程投资 规划投资 规划总投资 预计总投资 预计投资 拟投资 拟总投资 总概算 概算 总估算 工程造价',
  },
  { key: 'shoreline', fits: 'length', words: '岸线长 岸线 码头岸线 岸线长度 使用岸线 使用岸线长 占用岸线 岸线总长 海岸线长 自然岸线' },
  { key: 'diameter', fits: 'length', words: '管径 直径 口径 管道直径 主管径 管道管径 桩径 洞径' },
  {
    key: 'length',
    fits: 'length',
    words:
      '全长 路线全长 线路全长 总长 总长度 长度 长 路线长 线路长 里程 总里程 路线总里程 建设里程 新建里程 改造里程 线路长度 线路总长 主线长 主线全长 正线长 正线全长 管线长 管线全长 管道长 管网长 堤防长 河道长 治理长度 治理河道 治理河长 渠道长 铺设管网 铺设管道 新建管网 改造管网 桥长 桥梁全长 桥梁长 隧道长 隧道全长 线路 路线 路线里程 道路全长 道路长 河长 岸坡长 新建线路 线路里程 建设长度 全程 绵延',
  },
  {
    key: 'land',
    fits: 'area',
    words: '占地 占地面积 总占地 总占地面积 用地 用地面积 规划用地 规划用地面积 总用地 总用地面积 征地 征地面积 新增用地 建设用地 建设用地面积 项目占地 用海 用海面积',
  },
  {
    key: 'floorArea',
    fits: 'area',
    words: '建筑面积 总建筑面积 建设面积 新建建筑面积 厂房面积 建筑总面积 总建面 建面 规划建筑面积 计容面积 计容建筑面积 地上建筑面积 新增建筑面积 改造建筑面积',
  },
  {
    key: 'area',
    fits: 'area',
    words:
      '规划面积 总面积 面积 规划总面积 控制面积 核心区面积 灌溉面积 设计灌溉面积 有效灌溉面积 控制灌溉面积 开发面积 建成区面积 水域面积 规划控制面积 起步区面积 启动区面积 核心面积 治理面积 种植面积 建设规模 规模 改造面积 新增灌溉面积 水面 水面面积',
  },
  {
    key: 'capacity',
    fits: 'mass volume power energy count density data kW MW GW kWh MWh GWh kVA MVA',
    words:
      '年产 年产能 产能 年处理 日处理 日处理能力 年处理能力 处理能力 处理规模 设计处理能力 日供水 供水能力 供水规模 日供水能力 装机 装机容量 总装机 总装机容量 装机规模 总装机规模 库容 总库容 兴利库容 设计库容 调节库容 吞吐量 年吞吐量 年吞吐能力 设计年吞吐量 设计吞吐能力 吞吐能力 旅客吞吐量 货邮吞吐量 通过能力 设计通过能力 年通过能力 规模 建设规模 设计规模 生产能力 年生产能力 年加工 日加工 年加工能力 年出栏 出栏 存栏 年存栏 年屠宰 屠宰能力 仓储能力 仓容 总仓容 储量 储存能力 储能规模 储气能力 储气规模 总规模 主变容量 变电容量 主变 调蓄容积 蓄水 设计流量 流量 灌溉 算力 算力规模 总算力 年发电量 年供水量 供水量 年供气 供气能力 输气能力 设计输气能力 供热能力 年产量 设计能力 设计日处理能力 设计年处理能力 容量 年输气 年均发电量 机架 标准机架 年接待能力 处理量 日处理量',
  },
  { key: 'beds', fits: 'count', words: '床位 设置床位 编制床位 规划床位 新增床位 设计床位 核定床位 养老床位 病床' },
  { key: 'seats', fits: 'count', words: '学位 新增学位 座席 座位 可容纳学生 容纳学生 提供学位 坐席 席位' },
  { key: 'berths', fits: 'count', words: '泊位 新建泊位 建设泊位' },
  { key: 'households', fits: 'count', words: '安置 惠及 受益 涉及 惠及居民 涉及居民 安置居民 惠及群众 受益群众 户数 覆盖' },
  { key: 'period', fits: 'time', words: '工期 建设工期 总工期 建设期 建设周期 施工期 计划工期 施工工期 建设工期为 施工总工期' },
];

/** Units that alone say what they measure, in a bracket or a name. Format: unit → key. */
export const UNIT_KEYS: Readonly<Record<string, string>> = {
  泊位: 'berths',
  个泊位: 'berths',
  床位: 'beds',
  张床位: 'beds',
  床: 'beds',
  学位: 'seats',
  个学位: 'seats',
  座位: 'seats',
  席位: 'seats',
  kV: 'voltage',
  lane: 'lanes',
  kW: 'capacity',
  MW: 'capacity',
  GW: 'capacity',
  kVA: 'capacity',
  MVA: 'capacity',
  kWh: 'capacity',
  MWh: 'capacity',
  GWh: 'capacity',
  PFLOPS: 'capacity',
  EFLOPS: 'capacity',
  标箱: 'capacity',
  't/a': 'capacity',
  't/d': 'capacity',
  'm3/d': 'capacity',
  'm3/a': 'capacity',
  标准机架: 'capacity',
  机架: 'capacity',
};

/** Canonical units of counted things in the attributes. */
export const COUNT_UNITS: Readonly<Record<string, string>> = { berths: 'berth', beds: 'bed', seats: 'seat', households: 'household' };

/** Classes written as words; number null. Longest first is the word set's business. */
export const ROAD_CLASSES =
  '高速公路 一级公路 二级公路 三级公路 四级公路 一级高速公路 城市主干路 城市主干道 城市次干路 城市次干道 城市快速路 城市支路 主干路 主干道 次干路 次干道 一级路 二级路 三级路 四级路 一级公路标准 二级公路标准 三级公路标准 四级公路标准 高速公路标准 准四级公路 等外公路 一级公路兼城市道路 城市快速路标准 主干路标准 主干道标准 次干道标准';

/** Words between a cue and its figure. */
export const CUE_FILLERS = '约 约为 大约 近 达 达到 达到约 为 超 超过 不少于 不低于 共 共计 合计 计 : 各 可达 将达 总计 分别 分别为 预计 约达 规模达';

/** Fillers and tails that make a figure approximate. */
export const APPROXIMATE = '约 约为 大约 近 约达 达到约';
