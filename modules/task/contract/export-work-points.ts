import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { planIdSchema } from '#plan/contract';
import { yearQuerySchema } from './shapes.ts';

/** The year's 工作要点 as an official document (.docx): as published, or as a draft. */
export const exportWorkPoints = endpoint({
  id: 'task.export-work-points',
  method: 'GET',
  path: '/api/work-points/document',
  summary: '导出年度工作要点（docx）',
  access: { permission: 'task.read', target: 'many' },
  query: z.strictObject({ planId: planIdSchema, year: yearQuerySchema }),
  reply: fileReplySchema,
  refusals: ['plan.not_found'],
});
