/** The evidence contract of a clause: what is accepted as evidence, and when the clause is met. */
import { z } from 'zod';
import { evidenceGrades, evidenceKinds } from '#kernel/evidence.ts';
import { daySchema } from './day.ts';
import { decimalText, targetSchema } from './target.ts';

export const contractBodySchema = z
  .strictObject({
    accepts: z.array(z.enum(evidenceKinds)).min(1, '「接受的证据」至少选一种').meta({ label: '接受的证据' }),
    minGrade: z.enum(evidenceGrades).meta({ label: '最低等级' }),
    /** null = does not go stale */
    freshDays: z.int().positive().max(3660).nullable().meta({ label: '有效天数' }),
    /** modules whose evidence counts; empty = any */
    sources: z.array(z.string().min(1).max(60)).max(30).meta({ label: '来源' }),
    /** null = the parameter of the region */
    tolerance: decimalText.nullable().meta({ label: '允许差异' }),
    target: targetSchema,
    doneMeans: z.string().trim().min(1, '「办成的标准」要写明').max(500).meta({ label: '办成的标准' }),
    from: daySchema('起始日'),
    to: daySchema('截止日'),
    /** 力争: judged as written, never deducts */
    bonusOnly: z.boolean(),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: '「截止日」不能早于「起始日」' });
export type ContractBody = z.output<typeof contractBodySchema>;

export const contractStatuses = ['proposed', 'approved', 'rejected', 'replaced'] as const;
export type ContractStatus = (typeof contractStatuses)[number];
export const contractStatusLabel = { proposed: '待审定', approved: '已审定', rejected: '未通过', replaced: '已被替代' } satisfies Record<ContractStatus, string>;

export const clauseKinds = ['target', 'title', 'deliverable', 'project', 'mechanism', 'duty', 'threshold', 'annex', 'outlook'] as const;
export type ClauseKind = (typeof clauseKinds)[number];
export const clauseKindLabel = {
  target: '指标',
  title: '争创称号',
  deliverable: '交付文件',
  project: '项目',
  mechanism: '常态工作',
  duty: '任务',
  threshold: '条件门槛',
  annex: '附表',
  outlook: '远期展望',
} satisfies Record<ClauseKind, string>;
