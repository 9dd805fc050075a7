/** Reads the one file and the text fields of a multipart request, within limits while it streams. */
import '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { FileSpec, UploadedFile } from '../endpoint.ts';
import { fileRefusals, requestRefusals } from '../standard-refusals.ts';
import { cleanFileName } from './clean-file-name.ts';
import { formatBytes } from './problem.ts';

export interface MultipartInput {
  readonly file: UploadedFile;
  readonly body: Readonly<Record<string, unknown>>;
}

const fieldLimits = { fields: 20, fieldSize: 64 * 1024, fieldNameSize: 100, headerPairs: 50 };

async function readAll(stream: AsyncIterable<Buffer> & { readonly truncated: boolean }, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  if (stream.truncated) throw fileRefusals.too_large({ limit: formatBytes(limit) });
  return Buffer.concat(chunks);
}

/** True for what the multipart reader throws about a damaged body, which carries no code of Fastify. */
function isDamage(error: unknown): boolean {
  return error instanceof Error && /^(Unexpected end of (form|multipart data)|Part terminated early|Malformed|Multipart: Boundary|Premature close)/i.test(error.message);
}

/** Throws `file.missing`, `file.too_large` or `request.multipart`. */
export async function readMultipart(request: FastifyRequest, spec: FileSpec, maxBytes: number): Promise<MultipartInput> {
  const body: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  let file: UploadedFile | undefined;
  try {
    for await (const part of request.parts({ limits: { ...fieldLimits, fileSize: maxBytes, files: 1, parts: fieldLimits.fields + 1 } })) {
      if (part.type === 'field') {
        body[part.fieldname] = part.fieldname in body || part.valueTruncated ? null : part.value;
        continue;
      }
      const bytes = await readAll(part.file, maxBytes);
      if (part.fieldname !== spec.field) throw requestRefusals.multipart();
      file = { name: cleanFileName(part.filename ?? ''), mediaType: part.mimetype, bytes };
    }
  } catch (error) {
    throw isDamage(error) ? requestRefusals.multipart() : error;
  }
  if (file === undefined) throw fileRefusals.missing({ label: spec.label });
  return { file, body: { ...body } };
}
