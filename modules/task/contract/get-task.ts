import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { actionOfferSchema } from '#kernel/decision.ts';
import { orgIdSchema } from '#identity/contract';
import { taskIdSchema } from './ids.ts';
import { reportStates } from './report.ts';
import { assignmentViewSchema, milestoneViewSchema, originSchema, personRefSchema, stepViewSchema, taskSummarySchema } from './shapes.ts';
import { standardKinds } from './task-item.ts';

export const opinionViewSchema = z.strictObject({
  opinionId: z.uuid(),
  orgId: orgIdSchema,
  org: z.string(),
  words: z.string(),
  at: z.string(),
  isAdopted: z.boolean().nullable(),
  answer: z.string().nullable(),
  actions: z.array(actionOfferSchema),
});

export const taskReportViewSchema = z.strictObject({
  roundId: z.uuid(),
  assignmentId: z.uuid(),
  reportId: z.uuid(),
  period: z.string(),
  org: z.string(),
  state: z.enum(reportStates),
  isNoChange: z.boolean(),
  done: z.string(),
  judgement: z.string(),
  signedAt: z.string().nullable(),
  wasUnapproved: z.boolean(),
});

/** One yearly task with everything that happened to it. */
export const getTask = endpoint({
  id: 'task.get-task',
  method: 'GET',
  path: '/api/tasks/:taskId',
  summary: '一项年度任务及其分工、节点、经过',
  access: { permission: 'task.read', target: 'one' },
  params: z.strictObject({ taskId: taskIdSchema }),
  reply: z.strictObject({
    task: taskSummarySchema,
    standardKind: z.enum(standardKinds).nullable(),
    standardText: z.string(),
    upperTask: z.string(),
    leader: personRefSchema.nullable(),
    origin: originSchema,
    /** who decided what the text does not say */
    decidedBy: z.string(),
    decidedAt: z.string(),
    cycle: z.int(),
    sentBack: z.int(),
    watchedFor: z.string().nullable(),
    /** what it lacks before it may go out */
    lacking: z.array(z.string()),
    /** why it cannot be closed yet; null when the standard is met */
    unmet: z.string().nullable(),
    assignments: z.array(assignmentViewSchema),
    milestones: z.array(milestoneViewSchema),
    opinions: z.array(opinionViewSchema),
    reports: z.array(taskReportViewSchema),
    steps: z.array(stepViewSchema),
    actions: z.array(actionOfferSchema),
  }),
  refusals: ['task.not_found'],
});
