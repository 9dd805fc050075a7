import { createHash } from 'node:crypto';
import type { Role } from '#identity/contract';
import { multipart } from '../open-app.ts';
import { riverPlan, riverPlanRevised, roadPlan } from '../sample-plans.ts';
import { expectations } from './expectation.ts';
import type { MatrixBase, RouteExpectation } from './expectation.ts';

/** Published plans are for everybody; importing and judging records belong to the office of the leading group. */
const importers: readonly Role[] = ['office_director', 'dispatcher'];
const reviewers: readonly Role[] = ['office_director', 'dispatcher', 'data_reviewer'];

interface PlanFacts {
  readonly planId: string;
  readonly versionId: string;
  readonly upperId: string;
  readonly record: string;
  readonly table: Uint8Array;
}

async function prepare(base: MatrixBase): Promise<PlanFacts> {
  const take = async (bytes: string) => {
    const form = multipart({}, { name: 'a.txt', bytes });
    return (await base.as('dispatcher', '/api/plans/imports', { method: 'POST', ...form })).json() as { planId: string; versionId: string };
  };
  const { planId, versionId } = await take(riverPlan);
  const upper = await take(roadPlan);
  const version = `/api/plans/${planId}/versions/${versionId}`;
  const { targets } = (await base.app.send(`${version}/ledger`)).json() as { targets: { id: string }[] };
  const table = (await base.app.send(`${version}/export?format=xlsx`)).bytes;
  return { planId, versionId, upperId: upper.versionId, record: targets[0]?.id ?? '', table };
}

const read = (query: (facts: PlanFacts) => string = () => ''): RouteExpectation<PlanFacts> => ({
  may: 'everyone',
  done: 200,
  request: (facts) => ({ params: { planId: facts.planId, versionId: facts.versionId, recordId: facts.record }, query: query(facts) }),
});
const review = ({ record }: PlanFacts) => ({ reviews: [{ record, field: null, verdict: 'accepted', expectedLatest: null }] });
const tableForm = ({ table }: PlanFacts, fields: Record<string, string> = {}) => multipart(fields, { name: 'b.xlsx', bytes: table });
const version = ({ planId, versionId }: PlanFacts) => ({ planId, versionId });

export const planExpectations = expectations<PlanFacts>({
  module: 'plan',
  prepare,
  routes: {
    'GET /api/plans': { may: 'everyone', done: 200 },
    'GET /api/plans/:planId': read(),
    'GET /api/plans/:planId/versions/:versionId': read(),
    'GET /api/plans/:planId/versions/:versionId/ledger': read(),
    'GET /api/plans/:planId/versions/:versionId/search': read(() => '?q=%E6%B2%B3'),
    'GET /api/plans/:planId/versions/:versionId/coverage': read(),
    'GET /api/plans/:planId/versions/:versionId/trackability': read(),
    'GET /api/plans/:planId/versions/:versionId/export': read(() => '?format=csv'),
    'GET /api/plans/:planId/diff': read(({ versionId }) => `?from=${versionId}&to=${versionId}`),
    'GET /api/plans/:planId/versions/:versionId/cascade': read(({ upperId }) => `?upper=${upperId}`),
    'GET /api/plans/:planId/versions/:versionId/reviews': read(),
    'GET /api/plans/:planId/versions/:versionId/records/:recordId/reviews': read(),
    'GET /api/plans/:planId/versions/:versionId/review-merge': read(),
    'POST /api/plans/:planId/versions/:versionId/reviews': {
      may: reviewers,
      done: [200, 'plan.review_outdated'],
      request: (facts) => ({ params: version(facts), json: review(facts) }),
    },
    'POST /api/plans/:planId/versions/:versionId/task-table/previews': { may: reviewers, done: 200, request: (facts) => ({ params: version(facts), form: tableForm(facts) }) },
    'POST /api/plans/:planId/versions/:versionId/task-table/imports': {
      may: reviewers,
      done: [200, 'plan.reviews_changed'],
      request: (facts) => ({
        params: version(facts),
        form: tableForm(facts, { expectedSha256: createHash('sha256').update(facts.table).digest('hex'), expectedReviewCount: '1' }),
      }),
    },
    'POST /api/plans/previews': { may: importers, done: 200, request: () => ({ form: multipart({}, { name: 'b.txt', bytes: riverPlanRevised }) }) },
    'POST /api/plans/imports': {
      may: importers,
      done: 201,
      request: (_facts, nth) => ({ form: multipart({}, { name: 'b.txt', bytes: `第${nth}号${roadPlan}` }) }),
    },
  },
});
