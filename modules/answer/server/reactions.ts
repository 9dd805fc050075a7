/** What follows by itself: clauses of a new version, states after evidence changed, and the daily look at what has come due. */
import { evidenceEmitted, evidenceStatusChanged } from '#kernel/evidence.ts';
import type { Context } from '#kernel/server/context.ts';
import { job } from '#kernel/server/jobs.ts';
import { on } from '#kernel/server/reactions.ts';
import { planVersionImported } from '#plan/contract';
import { parameterValueSet } from '#settings/contract';
import { keysByPlan } from './anchor-keys.ts';
import { isJudgeParam } from './judge-params.ts';
import { proveDuties } from './prove-duties.ts';
import { issueErrata, recompute, recomputeAll } from './recompute.ts';
import { registerVersions } from './register-clauses.ts';
import { stateStore } from './state-store.ts';

async function answerTo(anchors: string, { from, to }: { readonly from: string; readonly to: string }, context: Context): Promise<void> {
  for (const [planId, keys] of keysByPlan(anchors.split(' '))) {
    await recompute(context, planId, keys);
    await issueErrata(context, planId, { keys, from, to });
    await proveDuties(context, { planId, keys });
  }
}

export const answerReactions = [
  on(planVersionImported, async ({ fields }, context) => {
    await registerVersions(fields.planId, Number(fields.ordinal), context);
  }),
  // A value from today on is judged by at once; one from a later day on decides when the daily duty looks again.
  on(parameterValueSet, async ({ fields }, context) => {
    if (isJudgeParam(fields.code)) await recomputeAll(context);
  }),
  on(evidenceEmitted, ({ fields }, context) => answerTo(fields.anchors, fields, context)),
  on(evidenceStatusChanged, ({ fields }, context) => answerTo(fields.anchors, fields, context)),
];

export const answerJobs = [
  job({
    name: 'day-turned',
    label: '条款状态每日核对',
    schedule: { every: 'day', at: '00:05' },
    catchUp: 'latest',
    run: async (_occasion, context) => {
      const due = await stateStore.listDue(context.tx, context.today.toString());
      for (const [planId, rows] of Map.groupBy(due, ({ plan_id }) => plan_id)) {
        await recompute(
          context,
          planId,
          rows.map(({ clause_key }) => clause_key),
        );
      }
      // Periods begin, contracts begin and end: what they prove is looked at every day.
      await proveDuties(context);
    },
  }),
];
