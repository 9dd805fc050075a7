import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { actionOfferSchema } from '#kernel/decision.ts';
import { planIdSchema } from '#plan/contract';
import { yearQuerySchema } from './shapes.ts';

export const workPointSchema = z.strictObject({
  section: z.string(),
  code: z.string(),
  title: z.string(),
  standard: z.string(),
  dueOn: z.string(),
  lead: z.string(),
  coUnits: z.array(z.string()),
  leader: z.string().nullable(),
  upperTask: z.string(),
  quarters: z.array(z.strictObject({ quarter: z.string(), milestones: z.array(z.string()) })),
});
export type WorkPoint = z.output<typeof workPointSchema>;

/** The yearly 工作要点: as published, or as it would be now. */
export const getWorkPoints = endpoint({
  id: 'task.get-work-points',
  method: 'GET',
  path: '/api/work-points',
  summary: '年度工作要点',
  access: { permission: 'task.read', target: 'many' },
  query: z.strictObject({ planId: planIdSchema, year: yearQuerySchema }),
  reply: z.strictObject({
    planTitle: z.string(),
    year: z.int(),
    documentNo: z.string().nullable(),
    publishedAt: z.string().nullable(),
    sha256: z.string().nullable(),
    points: z.array(workPointSchema),
    excused: z.array(z.strictObject({ label: z.string(), title: z.string(), reason: z.string() })),
    /** what still stops the publication, in words */
    open: z.array(z.string()),
    actions: z.array(actionOfferSchema),
  }),
  refusals: ['plan.not_found'],
});
