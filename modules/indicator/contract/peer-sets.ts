import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { id } from '#kernel/ids.ts';
import { areaCodeSchema, areaNameSchema, indicatorIdSchema } from './definition.ts';
import { knownOnSchema } from './known-on.ts';
import { sourceInputSchema } from './observation.ts';
import { periodSchema } from './period.ts';

export const peerSetIdSchema = id('PeerSetId');
export type PeerSetId = z.output<typeof peerSetIdSchema>;

const memberSchema = z.strictObject({ area: areaCodeSchema, name: areaNameSchema });
export const peerListSchema = z.strictObject({
  from: z.string(),
  members: z.array(memberSchema),
  document: z.string(),
  link: z.string().nullable(),
});
export const peerSetSchema = z.strictObject({ peerSetId: peerSetIdSchema, name: z.string(), lists: z.array(peerListSchema) });
export type PeerSet = z.output<typeof peerSetSchema>;

/** All peer sets with their dated lists, newest list first. */
export const listPeerSets = endpoint({
  id: 'indicator.list-peer-sets',
  method: 'GET',
  path: '/api/peer-sets',
  summary: '对照组及其各期名单',
  access: { permission: 'indicator.read', target: 'many' },
  query: z.strictObject({ knownOn: knownOnSchema }),
  reply: z.strictObject({ items: z.array(peerSetSchema), actions: z.array(actionOfferSchema) }),
  refusals: [],
});

/** Adds a list to a peer set by name; a new name makes the set. A list holds until the next one begins. */
export const addPeerList = endpoint({
  id: 'indicator.add-peer-list',
  method: 'POST',
  path: '/api/peer-sets',
  summary: '登记对照组名单',
  access: { permission: 'indicator.define', target: 'one' },
  body: z.strictObject({
    name: z.string().trim().min(1).max(80).meta({ label: '对照组名称' }),
    from: z.iso.date('「起始日期」应为存在的日期').meta({ label: '起始日期' }),
    members: z.array(memberSchema).min(1).max(500).meta({ label: '成员' }),
    source: sourceInputSchema,
  }),
  reply: z.strictObject({ peerSet: peerSetSchema }),
  refusals: ['indicator.peer_list_taken', 'indicator.peer_repeated'],
});

/** The place of the own region in a peer set for a period; no place unless every member has a figure. */
export const getRank = endpoint({
  id: 'indicator.get-rank',
  method: 'GET',
  path: '/api/indicators/:indicatorId/rank',
  summary: '在对照组中的位次',
  access: { permission: 'indicator.read', target: 'one' },
  params: z.strictObject({ indicatorId: indicatorIdSchema }),
  query: z.strictObject({ peerSet: peerSetIdSchema, period: periodSchema, knownOn: knownOnSchema }),
  reply: z.strictObject({
    rank: z.int().positive().nullable(),
    of: z.int().nonnegative(),
    /** why there is no place */
    reason: z.string().nullable(),
    members: z.array(z.strictObject({ area: areaCodeSchema, name: z.string(), value: z.string().nullable() })),
  }),
  refusals: ['indicator.not_found', 'indicator.peer_set_not_found'],
});
