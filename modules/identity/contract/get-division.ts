import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { divisionCodeSchema, divisionSchema } from './division.ts';
import { asOfSchema } from './org.ts';

/** One division on a day with the divisions above it, from the province down. */
export const getDivision = endpoint({
  id: 'identity.get-division',
  method: 'GET',
  path: '/api/divisions/:code',
  summary: '一个行政区划及其各级上级',
  access: 'public',
  params: z.strictObject({ code: divisionCodeSchema }),
  query: z.strictObject({ on: asOfSchema }),
  reply: z.strictObject({ division: divisionSchema, above: z.array(z.strictObject({ code: z.string(), name: z.string() })) }),
  refusals: ['identity.division_not_found'],
});
