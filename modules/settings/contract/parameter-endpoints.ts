import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { newParameterValueSchema, paramCodeSchema, parameterLevels, parameterRowSchema, parameterSchema, stretchSchema } from './parameter.ts';

const params = z.strictObject({ code: paramCodeSchema });
const valueRefusals = ['param.unknown', 'param.overlap', 'param.not_retroactive', 'param.unchanged', 'param.period'] as const;

/** All declared parameters with the value in force today; `q` is part of the name or the code. */
export const listParameters = endpoint({
  id: 'settings.list-parameters',
  method: 'GET',
  path: '/api/parameters',
  summary: '参数列表（当天生效的值和来源）',
  access: 'signed-in',
  query: z.strictObject({
    q: z.string().max(100).optional().meta({ label: '名称' }),
    level: z.enum(parameterLevels).optional().meta({ label: '层级' }),
    module: z.string().max(40).optional().meta({ label: '模块' }),
    on: z.iso.date().optional().meta({ label: '日期' }),
  }),
  reply: z.strictObject({
    on: z.iso.date(),
    items: z.array(parameterSchema),
    modules: z.array(z.strictObject({ name: z.string(), title: z.string() })),
    actions: z.array(actionOfferSchema),
  }),
  refusals: [],
});

export const exportParameters = endpoint({
  id: 'settings.export-parameters',
  method: 'GET',
  path: '/api/parameters/export',
  summary: '参数表（Excel，含全部历史）',
  access: 'signed-in',
  reply: fileReplySchema,
  refusals: [],
});

export const getParameter = endpoint({
  id: 'settings.get-parameter',
  method: 'GET',
  path: '/api/parameters/:code',
  summary: '一个参数的全部取值、时间线和录入表单',
  access: 'signed-in',
  params,
  reply: z.strictObject({
    /** today */
    on: z.iso.date(),
    parameter: parameterSchema,
    /** newest first */
    rows: z.array(parameterRowSchema),
    stretches: z.array(stretchSchema),
    /** JSON Schema of the value, with Chinese labels */
    form: z.record(z.string(), z.unknown()),
    actions: z.array(actionOfferSchema),
  }),
  refusals: ['param.unknown'],
});

/** What a new value would change, without storing it. */
export const previewParameterValue = endpoint({
  id: 'settings.preview-parameter-value',
  method: 'POST',
  path: '/api/parameters/:code/previews',
  summary: '预览参数新值的影响',
  access: { permission: 'param.set', target: 'one' },
  params,
  body: newParameterValueSchema,
  reply: z.strictObject({
    /** days on which the value in force changes, before and after */
    changes: z.array(z.strictObject({ from: z.iso.date(), to: z.iso.date().nullable(), before: z.string().nullable(), after: z.string().nullable() })),
    /** set when a more specific level hides the new value on some of its days */
    hiddenBy: z.string().nullable(),
  }),
  refusals: valueRefusals,
});

/** Stores a new value from a day on. Earlier rows stay as they are. */
export const setParameterValue = endpoint({
  id: 'settings.set-parameter-value',
  method: 'POST',
  path: '/api/parameters/:code/values',
  summary: '设定参数新值',
  access: { permission: 'param.set', target: 'one' },
  params,
  body: newParameterValueSchema,
  reply: z.strictObject({ row: parameterRowSchema }),
  refusals: valueRefusals,
});
