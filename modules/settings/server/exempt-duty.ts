import { dutyRefusals } from '#kernel/duty.ts';
import { dutyStore } from '#kernel/server/duty-store.ts';
import { exemptDuty, reopenDuty } from '#kernel/server/duties.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { endDutyExemption, exemptDutyOccurrence } from '../contract/index.ts';

export const exemptDutyUseCase = useCase(exemptDutyOccurrence, async ({ params, body }, context) => {
  await exemptDuty({ duty: params.code, period: params.period }, body, context);
  return { state: 'exempt' as const };
});

export const endDutyExemptionUseCase = useCase(endDutyExemption, async ({ params, body }, context) => {
  const found = await dutyStore.lock(context.tx, params.code, params.period);
  if (found === undefined) return context.refuse(dutyRefusals.not_found());
  if (found.state !== 'exempt') return context.refuse(dutyRefusals.not_exempt());
  await reopenDuty({ duty: params.code, period: params.period }, body.reason, context);
  return { state: 'open' as const };
});
