/**
 * The content type is compared exactly and on the raw header, before any parser sees it: lists and
 * patterns of the framework were bypassed three times (architecture 8 and 10.6).
 */
import type { EndpointSpec } from '../endpoint.ts';
import { requestRefusals } from '../standard-refusals.ts';

const json = new Set(['application/json', 'application/json; charset=utf-8']);
const form = new Set(['application/x-www-form-urlencoded', 'application/x-www-form-urlencoded; charset=utf-8']);
// RFC 2046, 5.1.1: at most 70 characters of a closed set; quotes only around a boundary that needs them.
const multipart = /^multipart\/form-data; ?boundary=(?:[0-9A-Za-z'()+_,./:=?-]{1,70}|"[0-9A-Za-z'()+_,./:=? -]{1,70}")$/;

const expected = { json: 'application/json', form: 'application/x-www-form-urlencoded', multipart: 'multipart/form-data' } as const;

/** Refuses with 415 unless the header says exactly what the endpoint declares. */
export function requireContentType(endpoint: Pick<EndpointSpec, 'method' | 'accepts'>, headers: Readonly<Record<string, string | string[] | undefined>>): void {
  if (endpoint.method === 'GET') return;
  const accepts = endpoint.accepts ?? 'json';
  const type = headers['content-type'];
  const matches = typeof type === 'string' && (accepts === 'multipart' ? multipart.test(type) : (accepts === 'json' ? json : form).has(type));
  if (!matches) throw requestRefusals.content_type({ expected: expected[accepts] });
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') throw requestRefusals.content_encoding();
}
