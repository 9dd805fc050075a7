/** The reply of an endpoint that hands out a file. */
import { z } from 'zod';

/** Name for saving, media type, and the bytes in base64. Over HTTP the bytes leave as they are (`presentFile`). */
export const fileReplySchema = z.strictObject({ fileName: z.string(), mediaType: z.string(), content: z.string().meta({ label: 'base64' }) });

export type FileReply = z.infer<typeof fileReplySchema>;
