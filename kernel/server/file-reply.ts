/** Files as replies: built by the handler, sent as bytes. */
import type { FileReply } from '../file-reply.ts';
import { attachmentHeader } from './clean-file-name.ts';
import { xlsxMediaType } from './documents/render-xlsx.ts';
import type { Presentation } from './use-case.ts';

/** Text is sent as UTF-8. The name may hold anything; it is cleaned where it leaves. */
export const fileReply = (fileName: string, mediaType: string, content: Uint8Array | string): FileReply => ({
  fileName,
  mediaType,
  content: (typeof content === 'string' ? Buffer.from(content, 'utf8') : Buffer.from(content)).toString('base64'),
});

export const xlsxReply = (fileName: string, bytes: Uint8Array): FileReply => fileReply(fileName, xlsxMediaType, bytes);

const presentAs = ({ mediaType, content }: FileReply, disposition: string): Presentation => ({
  body: Buffer.from(content, 'base64'),
  headers: { 'content-type': mediaType, 'content-disposition': disposition, 'x-content-type-options': 'nosniff' },
});

/** For saving under its name: nothing in it is taken for a page. */
export const presentFile = (reply: FileReply): Presentation => presentAs(reply, attachmentHeader(reply.fileName));

/** For showing in a page, e.g. a photo. */
export const presentInline = (reply: FileReply): Presentation => presentAs(reply, 'inline');
