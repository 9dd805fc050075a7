/** Parameters on the wire. Values are JSON by the parameter's own schema; the form describes it for the screen. */
import { z } from 'zod';
import { parameterLevelLabel, parameterLevels } from '#kernel/param.ts';

export { parameterLevelLabel, parameterLevels };

export const paramCodeSchema = z
  .string()
  .regex(/^[a-z][a-z-]*[.][a-z][a-z0-9-]*$/)
  .max(100)
  .meta({ label: '参数编码' });

export const linkSchema = z
  .string()
  .max(500)
  .regex(/^https?:\/\/[^\s]+$/, '「链接」应以 http:// 或 https:// 开头')
  .meta({ label: '链接' });

export const paramSourceSchema = z.strictObject({
  document: z.string().trim().min(1).max(200).meta({ label: '依据文件' }),
  article: z.string().trim().min(1).max(200).optional().meta({ label: '条款' }),
  link: linkSchema.optional(),
});

export const parameterRowSchema = z.strictObject({
  ref: z.string(),
  level: z.enum(parameterLevels),
  from: z.iso.date(),
  to: z.iso.date().nullable(),
  value: z.unknown(),
  /** the value in words */
  text: z.string(),
  source: paramSourceSchema,
  reason: z.string(),
  setBy: z.string(),
  setAt: z.string(),
});
export type ParameterRow = z.output<typeof parameterRowSchema>;

export const parameterSchema = z.strictObject({
  code: z.string(),
  label: z.string(),
  note: z.string().nullable(),
  /** name of the module that uses it */
  module: z.string(),
  /** in force today; null = none */
  current: parameterRowSchema.nullable(),
  /** the next change that is known */
  next: z.strictObject({ from: z.iso.date(), text: z.string().nullable() }).nullable(),
});
export type Parameter = z.output<typeof parameterSchema>;

/** From a day on this value is in force; text null = none. */
export const stretchSchema = z.strictObject({ from: z.iso.date(), level: z.enum(parameterLevels).nullable(), text: z.string().nullable() });
export type Stretch = z.output<typeof stretchSchema>;

export const newParameterValueSchema = z.strictObject({
  level: z.enum(['county', 'province', 'national']).meta({ label: '层级' }),
  from: z.iso.date().meta({ label: '生效日期' }),
  to: z.iso.date().nullable().default(null).meta({ label: '截止日期' }),
  value: z.unknown().meta({ label: '值' }),
  source: paramSourceSchema,
  reason: z.string().trim().min(1).max(500).meta({ label: '理由' }),
});
export type NewParameterValue = z.input<typeof newParameterValueSchema>;
