/**
 * An endpoint is a value: method, path, access, Zod schemas and the codes it may refuse with.
 * The server derives the route from it, the browser and the CLI derive the call from it
 * (architecture 5.2). An endpoint without `access` stops the boot.
 */
import type { z } from 'zod';

/** Who may call. A permission with target `one` is decided again against the stored row. */
export type Access = 'public' | 'signed-in' | { readonly permission: string; readonly target: 'one' | 'many' };

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The one file of a multipart endpoint; `maxBytes` is enforced while the file streams in. */
export interface FileSpec {
  readonly field: string;
  /** Chinese name for messages */
  readonly label: string;
  readonly maxBytes: number;
}

export interface EndpointSpec {
  /** `module.verb-noun`, the same as the name of the file that declares it */
  readonly id: `${string}.${string}`;
  readonly method: HttpMethod;
  readonly path: `/${string}`;
  /** one Chinese line for the documentation of the API */
  readonly summary: string;
  readonly access: Access;
  /** content type of the body; default `json` for methods with a body */
  readonly accepts?: 'json' | 'form' | 'multipart';
  readonly file?: FileSpec;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly reply: z.ZodType;
  /** codes beyond the kernel's own (`request.*`, `access.*`, `server.*`) */
  readonly refusals: readonly string[];
}

const summaries = new Map<string, string>();

/** The Chinese line of a declared endpoint, for the audit trail; its id when it is not known. */
export const summaryOf = (endpointId: string): string => summaries.get(endpointId) ?? endpointId;

/** Declares an endpoint; the value is frozen and keeps its literal types. */
export function endpoint<const E extends EndpointSpec>(spec: E): Readonly<E> {
  summaries.set(spec.id, spec.summary);
  return Object.freeze(spec);
}

/** A file as the handler receives it: whole, within the endpoint's limit. The name is untrusted text. */
export interface UploadedFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

type OutputOf<S> = S extends z.ZodType ? z.output<S> : undefined;
type PartOf<E, K extends string> = E extends { readonly [P in K]: infer S } ? S : undefined;

/** What a use case receives: parsed parts; a part without a schema is undefined. */
export interface ServerInput<E extends EndpointSpec> {
  readonly params: OutputOf<PartOf<E, 'params'>>;
  readonly query: OutputOf<PartOf<E, 'query'>>;
  readonly body: OutputOf<PartOf<E, 'body'>>;
  readonly file: E extends { readonly file: FileSpec } ? UploadedFile : undefined;
}

type ClientPart<E, K extends string> = E extends { readonly [P in K]: infer S extends z.ZodType }
  ? Record<string, never> extends z.input<S>
    ? { readonly [P in K]?: z.input<S> }
    : { readonly [P in K]: z.input<S> }
  : { readonly [P in K]?: undefined };

/** What a client passes. `file` is a Blob in the browser; it is typed by the caller. */
export type ClientInput<E extends EndpointSpec, File = unknown> = ClientPart<E, 'params'> &
  ClientPart<E, 'query'> &
  ClientPart<E, 'body'> &
  (E extends { readonly file: FileSpec } ? { readonly file: File } : { readonly file?: undefined });

/** The reply as the handler builds it (before its schema brands and checks it). */
export type ReplyInput<E extends EndpointSpec> = z.input<E['reply']>;

/** The reply as the client receives it. */
export type Reply<E extends EndpointSpec> = z.output<E['reply']>;

/** What a path or query parameter may be on the client; null and undefined are left out. */
export type UrlValue = string | number | boolean | null | undefined;

/** Fills `:name` in the path and appends the query; every value is percent-encoded. Throws on a missing parameter. */
export function buildUrl(
  target: Pick<EndpointSpec, 'path'>,
  parts: { readonly params?: Readonly<Record<string, UrlValue>>; readonly query?: Readonly<Record<string, UrlValue>> } = {},
): string {
  const segments = target.path.split('/').map((segment) => {
    if (!segment.startsWith(':')) return segment;
    const value = parts.params?.[segment.slice(1)];
    if (value === undefined || value === null) throw new TypeError(`missing path parameter ${segment}`);
    return encodeURIComponent(String(value));
  });
  const query = Object.entries(parts.query ?? {})
    .filter(([, value]) => value !== undefined && value !== null && value !== '')
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`);
  return segments.join('/') + (query.length === 0 ? '' : `?${query.join('&')}`);
}
