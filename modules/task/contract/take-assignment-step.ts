import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { orgIdSchema, userIdSchema } from '#identity/contract';
import { refusalGrounds } from './assignment.ts';
import { assignmentIdSchema } from './ids.ts';
import { assignmentViewSchema, reasonTextSchema, revisionSchema, taskDaySchema } from './shapes.ts';

export const assignmentStepActions = ['accept', 'accept-co', 'refuse', 'keep', 'amend', 'reassign', 'rule', 'change', 'end'] as const;
export type AssignmentStepAction = (typeof assignmentStepActions)[number];
export const assignmentStepActionLabel = {
  accept: '签收牵头任务',
  'accept-co': '签收配合任务',
  refuse: '退签',
  keep: '维持原分工',
  amend: '修改后再下达',
  reassign: '改派',
  rule: '裁定',
  change: '变更分工',
  end: '终止',
} satisfies Record<AssignmentStepAction, string>;

/** One act on one assignment. */
export const takeAssignmentStep = endpoint({
  id: 'task.take-assignment-step',
  method: 'POST',
  path: '/api/assignments/:assignmentId/steps',
  summary: '签收、退签、维持、改派、裁定、变更、终止',
  access: { permission: 'task.read', target: 'one' },
  params: z.strictObject({ assignmentId: assignmentIdSchema }),
  body: z.strictObject({
    action: z.enum(assignmentStepActions).meta({ label: '操作' }),
    expectedRevision: revisionSchema,
    /** accept: who does the work and who stands in */
    personId: userIdSchema.optional().meta({ label: '具体责任人' }),
    deputyId: userIdSchema.nullable().optional().meta({ label: '替代人' }),
    /** refuse */
    ground: z.enum(refusalGrounds).optional().meta({ label: '退签理由' }),
    /** everything but accepting */
    reason: reasonTextSchema.optional(),
    /** reassign, change */
    toOrgId: orgIdSchema.optional().meta({ label: '改派到' }),
    /** change, end: the first day on which it no longer holds */
    on: taskDaySchema('生效日期').optional(),
  }),
  reply: z.strictObject({ assignment: assignmentViewSchema, replacement: assignmentViewSchema.nullable() }),
  refusals: [
    'task.assignment_not_found',
    'task.changed_meanwhile',
    'task.person_missing',
    'task.person_not_at_unit',
    'task.reason_missing',
    'task.target_missing',
    'task.target_same',
    'task.org_unknown',
    'task.org_dissolved',
    'task.day_early',
    'task.other_role',
    'task.incomplete',
    'task.comments_open',
    'task.ruling_early',
    'lifecycle.wrong_state',
    'calendar.year_missing',
  ],
});
