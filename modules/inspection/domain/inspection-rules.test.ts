import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { permissionSpec } from '#kernel/access.ts';
import { parseDay } from '#kernel/calendar.ts';
import { allowed, denied } from '#kernel/decision.ts';
import { availableSteps, decideStep, lifecycleCells } from '#kernel/lifecycle.ts';
import { withLifecycleBlock } from '#kernel/lifecycle-diagram.ts';
import { roleLabel, roles } from '#identity/contract';
import type { Role } from '#identity/contract';
import { inspectionActLabel, inspectionPermissions } from '../contract/index.ts';
import type { InspectionPermission, InspectionState } from '../contract/index.ts';
import { inspectionLifecycle } from './inspection-lifecycle.ts';
import type { InspectionAction, InspectionFacts } from './inspection-lifecycle.ts';
import { decideInspection, quarterOf, rankChecks } from './limits.ts';
import type { InspectionLoad } from './limits.ts';
import { daysLateOf } from './standing.ts';

const limits = { perYear: 8, perQuarter: 2, sameSubjectDays: 90 };
const load = (more: Partial<InspectionLoad> = {}): InspectionLoad => ({
  plannedOn: parseDay('2026-06-10'),
  inYear: 0,
  inQuarter: 0,
  sameSubject: null,
  hasExceedReason: false,
  mayExceed: false,
  ...more,
});
const code = (more: Partial<InspectionLoad>) => {
  const decision = decideInspection(load(more), limits);
  return decision.allowed ? 'allowed' : decision.code;
};

describe('检查上限与重复', () => {
  test('到上限前一次可以，到上限即拒绝；办公室主任写明理由可以超限', () => {
    expect(code({ inYear: 7, inQuarter: 1 })).toBe('allowed');
    expect(code({ inYear: 8 })).toBe('inspection.limit');
    expect(code({ inQuarter: 2 })).toBe('inspection.limit');
    expect(code({ inQuarter: 2, hasExceedReason: true })).toBe('inspection.limit');
    expect(code({ inQuarter: 2, mayExceed: true })).toBe('inspection.limit');
    expect(code({ inYear: 8, inQuarter: 2, hasExceedReason: true, mayExceed: true })).toBe('allowed');
  });

  test('同一事项相隔89天拒绝并指出另一次，90天可以；在前在后一样算；超限理由也不能重复', () => {
    const other = (on: string) => ({ sameSubject: { on: parseDay(on), number: '检查〔2026〕7号' } });
    expect(code(other('2026-03-13'))).toBe('inspection.repeated');
    expect(code(other('2026-03-12'))).toBe('allowed');
    expect(code(other('2026-09-07'))).toBe('inspection.repeated');
    expect(code(other('2026-09-08'))).toBe('allowed');
    expect(code({ ...other('2026-06-10'), hasExceedReason: true, mayExceed: true })).toBe('inspection.repeated');
    expect(decideInspection(load(other('2026-06-01')), limits)).toMatchObject({ reason: expect.stringContaining('检查〔2026〕7号') });
  });

  test('季度的起止：闰年2月、季末', () => {
    expect([quarterOf(parseDay('2028-02-29')).to.toString(), quarterOf(parseDay('2026-12-31')).from.toString()]).toEqual(['2028-03-31', '2026-10-01']);
  });

  test('核查清单：分高在前，同分按编号，从未查过的按360天', () => {
    const one = (key: string, more: object) => ({ key, divergence: 0, softFlags: 0, moneyShare: 0, daysSinceCheck: 180, ...more });
    expect(rankChecks([one('b', {}), one('a', {}), one('c', { daysSinceCheck: null }), one('d', { divergence: 1 })]).map(({ key }) => key)).toEqual(['d', 'c', 'a', 'b']);
  });

  test('逾期由日期推出：到场前按检查日，整改中按期限，当天不算逾期', () => {
    const today = parseDay('2026-06-10');
    const late = (state: InspectionState, plannedOn: string, rectifyDueOn: string | null = null) => daysLateOf({ state, plannedOn, rectifyDueOn }, today);
    expect([late('planned', '2026-06-10'), late('notified', '2026-06-09'), late('rectifying', '2026-01-01', '2026-06-10'), late('rectifying', '2026-01-01', '2026-06-08')]).toEqual(
      [0, 1, 0, 2],
    );
    expect([late('closed', '2026-01-01', '2026-01-02'), late('rechecking', '2026-01-01', '2026-01-02')]).toEqual([0, 0]);
  });
});

