import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { fileRefusalCodes, maxPlanFileBytes } from './plan-file.ts';
import { planIdSchema, sha256Schema, versionIdSchema } from './plan.ts';

export const importOutcomes = ['plan', 'version', 'nothing'] as const;
export type ImportOutcome = (typeof importOutcomes)[number];
export const importOutcomeLabel = {
  plan: '新方案',
  version: '已有方案的新版本',
  nothing: '已导入过，内容相同',
} satisfies Record<ImportOutcome, string>;

/**
 * Stores a plan file: a new plan, the next version of a plan (`planId`, or the same title), or
 * nothing when this text is stored already. `expectedSha256` is the digest shown by the preview;
 * another file is refused with `plan.file_changed`. Reply 201 when something was stored, else 200.
 */
export const importPlan = endpoint({
  id: 'plan.import-plan',
  method: 'POST',
  path: '/api/plans/imports',
  summary: '导入方案文件',
  access: { permission: 'plan.import', target: 'many' },
  accepts: 'multipart',
  file: { field: 'file', label: '方案文件', maxBytes: maxPlanFileBytes },
  body: z.strictObject({ expectedSha256: sha256Schema.optional(), planId: planIdSchema.optional() }),
  reply: z.strictObject({
    created: z.enum(importOutcomes),
    planId: planIdSchema,
    versionId: versionIdSchema,
    ordinal: z.int().positive(),
    title: z.string(),
  }),
  refusals: [...fileRefusalCodes, 'plan.not_found', 'plan.file_changed'],
});
