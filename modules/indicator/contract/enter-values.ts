import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { enteredSchema, entryInputSchema, maxEntriesAtOnce, sourceInputSchema } from './observation.ts';

export const entryRefusals = [
  'indicator.not_found',
  'indicator.entry_invalid',
  'indicator.entry_unconfirmed',
  'indicator.entry_repeated',
  'indicator.computed',
  'indicator.area_unnamed',
  'indicator.period_taken',
  'indicator.period_changed',
  'indicator.period_waiting',
] as const;

/**
 * Stores figures, all or none, as drafts or for approval. Implausible ones need an explanation each and `confirmed`. Of two
 * entries of one period at once the second is refused with `indicator.period_taken` (409), which names the address of the first.
 */
export const enterValues = endpoint({
  id: 'indicator.enter-values',
  method: 'POST',
  path: '/api/observations',
  summary: '填报统计数',
  access: { permission: 'indicator.enter', target: 'many' },
  body: z.strictObject({
    entries: z.array(entryInputSchema).min(1).max(maxEntriesAtOnce).meta({ label: '统计数' }),
    source: sourceInputSchema,
    /** true = for approval at once; false = draft */
    submit: z.boolean().default(true).meta({ label: '提交审核' }),
    /** the second confirmation of flagged figures */
    confirmed: z.boolean().default(false).meta({ label: '再次确认' }),
  }),
  reply: z.strictObject({ items: z.array(enteredSchema) }),
  refusals: [...entryRefusals],
});
