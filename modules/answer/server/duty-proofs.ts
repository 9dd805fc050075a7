import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { recordedDuties } from '#settings/server';
import { dutyProofSet, listDutyProofs, setDutyProof } from '../contract/index.ts';
import { answerRefusals } from './answer-refusals.ts';
import { contractStore } from './contract-store.ts';
import { dutyProofStore } from './duty-proof-store.ts';
import { proveDuties } from './prove-duties.ts';
import { decideOnClause, requireClause } from './reach.ts';
import { findClause, findOpenClause } from './read-clause.ts';

const labelOf = (code: string): string => recordedDuties.find((duty) => duty.code === code)?.label ?? code;

export const listDutyProofsUseCase = useCase(listDutyProofs, async ({ params }, context) => {
  const { place } = await findClause(params, context);
  const proofs = (await dutyProofStore.list(context.tx)).filter(({ basis }) => basis !== 'ended');
  return {
    items: proofs
      .filter(({ planId, clauseKey }) => planId === params.planId && clauseKey === params.clauseKey)
      .map(({ dutyCode, basis, atLeast, minGrade, reason }) => ({ dutyCode, label: labelOf(dutyCode), basis, atLeast, minGrade, reason })),
    duties: recordedDuties.filter(({ code }) => !proofs.some(({ dutyCode }) => dutyCode === code)).map(({ code, label }) => ({ code, label })),
    maySet: decideOnClause(context, 'answer.approve', place.planPath).allowed,
  };
});

export const setDutyProofUseCase = useCase(setDutyProof, async ({ params, body }, context) => {
  const { tx, refuse, actor, now } = context;
  await contractStore.takeTurn(tx, params.planId);
  const { place } = await (body.basis === 'ended' ? findClause : findOpenClause)(params, context);
  requireClause(context, 'answer.approve', place.planPath);
  if (!recordedDuties.some(({ code }) => code === body.dutyCode)) return refuse(answerRefusals.duty_not_provable());
  const last = (await dutyProofStore.list(tx)).find(({ dutyCode }) => dutyCode === body.dutyCode);
  const isRunning = last !== undefined && last.basis !== 'ended';
  const isHere = last?.planId === params.planId && last.clauseKey === params.clauseKey;
  if (isRunning && !isHere) return refuse(answerRefusals.duty_proved_elsewhere({ label: labelOf(body.dutyCode) }));
  if (!isRunning && body.basis === 'ended') return refuse(answerRefusals.duty_not_proved());
  await dutyProofStore.save(tx, { ...params, ...body, ordinal: (last?.ordinal ?? 0) + 1, by: actor.id }, now);
  await record(context, dutyProofSet, { planId: params.planId, clauseKey: params.clauseKey, dutyCode: body.dutyCode, basis: body.basis, reason: body.reason });
  await proveDuties(context, { planId: params.planId, keys: [params.clauseKey] });
  return { dutyCode: body.dutyCode, basis: body.basis };
});
