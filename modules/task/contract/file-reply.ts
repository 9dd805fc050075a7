import { z } from 'zod';
/** A file as a reply; it leaves as its own bytes. */
export const fileReplySchema = z.strictObject({ fileName: z.string(), mediaType: z.string(), base64: z.string() });
