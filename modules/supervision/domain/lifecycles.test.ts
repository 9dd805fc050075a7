import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { permissionSpec } from '#kernel/access.ts';
import { allowed, denied } from '#kernel/decision.ts';
import { availableSteps, decideStep, lifecycleCells } from '#kernel/lifecycle.ts';
import { withLifecycleBlock } from '#kernel/lifecycle-diagram.ts';
import { roleLabel, roles } from '#identity/contract';
import type { Role } from '#identity/contract';
import { blockageActLabel, changeActLabel, orderActLabel, partyActLabel, supervisionPermissions } from '../contract/index.ts';
import type { SupervisionPermission } from '../contract/index.ts';
import { blockageLifecycle } from './blockage/blockage-lifecycle.ts';
import { lifecycles } from './lifecycles.ts';
import { changeLifecycle } from './order/change-lifecycle.ts';
import { orderLifecycle } from './order/order-lifecycle.ts';
import { partyLifecycle } from './order/party-lifecycle.ts';

const path = join(import.meta.dirname, '..', 'README.md');
const whoMay = (permission: string): string =>
  permissionSpec(permission)
    .roles.map((role) => roleLabel[role as Role])
    .join('、');
const rolesOf = (permission: SupervisionPermission): readonly string[] => supervisionPermissions[permission].roles;

describe('状态机：表、图、按钮一致', () => {
  test('说明文件里的图和表就是代码里的表', () => {
    const text = readFileSync(path, 'utf8');
    const written = lifecycles.reduce((all, machine) => withLifecycleBlock(all, machine, whoMay), text);
    expect(text).toBe(written);
  });

  test.each([
    ['督办单', orderLifecycle, orderActLabel],
    ['配合单位', partyLifecycle, partyActLabel],
    ['申请', changeLifecycle, changeActLabel],
    ['需协调事项', blockageLifecycle, blockageActLabel],
  ] as const)('%s：接口接受的操作与表中由人进行的一致，名称相同', (_name, machine, labels) => {
    const words = new Map<string, string>(machine.steps.map(({ action, label }) => [action, label]));
    for (const [action, label] of Object.entries(labels)) expect(words.get(action), action).toBe(label);
    const separate = ['propose', 'suspend', 'transfer', 'merge', 'split', 'apply', 'raise'];
    const byPeople = machine.steps.filter(({ permission }) => permission !== null).map(({ action }) => action as string);
    expect([...new Set(byPeople)].filter((action) => !separate.includes(action)).sort()).toEqual(Object.keys(labels).sort());
  });

  test.each(lifecycles.map((machine) => [machine.title, machine] as const))('%s：状态×操作×角色逐格判定，条件之外没有别的路', (_title, machine) => {
    const open = { ...machine, steps: machine.steps.map(({ when: _when, ...step }) => step) } as unknown as typeof orderLifecycle;
    const cells = lifecycleCells(open, roles, rolesOf);
    expect(cells.length).toBe((machine.states.length + 1) * new Set(machine.steps.map(({ action }) => action)).size * roles.length);
    for (const { state, action, role, outcome } of cells) {
      const permits = (permission: SupervisionPermission) => (rolesOf(permission).includes(role) ? allowed : denied('access.forbidden', '没有权限'));
      const situation = { state, facts: {} as never, permits };
      const decision = decideStep(open, action, situation);
      const found = decision.allowed ? 'allowed' : decision.code === 'lifecycle.wrong_state' ? 'wrong-state' : 'forbidden';
      expect(found, `${state} ${action} ${role}`).toBe(outcome);
      const offered = availableSteps(open, situation).some((offer) => offer.action === action && offer.allowed);
      expect(offered, `button ${state} ${action} ${role}`).toBe(outcome === 'allowed');
    }
  });
});
