/** The policy figures that judging leans on. Values come from dated parameters with a source; these are the defaults of the product. */
import type { UsedParam } from '../contract/index.ts';

export interface JudgeParam {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly source: string;
}

export const judgeParamKeys = [
  'approxBand',
  'reachPolicy',
  'near',
  'gapNarrow',
  'frontRank',
  'benchmarkRule',
  'tolerance',
  'minChange',
  'coverageBasis',
  'visitSubject',
  'surveyFactor',
  'surveySample',
] as const;
export type JudgeParamKey = (typeof judgeParamKeys)[number];
export type JudgeParams = Readonly<Record<JudgeParamKey, JudgeParam>>;

const byDefault = '系统默认（原文没有规定，可由本地区以文件另行确定）';
const param = (key: JudgeParamKey, label: string, value: string): JudgeParam => ({
  key: `answer.${key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
  label,
  value,
  source: byDefault,
});

export const defaultJudgeParams: JudgeParams = {
  approxBand: param('approxBand', '「左右」的允许幅度（百分点或本单位）', '0.5'),
  reachPolicy: param('reachPolicy', '「达到」和只有数的要求按什么比较', 'atLeast'),
  near: param('near', '「接近」至少为对照值的几成', '0.9'),
  gapNarrow: param('gapNarrow', '「明显缩小」至少比基期缩小几成', '0.2'),
  frontRank: param('frontRank', '「前列」指同组前几成', '0.25'),
  benchmarkRule: param('benchmarkRule', '几项指标高于对照值才算（all 为全部）', 'all'),
  tolerance: param('tolerance', '两个来源的数相差几成以内算一致', '0.005'),
  minChange: param('minChange', '变化超过基期几成才算向好或反向', '0.01'),
  coverageBasis: param('coverageBasis', '5G网络等覆盖率按人口还是按面积计', 'population'),
  visitSubject: param('visitSubject', '考察等次数按每位领导还是每个班子计', 'leader'),
  surveyFactor: param('surveyFactor', '抽样误差的置信系数（1.96相当于95%）', '1.96'),
  surveySample: param('surveySample', '抽样调查至少要有多少份有效样本', '30'),
};

/** Values that are words of the program, as an official reads them. */
const valueWords: Readonly<Record<string, string>> = {
  atLeast: '按不低于（越低越好的按不超过）',
  exact: '按正好等于',
  all: '全部',
  population: '按人口',
  area: '按面积',
  leader: '按每位领导',
  team: '按每个班子',
};

export const used = (param: JudgeParam): UsedParam => ({ key: param.key, label: param.label, value: valueWords[param.value] ?? param.value, source: param.source });
