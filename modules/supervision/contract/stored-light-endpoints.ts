/** What was stored on a day beside what the same day shows when it is judged again, and the errata that say why they differ. */
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { pageCursorSchema, pageLimitSchema } from '#kernel/paging.ts';
import { lightColours } from './light.ts';
import { lightObjectKinds } from './light-rules.ts';

const daySchema = z.iso.date();
const colour = z.enum(lightColours);
const shades = z.strictObject({ objectLight: colour, unitLight: colour });

const storedFilter = {
  /** left out = yesterday, the last day that is stored */
  on: daySchema.optional().meta({ label: '日期' }),
  kind: z.enum(lightObjectKinds).optional().meta({ label: '对象' }),
  q: z.string().trim().max(100, '「查找」不能超过100字').optional().meta({ label: '查找' }),
  differs: z.literal('1').optional().meta({ label: '只看不同的' }),
} as const;

export const listStoredLights = endpoint({
  id: 'supervision.list-stored-lights',
  method: 'GET',
  path: '/api/lights/stored',
  summary: '某天存下的灯号，与重放、与现在所知相比，及其勘误',
  access: { permission: 'light.read', target: 'many' },
  query: z.strictObject({ ...storedFilter, cursor: pageCursorSchema, limit: pageLimitSchema }),
  reply: z.strictObject({
    on: daySchema,
    /** stored that day, as far as the reader may see it */
    stored: z.int().nonnegative(),
    /** of these: judged again as known then, another colour; always 0 unless records were changed behind the program's back */
    unlikeThen: z.int().nonnegative(),
    /** judged again by what is known now, another colour */
    unlikeNow: z.int().nonnegative(),
    total: z.int().nonnegative(),
    nextCursor: z.string().nullable(),
    items: z.array(
      z.strictObject({
        objectKind: z.enum(lightObjectKinds),
        objectId: z.string(),
        title: z.string(),
        stored: shades,
        asThen: shades,
        asNow: shades,
        /** per dimension that changed since: from which colour to which, and by what */
        because: z.array(z.string()),
        errata: z.array(z.strictObject({ from: daySchema, to: daySchema, was: shades, now: shades, recordedAt: z.string() })),
      }),
    ),
  }),
  refusals: ['param.not_in_force', 'supervision.day_in_future'],
});

export const exportStoredLights = endpoint({
  id: 'supervision.export-stored-lights',
  method: 'GET',
  path: '/api/lights/stored/export',
  summary: '留存与勘误表（Excel）',
  access: { permission: 'light.read', target: 'many' },
  query: z.strictObject(storedFilter),
  reply: fileReplySchema,
  refusals: ['param.not_in_force', 'supervision.day_in_future'],
});
