import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { checkedEntrySchema, entryInputSchema, maxEntriesAtOnce } from './observation.ts';

/** Checks figures without storing them: faults, flags and what stands there now. */
export const checkValues = endpoint({
  id: 'indicator.check-values',
  method: 'POST',
  path: '/api/observations/checks',
  summary: '核对统计数（不保存）',
  access: { permission: 'indicator.enter', target: 'many' },
  body: z.strictObject({ entries: z.array(entryInputSchema).min(1).max(maxEntriesAtOnce).meta({ label: '统计数' }) }),
  reply: z.strictObject({ items: z.array(checkedEntrySchema) }),
  refusals: ['indicator.not_found', 'indicator.computed'],
});
