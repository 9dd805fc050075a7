import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { planIdSchema, versionIdSchema } from './plan.ts';

const count = z.int().nonnegative();

/** One sentence of the text; `records` are ids of the ledger's records with a field inside it, empty = unmapped. */
export const coveredSentenceSchema = z.strictObject({
  start: count,
  end: count,
  text: z.string(),
  /** innermost outline node */
  node: z.string(),
  records: z.array(z.string()),
});
export type CoveredSentence = z.output<typeof coveredSentenceSchema>;

/**
 * 每一句都有归宿: every sentence of a version with the records read from it, in text order. `only=unmapped` lists the
 * sentences from which nothing was read. The counts are of the whole version, whatever the filter.
 */
export const getCoverage = endpoint({
  id: 'plan.get-coverage',
  method: 'GET',
  path: '/api/plans/:planId/versions/:versionId/coverage',
  summary: '方案版本的每一句对应哪些记录',
  access: 'public',
  params: z.strictObject({ planId: planIdSchema, versionId: versionIdSchema }),
  query: z.strictObject({ only: z.literal('unmapped').optional().meta({ label: '只看' }), limit: pageLimitSchema, cursor: pageCursorSchema }),
  reply: z.strictObject({
    items: z.array(coveredSentenceSchema),
    nextCursor: z.string().nullable(),
    /** sentences that match the filter */
    total: count,
    counts: z.strictObject({
      sentences: count,
      mapped: count,
      unmapped: count,
      /** UTF-16 units inside sentences, and of the whole text; the difference is headings, labels and blanks */
      sentenceChars: count,
      textChars: count,
    }),
  }),
  refusals: ['plan.not_found', 'plan.version_not_found'],
});