const facts = (more: Partial<InspectionFacts> = {}): InspectionFacts => ({
  persons: ['me'],
  actorOrgs: [],
  inspectedOrg: 'water',
  team: ['me', 'other'],
  leastMembers: 2,
  finders: [],
  findings: 1,
  isUnannounced: false,
  verdict: null,
  hasOrder: false,
  ...more,
});
const take = (state: InspectionState, action: InspectionAction, more: Partial<InspectionFacts> = {}): string => {
  const decision = decideStep(inspectionLifecycle, action, { state, facts: facts(more), permits: () => allowed });
  return decision.allowed ? decision.step.to : decision.code;
};

describe('检查状态机', () => {
  const rolesOf = (permission: InspectionPermission): readonly string[] => inspectionPermissions[permission].roles;

  test('说明文件里的图和表就是代码里的表；接口的操作与表一致', () => {
    const text = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');
    const whoMay = (permission: string) =>
      permissionSpec(permission)
        .roles.map((role) => roleLabel[role as Role])
        .join('、');
    expect(withLifecycleBlock(text, inspectionLifecycle, whoMay)).toBe(text);
    const byForm: readonly string[] = ['plan', 'note'];
    const acts = new Map(inspectionLifecycle.steps.filter(({ action }) => !byForm.includes(action)).map(({ action, label }) => [action, label]));
    expect([...acts]).toEqual(Object.entries(inspectionActLabel));
  });

  test('状态×操作×角色逐格判定，条件之外没有别的路', () => {
    const open = { ...inspectionLifecycle, steps: inspectionLifecycle.steps.map(({ when: _when, ...step }) => step) } as unknown as typeof inspectionLifecycle;
    const cells = lifecycleCells(open, roles, rolesOf);
    expect(cells.length).toBe((open.states.length + 1) * new Set(open.steps.map(({ action }) => action)).size * roles.length);
    for (const { state, action, role, outcome } of cells) {
      const permits = (permission: InspectionPermission) => (rolesOf(permission).includes(role) ? allowed : denied('access.forbidden', '没有权限'));
      const situation = { state, facts: {} as never, permits };
      const decision = decideStep(open, action, situation);
      expect(decision.allowed ? 'allowed' : decision.code === 'lifecycle.wrong_state' ? 'wrong-state' : 'forbidden', `${state} ${action} ${role}`).toBe(outcome);
      expect(availableSteps(open, situation).some((offer) => offer.action === action && offer.allowed)).toBe(outcome === 'allowed');
    }
  });

  test.each([
    ['planned', 'notify', {}, 'notified'],
    ['planned', 'notify', { isUnannounced: true }, 'inspection.unannounced'],
    ['planned', 'notify', { team: ['me'] }, 'inspection.team_small'],
    ['planned', 'arrive', {}, 'inspection.not_notified'],
    ['planned', 'arrive', { isUnannounced: true }, 'arrived'],
    ['planned', 'arrive', { isUnannounced: true, team: ['me'] }, 'inspection.team_small'],
    ['notified', 'arrive', {}, 'arrived'],
    ['notified', 'arrive', { team: ['a', 'b'] }, 'inspection.not_on_team'],
    ['notified', 'arrive', { actorOrgs: ['water'] }, 'inspection.own_unit'],
    ['notified', 'recuse', {}, 'notified'],
    ['arrived', 'record', { findings: 0 }, 'inspection.nothing_noted'],
    ['arrived', 'record', {}, 'recorded'],
    ['concluded', 'close', { verdict: 'true' }, 'closed'],
    ['concluded', 'close', { verdict: 'partly' }, 'inspection.has_findings'],
    ['concluded', 'demand', { verdict: 'true' }, 'inspection.no_findings'],
    ['concluded', 'demand', { verdict: 'untrue' }, 'rectifying'],
    ['concluded', 'correct', { hasOrder: true }, 'inspection.order_made'],
    ['closed', 'correct', {}, 'recorded'],
    ['rechecking', 'recheck-pass', { finders: ['me'] }, 'inspection.same_person'],
    ['rechecking', 'recheck-pass', { finders: ['other'] }, 'closed'],
    ['rechecking', 'recheck-fail', { persons: ['me', 'other'], finders: ['other'] }, 'inspection.same_person'],
    ['rechecking', 'recheck-fail', { actorOrgs: ['water'] }, 'inspection.own_unit'],
  ] as const)('%s 时 %s %o → %s', (state, action, more, result) => expect(take(state, action, more)).toBe(result));
});
