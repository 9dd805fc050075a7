/**
 * Public pages: data from a read function, HTML from the built entry `dist/portal/entry.js`, which
 * exports `renderPortalPage({ page, data, url }) → string`. No page needs scripts.
 */
import { existsSync, statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Problem } from '../problem.ts';
import type { Context } from './context.ts';
import { portalPolicy, setPolicy } from './security-headers.ts';
import { sendTagged } from './send-tagged.ts';
import type { Runtime } from './use-case.ts';
import { readSnapshot } from './use-case.ts';
import { visitor } from './actor.ts';

export interface PageInput {
  readonly page: string;
  readonly data: unknown;
  readonly url: string;
}
export type RenderPage = (input: PageInput) => string;

/** A public page of a module: address and the function that reads its data in one snapshot. */
export interface PortalRoute {
  readonly path: `/${string}`;
  /** caches may keep the page as long as its tag holds */
  readonly isTagged?: true;
  readonly read: (
    request: { readonly params: Readonly<Record<string, string>>; readonly query: Readonly<Record<string, unknown>> },
    context: Context,
  ) => Promise<Omit<PageInput, 'url'>>;
}

/** Loads the built pages; undefined when they are not built. */
export async function loadPages(entry: string): Promise<RenderPage | undefined> {
  if (!existsSync(entry)) return undefined;
  // The build may be replaced while a development node runs tests against it; its time keeps the module cache honest.
  const loaded: unknown = await import(`${pathToFileURL(entry).href}?built=${statSync(entry).mtimeMs}`);
  const render = typeof loaded === 'object' && loaded !== null && 'renderPortalPage' in loaded ? loaded.renderPortalPage : undefined;
  return typeof render === 'function' ? (render as RenderPage) : undefined;
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (mark) => escapes[mark] ?? mark);

/** The page of last resort: also shown when the pages are not built. */
function plainPage(problem: Pick<Problem, 'title' | 'detail' | 'requestId'>): string {
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escapeHtml(problem.title)} · 落实</title></head><body><main><h1>${escapeHtml(problem.title)}</h1><p>${escapeHtml(problem.detail)}</p><p>请求编号：${escapeHtml(problem.requestId)}</p><p><a href="/">返回首页</a></p></main></body></html>`;
}

function sendHtml(reply: FastifyReply, status: number, html: string): FastifyReply {
  setPolicy(reply, portalPolicy);
  return reply.code(status).header('cache-control', 'no-store').type('text/html; charset=utf-8').send(html);
}

/** Shows a problem as a page, with the portal's own frame when it is built. */
export function pageProblemWith(render: RenderPage | undefined) {
  return (request: FastifyRequest, reply: FastifyReply, problem: Problem): FastifyReply => {
    const { status, title, detail, requestId } = problem;
    let html: string | undefined;
    try {
      html = render?.({ page: 'problem', data: { status, title, detail, requestId }, url: request.url });
    } catch (error) {
      request.log.error({ err: error }, 'problem page failed');
    }
    return sendHtml(reply, status, html ?? plainPage(problem));
  };
}

const notBuilt = { title: '网页尚未构建', detail: '公开网页还没有构建。请在项目目录运行 npm run build，然后重新启动。接口（/api）不受影响。' };

/** Adds the public pages; they go through the same read functions as the API. */
export function addPages(app: FastifyInstance, routes: readonly PortalRoute[], options: { readonly runtime: Runtime; readonly render: RenderPage | undefined }): void {
  for (const route of routes) {
    app.get(route.path, { exposeHeadRoute: true }, async (request, reply) => {
      if (options.render === undefined) return sendHtml(reply, 503, plainPage({ ...notBuilt, requestId: request.id }));
      const input = { params: request.params as Record<string, string>, query: { ...(request.query as Record<string, unknown>) } };
      const page = await readSnapshot(options.runtime, { actor: visitor, requestId: request.id }, (context) => route.read(input, context));
      const html = options.render({ ...page, url: request.url });
      if (route.isTagged !== true) return sendHtml(reply, 200, html);
      setPolicy(reply, portalPolicy);
      return sendTagged(request, reply.type('text/html; charset=utf-8'), html);
    });
  }
}
