import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { cellKinds } from './burden.ts';
import { periodSchema, unitRefSchema } from './shapes.ts';

/** Minutes asked of each unit in a month, against the budget; and what each asking office costs. */
export const getBurden = endpoint({
  id: 'task.get-burden',
  method: 'GET',
  path: '/api/burden',
  summary: '填报负担：各单位本月被要求填报的分钟数',
  access: { permission: 'burden.read', target: 'many' },
  query: z.strictObject({ month: periodSchema.optional() }),
  reply: z.strictObject({
    month: z.string(),
    budget: z.string(),
    minutesPerCell: z.record(z.enum(cellKinds), z.string()),
    units: z.array(
      z.strictObject({
        org: unitRefSchema,
        /** the right of the reader is for a part of the plan: reports on its tasks alone are counted */
        isPart: z.boolean(),
        cells: z.record(z.enum(cellKinds), z.int()),
        roundMinutes: z.string(),
        formMinutes: z.string(),
        /** visits of inspection and reports of rectification */
        visitMinutes: z.string(),
        minutes: z.string(),
        isOver: z.boolean(),
        adHocForms: z.int(),
      }),
    ),
    askers: z.array(z.strictObject({ name: z.string(), forms: z.int(), visits: z.int(), units: z.int(), minutes: z.string(), reasons: z.array(z.string()) })),
  }),
  refusals: [],
});
