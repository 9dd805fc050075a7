/** Documents that prove something: kept whole with their hash; the kind is told by content and extension, both. */
import { createHash } from 'node:crypto';
import { cleanFileName } from '#kernel/server/clean-file-name.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { docxMediaType, xlsxMediaType } from '#kernel/server/documents/render-xlsx.ts';
import { fileReply, presentFile } from '#kernel/server/file-reply.ts';
import { getDocument, uploadDocument } from '../contract/index.ts';
import { answerRefusals } from './answer-refusals.ts';
import { entryStore } from './entry-store.ts';
import { documentReader } from './reach.ts';

interface Kind {
  readonly extensions: readonly string[];
  readonly mediaType: string;
  readonly opens: (bytes: Uint8Array) => boolean;
}
const startsWith =
  (...head: readonly number[]) =>
  (bytes: Uint8Array): boolean =>
    head.every((byte, index) => bytes[index] === byte);
const zip = startsWith(0x50, 0x4b, 0x03, 0x04);

/** Plain text has no control characters and is well-formed UTF-8. */
function isText(bytes: Uint8Array): boolean {
  try {
    return !/[\u0000-\u0008\u000e-\u001f]/.test(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return false;
  }
}

const kinds: readonly Kind[] = [
  { extensions: ['pdf'], mediaType: 'application/pdf', opens: startsWith(0x25, 0x50, 0x44, 0x46) },
  { extensions: ['png'], mediaType: 'image/png', opens: startsWith(0x89, 0x50, 0x4e, 0x47) },
  { extensions: ['jpg', 'jpeg'], mediaType: 'image/jpeg', opens: startsWith(0xff, 0xd8, 0xff) },
  { extensions: ['docx'], mediaType: docxMediaType, opens: zip },
  { extensions: ['xlsx'], mediaType: xlsxMediaType, opens: zip },
  { extensions: ['ofd'], mediaType: 'application/ofd', opens: zip },
  { extensions: ['txt'], mediaType: 'text/plain; charset=utf-8', opens: isText },
];

export const uploadDocumentUseCase = useCase(uploadDocument, async ({ file }, context) => {
  const name = cleanFileName(file.name);
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const kind = kinds.find(({ extensions }) => extensions.includes(extension));
  if (kind === undefined || file.bytes.length === 0 || !kind.opens(file.bytes)) return context.refuse(answerRefusals.document_kind());
  const document = { documentId: context.newId(), name, sha256: createHash('sha256').update(file.bytes).digest('hex'), bytes: file.bytes.length };
  await entryStore.saveDocument(context.tx, { ...document, mediaType: kind.mediaType, content: file.bytes, by: context.actor.id }, context.now);
  return document;
});

export const getDocumentUseCase = useCase(
  getDocument,
  async ({ params }, context) => {
    const found = await entryStore.readContent(context.tx, params.documentId, documentReader(context));
    if (found === undefined) return context.refuse(answerRefusals.document_not_found());
    return fileReply(found.name, found.media_type, found.content);
  },
  { present: presentFile },
);
