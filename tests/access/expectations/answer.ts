import type { Role } from '#identity/contract';
import { greenPlan } from '../../harness/green-plan.ts';
import { multipart } from '../open-app.ts';
import { chaptersOf } from '../chapters.ts';
import { expectations, subtreePlaces } from './expectation.ts';
import type { MatrixBase, RouteExpectation, SubtreeCase } from './expectation.ts';

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
/** who acts on evidence at a unit of their own only */
const actor: Readonly<Partial<Record<Act, Role>>> = { correct: 'unit_reporter', verify: 'verifier', withdraw: 'unit_reporter', answer: 'verifier' };
interface Facts {
  readonly planId: string;
  readonly clauseKey: string;
  readonly orgs: MatrixBase['orgs'];
  readonly pending: string;
  readonly body: unknown;
  readonly documentId: string;
  readonly titleKey: string;
  /** a document that the plan orders, with one version */
  readonly documentKey: string;
  readonly evidence: Readonly<Record<Act, string>>;
  /** evidence of another unit */
  readonly theirs: string;
  /** the part of the plan in which the clauses named here lie, and one in which they do not */
  readonly paths: { readonly own: string; readonly other: string };
  /** a clause of the other part */
  readonly otherKey: string;
}

const json = (body: object) => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const content = (orgId: string, year: number) => ({ kind: 'value', value: '100', unit: 'mu', from: `${year}-01-01`, to: `${year}-12-31`, occurredOn: `${year}-12-31`, orgId });
const otherContent = (orgId: string) => ({ kind: 'value', value: '30', unit: '%', from: '2024-01-01', to: '2024-12-31', occurredOn: '2024-12-31', orgId });
const scan = (nth: number | string) => multipart({ label: `第${nth}稿` }, { name: '规划.pdf', bytes: `%PDF-1.7\n${nth}` });
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
  const theirs = await send<{ evidenceId: string }>('dispatcher', `${plan}/clauses/${clauseKey}/evidence`, { content: content(base.orgs.other, 2026 - 2), documentId: null });
  await send('unit_head', `/api/evidence/${evidence.answer}/challenges`, { reason: '面积不符' });
  const documentKey = clauses.find(({ kind }) => kind === 'deliverable')?.clauseKey ?? '';
  const first = await base.as('unit_liaison', `${plan}/registers/deliverable/${documentKey}/versions`, { method: 'POST', ...scan('一') });
  if (first.status >= 400) throw new Error(first.text);
  const chapter = await chaptersOf(base, planId);
  const waiting = items.find((item) => item.clauseKey !== clauseKey && clauses.find((one) => one.clauseKey === item.clauseKey)?.title.includes('林网') === true);
  return {
    paths: { own: chapter('主要任务'), other: chapter('总体要求') },
    otherKey: clauses.find(({ title }) => title.includes('森林覆盖率'))?.clauseKey ?? '',
    planId,
    clauseKey,
    orgs: base.orgs,
    pending: waiting?.contract.contractId ?? '',
    body: own?.contract.body,
    documentId,
    titleKey: clauses.find(({ kind }) => kind === 'title')?.clauseKey ?? '',
    documentKey,
    evidence: evidence as Record<Act, string>,
    theirs: theirs.evidenceId,
  };
}

const plan = ({ planId }: Facts) => ({ planId });
const clause = ({ planId, clauseKey }: Facts) => ({ planId, clauseKey });
const subtree = (one: SubtreeCase<Facts>) => subtreePlaces<Facts>({ own: ({ paths }) => paths.own, other: ({ paths }) => paths.other }, one);
const named = (facts: Facts) => ({ params: { planId: facts.planId, clauseKey: facts.clauseKey, documentId: facts.documentId } });
/** `there`: what is not in the caller's part of the plan is left out of lists, and unknown by its name. */
const read = (there: Pick<SubtreeCase<Facts>, 'there' | 'named'>): RouteExpectation<Facts> => ({
  may: readers,
  done: 200,
  request: named,
  places: subtree({ role: 'unit_liaison', request: named, here: 200, ...there }),
});
const textOfDocument = ({ planId, documentKey }: Facts) => ({ params: { planId, register: 'deliverable', itemKey: documentKey, version: '1' } });
/** what a registrar does to a document that the plan orders */
const onDocument = (done: RouteExpectation<Facts>['done'], sent: (facts: Facts, nth: number) => object): RouteExpectation<Facts> => {
  const request = (facts: Facts, nth = 0) => ({ params: { planId: facts.planId, register: 'deliverable', itemKey: facts.documentKey, version: '1' }, ...sent(facts, nth) });
  const place = (facts: Facts) => request(facts, 9000);
  return {
    may: registrars,
    done,
    request,
    places: subtree({ role: 'unit_liaison', request: place, there: 'answer.register_item_not_found', here: done, readableThere: 'access.out_of_scope' }),
  };
};
const release = (facts: Facts) => ({ params: { evidenceId: facts.evidence.verify }, json: { isPublic: true, reason: '年度公开' } });
const proof = (facts: Facts) => ({ params: clause(facts), json: { dutyCode: 'D07', basis: 'count', atLeast: 2, reason: '会议议定' } });
const act = (name: Act, may: readonly Role[], body: (facts: Facts) => object): RouteExpectation<Facts> => {
  const request = (facts: Facts) => ({ params: { evidenceId: facts.evidence[name] }, json: body(facts) });
  const done = [200, 'evidence.status_forbids'] as const;
  const elsewhere = { role: may[0] ?? 'unit_head', request, there: 'evidence.not_found', readableThere: 'access.out_of_scope' } as const;
  const role = actor[name];
  const ofOther =
    role === undefined
      ? []
      : [{ place: 'other unit', role, request: (facts: Facts) => ({ params: { evidenceId: facts.theirs }, json: body(facts) }), expected: 'access.out_of_scope' }];
  return { may, done, request, places: [...ofOther, ...subtree({ ...elsewhere, here: [...done, 'answer.same_person', 'evidence.not_found'] })] };
};

