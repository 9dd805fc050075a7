import type { Actor } from '#kernel/server/actor.ts';
import type { identitySeparations } from '#identity/contract';
import type { indicatorSeparations } from '#indicator/contract';
import type { inspectionSeparations } from '#inspection/contract';
import { bulletin, entryOf, incomeDefinition } from '../../harness/sample-indicators.ts';
import type { TaskUnit } from '../../harness/task-world.ts';
import { testActor } from '../../harness/test-actor.ts';
import { skeletonOf } from '../../../modules/identity/domain/index.ts';
import { giveGrantUseCase } from '../../../modules/identity/server/give-grant.ts';
import { decideRecoveryUseCase, requestRecoveryUseCase } from '../../../modules/identity/server/recoveries.ts';
import { decideValuesUseCase } from '../../../modules/indicator/server/act-on-values.ts';
import { defineIndicatorUseCase } from '../../../modules/indicator/server/define-indicator.ts';
import { enterValuesUseCase } from '../../../modules/indicator/server/enter-values.ts';
import { actOnInspectionUseCase } from '../../../modules/inspection/server/act-on-inspection.ts';
import { noteFindingUseCase } from '../../../modules/inspection/server/findings.ts';
import { planInspectionUseCase } from '../../../modules/inspection/server/plan-inspection.ts';
import { codeOf } from './case.ts';
import type { SeparationCase, Stage } from './case.ts';

const signedIn = (actor: Actor): Actor => ({ ...actor, sessionId: '01900000-0000-7000-8000-00000000005e' });

export function identityCases(stage: Stage): Record<keyof typeof identitySeparations, SeparationCase> {
  const { world } = stage;
  const asked: string[] = [];
  return {
    'identity.approve-recovery': {
      roles: ['security_admin'],
      first: async (by) => {
        const userId = await world.seed.person({ name: '忘记口令的人' });
        const account = `forgetful-${asked.length}`;
        asked.push(userId);
        await world.seed.write(`update identity.person set account_name = $3, account_skeleton = $4, stamp = 'real' where region_code = $1 and user_id = $2`, [
          world.region,
          userId,
          account,
          skeletonOf(account),
        ]);
        return (await world.run(requestRecoveryUseCase, { body: { account, reason: '手机丢失' } }, signedIn(by))).recoveryId;
      },
      second: (by, recoveryId) => codeOf(stage, decideRecoveryUseCase, { params: { recoveryId }, body: { approves: true } }, signedIn(by)),
    },
    'identity.give-grant': {
      roles: ['security_admin'],
      isPassive: true,
      first: async (by) => by.userId ?? '',
      second: (by, userId) => {
        const grant = { userId, role: 'dispatcher', orgId: null, reach: 'all', regions: [world.region], planPaths: null, from: '2026-05-06', to: null };
        return codeOf(stage, giveGrantUseCase, { body: { ...grant, isDelegable: false, reason: '工作需要' } }, by);
      },
    },
  };
}

export function indicatorCases(stage: Stage): Record<keyof typeof indicatorSeparations, SeparationCase> {
  const { world } = stage;
  let indicatorId: Parameters<typeof entryOf>[0] | undefined;
  let year = 2014;
  return {
    'indicator.decide-value': {
      roles: ['statistician'],
      first: async (by) => {
        indicatorId ??= (await world.run(defineIndicatorUseCase, { body: { definition: incomeDefinition } }, testActor({ roles: ['statistician'] }))).indicatorId;
        year += 1;
        const { items } = await world.run(
          enterValuesUseCase,
          { body: { entries: [entryOf(indicatorId, world.region, { period: String(year), text: '22亿元' })], source: bulletin } },
          by,
        );
        return JSON.stringify(items.map(({ seriesId, period, revision }) => ({ seriesId, period, revision })));
      },
      second: async (by, made) => {
        const { results } = await world.run(decideValuesUseCase, { body: { decision: 'approve', items: JSON.parse(made), reason: '' } }, by);
        return results[0]?.done === true ? 'done' : (results[0]?.code ?? '');
      },
    },
  };
}

/** `whom` = the person who is on the team, and for whom a delegate comes. */
export function inspectionCases(stage: Stage, whom: Actor): Record<keyof typeof inspectionSeparations, SeparationCase> {
  const { world } = stage;
  const director = world.office('office_director');
  let visits = 0;
  return {
    'inspection.recheck': {
      roles: ['supervisor'],
      first: async (by) => {
        visits += 1;
        const unit = world.units[visits] as TaskUnit;
        const team = [whom.userId, world.office('verifier').userId];
        let one = await world.run(planInspectionUseCase, { body: { subject: `工地${visits}`, orgId: unit.orgId, plannedOn: '2026-05-06', team } }, director);
        const act = async (actor: Actor, action: string, more: object = {}): Promise<void> => {
          const raw = { params: { inspectionId: one.inspectionId }, body: { action, revision: one.revision, note: '情况说明', place: '桥头', ...more } };
          one = await world.run(actOnInspectionUseCase, raw, actor);
        };
        await act(director, 'notify');
        await act(by, 'arrive');
        const finding = { findingId: `01900000-0000-7000-8000-00000000f00${visits}`, text: '钢筋外露', place: '3号墩' };
        one = await world.run(noteFindingUseCase, { params: { inspectionId: one.inspectionId }, body: finding }, by);
        await act(by, 'record');
        await act(by, 'conclude', { verdict: 'partly' });
        await act(by, 'demand');
        await act(world.staff(unit, 'unit_head'), 'rectified');
        return JSON.stringify({ inspectionId: one.inspectionId, revision: one.revision });
      },
      second: (by, made) => {
        const { inspectionId, revision } = JSON.parse(made) as { inspectionId: string; revision: number };
        return codeOf(stage, actOnInspectionUseCase, { params: { inspectionId }, body: { action: 'recheck-pass', revision, note: '已封闭', place: '' } }, by);
      },
    },
  };
}
