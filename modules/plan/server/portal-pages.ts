/** Public pages of the module: they read through the same functions as the API. */
import type { z } from 'zod';
import type { Context } from '#kernel/server/context.ts';
import type { PortalRoute } from '#kernel/server/ssr.ts';
import { parseFields, parseParams } from '#kernel/server/use-case.ts';
import { getPlan, getVersion, listPlans, searchVersion } from '../contract/index.ts';
import { readVersion } from './get-version.ts';
import { readPlanList } from './list-plans.ts';
import { readSearch } from './search-version.ts';

type Raw = { readonly params: Readonly<Record<string, string>>; readonly query: Readonly<Record<string, unknown>> };

/**
 * Parses with the endpoint's schema; names it does not know are left out, because the address of a
 * public page may carry a stranger's parameters. Empty fields of a form count as not filled in.
 */
function parseKnown<S extends z.ZodObject>(schema: S, query: Raw['query']): z.output<S> {
  const known = Object.entries(query).filter(([name, value]) => name in schema.shape && value !== '');
  return parseFields(schema, 'query', Object.fromEntries(known));
}

async function readPlanTextPage(raw: Raw, context: Context, key: Parameters<typeof readVersion>[0]) {
  const { plan, versions, version, text, nodes } = await readVersion(key, context);
  const words = typeof raw.query['q'] === 'string' ? raw.query['q'].trim() : '';
  const query = words === '' ? null : parseKnown(searchVersion.query, raw.query);
  const search = query === null ? null : { ...(await readSearch({ planId: plan.planId, versionId: version.versionId }, query, context)), q: query.q };
  return { page: 'plan-text', data: { plan, versions, version, text, nodes, search } };
}

export const portalPages: readonly PortalRoute[] = [
  {
    path: '/',
    read: async (raw, context) => {
      const query = parseKnown(listPlans.query, raw.query);
      const { items, nextCursor, total } = await readPlanList(query, context);
      return { page: 'plan-list', data: { q: query.q ?? '', sort: query.sort, list: { items, nextCursor, total } } };
    },
  },
  {
    path: '/plans/:planId',
    read: (raw, context) => readPlanTextPage(raw, context, parseParams(getPlan.params, raw.params)),
  },
  {
    path: '/plans/:planId/versions/:versionId',
    read: (raw, context) => readPlanTextPage(raw, context, parseParams(getVersion.params, raw.params)),
  },
];
