/** Errors as RFC 9457 problem documents; what is not a Refusal becomes `server.fault` without any detail. */
import type { Problem } from '../problem.ts';
import { Refusal } from '../refusals.ts';
import { faultContent, fileRefusals, requestRefusals, serverRefusals } from '../standard-refusals.ts';
import { DatabaseUnavailable } from './db-faults.ts';

/** Codes of Fastify and its plugins that are the client's fault, as our refusals. */
const refusalOfLibrary: Readonly<Record<string, (limits: { json: string; file: string }) => Refusal>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ({ json }) => requestRefusals.too_large({ limit: json }),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () => requestRefusals.content_type({ expected: 'application/json' }),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => requestRefusals.json_invalid({ at: 0 }),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => requestRefusals.malformed(),
  FST_REQ_FILE_TOO_LARGE: ({ file }) => fileRefusals.too_large({ limit: file }),
  FST_PARTS_LIMIT: () => requestRefusals.multipart(),
  FST_FILES_LIMIT: () => requestRefusals.multipart(),
  FST_FIELDS_LIMIT: () => requestRefusals.multipart(),
  FST_PROTO_VIOLATION: () => requestRefusals.multipart(),
  FST_INVALID_MULTIPART_CONTENT_TYPE: () => requestRefusals.multipart(),
  FST_ERR_BAD_URL: () => requestRefusals.not_found(),
  FST_ERR_MAX_PARAM_LENGTH: () => requestRefusals.not_found(),
};

function textProperty(error: unknown, name: 'code'): string | undefined {
  const value = typeof error === 'object' && error !== null && name in error ? (error as Record<string, unknown>)[name] : undefined;
  return typeof value === 'string' ? value : undefined;
}

function statusOf(error: unknown): number | undefined {
  const status = typeof error === 'object' && error !== null && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' ? status : undefined;
}

/** After a connection was not to be had in ten seconds, a few more let the queue in front of it run dry. */
const comeBackSeconds = 5;

/** The refusal that an error stands for; undefined when it is a fault of ours. */
export function refusalFrom(error: unknown, limits: { readonly json: string; readonly file: string }): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof DatabaseUnavailable)
    return error.isOutcomeUnknown ? serverRefusals.outcome_unknown({ seconds: comeBackSeconds }) : serverRefusals.overloaded({ seconds: comeBackSeconds });
  const known = refusalOfLibrary[textProperty(error, 'code') ?? ''];
  if (known !== undefined) return known(limits);
  const status = statusOf(error);
  return status !== undefined && status >= 400 && status < 500 ? requestRefusals.malformed() : undefined;
}

/** The problem document; `type` is a stable address of our own documentation by code. */
export function problemOf(refusal: Refusal | undefined, requestId: string): Problem {
  const content = refusal ?? faultContent;
  return {
    type: `urn:luoshi:problem:${content.code}`,
    code: content.code,
    title: content.title,
    detail: content.detail,
    status: content.status,
    ...(refusal?.fields === undefined ? {} : { fields: [...refusal.fields] }),
    ...(refusal?.facts === undefined ? {} : { facts: { ...refusal.facts } }),
    requestId,
  };
}

/** `32 MiB`, `1 KiB`, `500 字节`: a size limit for people. */
export function formatBytes(bytes: number): string {
  if (bytes >= 1024 * 1024) return `${Math.floor((bytes / 1024 / 1024) * 10) / 10} MiB`;
  return bytes >= 1024 ? `${Math.floor((bytes / 1024) * 10) / 10} KiB` : `${bytes} 字节`;
}
