import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { actionOfferSchema } from '#kernel/decision.ts';
import { roundIdSchema } from './ids.ts';
import { debtStandings } from './report.ts';
import { ratesSchema, roundViewSchema, unitRefSchema } from './shapes.ts';

/** The round board: rates of the round, and every unit with its debts by standing. */
export const getRound = endpoint({
  id: 'task.get-round',
  method: 'GET',
  path: '/api/rounds/:roundId',
  summary: '调度看板',
  access: { permission: 'round.read', target: 'many' },
  params: z.strictObject({ roundId: roundIdSchema }),
  reply: z.strictObject({
    round: roundViewSchema,
    rates: ratesSchema,
    units: z.array(
      z.strictObject({
        org: unitRefSchema,
        rates: ratesSchema,
        standings: z.record(z.enum(debtStandings), z.int().nonnegative()),
        waitingForReview: z.int().nonnegative(),
        minutes: z.string(),
      }),
    ),
    /** units for which the caller may ask to correct what is sealed */
    unlockUnits: z.array(unitRefSchema),
    actions: z.array(actionOfferSchema),
  }),
  refusals: ['task.round_not_found'],
});
