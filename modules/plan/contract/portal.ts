/**
 * Data of the public pages (server-rendered, work without scripts). The server fills them with
 * the same read functions as the API; `renderPortalPage({ page, data, url })` turns them into HTML.
 */
import type { Reply } from '#kernel/endpoint.ts';
import type { Problem } from '#kernel/problem.ts';
import type { getPlan } from './get-plan.ts';
import type { getVersion } from './get-version.ts';
import type { listPlans } from './list-plans.ts';
import type { searchVersion } from './search-version.ts';

/** `/` — the list of plans; `?q=` finds by title, `?sort=`, `?cursor=` turn it. */
export interface PlanListPage {
  readonly page: 'plan-list';
  readonly data: {
    readonly q: string;
    readonly sort: 'updated' | 'title';
    readonly list: Pick<Reply<typeof listPlans>, 'items' | 'nextCursor' | 'total'>;
  };
}

/** `/plans/:planId` (newest version) and `/plans/:planId/versions/:versionId`; `?q=` searches in it. */
export interface PlanTextPage {
  readonly page: 'plan-text';
  readonly data: {
    readonly plan: Reply<typeof getPlan>['plan'];
    readonly versions: Reply<typeof getPlan>['versions'];
    readonly version: Reply<typeof getVersion>['version'];
    readonly text: string;
    readonly nodes: Reply<typeof getVersion>['nodes'];
    /** null when nothing is looked for */
    readonly search: (Reply<typeof searchVersion> & { readonly q: string }) | null;
  };
}

/** Any error of a public page: unknown address, unknown plan, invalid query. */
export interface ProblemPage {
  readonly page: 'problem';
  readonly data: Pick<Problem, 'status' | 'title' | 'detail' | 'requestId'>;
}

export type PortalPage = PlanListPage | PlanTextPage | ProblemPage;
