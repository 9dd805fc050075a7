import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { formViewSchema } from './list-forms.ts';

/** The director approves a form that somebody else drew up; only then is it asked and counted. */
export const approveForm = endpoint({
  id: 'task.approve-form',
  method: 'POST',
  path: '/api/forms/:formId/approvals',
  summary: '批准一张填报表',
  access: { permission: 'form.approve', target: 'one' },
  params: z.strictObject({ formId: z.uuid() }),
  reply: z.strictObject({ form: formViewSchema }),
  refusals: ['task.form_not_found', 'task.form_approved', 'task.own_form', 'task.fact_held', 'task.fact_asked'],
});
