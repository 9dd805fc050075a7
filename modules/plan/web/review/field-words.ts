/** Chinese words for values of ledger fields, for reasons, and for what people may choose. */
import type { JsonValue } from './json-value.ts';

type Labels = Readonly<Record<string, string>>;

const comparator: Labels = {
  '>=': '不少于',
  '>': '超过',
  '<=': '不超过',
  '<': '少于',
  '=': '等于',
  '~': '左右',
  reach: '达到',
  range: '区间',
  relative: '与他处相比',
  increase: '提高（无数值）',
  decrease: '降低（无数值）',
  meet: '完成上级下达',
};
const modality: Labels = { must: '必须', aim: '目标', strive: '力争', explore: '探索' };
const every: Labels = { year: '每年', halfyear: '每半年', quarter: '每季度', month: '每月', week: '每周', day: '每天' };
const relation: Labels = { in: '当期内', by: '到期末', within: '期限内', during: '期间', from: '自起始', every: '每期' };
const stage: Labels = { prepare: '前期', plan: '规划', start: '开工', build: '建设', advance: '推进', complete: '建成', operate: '运营', support: '协助' };
const control: Labels = { owner: '本级做主', support: '协助配合', seek: '向上争取', external: '外部主导' };

const shared: Readonly<Record<string, Labels>> = {
  comparator,
  modality,
  control,
  every,
  cls: {
    growth: '增长',
    level: '水平',
    share: '占比',
    rate: '比率',
    ratio: '比值',
    density: '密度',
    count: '数量',
    magnitude: '量级',
    completeness: '全覆盖',
    relative: '相对水平',
    rank: '位次',
    delegated: '上级下达',
    directional: '方向性',
  },
  tier: { A: 'A 具名工程', B: 'B 具名设施或计划', C: 'C 一类项目' },
  binding: { 约束性: '约束性', 预期性: '预期性' },
  role: { lead: '牵头', support: '配合', owner: '责任', mentioned: '提及' },
};
const own: Readonly<Record<string, Labels>> = {
  'milestones.kind': { designation: '争创', positioning: '定位', start: '启动', completion: '建成', deadline: '期限' },
  'milestones.control': { owner: '本级做主', support: '协助配合', seek: '向上争取' },
  'conditions.kind': { threshold: '门槛', eligibility: '资格', reward: '奖励', cap: '上限' },
  'terms.status': { defined: '文中有解释', undefined: '文中未解释', plain: '一般名词' },
  'references.kind': { upperPlan: '上级规划', futureDoc: '将出台文件', annex: '附件附表', self: '本方案', law: '法律法规', document: '文件' },
};

/** Chinese labels of a field with a closed list of values; undefined for free words and figures. */
export const choicesOf = (list: string, field: string): Labels | undefined => own[`${list}.${field}`] ?? (list === 'projects' && field === 'status' ? undefined : shared[field]);

export const periodChoices = { every, relation };
export const stageChoices = stage;

/** Fields that are yes or no. */
export const flagFields: ReadonlySet<string> = new Set(['vague', 'missing']);
/** Fields that are decimal strings. */
export const decimalFields: ReadonlySet<string> = new Set(['number', 'numberMax', 'times']);

/** Names of what a record shows beside the fields that can be corrected. */
export const extraLabel: Labels = { threshold: '门槛', base: '基数', reference: '参照', covers: '管辖的句子', sharedHead: '共用的中心词', group: '所在统称' };

const unitLabel: Labels = {
  CNY: '元',
  km2: '平方公里',
  mu: '亩',
  m2: '平方米',
  ha: '公顷',
  km: '公里',
  m: '米',
  t: '吨',
  't/a': '吨/年',
  pp: '个百分点',
  permille: '‰',
  kW: '千瓦',
  kVA: '千伏安',
  kV: '千伏',
  a: '年',
  wd: '个工作日',
  'km/km2': '公里/平方公里',
  'ug/m3': '微克/立方米',
  'mg/m3': '毫克/立方米',
};

const isRecord = (value: JsonValue | undefined): value is { readonly [key: string]: JsonValue } => typeof value === 'object' && value !== null && !Array.isArray(value);

const periodWords = (value: { readonly [key: string]: JsonValue }): string => {
  const parts = [
    typeof value['on'] === 'string' ? value['on'] : '',
    typeof value['from'] === 'number' ? `${value['from']}年起` : '',
    typeof value['year'] === 'number' ? `${value['year']}年` : '',
    typeof value['every'] === 'string' ? (every[value['every']] ?? value['every']) : '',
  ].filter((part) => part !== '');
  const rel = typeof value['rel'] === 'string' ? relation[value['rel']] : undefined;
  return `${parts.join('，')}${rel === undefined || typeof value['every'] === 'string' ? '' : `（${rel}）`}`;
};

/** 2200000000 → 2,200,000,000; decimals and lane sums stay as they are. */
const groupDigits = (text: string): string => (/^-?\d{5,30}$/.test(text) ? text.replace(/\B(?=(?:\d{3})+$)/g, ',') : text);

/** What a value says, in words; empty when there is none. */
export const valueWords = (list: string, field: string, value: JsonValue | undefined): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (field === 'period' && isRecord(value)) return periodWords(value);
  if (isRecord(value)) {
    const words = typeof value['text'] === 'string' ? value['text'] : '';
    const step = typeof value['stage'] === 'string' ? stage[value['stage']] : undefined;
    return step === undefined ? words : `${words}（${step}）`;
  }
  if (Array.isArray(value)) return value.map((each) => valueWords(list, field, each)).join('、');
  const text = String(value);
  if (decimalFields.has(field)) return groupDigits(text);
  if (field === 'unit') return unitLabel[text] ?? text;
  return choicesOf(list, field)?.[text] ?? text;
};

const reasonLabel: Labels = {
  'inherited.indicator': '指标承前文',
  'inherited.time': '时间承前文',
  'inherited.actor': '主体承前文',
  'inherited.place': '范围承前文',
  'shared.head': '与并列项共用中心词',
  'shared.verb': '与并列项共用动词',
  'shared.unit': '与并列项共用单位',
  'shared.modifier': '与并列项共用修饰语',
  'implied.unit': '单位由上下文确定',
  'elided.unit.sibling': '单位省略，取自并列项',
  'computed.period': '由起止年份推算',
  'computed.magnitude': '由量级换算',
  'list.each': '并列项各自承担',
  'list.respectively': '并列项依次对应',
  'typo.repaired': '按疑似笔误处理',
  'heading.fallback': '取自标题',
  'rule.first-leads': '按“排第一的牵头”规则',
  'rule.stated-once': '文中统一规定',
  proposed: '原文为建议性表述',
};

/** Why a field says what its own characters do not say. */
export const reasonWords = (code: string): string => reasonLabel[code] ?? `按规则推定（${code}）`;
