/**
 * The wire form of every error: RFC 9457 `application/problem+json` with a typed code.
 * `detail` is a Chinese sentence that the screen shows as it is.
 */
import { z } from 'zod';

/** What a program may tell apart without reading Chinese: a list or a number too large for its place, a field nobody knows (bad input J5, J7, J11). */
export const fieldCodes = ['number_precision', 'too_many', 'unknown_field'] as const;
export type FieldCode = (typeof fieldCodes)[number];

export const problemFieldSchema = z.strictObject({
  /** dotted path into the part, e.g. `query.limit` */
  path: z.string(),
  label: z.string(),
  message: z.string(),
  code: z.enum(fieldCodes).optional(),
});
export type ProblemField = z.output<typeof problemFieldSchema>;

export const problemSchema = z.looseObject({
  type: z.string(),
  code: z.string(),
  title: z.string(),
  detail: z.string(),
  status: z.int(),
  fields: z.array(problemFieldSchema).optional(),
  /** facts of the refusal that a program may use, e.g. `{ offset: 17 }` */
  facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  requestId: z.string(),
});
export type Problem = z.output<typeof problemSchema>;

export const problemMediaType = 'application/problem+json';
