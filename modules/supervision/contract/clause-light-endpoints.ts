/** Lights of clauses: of all that a plan asks for, and of one with causes, forecast and the days before. */
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { greyReasons, lightColours, lightForecastSchema, lightSchema, replayModes } from './light.ts';

const daySchema = z.iso.date();
const colour = z.enum(lightColours);
const onSchema = daySchema.optional().meta({ label: '日期' });
const modeSchema = z.enum(replayModes).default('as-now').meta({ label: '重放方式' });

/** What is told of every light that is explained. */
export const explainedSchema = z.strictObject({
  on: daySchema,
  mode: z.enum(replayModes),
  rule: z.strictObject({ label: z.string(), fromOn: daySchema, source: z.string() }),
  light: lightSchema,
  forecast: lightForecastSchema.nullable(),
  /** the 180 days up to the day, equal days joined */
  history: z.array(z.strictObject({ from: daySchema, to: daySchema, objectLight: colour, unitLight: colour })),
});

export const getClauseLight = endpoint({
  id: 'supervision.get-clause-light',
  method: 'GET',
  path: '/api/lights/clauses/:planId/:clauseKey',
  summary: '条款的灯号：原因、预告、重放',
  access: { permission: 'light.read', target: 'one' },
  params: z.strictObject({ planId: z.uuid(), clauseKey: z.string().min(1).max(200) }),
  query: z.strictObject({ on: onSchema, mode: modeSchema }),
  reply: z.strictObject({
    title: z.string(),
    /** null = no light that day: a threshold, not applicable, not in the plan */
    lit: explainedSchema.nullable(),
  }),
  refusals: ['supervision.object_not_found', 'supervision.day_in_future', 'param.not_in_force'],
});

const clauseFilter = {
  planId: z.uuid().optional().meta({ label: '方案' }),
  q: z.string().trim().max(100, '「查找」不能超过100字').optional().meta({ label: '查找' }),
  colour: colour.optional().meta({ label: '灯号' }),
  on: onSchema,
  mode: modeSchema,
} as const;

/** Every clause of a plan that was there on the day; what does not apply has no light. */
export const listClauseLights = endpoint({
  id: 'supervision.list-clause-lights',
  method: 'GET',
  path: '/api/lights/clauses',
  summary: '方案各条款的灯号：按轻重排列，写明原因和预告；可看任意一天',
  access: { permission: 'light.read', target: 'many' },
  query: z.strictObject({ ...clauseFilter, cursor: pageCursorSchema, limit: pageLimitSchema }),
  reply: z.strictObject({
    on: daySchema,
    mode: z.enum(replayModes),
    rule: z.string(),
    /** the newest plan when none was asked for; null = there is none yet */
    planId: z.uuid().nullable(),
    /** of the filter without its colour */
    counts: z.record(colour, z.int().nonnegative()),
    total: z.int().nonnegative(),
    nextCursor: z.string().nullable(),
    items: z.array(
      z.strictObject({
        planId: z.uuid(),
        clauseKey: z.string(),
        title: z.string(),
        objectLight: colour,
        unitLight: colour,
        greyReason: z.enum(greyReasons).nullable(),
        causes: z.array(z.string()),
        forecast: z.string().nullable(),
      }),
    ),
  }),
  refusals: ['param.not_in_force', 'supervision.day_in_future'],
});

export const exportClauseLights = endpoint({
  id: 'supervision.export-clause-lights',
  method: 'GET',
  path: '/api/lights/clauses/export',
  summary: '条款灯号表（Excel）',
  access: { permission: 'light.read', target: 'many' },
  query: z.strictObject(clauseFilter),
  reply: fileReplySchema,
  refusals: ['param.not_in_force', 'supervision.day_in_future'],
});
