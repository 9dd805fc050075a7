import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { areaCodeSchema } from './definition.ts';
import { frequencies, periodSchema } from './period.ts';

/** What an entry form starts from: the own area and the newest periods that are over. */
export const getEntryGround = endpoint({
  id: 'indicator.get-entry-ground',
  method: 'GET',
  path: '/api/observations/ground',
  summary: '填报的起点：本地区和最近的时期',
  access: { permission: 'indicator.enter', target: 'many' },
  query: z.strictObject({ frequency: z.enum(frequencies).meta({ label: '频率' }) }),
  reply: z.strictObject({ area: areaCodeSchema, areaName: z.string(), from: periodSchema, to: periodSchema }),
  refusals: [],
});
