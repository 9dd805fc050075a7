/** Doubts as an open account: opened and settled with the state of the clause, told to who looks into it, listed for any day. */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { cutPage, decodeCursor, defaultPageSize } from '#kernel/paging.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { notify, settleDebt } from '#kernel/server/notify.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { invalidRequest } from '#kernel/standard-refusals.ts';
import { holdersOf } from '#identity/server';
import type { PlanId } from '#plan/contract';
import { readPlan } from '#plan/server';
import { doubtClosed, doubtOpened, listDoubts } from '../contract/index.ts';
import type { DoubtState } from '../contract/index.ts';
import { momentText, readAsOf } from './as-of.ts';
import { findLatestVersion } from './read-clause.ts';
import { stateStore } from './state-store.ts';

const listRows = statement({
  name: 'answer.list-doubts',
  class: 'router',
  text: `select d.doubt_id, d.clause_key, d.reason, d.opened_at, case when d.closed_at <= $3 then d.closed_at end as closed_at from answer.doubt d
         where d.region_code = $1 and d.plan_id = $2 and d.opened_at <= $3 order by d.opened_at desc, d.doubt_id desc`,
  params: { region: 'text', planId: 'uuid', knownAt: 'timestamptz' },
  row: { doubt_id: 'uuid', clause_key: 'text', reason: 'text', opened_at: 'timestamptz', closed_at: 'timestamptz?' },
});

const debtOf = (doubtId: string): string => `answer.doubt:${doubtId}`;

interface Doubted {
  readonly planId: string;
  readonly clauseKey: string;
  /** null = the sources agree again */
  readonly reason: string | null;
}

/** Whoever may look into it anywhere is told; what the figures are is said on the page, to who may read the clause. */
async function tellReviewers(doubtId: string, { planId, clauseKey }: Doubted, context: Context): Promise<void> {
  const { tx, today } = context;
  const reviewers = await holdersOf(tx, { role: 'data_reviewer', orgId: null }, today);
  const dispatchers = await holdersOf(tx, { role: 'dispatcher', orgId: null }, today);
  await notify(context, {
    kind: 'answer.doubt',
    to: [...reviewers, ...dispatchers].map(({ userId }) => userId),
    title: '开出疑点：同一条款的两个来源不一致',
    body: '请核对两个来源，更正、撤回或对其中一个提出异议；来源一致后疑点自动了结。全部疑点见「核查清单」。',
    link: `/answers/${planId}/clauses/${encodeURIComponent(clauseKey)}`,
    about: { type: 'answer.doubt', id: doubtId },
    debt: { key: debtOf(doubtId), stage: 'opened' },
  });
}

export async function noteDoubt(context: Context, doubted: Doubted): Promise<void> {
  const { tx, now } = context;
  const { planId, clauseKey, reason } = doubted;
  if (reason !== null) {
    const doubtId = context.newId();
    if (!(await stateStore.openDoubt(tx, { doubtId, planId, clauseKey, reason }, now))) return;
    await record(context, doubtOpened, { doubtId, planId, clauseKey, reason });
    return tellReviewers(doubtId, doubted, context);
  }
  const closed = await stateStore.closeDoubt(tx, { planId, clauseKey }, now);
  if (closed === undefined) return;
  await record(context, doubtClosed, { doubtId: closed, planId, clauseKey });
  await settleDebt(context, debtOf(closed));
}

const moment = (text: string): string => formatMoment(parseMoment(text));
const staleCursor = () => invalidRequest([{ path: 'query.cursor', label: '翻页位置', message: '「翻页位置」无效，请从第一页重新查询' }]);

export const listDoubtsUseCase = useCase(listDoubts, async ({ params, query }, context) => {
  await readPlan(params.planId as PlanId, context);
  const asOf = readAsOf(query.asOf, context);
  const places = new Map(((await findLatestVersion(params.planId, context, { knownAt: asOf.knownAt }))?.places ?? []).map((place) => [place.clauseKey, place]));
  const rows = await context.tx.many(listRows, { region: context.tx.region, planId: params.planId, knownAt: momentText(asOf.knownAt) });
  // What lies outside the reader's part of the plan has no place here.
  const all = rows.flatMap(({ doubt_id: doubtId, clause_key: clauseKey, reason, opened_at, closed_at }) => {
    const place = places.get(clauseKey);
    const state: DoubtState = closed_at === null ? 'open' : 'settled';
    const { groupLabel = null, title = '' } = place ?? {};
    const times = { openedAt: moment(opened_at), closedAt: closed_at === null ? null : moment(closed_at) };
    return place === undefined ? [] : [{ doubtId, clauseKey, groupLabel, title, reason, state, ...times }];
  });
  const wanted = all.filter(({ state }) => query.doubt === undefined || state === query.doubt);
  const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, 1)?.[0];
  const at = wanted.findIndex(({ doubtId }) => doubtId === after);
  if (query.cursor !== undefined && at < 0) throw staleCursor();
  const limit = query.limit ?? defaultPageSize;
  const page = cutPage(wanted.slice(at + 1, at + 2 + limit), limit, ({ doubtId }) => [doubtId]);
  const open = all.filter(({ state }) => state === 'open').length;
  return { asOf: asOf.on, items: [...page.rows], counts: { open, settled: all.length - open }, nextCursor: page.nextCursor };
});
