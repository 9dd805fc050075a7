/** Doubts as they stood on any day, as far as the reader's part of the plan reaches. */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { pageById } from '#kernel/read-cursor.ts';
import { statement } from '#kernel/server/db.ts';
import { useCase } from '#kernel/server/use-case.ts';
import type { PlanId } from '#plan/contract';
import { readPlan } from '#plan/server';
import { listDoubts } from '../contract/index.ts';
import type { DoubtState } from '../contract/index.ts';
import { momentText, readAsOf } from './as-of.ts';
import { findLatestVersion } from './read-clause.ts';

const listRows = statement({
  name: 'answer.list-doubts',
  class: 'router',
  text: `select d.doubt_id, d.clause_key, d.reason, d.opened_at, case when d.closed_at <= $3 then d.closed_at end as closed_at from answer.doubt d
         where d.region_code = $1 and d.plan_id = $2 and d.opened_at <= $3 order by d.opened_at desc, d.doubt_id desc`,
  params: { region: 'text', planId: 'uuid', knownAt: 'timestamptz' },
  row: { doubt_id: 'uuid', clause_key: 'text', reason: 'text', opened_at: 'timestamptz', closed_at: 'timestamptz?' },
});

const moment = (text: string): string => formatMoment(parseMoment(text));

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
  const page = pageById(wanted, query, ({ doubtId }) => doubtId);
  const open = all.filter(({ state }) => state === 'open').length;
  return { asOf: asOf.on, items: [...page.rows], counts: { open, settled: all.length - open }, nextCursor: page.nextCursor };
});
