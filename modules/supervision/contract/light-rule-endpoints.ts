/** A set of rules on trial. It is put into force as any other parameter is: `light.rules`, from a day on, with source and reason. */
import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { lightColours } from './light.ts';
import { lightObjectKinds, lightRuleSetSchema } from './light-rules.ts';

const colour = z.enum(lightColours);

/** How many lights of each kind of change; green to yellow is one. */
const colourChangeSchema = z.strictObject({ old: colour, trial: colour, count: z.int().positive() });

/** Nothing is stored: lights by the rules in force and by the set on trial, at every month's end of a year that is over, and today in the running one. */
export const tryLightRules = endpoint({
  id: 'supervision.try-light-rules',
  method: 'POST',
  path: '/api/light-rules/trials',
  summary: '用往年和今年数据试算一套判灯规则：任务和条款',
  access: { permission: 'light.try-rules', target: 'many' },
  body: z.strictObject({
    planId: z.uuid().optional().meta({ label: '方案' }),
    year: z.int().min(2000).max(2199).meta({ label: '年度' }),
    rules: lightRuleSetSchema.meta({ label: '规则' }),
  }),
  reply: z.strictObject({
    objects: z.int().nonnegative(),
    days: z.array(z.iso.date()),
    /** lights judged: one per object and day on which it was there */
    lights: z.int().nonnegative(),
    changes: z.array(colourChangeSchema),
    unitChanges: z.array(colourChangeSchema),
    total: z.int().nonnegative(),
    /** those that turn worse first; at most 2000 of them */
    differences: z.array(
      z.strictObject({
        objectKind: z.enum(lightObjectKinds),
        objectId: z.string(),
        title: z.string(),
        on: z.iso.date(),
        old: colour,
        trial: colour,
        oldUnit: colour,
        trialUnit: colour,
      }),
    ),
  }),
  refusals: ['param.not_in_force'],
});
