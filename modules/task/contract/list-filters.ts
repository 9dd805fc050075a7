import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
/** Filters that a person keeps under a name. */
export const listFilters = endpoint({
  id: 'task.list-filters',
  method: 'GET',
  path: '/api/saved-filters',
  summary: '自己保存的筛选',
  access: 'signed-in',
  query: z.strictObject({
    page: z
      .string()
      .regex(/^[a-z-]{1,40}$/)
      .meta({ label: '页面' }),
  }),
  reply: z.strictObject({ items: z.array(z.strictObject({ name: z.string(), query: z.string() })) }),
  refusals: [],
});
