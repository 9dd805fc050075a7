import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { indicatorIdSchema } from './definition.ts';
import { anchorSchema } from './link-clause.ts';

export const linkSuggestionSchema = z.strictObject({
  anchor: anchorSchema,
  planTitle: z.string(),
  recordName: z.string(),
  quote: z.string(),
  /** the words of the plan that match a name or an alias */
  matched: z.string(),
  isLinked: z.boolean(),
});
export type LinkSuggestion = z.output<typeof linkSuggestionSchema>;

/** Targets of the stored plans whose indicator bears the name or an alias of this one, or with `q` those with these words; a person confirms. */
export const suggestLinks = endpoint({
  id: 'indicator.suggest-links',
  method: 'GET',
  path: '/api/indicators/:indicatorId/links/suggestions',
  summary: '按名称建议指标对应的条款',
  access: { permission: 'indicator.link', target: 'one' },
  params: z.strictObject({ indicatorId: indicatorIdSchema }),
  query: z.strictObject({ q: z.string().trim().max(60).optional().meta({ label: '条款中的词' }) }),
  reply: z.strictObject({ items: z.array(linkSuggestionSchema) }),
  refusals: ['indicator.not_found'],
});
