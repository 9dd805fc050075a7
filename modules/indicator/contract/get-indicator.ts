import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { definitionSchema, indicatorIdSchema, indicatorStampSchema } from './definition.ts';
import { knownOnSchema } from './known-on.ts';
import { clauseLinkSchema } from './link-clause.ts';
import { seriesSchema } from './observation.ts';

/**
 * An indicator with its definition in all versions and the figures of all areas. With `knownOn` as it was known at the end
 * of that day (by time of recording), else as it stands.
 */
export const getIndicator = endpoint({
  id: 'indicator.get-indicator',
  method: 'GET',
  path: '/api/indicators/:indicatorId',
  summary: '指标：口径、各地区数列、对应条款',
  access: { permission: 'indicator.read', target: 'one' },
  params: z.strictObject({ indicatorId: indicatorIdSchema }),
  query: z.strictObject({ knownOn: knownOnSchema }),
  reply: z.strictObject({
    indicatorId: indicatorIdSchema,
    aliases: z.array(z.string()),
    stamp: indicatorStampSchema,
    knownOn: z.string().nullable(),
    definition: definitionSchema,
    versions: z.array(definitionSchema),
    series: z.array(seriesSchema),
    /** indicators whose formula uses this one */
    usedBy: z.array(z.strictObject({ indicatorId: indicatorIdSchema, name: z.string() })),
    links: z.array(clauseLinkSchema),
    /** `indicator.define`, `indicator.enter`, `indicator.link` */
    actions: z.array(actionOfferSchema),
  }),
  refusals: ['indicator.not_found'],
});
