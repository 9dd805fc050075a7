/** A set of light rules as data: bands per dimension. Sets of other places are loaded in the same form (workflows §7). */
import { z } from 'zod';
import { lightDimensions } from './light.ts';

export const lightObjectKinds = ['clause', 'task', 'target', 'project'] as const;
export type LightObjectKind = (typeof lightObjectKinds)[number];
export const lightObjectKindLabel = { clause: '条款', task: '任务', target: '目标', project: '项目' } satisfies Record<LightObjectKind, string>;

const boundText = z
  .string()
  .regex(/^-?[0-9]{1,9}(\.[0-9]{1,6})?$/, '「界限」应为数字，如 30 或 0.95')
  .meta({ label: '界限' });

/** Bands are tried in order; the first that holds gives the colour. */
export const lightBandSchema = z.strictObject({
  colour: z.enum(['green', 'yellow', 'red']).meta({ label: '灯号' }),
  is: z.enum(['<=', '<', '>=', '>']).meta({ label: '比较' }),
  bound: boundText,
});
export type LightBand = z.output<typeof lightBandSchema>;

export const lightRuleSchema = z.strictObject({
  dimension: z.enum(lightDimensions).meta({ label: '维度' }),
  bands: z.array(lightBandSchema).min(1).max(4).meta({ label: '分档' }),
  /** the colour when no band holds */
  otherwise: z.enum(['green', 'yellow', 'red']).meta({ label: '其余' }),
});
export type LightRule = z.output<typeof lightRuleSchema>;

export const lightRuleSetSchema = z
  .strictObject({
    name: z.string().min(1).max(60).meta({ label: '规则名称' }),
    version: z.int().min(1).max(999).meta({ label: '版本' }),
    rules: z.array(lightRuleSchema).min(1).max(lightDimensions.length).meta({ label: '规则' }),
    /** so many yellow rounds running are red; 0 = never */
    yellowRoundsToRed: z.int().min(0).max(12).meta({ label: '连黄转红轮数' }),
    /** fewer points than this: no forecast */
    forecastPoints: z.int().min(2).max(60).meta({ label: '预测所需点数' }),
  })
  .refine(({ rules }) => new Set(rules.map(({ dimension }) => dimension)).size === rules.length, { message: '同一维度只能有一条规则，请删去重复的规则', path: ['rules'] });
export type LightRuleSet = z.output<typeof lightRuleSetSchema>;
