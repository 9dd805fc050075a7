import type { Actor } from '#kernel/server/actor.ts';
import type { answerSeparations } from '#answer/contract';
import { decideContractsUseCase, proposeContractUseCase } from '../../../modules/answer/server/decide-contracts.ts';
import { uploadDocumentUseCase } from '../../../modules/answer/server/documents.ts';
import { answerChallengeUseCase, challengeEvidenceUseCase, enterEvidenceUseCase, verifyEvidenceUseCase } from '../../../modules/answer/server/evidence-acts.ts';
import { getBoardUseCase } from '../../../modules/answer/server/get-board.ts';
import { getClauseUseCase } from '../../../modules/answer/server/get-clause.ts';
import { listRegistersUseCase, takeRegisterStepUseCase } from '../../../modules/answer/server/register-items.ts';
import { releaseEvidenceUseCase } from '../../../modules/answer/server/release-evidence.ts';
import { codeOf, oneByOne } from './case.ts';
import type { SeparationCase, Stage } from './case.ts';

export function answerCases(stage: Stage): Record<keyof typeof answerSeparations, SeparationCase> {
  const { world, annexPlans } = stage;
  const planId = annexPlans[0] ?? '';
  const nextPlan = oneByOne(annexPlans);
  const dispatcher = world.office('dispatcher');
  let drafted = 0;
  let entered = 0;
  const clauses = async (words: string) => {
    const { groups } = await world.run(getBoardUseCase, { params: { planId }, query: {} }, dispatcher);
    return groups.flatMap(({ clauses: of }) => of).filter(({ title }) => title.includes(words));
  };
  const enter = async (by: Actor): Promise<string> => {
    entered += 1;
    const clauseKey = (await clauses('森林抚育'))[0]?.clauseKey ?? '';
    const day = `2026-01-${String(entered).padStart(2, '0')}`;
    const content = { kind: 'value', value: '100', unit: 'mu', from: day, to: day, occurredOn: day };
    return (await world.run(enterEvidenceUseCase, { params: { planId, clauseKey }, body: { content, confirmation: '已核对', confirmed: true } }, by)).evidenceId;
  };
  const annexOf = async (plan: string) =>
    (await world.run(listRegistersUseCase, { params: { planId: plan }, query: {} }, dispatcher)).items.find(({ register }) => register === 'annex')?.itemKey ?? '';
  return {
    'answer.decide-contract': {
      roles: ['dispatcher', 'office_director'],
      first: async (by) => {
        const clauseKey = (await clauses(['农田林网', '森林村庄'][drafted] ?? ''))[0]?.clauseKey ?? '';
        drafted += 1;
        const { proposal } = await world.run(getClauseUseCase, { params: { planId, clauseKey } }, dispatcher);
        return (await world.run(proposeContractUseCase, { params: { planId, clauseKey }, body: { body: proposal, replaces: null, note: '' } }, by)).contractId;
      },
      second: (by, contractId) => codeOf(stage, decideContractsUseCase, { params: { planId }, body: { contractIds: [contractId], decision: 'rejected', reason: '另拟' } }, by),
    },
    'answer.verify-evidence': {
      roles: ['unit_reporter', 'verifier'],
      first: enter,
      second: (by, evidenceId) => codeOf(stage, verifyEvidenceUseCase, { params: { evidenceId }, body: { outcome: 'confirmed', method: 'document', note: '一致' } }, by),
    },
    'answer.answer-challenge': {
      roles: ['unit_reporter', 'verifier'],
      first: async (by) => {
        const evidenceId = await enter(by);
        await world.run(challengeEvidenceUseCase, { params: { evidenceId }, body: { reason: '数字有误' } }, dispatcher);
        return evidenceId;
      },
      second: (by, evidenceId) => codeOf(stage, answerChallengeUseCase, { params: { evidenceId }, body: { outcome: 'live', reason: '经核无误' } }, by),
    },
    'answer.release-evidence': {
      roles: ['unit_reporter', 'office_director'],
      first: enter,
      second: (by, evidenceId) => codeOf(stage, releaseEvidenceUseCase, { params: { evidenceId }, body: { isPublic: true, reason: '可以公开' } }, by),
    },
    'answer.check-register': {
      roles: ['dispatcher'],
      first: async (by) => {
        const plan = nextPlan();
        const file = { name: '附表.txt', mediaType: 'text/plain', bytes: Buffer.from(`附表 ${plan}\n`) };
        const { documentId } = await world.run(uploadDocumentUseCase, { file }, by);
        const params = { planId: plan, register: 'annex', itemKey: await annexOf(plan) };
        await world.run(takeRegisterStepUseCase, { params, body: { stage: 'uploaded', on: '2026-05-06', documentId, reference: '9号附表' } }, by);
        return plan;
      },
      second: async (by, plan) =>
        codeOf(stage, takeRegisterStepUseCase, { params: { planId: plan, register: 'annex', itemKey: await annexOf(plan) }, body: { stage: 'checked', on: '2026-05-06' } }, by),
    },
  };
}
