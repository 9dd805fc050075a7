/** A running application on a real socket for tests: buildApp on a test database, requests with chosen headers. */
import { randomInt } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { buildApp } from '../../app/build-app.ts';
import type { AppPorts } from '../../app/build-app.ts';
import { regionCodeSchema } from '#kernel/ids.ts';
import type { RegionCode } from '#kernel/ids.ts';
import { systemClock } from '#kernel/server/clock.ts';
import type { Runtime } from '#kernel/server/use-case.ts';
import { createPool } from '#kernel/server/db.ts';
import type { Pool, PoolOptions } from '#kernel/server/db.ts';
import { scanReply, scanServer } from './canary.ts';
import { fileFolder } from '#kernel/server/files/file-folder.ts';
import type { FileFolder } from '#kernel/server/files/file-folder.ts';
import { createLogger } from '#kernel/server/logging.ts';
import type { NodeFacts } from '#kernel/server/caller.ts';
import type { Clock } from '#kernel/server/clock.ts';
import { createSealer } from '#kernel/server/sealer.ts';
import { signedIn } from './signed-in.ts';
import type { SignedInSpec } from './signed-in.ts';

export interface TestReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly bytes: Buffer;
  json(): unknown;
}

export interface TestRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface TestApp {
  readonly port: number;
  readonly region: RegionCode;
  readonly pool: Pool;
  readonly runtime: Runtime;
  readonly http: Awaited<ReturnType<typeof buildApp>>['http'];
  readonly logLines: readonly string[];
  send(path: string, request?: TestRequest): Promise<TestReply>;
  /** headers of the browser of the person at this machine, without a login session */
  browser(): Record<string, string>;
  /** headers of a signed-in director of the office of the leading group, second factor passed */
  operator(): Record<string, string>;
  /** headers of a signed-in system administrator, second factor passed */
  administrator(): Record<string, string>;
  /** headers of a new signed-in person with these roles */
  as(spec: SignedInSpec): Promise<Record<string, string>>;
  close(): Promise<void>;
}

/** A region of its own keeps tests apart that share a database. */
export function randomRegion(): RegionCode {
  return regionCodeSchema.parse(String(randomInt(100_000, 999_999)));
}

function sendTo(port: number, path: string, { method = 'GET', headers = {}, body }: TestRequest): Promise<TestReply> {
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const request = httpRequest({ host: '127.0.0.1', port, path, method, agent: false, headers: { host: `127.0.0.1:${port}`, ...length, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const text = bytes.toString('utf8');
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, bytes, json: () => JSON.parse(text) as unknown });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}

/** Opens the application; close it in afterAll. */
export async function openApp(
  appUrl: string,
  options: Partial<Pick<AppPorts, 'modules' | 'dist' | 'requestsPerMinute' | 'trustedProxies' | 'resolveActor'>> & {
    profile?: 'development' | 'production';
    region?: RegionCode;
    importBytes?: number;
    clock?: Clock;
    /** false leaves the region without a single person; then operator() and administrator() are visitors */
    seedsStaff?: boolean;
    files?: FileFolder;
    providers?: NodeFacts['providers'];
    connections?: Pick<PoolOptions, 'max' | 'connectMs'>;
  } = {},
): Promise<TestApp> {
  const pool = createPool({ connectionString: appUrl, max: 6, applicationName: 'luoshi-test', ...options.connections });
  const region = options.region ?? randomRegion();
  const logLines: string[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      logLines.push(chunk.toString('utf8'));
      done();
    },
  });
  const profile = options.profile ?? 'development';
  const runtime: Runtime = {
    pool,
    clock: options.clock ?? systemClock,
    files: options.files ?? fileFolder(join(tmpdir(), 'luoshi-test-files')),
    region,
    limits: { importBytes: options.importBytes ?? 32 * 1024 * 1024 },
    node: { profile, sealer: createSealer('luoshi-test-secret-0123456789-abcdef'), providers: options.providers ?? [] },
  };
  const origin = { profile, publicOrigin: profile === 'production' ? 'https://luoshi.example' : 'http://127.0.0.1' } as const;
  const app = await buildApp({
    runtime,
    origin,
    logger: createLogger('info', sink),
    dist: options.dist ?? '/nonexistent',
    requestsPerMinute: options.requestsPerMinute ?? 100_000,
    ...(options.modules === undefined ? {} : { modules: options.modules }),
    ...(options.resolveActor === undefined ? {} : { resolveActor: options.resolveActor }),
    ...(options.trustedProxies === undefined ? {} : { trustedProxies: options.trustedProxies }),
  });
  const leaks = scanServer(app.http.server, region);
  await app.http.listen({ host: '127.0.0.1', port: 0 });
  app.setReady(true);
  const bound = app.http.server.address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0;
  const browser = (): Record<string, string> => {
    const own = profile === 'production' ? origin.publicOrigin : `http://127.0.0.1:${port}`;
    return { host: `127.0.0.1:${port}`, origin: own, 'sec-fetch-site': 'same-origin' };
  };
  const as = async (spec: SignedInSpec): Promise<Record<string, string>> => ({ ...browser(), cookie: await signedIn(runtime, spec) });
  const staff = async (spec: SignedInSpec) => (options.seedsStaff === false ? browser() : as(spec));
  const operator = await staff({ roles: ['office_director'], secondFactor: true });
  const administrator = await staff({ roles: ['system_admin'], secondFactor: true });
  return {
    port,
    region,
    runtime,
    browser,
    operator: () => ({ ...operator }),
    administrator: () => ({ ...administrator }),
    as,
    pool,
    http: app.http,
    logLines,
    send: async (path, request = {}) => {
      const reply = await sendTo(port, path, request);
      scanReply(region, `${request.method ?? 'GET'} ${path}`, reply);
      return reply;
    },
    close: async () => {
      await app.http.close();
      await pool.end();
      if (leaks().length > 0) throw new Error(`answers of this test showed another region:\n${leaks().join('\n')}`);
    },
  };
}

export interface FormFile {
  readonly name: string;
  readonly bytes: Uint8Array | string;
}

const boundary = 'luoshi-test-boundary';

/** A multipart body with text fields and at most one file, as a browser sends it. */
export function multipart(fields: Readonly<Record<string, string>>, file?: FormFile): { readonly headers: Record<string, string>; readonly body: Uint8Array } {
  const parts: Buffer[] = Object.entries(fields).map(([name, value]) => Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`));
  if (file !== undefined) {
    parts.push(
      Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${file.name}"\r\nContent-Type: text/plain\r\n\r\n`),
      Buffer.from(file.bytes),
      Buffer.from('\r\n'),
    );
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`));
  return { headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, body: Buffer.concat(parts) };
}
