import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { actionOfferSchema } from '#kernel/decision.ts';
import { cellKinds, formStates } from './burden.ts';
import { unitRefSchema } from './shapes.ts';

export const formEveries = ['once', 'month', 'quarter', 'year'] as const;
export type FormEvery = (typeof formEveries)[number];
export const formEveryLabel = { once: '一次', month: '每月', quarter: '每季', year: '每年' } satisfies Record<FormEvery, string>;

export const formViewSchema = z.strictObject({
  formId: z.uuid(),
  title: z.string(),
  purpose: z.string(),
  every: z.enum(formEveries),
  state: z.enum(formStates),
  askedBy: z.string(),
  expiresOn: z.string(),
  overBudgetReason: z.string().nullable(),
  minutes: z.string(),
  fields: z.array(z.strictObject({ label: z.string(), fact: z.string(), cellKind: z.enum(cellKinds) })),
  units: z.array(unitRefSchema),
  actions: z.array(actionOfferSchema),
});

/** All forms that were ever registered, and the facts that the system holds anyway. */
export const listForms = endpoint({
  id: 'task.list-forms',
  method: 'GET',
  path: '/api/forms',
  summary: '填报表登记簿',
  access: { permission: 'burden.read', target: 'many' },
  query: z.strictObject({}),
  reply: z.strictObject({
    items: z.array(formViewSchema),
    heldFacts: z.array(z.strictObject({ fact: z.string(), label: z.string(), source: z.string() })),
    actions: z.array(actionOfferSchema),
  }),
  refusals: [],
});
