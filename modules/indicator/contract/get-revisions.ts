import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { areaCodeSchema, indicatorIdSchema, seriesIdSchema } from './definition.ts';
import { knownOnSchema } from './known-on.ts';
import { revisionSchema } from './observation.ts';
import { periodSchema } from './period.ts';

/** Every revision of one figure, newest first, with what was done to it; with `knownOn` as at the end of that day. */
export const getRevisions = endpoint({
  id: 'indicator.get-revisions',
  method: 'GET',
  path: '/api/indicators/:indicatorId/observations/:area/:period',
  summary: '一个统计数的全部修订',
  access: { permission: 'indicator.read', target: 'one' },
  params: z.strictObject({ indicatorId: indicatorIdSchema, area: areaCodeSchema, period: periodSchema }),
  query: z.strictObject({ knownOn: knownOnSchema }),
  reply: z.strictObject({
    seriesId: seriesIdSchema,
    indicator: z.string(),
    areaName: z.string(),
    label: z.string(),
    knownOn: z.string().nullable(),
    effectiveRevision: z.int().positive().nullable(),
    revisions: z.array(revisionSchema),
    /** acts on the newest revision */
    actions: z.array(actionOfferSchema),
  }),
  refusals: ['indicator.not_found', 'indicator.observation_not_found'],
});
