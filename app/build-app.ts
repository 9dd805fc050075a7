/**
 * Composes the HTTP application from its ports and the list of modules. The same function serves
 * `luoshi start` and the tests. It refuses to build on any contradiction between the modules.
 */
import { join, resolve } from 'node:path';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { checkModules } from '#kernel/module.ts';
import { standardCodes } from '#kernel/standard-refusals.ts';
import { addHealthRoute } from '#kernel/server/health.ts';
import { addRoutes, createHttp } from '#kernel/server/http.ts';
import type { HttpOptions } from '#kernel/server/http.ts';
import { addLiveRoute } from '#kernel/server/live.ts';
import { readerCodes } from '#kernel/server/reader-refusals.ts';
import type { OriginPolicy, ResolveActor } from '#kernel/server/request-actor.ts';
import type { ServerModule } from '#kernel/server/server-module.ts';
import { addPages, loadPages, pageProblemWith } from '#kernel/server/ssr.ts';
import { addSecurityText } from '#kernel/server/security-text.ts';
import { addConsole, addPortalAssets } from '#kernel/server/static.ts';
import type { Runtime } from '#kernel/server/use-case.ts';
import { programVersion } from '#kernel/server/version.ts';
import { recordAct } from '#identity/server';
import { sessionActors } from '#identity/server';
import { serverModules } from './modules.server.ts';

export interface AppPorts {
  readonly runtime: Runtime;
  readonly origin: OriginPolicy;
  readonly logger: Logger;
  /** folder of the built web parts; default `dist` of this installation */
  readonly dist?: string;
  /** per address; default 1200 */
  readonly requestsPerMinute?: number;
  readonly modules?: readonly ServerModule[];
  /** who calls; default: the person of the login session, else a visitor (ADR 0010) */
  readonly resolveActor?: ResolveActor;
  /** addresses of proxies in front of the node, whose word about the client's address is taken */
  readonly trustedProxies?: readonly string[];
  /** for security.txt */
  readonly securityContact?: string | undefined;
}

export interface App {
  readonly http: FastifyInstance;
  /** Health says 503 until this is called with true, and again after false. */
  setReady(isReady: boolean): void;
}

export const defaultDist = resolve(import.meta.dirname, '..', 'dist');

/** The names of all permissions; the boot check has refused duplicates. */
export function permissionsOf(modules: readonly ServerModule[]): readonly string[] {
  return modules.flatMap((module) => Object.keys(module.permissions));
}

/** Throws with every contradiction when the modules do not fit together. */
export function requireSoundModules(modules: readonly ServerModule[]): void {
  const faults = checkModules(modules, [...standardCodes, ...readerCodes]);
  if (faults.length > 0) throw new Error(`the modules contradict each other:\n${faults.join('\n')}`);
}

export async function buildApp(ports: AppPorts): Promise<App> {
  const modules = ports.modules ?? serverModules;
  requireSoundModules(modules);
  const dist = ports.dist ?? defaultDist;
  const runtime: Runtime = { recordAct, ...ports.runtime, publicOrigin: ports.origin.publicOrigin };
  const render = await loadPages(join(dist, 'portal', 'entry.js'));
  const options: HttpOptions = {
    logger: ports.logger,
    runtime,
    origin: ports.origin,
    resolveActor: ports.resolveActor ?? sessionActors(runtime, ports.origin),
    requestsPerMinute: ports.requestsPerMinute ?? 1200,
    showPageProblem: pageProblemWith(render),
    trustedProxies: ports.trustedProxies ?? [],
  };
  const http = await createHttp(options);
  let isReady = false;
  addHealthRoute(http, { version: programVersion, region: runtime.region, profile: ports.origin.profile, pool: runtime.pool, clock: runtime.clock, isReady: () => isReady });
  await addRoutes(
    http,
    modules.flatMap((module) => module.routes),
    options,
  );
  addLiveRoute(http, { runtime, resolveActor: options.resolveActor, logger: ports.logger });
  addPages(
    http,
    modules.flatMap((module) => module.pages),
    { runtime, render },
  );
  addSecurityText(http, { contact: ports.securityContact, publicOrigin: ports.origin.publicOrigin, clock: runtime.clock });
  await addConsole(http, join(dist, 'web'));
  await addPortalAssets(http, join(dist, 'portal'));
  return {
    http,
    setReady: (ready) => {
      isReady = ready;
    },
  };
}
