import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { planIdSchema, versionIdSchema } from './plan.ts';

export const exportFormats = ['json', 'csv', 'xlsx', 'akn', 'annotations', 'ics'] as const;
export type ExportFormat = (typeof exportFormats)[number];
export const exportFormatLabel = {
  json: '机读台账（JSON）',
  csv: '任务分解表（CSV）',
  xlsx: '任务分解表（Excel）',
  akn: '结构化文本（Akoma Ntoso）',
  annotations: '原文标注（Web Annotation）',
  ics: '时限日历（iCalendar）',
} satisfies Record<ExportFormat, string>;
export const exportFormatSchema = z.enum(exportFormats).meta({ label: '导出格式' });

/**
 * A version as a file for saving: the body of the answer is the file itself, with `Content-Disposition` (RFC 6266). The
 * same version, reviews and address give the same bytes. csv and xlsx are the 任务分解表 with people's reviews applied;
 * all other formats are the machine's reading alone.
 */
export const exportVersion = endpoint({
  id: 'plan.export-version',
  method: 'GET',
  path: '/api/plans/:planId/versions/:versionId/export',
  summary: '导出方案版本',
  access: 'public',
  params: z.strictObject({ planId: planIdSchema, versionId: versionIdSchema }),
  query: z.strictObject({ format: exportFormatSchema }),
  /** what the handler makes; the wire carries `content` only, decoded */
  reply: fileReplySchema,
  refusals: ['plan.not_found', 'plan.version_not_found'],
});
