import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { divisionCodeSchema, divisionLevels, divisionSchema } from './division.ts';
import { asOfSchema } from './org.ts';

/** Divisions in force on a day, by code: those below `parent`, or those whose code begins with `q` or whose name or former name contains it. */
export const listDivisions = endpoint({
  id: 'identity.list-divisions',
  method: 'GET',
  path: '/api/divisions',
  summary: '行政区划：按名称或代码查找，或列出下级',
  access: 'public',
  query: z.strictObject({
    q: z.string().max(60, '「查找」不能超过60字').optional().meta({ label: '查找' }),
    parent: z
      .union([divisionCodeSchema, z.literal('top')])
      .optional()
      .meta({ label: '上级区划' }),
    /** only divisions inside this one */
    within: divisionCodeSchema.optional().meta({ label: '所在区划' }),
    level: z.enum(divisionLevels).optional().meta({ label: '层级' }),
    on: asOfSchema,
    limit: pageLimitSchema,
    cursor: pageCursorSchema,
  }),
  reply: z.strictObject({ items: z.array(divisionSchema), nextCursor: z.string().nullable(), total: z.int().nonnegative() }),
  refusals: [],
});
