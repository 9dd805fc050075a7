import type { Role } from '#identity/contract';
import { greenPlan } from '../../harness/green-plan.ts';
import { multipart } from '../open-app.ts';
import { expectations } from './expectation.ts';
import type { MatrixBase, RouteExpectation } from './expectation.ts';

/**
 * Who works on the plan may read how its clauses are answered. Units enter evidence for themselves; verifying, drafting
 * and approving are other offices; approving, excluding and sealing need a second factor.
 */
const office: readonly Role[] = ['office_director', 'dispatcher', 'supervisor', 'data_reviewer', 'verifier', 'statistician', 'assessor'];
const leaders: readonly Role[] = ['lg_leader', 'lg_deputy', 'county_leader', 'discipline_reader', 'congress_reader', 'upper_reader'];
const units: readonly Role[] = ['unit_head', 'unit_deputy', 'unit_liaison', 'unit_reporter', 'co_unit', 'township', 'park', 'team', 'invest_group', 'agent'];
const readers = [...office, ...leaders, ...units];
const drafters: readonly Role[] = ['dispatcher', 'data_reviewer', 'office_director'];
const enterers: readonly Role[] = [...units, 'dispatcher', 'statistician'];
const verifiers: readonly Role[] = ['verifier', 'data_reviewer', 'supervisor'];
const challengers: readonly Role[] = ['unit_head', 'unit_deputy', 'unit_liaison', 'dispatcher', 'supervisor', 'data_reviewer', 'verifier'];
const registrars: readonly Role[] = ['dispatcher', 'office_director', 'unit_liaison', 'unit_reporter', 'township', 'park'];

type Act = 'correct' | 'verify' | 'withdraw' | 'challenge' | 'answer';
interface Facts {
  readonly planId: string;
  readonly clauseKey: string;
  readonly orgs: MatrixBase['orgs'];
  readonly pending: string;
  readonly body: unknown;
  readonly documentId: string;
  readonly titleKey: string;
  readonly evidence: Readonly<Record<Act, string>>;
}

const json = (body: object) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const content = (orgId: string, year: number) => ({ kind: 'value', value: '100', unit: 'mu', from: `${year}-01-01`, to: `${year}-12-31`, occurredOn: `${year}-12-31`, orgId });
const paper = () => multipart({}, { name: '验收表.txt', bytes: '面积100亩\n' });

interface Board {
  readonly groups: readonly { readonly clauses: readonly { readonly clauseKey: string; readonly title: string; readonly kind: string }[] }[];
}

async function prepare(base: MatrixBase): Promise<Facts> {
  const send = async <Reply>(role: Role, path: string, body: object): Promise<Reply> => {
    const reply = await base.as(role, path, json(body));
    if (reply.status >= 400) throw new Error(`${path}: ${reply.text}`);
    return reply.json() as Reply;
  };
  const form = multipart({}, { name: 'a.txt', bytes: greenPlan });
  const { planId } = (await base.as('dispatcher', '/api/plans/imports', { method: 'POST', ...form })).json() as { planId: string };
  const plan = `/api/plans/${planId}`;
  await send('dispatcher', `${plan}/clause-registrations`, {});
  const board = (await base.as('dispatcher', `${plan}/answers`)).json() as Board;
  const clauses = board.groups.flatMap((group) => group.clauses);
  const clauseKey = clauses.find(({ title }) => title.includes('森林抚育'))?.clauseKey ?? '';
  await send('dispatcher', `${plan}/clause-contracts/proposals`, {});
  const { items } = (await base.as('dispatcher', `${plan}/clause-contracts`)).json() as { items: { clauseKey: string; contract: { contractId: string; body: unknown } }[] };
  const own = items.find((item) => item.clauseKey === clauseKey);
  await send('office_director', `${plan}/clause-contracts/decisions`, { contractIds: [own?.contract.contractId], decision: 'approved', reason: '' });
  const { documentId } = (await base.as('unit_reporter', '/api/answer-documents', { method: 'POST', ...paper() })).json() as { documentId: string };
  const evidence: Partial<Record<Act, string>> = {};
  for (const [index, act] of (['correct', 'verify', 'withdraw', 'challenge', 'answer'] as const).entries()) {
    const body = { content: content(base.orgs.own, 2020 + index), documentId };
    evidence[act] = (await send<{ evidenceId: string }>('unit_reporter', `${plan}/clauses/${clauseKey}/evidence`, body)).evidenceId;
  }
  await send('unit_head', `/api/evidence/${evidence.answer}/challenges`, { reason: '面积不符' });
  return {
    planId,
    clauseKey,
    orgs: base.orgs,
    pending: items.find((item) => item.clauseKey !== clauseKey)?.contract.contractId ?? '',
    body: own?.contract.body,
    documentId,
    titleKey: clauses.find(({ kind }) => kind === 'title')?.clauseKey ?? '',
    evidence: evidence as Record<Act, string>,
  };
}

const plan = ({ planId }: Facts) => ({ planId });
const clause = ({ planId, clauseKey }: Facts) => ({ planId, clauseKey });
const read = (): RouteExpectation<Facts> => ({
  may: readers,
  done: 200,
  request: (facts) => ({ params: { planId: facts.planId, clauseKey: facts.clauseKey, documentId: facts.documentId } }),
});
const act = (name: Act, may: readonly Role[], body: (facts: Facts) => object): RouteExpectation<Facts> => ({
  may,
  done: [200, 'evidence.status_forbids'],
  request: (facts) => ({ params: { evidenceId: facts.evidence[name] }, json: body(facts) }),
});

