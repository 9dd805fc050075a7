import { endpoint } from '#kernel/endpoint.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { listDebts } from './list-debts.ts';

/** The debts that a filter shows, with what was reported (.xlsx). */
export const exportDebts = endpoint({
  id: 'task.export-debts',
  method: 'GET',
  path: '/api/debts/export',
  summary: '导出应报清单',
  access: { permission: 'round.read', target: 'many' },
  query: listDebts.query.pick({ roundId: true, orgId: true, standing: true, q: true }),
  reply: fileReplySchema,
  refusals: [],
});
