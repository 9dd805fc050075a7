/**
 * Serves the built console under /console (any page address gives index.html with a fresh nonce) and
 * the portal's style sheets under /assets. Hashed names never change, so they are cached for a year.
 */
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { requestRefusals } from '../standard-refusals.ts';
import { consolePolicy, portalPolicy, setPolicy } from './security-headers.ts';

const immutable = { maxAge: '365d', immutable: true } as const;
const nonceMark = '__CSP_NONCE__';

/** Serves a folder of hashed files. Whatever is wrong with an address in it, the answer is "not found". */
async function addFolder(app: FastifyInstance, folder: { readonly root: string; readonly prefix: string; readonly policy: string }): Promise<void> {
  await app.register(async (scope) => {
    scope.setErrorHandler(() => {
      throw requestRefusals.not_found();
    });
    await scope.register(fastifyStatic, {
      root: folder.root,
      prefix: folder.prefix,
      decorateReply: false,
      index: false,
      dotfiles: 'deny',
      ...immutable,
      setHeaders: (reply) => {
        reply.header('content-security-policy', folder.policy);
      },
    });
  });
}

/** The page of the console: never cached, because its nonce is used once. */
function sendConsole(reply: FastifyReply, html: string): FastifyReply {
  const nonce = randomBytes(18).toString('base64');
  setPolicy(reply, consolePolicy(nonce));
  return reply.header('cache-control', 'no-store').type('text/html; charset=utf-8').send(html.replaceAll(nonceMark, nonce));
}

/** A file that is not there must not look like a page; keys of clauses (`p2.s2.t1.m10`) have dots, too, and are pages. */
const isFileName = /(^|\/)\.|\.(js|mjs|css|map|json|html?|xml|txt|ico|svg|png|jpe?g|gif|webp|woff2?|webmanifest|php|env|ts|tsx)$/i;

/** Adds the console when it is built; `npm start` builds it first. */
export async function addConsole(app: FastifyInstance, folder: string): Promise<void> {
  const index = join(folder, 'index.html');
  if (!existsSync(index)) return;
  const html = readFileSync(index, 'utf8');
  await addFolder(app, { root: join(folder, 'assets'), prefix: '/console/assets/', policy: "default-src 'none'" });
  const favicon = join(folder, 'favicon.svg');
  app.get('/console', { config: { rateLimit: false } }, (_request, reply) => sendConsole(reply, html));
  app.get<{ Params: { '*': string } }>('/console/*', { config: { rateLimit: false } }, (request, reply) => {
    if (request.params['*'] === 'favicon.svg' && existsSync(favicon))
      return reply.type('image/svg+xml').header('content-security-policy', "default-src 'none'; sandbox").send(readFileSync(favicon));
    if (isFileName.test(request.params['*'])) throw requestRefusals.not_found();
    return sendConsole(reply, html);
  });
}

/** Adds the portal's own style sheets when they are built. */
export async function addPortalAssets(app: FastifyInstance, folder: string): Promise<void> {
  const root = join(folder, 'assets');
  if (!existsSync(root)) return;
  await addFolder(app, { root, prefix: '/assets/', policy: portalPolicy });
}
