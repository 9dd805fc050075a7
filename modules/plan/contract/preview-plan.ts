import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { importOutcomes } from './import-plan.ts';
import { findingSchema, ledgerSchema } from './ledger.ts';
import { fileRefusalCodes, maxPlanFileBytes } from './plan-file.ts';
import { planCountsSchema, planIdSchema, planNodeSchema, sha256Schema, sourceFormatSchema, versionIdSchema } from './plan.ts';

/** Says what was understood of a file and what an import would do; stores nothing. */
export const previewPlan = endpoint({
  id: 'plan.preview-plan',
  method: 'POST',
  path: '/api/plans/previews',
  summary: '预览方案文件，不保存',
  access: { permission: 'plan.import', target: 'many' },
  accepts: 'multipart',
  file: { field: 'file', label: '方案文件', maxBytes: maxPlanFileBytes },
  body: z.strictObject({ planId: planIdSchema.optional() }),
  reply: z.strictObject({
    fileName: z.string(),
    title: z.string(),
    format: sourceFormatSchema,
    encoding: z.string(),
    sha256: sha256Schema,
    bytes: z.int().nonnegative(),
    chars: z.int().nonnegative(),
    text: z.string(),
    nodes: z.array(planNodeSchema),
    counts: planCountsSchema,
    findings: z.array(findingSchema),
    /** the record lists of the ledger as an import would store them */
    records: ledgerSchema.pick({
      targets: true,
      milestones: true,
      documents: true,
      recurring: true,
      conditions: true,
      projects: true,
      actors: true,
      terms: true,
      references: true,
    }),
    /** what an import would do; ids and ordinal are those of the plan concerned, null for a new plan */
    outcome: z.strictObject({
      created: z.enum(importOutcomes),
      planId: planIdSchema.nullable(),
      planTitle: z.string().nullable(),
      versionId: versionIdSchema.nullable(),
      ordinal: z.int().positive(),
    }),
  }),
  refusals: [...fileRefusalCodes, 'plan.not_found'],
});
