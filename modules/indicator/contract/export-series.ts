import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { indicatorIdSchema } from './definition.ts';
import { knownOnSchema } from './known-on.ts';

export const seriesFormats = ['xlsx', 'csv'] as const;
export type SeriesFormat = (typeof seriesFormats)[number];
export const seriesFormatLabel = { xlsx: 'Excel 表格', csv: 'CSV 文本（UTF-8）' } satisfies Record<SeriesFormat, string>;

/** The figures of an indicator with quality, source and gaps as a file. */
export const exportSeries = endpoint({
  id: 'indicator.export-series',
  method: 'GET',
  path: '/api/indicators/:indicatorId/export',
  summary: '导出指标数列',
  access: { permission: 'indicator.read', target: 'one' },
  params: z.strictObject({ indicatorId: indicatorIdSchema }),
  query: z.strictObject({ format: z.enum(seriesFormats).meta({ label: '格式' }), knownOn: knownOnSchema }),
  reply: fileReplySchema,
  refusals: ['indicator.not_found'],
});