export const answerExpectations = expectations<Facts>({
  module: 'answer',
  prepare,
  routes: {
    'GET /api/plans/:planId/answers': read({ there: 200, named: () => '森林抚育' }),
    'GET /api/plans/:planId/answers/export': read({ there: 200, named: () => '森林抚育' }),
    'GET /api/plans/:planId/clauses/:clauseKey': read({ there: 'answer.clause_not_found' }),
    'GET /api/plans/:planId/clause-contracts': read({ there: 200, named: ({ titleKey }) => titleKey }),
    'GET /api/plans/:planId/registers': read({ there: 200, named: ({ titleKey }) => titleKey }),
    'GET /api/plans/:planId/targets': read({ there: 200, named: () => '森林抚育' }),
    'GET /api/plans/:planId/checks': read({ there: 200, named: () => '森林抚育' }),
    // What it hides of other parts is in answers.db.test: two sources that disagree are no matter of requests.
    'GET /api/plans/:planId/doubts': read({ there: 200 }),
    'GET /api/plans/:planId/checks/export': read({ there: 200, named: () => '森林抚育' }),
    'GET /api/answer-documents/:documentId': read({ there: 'answer.document_not_found' }),
    'GET /api/public/plans/:planId/answers': { may: 'everyone', done: 200, request: (facts) => ({ params: plan(facts) }) },
    'GET /api/public/plans/:planId/answers/export': { may: 'everyone', done: 200, request: (facts) => ({ params: plan(facts), query: '?format=csv' }) },
    'POST /api/evidence/:evidenceId/releases': {
      may: ['office_director'],
      secondFactor: true,
      done: [200, 'answer.release_same'],
      request: release,
      places: subtree({
        role: 'office_director',
        request: release,
        there: 'evidence.not_found',
        here: [200, 'answer.release_same'],
        readableThere: 'access.out_of_scope',
      }),
    },
    'POST /api/plans/:planId/clause-registrations': {
      may: drafters,
      done: 200,
      request: (facts) => ({ params: plan(facts), json: {} }),
      places: [
        ...subtree({ role: 'dispatcher', request: (facts) => ({ params: plan(facts), json: {} }), there: 'access.out_of_scope' }),
        {
          place: 'own plan subtree, not the whole plan',
          role: 'dispatcher',
          grant: { reach: 'all', planPaths: ({ paths }) => [paths.own] },
          request: (facts) => ({ params: plan(facts), json: {} }),
          expected: 'access.out_of_scope',
        },
      ],
    },
    'POST /api/plans/:planId/clauses/:clauseKey/contracts': {
      may: drafters,
      done: ['answer.contract_overlaps', 'answer.contract_pending'],
      request: (facts) => ({ params: clause(facts), json: { body: facts.body, replaces: null, note: '' } }),
      places: subtree({
        role: 'dispatcher',
        request: (facts) => ({ params: clause(facts), json: { body: facts.body, replaces: null, note: '' } }),
        there: 'answer.clause_not_found',
        here: ['answer.contract_overlaps', 'answer.contract_pending'],
        readableThere: 'access.out_of_scope',
      }),
    },
    // Nothing of森林抚育 is open any more; in another part of the plan nothing at all is counted.
    'POST /api/plans/:planId/clause-contracts/proposals': {
      may: drafters,
      done: 200,
      request: (facts) => ({ params: plan(facts), json: {} }),
      places: [
        {
          place: 'a part without clauses',
          role: 'dispatcher',
          grant: { reach: 'all', planPaths: ({ planId }) => [`/${planId}/none/`] },
          besides: 'discipline_reader',
          request: (facts) => ({ params: plan(facts), json: {} }),
          expected: 200,
          shows: () => '{"proposed":0,"withoutProposal":0}',
        },
      ],
    },
    'POST /api/plans/:planId/clause-contracts/decisions': {
      may: ['office_director'],
      secondFactor: true,
      done: [200, 'answer.contract_decided'],
      request: (facts) => ({ params: plan(facts), json: { contractIds: [facts.pending], decision: 'approved', reason: '' } }),
      places: subtree({
        role: 'office_director',
        request: (facts) => ({ params: plan(facts), json: { contractIds: [facts.pending], decision: 'approved', reason: '' } }),
        there: 'answer.contract_not_found',
        here: [200, 'answer.contract_decided'],
        readableThere: 'access.out_of_scope',
      }),
    },
    'GET /api/plans/:planId/clauses/:clauseKey/duty-proofs': read({ there: 'answer.clause_not_found' }),
    'POST /api/plans/:planId/clauses/:clauseKey/duty-proofs': {
      may: ['office_director'],
      secondFactor: true,
      done: 200,
      request: proof,
      places: subtree({ role: 'office_director', request: proof, there: 'answer.clause_not_found', here: 200, readableThere: 'access.out_of_scope' }),
    },
    'POST /api/plans/:planId/clauses/:clauseKey/exclusions': {
      may: ['office_director'],
      secondFactor: true,
      done: [200, 'answer.exclusion_same'],
      request: (facts) => ({ params: { planId: facts.planId, clauseKey: facts.titleKey }, json: { isExcluded: true, reason: '停止评定' } }),
      places: subtree({
        role: 'office_director',
        request: (facts) => ({ params: { planId: facts.planId, clauseKey: facts.titleKey }, json: { isExcluded: true, reason: '停止评定' } }),
        there: 'answer.clause_not_found',
        here: [200, 'answer.exclusion_same'],
        readableThere: 'access.out_of_scope',
      }),
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
        ...subtree({
          role: 'unit_reporter',
          request: (facts) => ({ params: clause(facts), json: { content: content(facts.orgs.own, 2016), documentId: null } }),
          there: 'answer.clause_not_found',
          here: 200,
          readableThere: 'access.out_of_scope',
        }),
        {
          place: 'a document that proves another part of the plan',
          role: 'unit_reporter',
          grant: { reach: 'all', planPaths: ({ paths }) => [paths.other] },
          request: (facts) => ({ params: { planId: facts.planId, clauseKey: facts.otherKey }, json: { content: otherContent(facts.orgs.own), documentId: facts.documentId } }),
          expected: 'answer.document_not_found',
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
      places: subtree({
        role: 'unit_liaison',
        request: (facts) => ({
          params: { planId: facts.planId, register: 'title', itemKey: facts.titleKey },
          json: { stage: 'selfchecked', on: '2024-01-05', documentId: facts.documentId, reference: '自评报告' },
        }),
        there: 'answer.register_item_not_found',
        here: [200, 'answer.register_step_forbidden'],
        readableThere: 'access.out_of_scope',
      }),
    },
    'POST /api/plans/:planId/registers/:register/:itemKey/versions': onDocument([200, 'answer.version_same'], (_, nth) => ({ form: scan(nth) })),
    'GET /api/plans/:planId/registers/:register/:itemKey/versions/:version/file': {
      may: readers,
      done: 200,
      request: textOfDocument,
      places: subtree({ role: 'unit_liaison', request: textOfDocument, there: 'answer.register_item_not_found', here: 200 }),
    },
    'POST /api/plans/:planId/registers/:register/:itemKey/versions/:version/facts': onDocument(200, () => ({
      json: { act: 'adopted', on: '2024-01-05', reference: '县政府常务会议', reason: '更正' },
    })),
    'POST /api/plans/:planId/registers/:register/:itemKey/assignments': onDocument(200, ({ orgs }) => ({ json: { orgId: orgs.own, reason: '更正' } })),
    'POST /api/plans/:planId/frozen-periods': {
      may: ['office_director'],
      secondFactor: true,
      done: 200,
      request: (facts, nth) => ({ params: plan(facts), json: { from: `${1950 + (nth % 70)}-01-01`, to: `${1950 + (nth % 70)}-12-31`, reason: '年度通报' } }),
      places: subtree({
        role: 'office_director',
        request: (facts) => ({ params: plan(facts), json: { from: '1901-01-01', to: '1901-12-31', reason: '年度通报' } }),
        there: 'access.out_of_scope',
      }),
    },
  },
});
