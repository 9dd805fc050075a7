import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { definitionInputSchema, definitionSchema, indicatorIdSchema, indicatorStampSchema } from './definition.ts';

export const definitionRefusals = [
  'indicator.name_taken',
  'indicator.formula_syntax',
  'indicator.formula_reference',
  'indicator.formula_unit',
  'indicator.formula_frequency',
  'indicator.formula_cycle',
  'indicator.definition_incomplete',
  'indicator.part_not_found',
] as const;

/** Sets up an indicator with the first version of its definition. */
export const defineIndicator = endpoint({
  id: 'indicator.define-indicator',
  method: 'POST',
  path: '/api/indicators',
  summary: '建立指标',
  access: { permission: 'indicator.define', target: 'one' },
  body: z.strictObject({ definition: definitionInputSchema, stamp: indicatorStampSchema.default('real') }),
  reply: z.strictObject({ indicatorId: indicatorIdSchema, definition: definitionSchema }),
  refusals: [...definitionRefusals],
});
