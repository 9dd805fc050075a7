import { z } from 'zod';
import { orgIdSchema, userIdSchema } from '#identity/contract';
import { assignmentRoles } from './assignment.ts';
import { taskMilestoneIdSchema } from './ids.ts';
import { taskDaySchema, wordsSchema } from './shapes.ts';
import { standardKinds, taskTiers } from './task-item.ts';

/** What a person decides about a yearly task. */
export const taskFieldsSchema = z.strictObject({
  title: wordsSchema('任务', 300).refine((text) => text.trim() !== '', '请填写「任务」'),
  standardKind: z.enum(standardKinds).nullable().default(null).meta({ label: '完成标准类型' }),
  standardText: wordsSchema('完成标准', 1000).default(''),
  startsOn: taskDaySchema('开始日'),
  dueOn: taskDaySchema('完成时限').nullable().default(null),
  tier: z.enum(taskTiers).default('quarterly').meta({ label: '填报周期' }),
  upperTask: wordsSchema('上级任务', 300).default(''),
  leaderId: userIdSchema.nullable().default(null).meta({ label: '县领导' }),
  milestones: z
    .array(
      z.strictObject({
        milestoneId: taskMilestoneIdSchema.nullable().default(null),
        title: wordsSchema('节点', 200).refine((text) => text.trim() !== '', '请填写「节点」'),
        dueOn: taskDaySchema('节点日期'),
      }),
    )
    .max(50)
    .default([])
    .meta({ label: '节点' }),
  units: z
    .array(z.strictObject({ orgId: orgIdSchema, role: z.enum(assignmentRoles) }))
    .max(60)
    .default([])
    .meta({ label: '责任单位' }),
});
export type TaskFields = z.output<typeof taskFieldsSchema>;
