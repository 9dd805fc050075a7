import type { Actor } from '#kernel/server/actor.ts';
import type { supervisionSeparations } from '#supervision/contract';
import type { TaskUnit } from '../../harness/task-world.ts';
import { actOnOrderUseCase } from '../../../modules/supervision/server/order/act-on-order.ts';
import { actOnBlockageUseCase, getBlockageUseCase } from '../../../modules/supervision/server/blockage/act-on-blockage.ts';
import { raiseBlockageUseCase } from '../../../modules/supervision/server/blockage/raise-blockage.ts';
import { actOnChangeUseCase, applyChangeUseCase } from '../../../modules/supervision/server/order/change-order.ts';
import { getOrderUseCase } from '../../../modules/supervision/server/order/list-orders.ts';
import { decideObjectionUseCase, getOrderStandingUseCase, objectToColourUseCase } from '../../../modules/supervision/server/order/order-standing.ts';
import { proposeOrderUseCase } from '../../../modules/supervision/server/order/propose-order.ts';
import { codeOf } from './case.ts';
import type { SeparationCase, Stage } from './case.ts';

export function supervisionCases(stage: Stage): Record<keyof typeof supervisionSeparations, SeparationCase> {
  const { world } = stage;
  const unit = world.units[1] as TaskUnit;
  const supervisor = world.office('supervisor');
  const director = world.office('office_director');
  const head = world.staff(unit, 'unit_head');
  const reporter = world.staff(unit, 'unit_reporter');
  let made = 0;
  const act = async (orderId: string, by: Actor, action: string, more: object = {}): Promise<string> => {
    const { revision } = await world.run(getOrderUseCase, { params: { orderId } }, director);
    return codeOf(stage, actOnOrderUseCase, { params: { orderId }, body: { action, revision, note: '情况属实', ...more } }, by);
  };
  const must = async (orderId: string, by: Actor, action: string, more: object = {}): Promise<void> => {
    const said = await act(orderId, by, action, more);
    if (said !== 'done') throw new Error(`${action}: ${said}`);
  };
  const issued = async (colour = 'none'): Promise<string> => {
    made += 1;
    const text = { title: `河道整治${made}`, matter: '完成清淤', standard: '通过验收', dueOn: '2026-07-31', source: 'instruction', sourceRef: '', distinctReason: '另一河段' };
    const { orderId } = await world.run(proposeOrderUseCase, { body: { ...text, colour, leadOrgId: unit.orgId, coOrgIds: [] } }, supervisor);
    await must(orderId, supervisor, 'submit');
    await must(orderId, director, 'approve');
    return orderId;
  };
  const handling = async (): Promise<string> => {
    const orderId = await issued();
    await must(orderId, world.staff(unit, 'unit_liaison'), 'sign-in', { personId: reporter.userId });
    return orderId;
  };
  const reviewing = async (applicant: Actor = reporter): Promise<string> => {
    const orderId = await handling();
    await must(orderId, applicant, 'apply-completion');
    await must(orderId, head, 'countersign');
    return orderId;
  };
  const change = async (orderId: string) => (await world.run(getOrderUseCase, { params: { orderId } }, director)).changes[0]?.changeId ?? '';
  const objection = async (orderId: string) => (await world.run(getOrderStandingUseCase, { params: { orderId } }, director)).objections[0]?.objectionId ?? '';
  /** the same person, with the rights held at one unit */
  const at = (by: Actor, orgId: string): Actor => ({ ...by, grants: by.grants.map((grant) => ({ ...grant, orgId })) });
  const raiser = world.units[0] as TaskUnit;
  const onBlockage = async (blockageId: string, by: Actor, action: string, more: object = {}): Promise<string> => {
    const { revision } = await world.run(getBlockageUseCase, { params: { blockageId } }, director);
    return codeOf(stage, actOnBlockageUseCase, { params: { blockageId }, body: { action, revision, note: '情况属实', ...more } }, by);
  };
  return {
    'blockage.confirm': {
      roles: ['unit_liaison'],
      first: async (by) => {
        made += 1;
        const body = { type: 'land', title: `用地未批${made}`, what: '指标未落实', raisedOrgId: raiser.orgId, authorityOrgId: unit.orgId, sinceOn: '2026-03-02' };
        const { blockageId } = await world.run(raiseBlockageUseCase, { body }, world.staff(raiser, 'unit_liaison'));
        for (const [action, more] of [['accept', {}] as const, ['answer', { answer: 'solved' }] as const]) {
          const said = await onBlockage(blockageId, at(by, unit.orgId), action, more);
          if (said !== 'done') throw new Error(`${action}: ${said}`);
        }
        return blockageId;
      },
      second: (by, blockageId) => onBlockage(blockageId, at(by, raiser.orgId), 'confirm'),
    },
    'order.judge-work': { roles: ['unit_reporter', 'supervisor'], first: reviewing, second: (by, orderId) => act(orderId, by, 'review') },
    'order.finalise': {
      roles: ['supervisor', 'county_leader'],
      first: async (by) => {
        const orderId = await reviewing();
        await must(orderId, by, 'review');
        return orderId;
      },
      second: (by, orderId) => act(orderId, by, 'finalise'),
    },
    'order.close': {
      roles: ['county_leader', 'verifier'],
      first: async (by) => {
        const orderId = await reviewing();
        await must(orderId, supervisor, 'review');
        await must(orderId, by, 'finalise');
        return orderId;
      },
      second: (by, orderId) => act(orderId, by, 'close'),
    },
    'order.decide-change': {
      roles: ['unit_head', 'supervisor'],
      first: async (by) => {
        const orderId = await handling();
        await world.run(applyChangeUseCase, { params: { orderId }, body: { kind: 'extension', reason: '汛期停工', newDueOn: '2026-08-14' } }, by);
        return orderId;
      },
      second: async (by, orderId) => codeOf(stage, actOnChangeUseCase, { params: { orderId, changeId: await change(orderId) }, body: { action: 'examine' } }, by),
    },
    'order.rule-objection': {
      roles: ['unit_head', 'office_director'],
      first: async (by) => {
        const orderId = await issued('blue');
        await world.run(objectToColourUseCase, { params: { orderId }, body: { reason: '节点已由他单位承接' } }, by);
        return orderId;
      },
      second: async (by, orderId) =>
        codeOf(stage, decideObjectionUseCase, { params: { orderId, objectionId: await objection(orderId) }, body: { isUpheld: true, ruling: '经核实属实' } }, by),
    },
  };
}
