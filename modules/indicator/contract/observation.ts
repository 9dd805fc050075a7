/** Figures on the wire: what counts for a period, and every revision with what was done to it. */
import { z } from 'zod';
import { areaCodeSchema, areaNameSchema, indicatorIdSchema, seriesIdSchema } from './definition.ts';
import { periodSchema } from './period.ts';
import { indicatorUnitSchema } from './unit.ts';
import { entryFlags, gapReasons, observationActs, observationStates, precisions, qualities, stamps, unknownCodes } from './words.ts';

export const figureSourceSchema = z.strictObject({
  document: z.string(),
  link: z.string().nullable(),
  publishedOn: z.string().nullable(),
});

/** Why a figure is not known. */
export const unknownReasonSchema = z.strictObject({
  code: z.enum(unknownCodes),
  /** name of the indicator concerned; empty for the formula itself */
  indicator: z.string(),
  period: periodSchema,
  text: z.string(),
});

/** One period of a series: a figure, or null with the reasons. */
export const pointSchema = z.strictObject({
  period: periodSchema,
  label: z.string(),
  value: z.string().nullable(),
  gap: z.enum(gapReasons).nullable(),
  reasons: z.array(unknownReasonSchema),
  numerator: z.string().nullable(),
  denominator: z.string().nullable(),
  precision: z.enum(precisions),
  /** null for a computed figure */
  quality: z.enum(qualities).nullable(),
  stamp: z.enum(stamps),
  /** the effective revision; null for a computed figure */
  revision: z.int().positive().nullable(),
  source: figureSourceSchema.nullable(),
});
export type Point = z.output<typeof pointSchema>;

export const seriesSchema = z.strictObject({
  area: areaCodeSchema,
  areaName: z.string(),
  isOwn: z.boolean(),
  points: z.array(pointSchema),
});
export type IndicatorSeries = z.output<typeof seriesSchema>;

export const revisionActSchema = z.strictObject({
  act: z.enum(observationActs),
  state: z.enum(observationStates),
  reason: z.string(),
  by: z.string(),
  at: z.iso.datetime({ offset: true }),
});

export const revisionSchema = z.strictObject({
  revision: z.int().positive(),
  state: z.enum(observationStates),
  value: z.string().nullable(),
  gap: z.enum(gapReasons).nullable(),
  numerator: z.string().nullable(),
  denominator: z.string().nullable(),
  precision: z.enum(precisions),
  quality: z.enum(qualities),
  stamp: z.enum(stamps),
  enteredText: z.string(),
  source: figureSourceSchema,
  flags: z.array(z.strictObject({ flag: z.enum(entryFlags), explanation: z.string() })),
  correctionReason: z.string().nullable(),
  enteredBy: z.string(),
  enteredAt: z.iso.datetime({ offset: true }),
  acts: z.array(revisionActSchema),
});
export type Revision = z.output<typeof revisionSchema>;

/** One row of the list of figures that wait for somebody. */
export const waitingFigureSchema = z.strictObject({
  seriesId: seriesIdSchema,
  indicatorId: indicatorIdSchema,
  indicator: z.string(),
  unit: indicatorUnitSchema,
  area: areaCodeSchema,
  areaName: z.string(),
  period: periodSchema,
  label: z.string(),
  revision: z.int().positive(),
  state: z.enum(observationStates),
  value: z.string().nullable(),
  gap: z.enum(gapReasons).nullable(),
  /** the figure that counts now; null when there is none */
  effectiveValue: z.string().nullable(),
  quality: z.enum(qualities),
  flags: z.array(z.strictObject({ flag: z.enum(entryFlags), explanation: z.string() })),
  correctionReason: z.string().nullable(),
  source: figureSourceSchema,
  enteredBy: z.string(),
  /** whether the caller entered it and so may not decide on it */
  isOwnEntry: z.boolean(),
  updatedAt: z.iso.datetime({ offset: true }),
});
export type WaitingFigure = z.output<typeof waitingFigureSchema>;

export const sourceInputSchema = z.strictObject({
  document: z.string().trim().min(1).max(300).meta({ label: '来源文件' }),
  link: z
    .string()
    .trim()
    .max(500)
    .regex(/^https?:\/\/\S+$/, '「来源网址」应以 http:// 或 https:// 开头')
    .nullable()
    .default(null)
    .meta({ label: '来源网址' }),
  publishedOn: z.iso.date().nullable().default(null).meta({ label: '公布日期' }),
});

/** One figure as entered. */
export const entryInputSchema = z.strictObject({
  indicatorId: indicatorIdSchema,
  area: areaCodeSchema,
  /** only for the first figure of an area */
  areaName: areaNameSchema.optional(),
  period: periodSchema,
  /** as written: `18.37`, `18.37亿元`, `—`, `暂无`; empty beside numerator and denominator = their quotient */
  text: z.string().max(200).meta({ label: '数值' }),
  numerator: z.string().max(60).nullable().default(null).meta({ label: '分子' }),
  denominator: z.string().max(60).nullable().default(null).meta({ label: '分母' }),
  quality: z.enum(qualities).meta({ label: '数据质量' }),
  /** newest revision that the client has seen; 0 when there was none */
  expectedRevision: z.int().nonnegative().meta({ label: '已见到的修订' }),
  explanations: z.partialRecord(z.enum(entryFlags), z.string().max(500)).default({}).meta({ label: '疑点说明' }),
  /** needed when a figure is approved already */
  correctionReason: z.string().trim().max(500).nullable().default(null).meta({ label: '修订理由' }),
});
export type EntryInput = z.output<typeof entryInputSchema>;

export const maxEntriesAtOnce = 500;

export const enteredSchema = z.strictObject({
  seriesId: seriesIdSchema,
  indicatorId: indicatorIdSchema,
  area: areaCodeSchema,
  period: periodSchema,
  revision: z.int().positive(),
  state: z.enum(observationStates),
  value: z.string().nullable(),
  gap: z.enum(gapReasons).nullable(),
});

/** What checking one entry found, without storing it. */
export const checkedEntrySchema = z.strictObject({
  indicatorId: indicatorIdSchema,
  indicator: z.string(),
  unit: indicatorUnitSchema,
  area: areaCodeSchema,
  period: periodSchema,
  label: z.string(),
  text: z.string(),
  value: z.string().nullable(),
  gap: z.enum(gapReasons).nullable(),
  numerator: z.string().nullable(),
  denominator: z.string().nullable(),
  precision: z.enum(precisions),
  faults: z.array(z.strictObject({ code: z.string(), message: z.string() })),
  flags: z.array(z.strictObject({ flag: z.enum(entryFlags), message: z.string() })),
  /** what stands there now, with the newest revision */
  current: z.strictObject({
    revision: z.int().nonnegative(),
    state: z.enum(observationStates).nullable(),
    value: z.string().nullable(),
    by: z.string().nullable(),
    at: z.string().nullable(),
  }),
  /** `same` = nothing to store; `conflict` = changed since the client saw it */
  change: z.enum(['new', 'correct', 'same', 'conflict']),
});
export type CheckedEntry = z.output<typeof checkedEntrySchema>;
