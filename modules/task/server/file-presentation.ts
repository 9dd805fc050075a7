import { attachmentHeader } from '#kernel/server/clean-file-name.ts';
import type { Presentation } from '#kernel/server/use-case.ts';

export const xlsxMediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A file leaves as its own bytes; nothing in it is taken for a page. */
export function filePresentation(
  reply: { readonly fileName: string; readonly mediaType: string; readonly base64: string },
  how: 'attachment' | 'inline' = 'attachment',
): Presentation {
  return {
    body: Buffer.from(reply.base64, 'base64'),
    headers: { 'content-type': reply.mediaType, 'content-disposition': how === 'inline' ? 'inline' : attachmentHeader(reply.fileName), 'x-content-type-options': 'nosniff' },
  };
}