export const answerExpectations = expectations<Facts>({
  module: 'answer',
  prepare,
  routes: {
    'GET /api/plans/:planId/answers': read(),
    'GET /api/plans/:planId/answers/export': read(),
    'GET /api/plans/:planId/clauses/:clauseKey': read(),
    'GET /api/plans/:planId/clause-contracts': read(),
    'GET /api/plans/:planId/registers': read(),
    'GET /api/plans/:planId/targets': read(),
    'GET /api/plans/:planId/checks': read(),
    'GET /api/plans/:planId/checks/export': read(),
    'GET /api/answer-documents/:documentId': read(),
    'GET /api/public/plans/:planId/answers': { may: 'everyone', done: 200, request: (facts) => ({ params: plan(facts) }) },
    'GET /api/public/plans/:planId/answers/export': { may: 'everyone', done: 200, request: (facts) => ({ params: plan(facts), query: '?format=csv' }) },
    'POST /api/evidence/:evidenceId/releases': {
      may: ['office_director'],
      secondFactor: true,
      done: [200, 'answer.release_same'],
      request: (facts) => ({ params: { evidenceId: facts.evidence.verify }, json: { isPublic: true, reason: '年度公开' } }),
    },
    'POST /api/plans/:planId/clause-registrations': { may: drafters, done: 200, request: (facts) => ({ params: plan(facts), json: {} }) },
    'POST /api/plans/:planId/clauses/:clauseKey/contracts': {
      may: drafters,
      done: ['answer.contract_overlaps', 'answer.contract_pending'],
      request: (facts) => ({ params: clause(facts), json: { body: facts.body, replaces: null, note: '' } }),
    },
    'POST /api/plans/:planId/clause-contracts/proposals': { may: drafters, done: 200, request: (facts) => ({ params: plan(facts), json: {} }) },
    'POST /api/plans/:planId/clause-contracts/decisions': {
      may: ['office_director'],
      secondFactor: true,
      done: [200, 'answer.contract_decided'],
      request: (facts) => ({ params: plan(facts), json: { contractIds: [facts.pending], decision: 'approved', reason: '' } }),
    },
    'POST /api/plans/:planId/clauses/:clauseKey/exclusions': {
      may: ['office_director'],
      secondFactor: true,
      done: [200, 'answer.exclusion_same'],
      request: (facts) => ({ params: { planId: facts.planId, clauseKey: facts.titleKey }, json: { isExcluded: true, reason: '停止评定' } }),
    },
    'POST /api/plans/:planId/clauses/:clauseKey/evidence': {
      may: enterers,
      done: 200,
      request: (facts, nth) => ({ params: clause(facts), json: { content: content(facts.orgs.own, 1950 + (nth % 60)), documentId: facts.documentId } }),
      places: [
        {
          place: 'for another unit',
          role: 'unit_reporter',
          request: (facts) => ({ params: clause(facts), json: { content: content(facts.orgs.other, 2019), documentId: facts.documentId } }),
          expected: 'access.out_of_scope',
        },
        {
          place: 'for the county as such',
          role: 'unit_reporter',
          request: (facts) => ({ params: clause(facts), json: { content: { ...content(facts.orgs.own, 2018), orgId: null }, documentId: facts.documentId } }),
          expected: 'access.out_of_scope',
        },
        {
          place: 'for a unit below, reach with subtree',
          role: 'unit_reporter',
          grant: { reach: 'subtree' },
          request: (facts) => ({ params: clause(facts), json: { content: content(facts.orgs.below, 2017), documentId: facts.documentId } }),
          expected: 200,
        },
      ],
    },
    'POST /api/evidence/:evidenceId/corrections': act('correct', enterers, ({ orgs, documentId }) => ({
      content: { ...content(orgs.own, 2020), value: '101' },
      documentId,
      reason: '更正',
    })),
    'POST /api/evidence/:evidenceId/verifications': act('verify', verifiers, () => ({ outcome: 'confirmed', method: 'document', note: '与验收表一致' })),
    'POST /api/evidence/:evidenceId/withdrawals': act('withdraw', enterers, () => ({ reason: '重复计算' })),
    'POST /api/evidence/:evidenceId/challenges': act('challenge', challengers, () => ({ reason: '面积不符' })),
    'POST /api/evidence/:evidenceId/challenge-answers': act('answer', verifiers, () => ({ outcome: 'live', reason: '核对无误' })),
    'POST /api/answer-documents': { may: enterers, done: 200, request: () => ({ form: paper() }) },
    'POST /api/plans/:planId/registers/:register/:itemKey/steps': {
      may: registrars,
      done: [200, 'answer.register_step_forbidden'],
      request: (facts) => ({
        params: { planId: facts.planId, register: 'title', itemKey: facts.titleKey },
        json: { stage: 'selfchecked', on: '2024-01-05', documentId: facts.documentId, reference: '自评报告' },
      }),
    },
    'POST /api/plans/:planId/frozen-periods': {
      may: ['office_director'],
      secondFactor: true,
      done: 200,
      request: (facts, nth) => ({ params: plan(facts), json: { from: `${1950 + (nth % 70)}-01-01`, to: `${1950 + (nth % 70)}-12-31`, reason: '年度通报' } }),
    },
  },
});
