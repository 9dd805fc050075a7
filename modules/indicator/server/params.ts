/** Thresholds of the module as dated parameters. */
import { z } from 'zod';
import { declareParam, programStart } from '#kernel/param.ts';
import { decimalSchema } from '../contract/index.ts';

export const entryLimits = declareParam({
  code: 'indicator.entry-limits',
  label: '统计数疑点的界限',
  note: '超过界限的数值要写明原因并再次确认才能保存',
  schema: z.strictObject({
    slipFactor: decimalSchema.meta({ label: '与上期相差的倍数' }),
    medianFactor: decimalSchema.meta({ label: '超过中位数的倍数' }),
    medianMinPoints: z.int().min(1).max(100).meta({ label: '中位数至少要有的期数' }),
    partsTolerance: decimalSchema.meta({ label: '部分之和允许的误差（%）' }),
    explanationChars: z.int().min(1).max(200).meta({ label: '说明至少的字数' }),
  }),
  rows: [{ from: programStart, value: { slipFactor: '10', medianFactor: '3', medianMinPoints: 3, partsTolerance: '0.5', explanationChars: 10 } }],
});

/** Beside the limits above, so that rows that a county set before stay valid. */
export const entryMost = declareParam({
  code: 'indicator.entry-most',
  label: '统计数不可能达到的界限',
  note: '任何统计数的绝对值达到这个数就不收，不论口径是否写明范围',
  schema: z.strictObject({ most: decimalSchema.meta({ label: '绝对值的上限' }) }),
  rows: [{ from: programStart, value: { most: '1000000000000000' } }],
});

export const forecastRule = declareParam({
  code: 'indicator.forecast',
  label: '预测的规则',
  note: '期数不足时不预测；区间按以往误差取，预测只供参考',
  schema: z.strictObject({
    minPoints: z.int().min(4).max(60).meta({ label: '至少要有的期数' }),
    coveragePercent: z.int().min(50).max(95).meta({ label: '区间包含以往误差的百分比' }),
    horizon: z.int().min(1).max(24).meta({ label: '向前预测的期数' }),
  }),
  rows: [{ from: programStart, value: { minPoints: 6, coveragePercent: 80, horizon: 6 } }],
});

export const indicatorParams = [entryLimits, entryMost, forecastRule] as const;
