import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { assignmentIdSchema, photoIdSchema } from './ids.ts';

export const photoFile = { field: 'file', label: '照片', maxBytes: 5 * 1024 * 1024 } as const;

/** A photo for a report. Time and place are part of the proof: without them it is refused. */
export const uploadPhoto = endpoint({
  id: 'task.upload-photo',
  method: 'POST',
  path: '/api/photos',
  summary: '上传照片，须带拍摄时间和地点',
  access: { permission: 'report.write', target: 'many' },
  accepts: 'multipart',
  file: photoFile,
  body: z.strictObject({
    assignmentId: assignmentIdSchema,
    /** named by the device, so that a report written without a network can point at a photo that is still to be sent */
    photoId: photoIdSchema.optional(),
    takenAt: z.string().max(40).default('').meta({ label: '拍摄时间' }),
    latitude: z.string().max(20).default('').meta({ label: '纬度' }),
    longitude: z.string().max(20).default('').meta({ label: '经度' }),
    place: z.string().max(200, '「地点」不能超过200字').default('').meta({ label: '地点' }),
  }),
  reply: z.strictObject({ photoId: photoIdSchema, sha256: z.string(), isReused: z.boolean() }),
  refusals: ['task.assignment_not_found', 'task.photo_without_place', 'task.photo_without_time', 'task.photo_time_ahead', 'task.photo_type', 'task.photo_taken', 'file.empty_file'],
});
