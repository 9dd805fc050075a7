import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { id } from '#kernel/ids.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';

export const fileIdSchema = id('FileId');
export type FileId = z.output<typeof fileIdSchema>;

/** A little above the largest purpose, so that its own limit gives the answer. */
export const maxUploadBytes = 31 * 1024 * 1024;

const degrees = (most: number, label: string) =>
  z
    .string()
    .regex(/^-?[0-9]{1,3}(?:\.[0-9]{1,8})?$/, `「${label}」应为十进制度数，例如 33.317000`)
    .refine((text) => Math.abs(Number(text)) <= most, `「${label}」超出范围`)
    .optional()
    .meta({ label });

export const fileSchema = z.strictObject({
  fileId: fileIdSchema,
  name: z.string(),
  mediaType: z.string(),
  bytes: z.int(),
  sha256: z.string(),
  takenAt: z.string().nullable(),
  latitude: z.string().nullable(),
  longitude: z.string().nullable(),
  place: z.string().nullable(),
  /** what the camera wrote into the picture */
  camera: z.strictObject({ takenAt: z.string().optional(), latitude: z.string().optional(), longitude: z.string().optional() }),
  /** the same content hangs on another matter already */
  isReused: z.boolean(),
});
/** Keeps a file until it is attached to what it belongs to. Place and time come from the device, with the camera's facts beside. */
export const uploadFile = endpoint({
  id: 'settings.upload-file',
  method: 'POST',
  path: '/api/files',
  summary: '上传照片或附件',
  access: 'signed-in',
  accepts: 'multipart',
  file: { field: 'file', label: '文件', maxBytes: maxUploadBytes },
  body: z.strictObject({
    purpose: z.enum(['photo', 'document'], '「用途」只能是照片或附件').meta({ label: '用途' }),
    takenAt: z.iso.datetime({ offset: true }).optional().meta({ label: '拍摄时间' }),
    latitude: degrees(90, '纬度'),
    longitude: degrees(180, '经度'),
    place: z.string().trim().max(200).optional().meta({ label: '地点' }),
  }),
  reply: fileSchema,
  refusals: ['file.empty_file', 'file.too_large', 'file.type_mismatch', 'upload.pixels', 'upload.quota'],
});

/** The content of a file that the person uploaded and has not attached yet; an attached one is opened from its matter. */
export const downloadFile = endpoint({
  id: 'settings.download-file',
  method: 'GET',
  path: '/api/files/:fileId',
  summary: '取回自己上传、尚未附到事项上的文件',
  access: 'signed-in',
  params: z.strictObject({ fileId: fileIdSchema }),
  reply: fileReplySchema,
  refusals: ['upload.not_found'],
});
