/** A doubt is opened and settled with the state of its clause, and told to those who look into it. */
import type { Context } from '#kernel/server/context.ts';
import { notify, settleDebt } from '#kernel/server/notify.ts';
import { record } from '#kernel/server/record.ts';
import { holdersOf } from '#identity/server';
import { doubtClosed, doubtOpened } from '../contract/index.ts';
import { stateStore } from './state-store.ts';

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
