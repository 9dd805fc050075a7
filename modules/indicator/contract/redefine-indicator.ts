import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { definitionRefusals } from './define-indicator.ts';
import { definitionInputSchema, definitionSchema, indicatorIdSchema } from './definition.ts';

/**
 * A further version of the definition; figures keep the version they were entered under. Unit and frequency stay: another
 * unit is another indicator. `expectedVersion` is the version that the client saw.
 */
export const redefineIndicator = endpoint({
  id: 'indicator.redefine-indicator',
  method: 'POST',
  path: '/api/indicators/:indicatorId/versions',
  summary: '调整指标口径（新版本）',
  access: { permission: 'indicator.define', target: 'one' },
  params: z.strictObject({ indicatorId: indicatorIdSchema }),
  body: z.strictObject({
    definition: definitionInputSchema,
    expectedVersion: z.int().positive().meta({ label: '已见到的版本' }),
    reason: z.string().trim().min(1).max(500).meta({ label: '调整理由' }),
  }),
  reply: z.strictObject({ indicatorId: indicatorIdSchema, definition: definitionSchema }),
  refusals: ['indicator.not_found', 'indicator.definition_changed', 'indicator.definition_fixed', ...definitionRefusals],
});
