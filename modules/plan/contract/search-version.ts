import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { nodeKindSchema } from './node-kind.ts';
import { planIdSchema, versionIdSchema } from './plan.ts';

/** Words to look for, taken literally; never a pattern. Blanks at both ends do not count. */
export const searchWordsSchema = z.string().trim().min(1, '请填写「查找内容」').max(100, '「查找内容」不能超过100字').meta({ label: '查找内容' });

/** A node whose own words contain the text looked for. */
export const searchHitSchema = z.strictObject({
  nodeId: z.string(),
  kind: nodeKindSchema,
  /** names of the nodes above and the node itself, outermost first, e.g. 「一、总体要求」 */
  path: z.array(z.string()),
  snippet: z.strictObject({
    text: z.string(),
    /** where the words stand within `text` (UTF-16, end exclusive) */
    hits: z.array(z.strictObject({ start: z.int().nonnegative(), end: z.int().nonnegative() })),
  }),
  /** all places in the node, as offsets into the version's text; at most 100 */
  places: z.array(z.strictObject({ start: z.int().nonnegative(), end: z.int().nonnegative() })),
});
export type SearchHit = z.output<typeof searchHitSchema>;

/** Finds words in a version, in text order. Latin letters match in both cases. */
export const searchVersion = endpoint({
  id: 'plan.search-version',
  method: 'GET',
  path: '/api/plans/:planId/versions/:versionId/search',
  summary: '在方案版本中查找文字',
  access: 'public',
  params: z.strictObject({ planId: planIdSchema, versionId: versionIdSchema }),
  query: z.strictObject({ q: searchWordsSchema, limit: pageLimitSchema, cursor: pageCursorSchema }),
  reply: z.strictObject({
    items: z.array(searchHitSchema),
    nextCursor: z.string().nullable(),
    /** nodes that contain the words */
    total: z.int().nonnegative(),
  }),
  refusals: ['plan.version_not_found'],
});
