import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { permissionSpec } from '#kernel/access.ts';
import { allowed, denied } from '#kernel/decision.ts';
import { availableSteps, decideStep, lifecycleCells } from '#kernel/lifecycle.ts';
import { withLifecycleBlock } from '#kernel/lifecycle-diagram.ts';
import { roleLabel, roles } from '#identity/contract';
import type { Role } from '#identity/contract';
import { meetingActLabel, meetingPermissions } from '../contract/index.ts';
import type { MeetingPermission } from '../contract/index.ts';
import { namesSecret, quorumOf, rankAgenda } from './agenda.ts';
import type { AgendaCandidate } from './agenda.ts';
import { meetingLifecycle } from './meeting-lifecycle.ts';

const rules = { daysPerPoint: 30, moneyWeight: 3 };
const item = (ref: string, group: AgendaCandidate['group'], more: Partial<AgendaCandidate> = {}): AgendaCandidate => ({
  ref,
  group,
  title: ref,
  page: '',
  priority: 2,
  daysRed: 0,
  moneyPercent: 0,
  ...more,
});

describe('议程由系统排定', () => {
  test('先按类别的固定次序，再按公式得分，得分相同按编号', () => {
    const ranked = rankAgenda(
      [item('c', 'blockage'), item('b', 'red', { daysRed: 31 }), item('a', 'red', { daysRed: 31 }), item('d', 'fate'), item('e', 'red', { priority: 3, moneyPercent: 50 })],
      rules,
    );
    expect(ranked.map(({ ref }) => ref)).toEqual(['d', 'e', 'a', 'b', 'c']);
    expect(ranked[1]?.formula).toBe('3＋0÷30＋3×0.50＝4.50');
    expect(ranked[2]?.score).toBe('3.03');
  });

  test('法定人数按比例进位：5人半数为3人；没有成员不能开会', () => {
    expect(quorumOf(5, 2, 50)).toMatchObject({ needed: 3, isMet: false });
    expect(quorumOf(5, 3, 50)).toMatchObject({ isMet: true });
    expect(quorumOf(4, 2, 50)).toMatchObject({ needed: 2, isMet: true });
    expect(quorumOf(0, 0, 50).isMet).toBe(false);
  });

  test('涉密事项不得录入', () => {
    expect(['研究机密文件', '涉密事项'].every(namesSecret)).toBe(true);
    expect(namesSecret('研究泵站用地')).toBe(false);
  });
});

describe('会议状态机', () => {
  const rolesOf = (permission: MeetingPermission): readonly string[] => meetingPermissions[permission].roles;

  test('说明文件里的图和表就是代码里的表；接口的操作与表一致', () => {
    const text = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
    const whoMay = (permission: string) =>
      permissionSpec(permission)
        .roles.map((role) => roleLabel[role as Role])
        .join('、');
    expect(withLifecycleBlock(text, meetingLifecycle, whoMay)).toBe(text);
    const acts = meetingLifecycle.steps.filter(({ action }) => action !== 'plan').map(({ action, label }) => [action, label]);
    expect(acts).toEqual(Object.entries(meetingActLabel));
  });

  test('状态×操作×角色逐格判定', () => {
    const open = { ...meetingLifecycle, steps: meetingLifecycle.steps.map(({ when: _when, ...step }) => step) } as unknown as typeof meetingLifecycle;
    for (const { state, action, role, outcome } of lifecycleCells(open, roles, rolesOf)) {
      const permits = (permission: MeetingPermission) => (rolesOf(permission).includes(role) ? allowed : denied('access.forbidden', '没有权限'));
      const situation = { state, facts: {} as never, permits };
      const decision = decideStep(open, action, situation);
      expect(decision.allowed ? 'allowed' : decision.code === 'lifecycle.wrong_state' ? 'wrong-state' : 'forbidden', `${state} ${action} ${role}`).toBe(outcome);
      expect(availableSteps(open, situation).some((offer) => offer.action === action && offer.allowed)).toBe(outcome === 'allowed');
    }
  });
});
