import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
/** Keeps a filter under a name, or removes it (`query` null). */
export const saveFilter = endpoint({
  id: 'task.save-filter',
  method: 'POST',
  path: '/api/saved-filters',
  summary: '保存或删除自己的筛选',
  access: 'signed-in',
  body: z.strictObject({
    page: z
      .string()
      .regex(/^[a-z-]{1,40}$/)
      .meta({ label: '页面' }),
    name: z.string().trim().min(1, '请填写「名称」').max(30, '「名称」不能超过30字').meta({ label: '名称' }),
    query: z.string().max(1000).nullable().meta({ label: '筛选条件' }),
  }),
  reply: z.strictObject({ items: z.array(z.strictObject({ name: z.string(), query: z.string() })) }),
  refusals: ['task.too_many_filters'],
});
