/** The office decides, envelope by envelope, what the public sees; who recorded it does not release it. */
import { evidenceRefusals } from '#kernel/evidence.ts';
import { findEvidence } from '#kernel/server/evidence.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { evidenceReleased, releaseEvidence } from '../contract/index.ts';
import { keysByPlan } from './anchor-keys.ts';
import { answerRefusals } from './answer-refusals.ts';
import { decideOnRecorder } from './apart.ts';
import { requireEvidence } from './reach.ts';
import { releaseStore } from './release-store.ts';
import { stateStore } from './state-store.ts';

export const releaseEvidenceUseCase = useCase(releaseEvidence, async ({ params, body }, context) => {
  const { tx, actor, now, refuse } = context;
  const { evidenceId } = params;
  const evidence = (await findEvidence(tx, evidenceId)) ?? refuse(evidenceRefusals.not_found());
  const paths = await requireEvidence(context, evidence, { permission: 'answer.release' });
  if (!decideOnRecorder('answer.release-evidence', evidence, { context, permission: 'answer.release', paths }).allowed)
    return refuse(answerRefusals.same_person({ act: '公开证据' }));
  for (const planId of keysByPlan(evidence.anchors).keys()) await stateStore.takeTurn(tx, planId);
  const last = (await releaseStore.of(tx, [evidenceId], now)).get(evidenceId);
  if ((last?.isPublic ?? false) === body.isPublic) return refuse(answerRefusals.release_same({ isPublic: body.isPublic }));
  await releaseStore.save(tx, { evidenceId, ordinal: (last?.ordinal ?? 0) + 1, isPublic: body.isPublic, reason: body.reason, by: actor.id }, now);
  await record(context, evidenceReleased, { evidenceId, isPublic: String(body.isPublic), reason: body.reason });
  return { evidenceId, isPublic: body.isPublic };
});
