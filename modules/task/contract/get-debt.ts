import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { actionOfferSchema } from '#kernel/decision.ts';
import { evidenceGrades, evidenceKinds, evidenceStamps, evidenceVoices } from '#kernel/evidence.ts';
import { assignmentIdSchema, roundIdSchema } from './ids.ts';
import { judgements, reportStates } from './report.ts';
import { debtViewSchema, milestoneViewSchema, reportContentSchema, roundViewSchema, stepViewSchema } from './shapes.ts';
import { standardKinds } from './task-item.ts';

export const reportCheckSchema = z.strictObject({ check: z.string(), kind: z.enum(['hard', 'soft']), field: z.string(), message: z.string() });

/** A fact that the system already holds: it is confirmed or disputed, never typed again. */
export const heldFactSchema = z.strictObject({
  factId: z.uuid(),
  kind: z.enum(evidenceKinds),
  voice: z.enum(evidenceVoices),
  grade: z.enum(evidenceGrades),
  stamp: z.enum(evidenceStamps),
  words: z.string(),
  source: z.string(),
  on: z.string(),
});

/** The form of one debt, prefilled. */
export const getDebt = endpoint({
  id: 'task.get-debt',
  method: 'GET',
  path: '/api/rounds/:roundId/debts/:assignmentId',
  summary: '一项应报的填报表，已预填',
  access: { permission: 'round.read', target: 'one' },
  params: z.strictObject({ roundId: roundIdSchema, assignmentId: assignmentIdSchema }),
  reply: z.strictObject({
    round: roundViewSchema,
    debt: debtViewSchema,
    standardKind: z.enum(standardKinds).nullable(),
    standardText: z.string(),
    limits: z.strictObject({ done: z.int(), next: z.int(), explanation: z.int() }),
    isCounted: z.boolean(),
    last: z
      .strictObject({ period: z.string(), done: z.string(), next: z.string(), judgement: z.enum(judgements), countToDate: z.string().nullable(), isNoChange: z.boolean() })
      .nullable(),
    facts: z.array(heldFactSchema),
    dueMilestones: z.array(milestoneViewSchema),
    /** parts of the other units of the task, sealed: read, never edited */
    parts: z.array(z.strictObject({ org: z.string(), role: z.enum(['lead', 'co']), state: z.enum(reportStates).nullable(), done: z.string().nullable(), isMissing: z.boolean() })),
    report: z
      .strictObject({
        reportId: z.uuid(),
        state: z.enum(reportStates),
        revision: z.int().positive(),
        content: reportContentSchema,
        writtenBy: z.string(),
        signedBy: z.string().nullable(),
        signedAt: z.string().nullable(),
        returns: z.int(),
        wasUnapproved: z.boolean(),
      })
      .nullable(),
    checks: z.array(reportCheckSchema),
    photos: z.array(z.strictObject({ photoId: z.uuid(), takenAt: z.string(), place: z.string(), isReused: z.boolean() })),
    steps: z.array(stepViewSchema),
    actions: z.array(actionOfferSchema),
  }),
  refusals: ['task.debt_not_found'],
});
