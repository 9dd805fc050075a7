import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { orgIdSchema } from '#identity/contract';
import { cellKinds } from './burden.ts';
import { formEveries, formViewSchema } from './list-forms.ts';
import { reasonTextSchema, taskDaySchema, wordsSchema } from './shapes.ts';

/** Registers a form. One that asks for a fact that is held and fresh, or is asked already, is refused here, at design time. */
export const draftForm = endpoint({
  id: 'task.draft-form',
  method: 'POST',
  path: '/api/forms',
  summary: '登记一张填报表',
  access: { permission: 'form.draft', target: 'many' },
  body: z.strictObject({
    title: wordsSchema('表名', 100).refine((text) => text.trim() !== '', '请填写「表名」'),
    purpose: wordsSchema('用途', 300).refine((text) => text.trim() !== '', '请填写「用途」'),
    every: z.enum(formEveries).meta({ label: '频次' }),
    expiresOn: taskDaySchema('到期日'),
    orgIds: z.array(orgIdSchema).min(1, '请至少选择一个单位').max(200).meta({ label: '填报单位' }),
    fields: z
      .array(
        z.strictObject({
          label: wordsSchema('栏目', 60).refine((text) => text.trim() !== '', '请填写「栏目」'),
          fact: z
            .string()
            .regex(/^[a-z][a-z0-9.-]{1,59}$/, '「事实编码」用小写字母、数字、点和短横线，如 park.area')
            .meta({ label: '事实编码' }),
          cellKind: z.enum(cellKinds).meta({ label: '类型' }),
        }),
      )
      .min(1, '请至少有一个栏目')
      .max(60)
      .meta({ label: '栏目' }),
    overBudgetReason: reasonTextSchema.optional(),
  }),
  reply: z.strictObject({ form: formViewSchema }),
  refusals: ['task.fact_held', 'task.fact_asked', 'task.fact_twice', 'task.org_unknown', 'task.over_budget', 'task.ad_hoc_limit', 'task.day_early'],
});
