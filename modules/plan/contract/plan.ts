/** What a plan, a version of it and a node of its outline look like on the wire. */
import { z } from 'zod';
import { id } from '#kernel/ids.ts';
import { nodeKindSchema } from './node-kind.ts';

export const planIdSchema = id('PlanId');
export type PlanId = z.output<typeof planIdSchema>;

export const versionIdSchema = id('VersionId');
export type VersionId = z.output<typeof versionIdSchema>;

/** Hex SHA-256, lower case. */
export const sha256Schema = z
  .string()
  .regex(/^[0-9a-f]{64}$/, '「文件摘要」应为64位十六进制小写字符')
  .meta({ label: '文件摘要' });

export const sourceFormats = ['txt', 'html', 'docx', 'pdf'] as const;
export type SourceFormat = (typeof sourceFormats)[number];
export const sourceFormatSchema = z.enum(sourceFormats);
export const sourceFormatLabel = {
  txt: '纯文本',
  html: '网页',
  docx: 'Word 文档',
  pdf: 'PDF 文档',
} satisfies Record<SourceFormat, string>;

/** How many records of each kind the compiler found; `nodes` counts outline nodes per kind. */
export const planCountsSchema = z.strictObject({
  nodes: z.record(z.string(), z.int().nonnegative()),
  targets: z.int().nonnegative(),
  milestones: z.int().nonnegative(),
  documents: z.int().nonnegative(),
  recurring: z.int().nonnegative(),
  conditions: z.int().nonnegative(),
  projects: z.int().nonnegative(),
  actors: z.int().nonnegative(),
  terms: z.int().nonnegative(),
  references: z.int().nonnegative(),
  findings: z.strictObject({ error: z.int().nonnegative(), warning: z.int().nonnegative(), info: z.int().nonnegative() }),
});
export type PlanCounts = z.output<typeof planCountsSchema>;

/** The record lists of a ledger with their Chinese names, in the order in which screens show them. */
export const recordListLabel = {
  targets: '指标任务',
  milestones: '节点与争创',
  documents: '交付文件',
  recurring: '常态工作',
  conditions: '条件与奖惩',
  projects: '项目',
  actors: '责任单位',
  terms: '名词',
  references: '引用文件',
} satisfies Record<Exclude<keyof PlanCounts, 'nodes' | 'findings'>, string>;

/** One stored text of a plan; ordinals run from 1 in the order of import. */
export const planVersionSchema = z.strictObject({
  versionId: versionIdSchema,
  planId: planIdSchema,
  ordinal: z.int().positive(),
  title: z.string(),
  /** SHA-256 of the file's bytes */
  sha256: sha256Schema,
  format: sourceFormatSchema,
  /** name of the character encoding, e.g. `utf-8`, `gb18030`; `none` for docx and pdf, whose encoding is internal */
  encoding: z.string(),
  bytes: z.int().nonnegative(),
  /** UTF-16 code units of the decoded text; all offsets refer to it */
  chars: z.int().nonnegative(),
  /** schema and version of the compiler that made the stored ledger */
  ledgerSchema: z.string(),
  compilerVersion: z.string(),
  /** moment with offset, Asia/Shanghai */
  importedAt: z.iso.datetime({ offset: true }),
  counts: planCountsSchema,
});
export type PlanVersion = z.output<typeof planVersionSchema>;

export const planSummarySchema = z.strictObject({
  planId: planIdSchema,
  title: z.string(),
  createdAt: z.iso.datetime({ offset: true }),
  updatedAt: z.iso.datetime({ offset: true }),
  versionCount: z.int().positive(),
  latestVersion: planVersionSchema,
});
export type PlanSummary = z.output<typeof planSummarySchema>;

/** One node of the outline in text order; `start..end` is its own stretch (UTF-16, end exclusive). */
export const planNodeSchema = z.strictObject({
  nodeId: z.string(),
  parent: z.string().nullable(),
  kind: nodeKindSchema,
  label: z.string().nullable(),
  title: z.string().nullable(),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
});
export type PlanNode = z.output<typeof planNodeSchema>;

/**
 * Names a clause of a plan for evidence. `key` is the id of the node or record in the version in which the clause was
 * first seen; later versions keep it, whatever their own ids are.
 */
export const clauseAnchor = (planId: string, key: string): string => `${planId}/${key}`;
