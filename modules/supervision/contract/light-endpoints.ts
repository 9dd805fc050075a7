/** Lights of tasks: as of a day, as known then or now, with forecast and the days before. */
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { explainedSchema } from './clause-light-endpoints.ts';
import { greyReasons, lightColours, replayModes } from './light.ts';
import { orgRefSchema } from './order.ts';

const daySchema = z.iso.date();
const colour = z.enum(lightColours);

export const getTaskLight = endpoint({
  id: 'supervision.get-task-light',
  method: 'GET',
  path: '/api/lights/tasks/:taskId',
  summary: '任务的灯号：原因、预告、重放',
  access: { permission: 'light.read', target: 'one' },
  params: z.strictObject({ taskId: z.uuid() }),
  query: z.strictObject({ on: daySchema.optional().meta({ label: '日期' }), mode: z.enum(replayModes).default('as-now').meta({ label: '重放方式' }) }),
  reply: z.strictObject({
    title: z.string(),
    lead: orgRefSchema.nullable(),
    /** null = no light: not handed out yet */
    lit: explainedSchema.nullable(),
  }),
  refusals: ['supervision.object_not_found', 'param.not_in_force'],
});

/** Lights beside the rows of any list of tasks: one request for the whole page. Drafts and tasks that are not yours have none. */
export const listLightMarks = endpoint({
  id: 'supervision.list-light-marks',
  method: 'GET',
  path: '/api/lights/marks',
  summary: '列表各行任务今天的灯号',
  access: { permission: 'light.read', target: 'many' },
  query: z.strictObject({
    tasks: z
      .string()
      .max(8000, '一次最多查200项任务的灯号')
      .transform((text) => text.split(','))
      .pipe(z.array(z.uuid()).min(1).max(200, '一次最多查200项任务的灯号'))
      .meta({ label: '任务' }),
  }),
  reply: z.strictObject({ items: z.array(z.strictObject({ taskId: z.uuid(), objectLight: colour, unitLight: colour, causes: z.array(z.string()) })) }),
  refusals: ['param.not_in_force'],
});

export const lightSorts = ['urgency', 'due', 'code'] as const;
export type LightSort = (typeof lightSorts)[number];
export const lightSortLabel = { urgency: '按轻重', due: '按期限', code: '按编号' } satisfies Record<LightSort, string>;

const lightFilterShape = {
  q: z.string().trim().max(100, '「查找」不能超过100字').optional().meta({ label: '查找' }),
  year: z
    .string()
    .regex(/^2[0-9]{3}$/, '「年度」应为四位数字，如2026')
    .transform(Number)
    .optional()
    .meta({ label: '年度' }),
  colour: colour.optional().meta({ label: '灯号' }),
  orgId: z.uuid().optional().meta({ label: '单位' }),
  /** a past day; left out = today */
  on: daySchema.optional().meta({ label: '日期' }),
  mode: z.enum(replayModes).default('as-now').meta({ label: '重放方式' }),
  sort: z.enum(lightSorts).default('urgency').meta({ label: '排序' }),
};

/** A whole year at once, today or as of a past day: some hundreds of tasks, judged when asked. Drafts have no light. */
export const listTaskLights = endpoint({
  id: 'supervision.list-task-lights',
  method: 'GET',
  path: '/api/lights/tasks',
  summary: '一年任务的灯号：按轻重排列，写明原因和预告；可看任意一天',
  access: { permission: 'light.read', target: 'many' },
  query: z.strictObject({ ...lightFilterShape, cursor: pageCursorSchema, limit: pageLimitSchema }),
  reply: z.strictObject({
    on: daySchema,
    mode: z.enum(replayModes),
    year: z.int(),
    rule: z.string(),
    /** of the filter without its colour */
    counts: z.record(colour, z.int().nonnegative()),
    total: z.int().nonnegative(),
    nextCursor: z.string().nullable(),
    items: z.array(
      z.strictObject({
        taskId: z.uuid(),
        code: z.string(),
        title: z.string(),
        dueOn: daySchema.nullable(),
        lead: orgRefSchema.nullable(),
        objectLight: colour,
        unitLight: colour,
        greyReason: z.enum(greyReasons).nullable(),
        /** sentences of the dimensions that give the colour */
        causes: z.array(z.string()),
        forecast: z.string().nullable(),
      }),
    ),
  }),
  refusals: ['param.not_in_force', 'supervision.day_in_future'],
});

export const exportTaskLights = endpoint({
  id: 'supervision.export-task-lights',
  method: 'GET',
  path: '/api/lights/tasks/export',
  summary: '任务灯号表（Excel）',
  access: { permission: 'light.read', target: 'many' },
  query: z.strictObject(lightFilterShape),
  reply: fileReplySchema,
  refusals: ['param.not_in_force', 'supervision.day_in_future'],
});
