import { z } from 'zod';
import { endpoint } from '#kernel/endpoint.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';
import { photoIdSchema } from './ids.ts';

export const getPhoto = endpoint({
  id: 'task.get-photo',
  method: 'GET',
  path: '/api/photos/:photoId',
  summary: '照片',
  access: { permission: 'round.read', target: 'one' },
  params: z.strictObject({ photoId: photoIdSchema }),
  reply: fileReplySchema,
  refusals: ['task.photo_unknown'],
});
