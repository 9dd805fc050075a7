import { describe, expect, test } from 'vitest';
import { allowed, denied } from './decision.ts';
import { lifecycleBlock, mermaidOf, withLifecycleBlock } from './lifecycle-diagram.ts';
import { availableSteps, decideStep, lifecycle, lifecycleCells, lifecycleVersion } from './lifecycle.ts';
import type { Situation } from './lifecycle.ts';

const door = lifecycle<Key>()({
  name: 'test.door',
  title: '门',
  version: 1,
  states: ['open', 'shut', 'locked'],
  stateLabel: { open: '开着', shut: '关着', locked: '锁着' },
  steps: [
    { action: 'build', label: '安装', from: [null], to: 'open', permission: 'door.build' },
    { action: 'shut', label: '关门', from: ['open'], to: 'shut', permission: 'door.use' },
    {
      action: 'lock',
      label: '上锁',
      from: ['shut'],
      to: 'locked',
      permission: 'door.use',
      when: ({ hasKey }) => (hasKey ? allowed : denied('door.no_key', '没有钥匙。')),
      note: '有钥匙',
    },
    { action: 'reopen', label: '打开', from: ['shut'], to: 'open', permission: 'door.use' },
    { action: 'reopen', label: '开锁', from: ['locked'], to: 'shut', permission: 'door.build' },
    { action: 'night', label: '夜间落锁', from: ['open', 'shut'], to: 'locked', permission: null },
  ],
});
type Key = { readonly hasKey: boolean };
type DoorState = (typeof door.states)[number];
type DoorPermission = 'door.build' | 'door.use';
const situation = (state: DoorState | null, change: Partial<Situation<DoorState, DoorPermission, { hasKey: boolean }>> = {}) => ({
  state,
  facts: { hasKey: true },
  permits: () => allowed,
  ...change,
});
const stranger = { permits: () => denied('access.forbidden', '没有权限。') };

describe('状态机', () => {
  test('先问权限，再问状态，最后问条件', () => {
    expect(decideStep(door, 'lock', situation('open', stranger))).toMatchObject({ allowed: false, code: 'access.forbidden' });
    expect(decideStep(door, 'lock', situation('open', { facts: { hasKey: false } }))).toMatchObject({ code: 'lifecycle.wrong_state' });
    expect(decideStep(door, 'lock', situation('shut', { facts: { hasKey: false } }))).toMatchObject({ code: 'door.no_key' });
    expect(decideStep(door, 'lock', situation('shut'))).toMatchObject({ allowed: true, step: { to: 'locked' } });
  });

  test('状态不对时说明现在的状态和可以操作的状态', () => {
    const decision = decideStep(door, 'lock', situation('open'));
    expect(decision).toMatchObject({ reason: '现在是「开着」，只有在「关着」时才能上锁。请刷新后查看最新状态。' });
    expect(decideStep(door, 'shut', situation(null))).toMatchObject({ reason: expect.stringContaining('尚未建立') });
  });

  test('系统的操作人不能做，系统不问权限', () => {
    expect(decideStep(door, 'night', situation('open'))).toMatchObject({ code: 'lifecycle.system_only' });
    expect(decideStep(door, 'night', situation('open', { isSystem: true }))).toMatchObject({ allowed: true });
    expect(decideStep(door, 'shut', situation('open', { ...stranger, isSystem: true }))).toMatchObject({ allowed: true });
  });

  test('同一操作在不同状态可有不同去向和权限', () => {
    const user = { permits: (permission: DoorPermission) => (permission === 'door.use' ? allowed : denied('access.forbidden', '没有权限。')) };
    expect(decideStep(door, 'reopen', situation('shut', user))).toMatchObject({ allowed: true, step: { to: 'open' } });
    expect(decideStep(door, 'reopen', situation('locked', user))).toMatchObject({ code: 'access.forbidden' });
  });

  test('按钮与判定一致：列出的就是判定允许或拒绝的', () => {
    for (const state of [null, ...door.states]) {
      const offers = availableSteps(door, situation(state, { facts: { hasKey: false } }));
      for (const offer of offers) expect(decideStep(door, offer.action as 'lock', situation(state, { facts: { hasKey: false } })).allowed).toBe(offer.allowed);
      const rest = ['build', 'shut', 'lock', 'reopen'].filter((action) => !offers.some((offer) => offer.action === action));
      for (const action of rest) expect(decideStep(door, action as 'lock', situation(state)).allowed).toBe(false);
    }
    expect(availableSteps(door, situation('shut')).map(({ label }) => label)).toEqual(['上锁', '打开']);
  });

  test('写错的表在加载时就被发现', () => {
    const spec = { ...door, name: 'test.bad' };
    expect(() => lifecycle<Key>()({ ...spec, steps: [...door.steps, { action: 'lock', label: '锁', from: ['shut'], to: 'shut', permission: 'x' }] })).toThrow(
      'two rows for lock from shut',
    );
    expect(() => lifecycle<Key>()({ ...spec, states: ['open', 'shut', 'locked', 'gone'], stateLabel: { ...door.stateLabel, gone: '拆除' } })).toThrow('unreachable state gone');
    expect(() => lifecycle<Key>()({ ...spec, states: ['open', 'shut'] } as unknown as typeof door)).toThrow('unknown state locked');
    expect(() => lifecycle<Key>()({ ...spec, version: 0 })).toThrow('version');
  });

  test('旧版本仍按旧表办理', () => {
    const second = { ...door, version: 2 };
    expect(lifecycleVersion([second, door], 1)).toBe(door);
    expect(() => lifecycleVersion([second, door], 3)).toThrow('not kept');
  });

  test('每个（状态×操作×角色）都有预期', () => {
    const roles = { 'door.build': ['smith'], 'door.use': ['smith', 'guest'] };
    const cells = lifecycleCells(door, ['smith', 'guest'], (permission) => roles[permission]);
    expect(cells).toHaveLength(4 * 5 * 2);
    const at = (state: DoorState | null, action: string, role: string) => cells.find((cell) => cell.state === state && cell.action === action && cell.role === role)?.outcome;
    expect(at('shut', 'lock', 'guest')).toBe('allowed');
    expect(at('locked', 'reopen', 'guest')).toBe('forbidden');
    expect(at('open', 'lock', 'guest')).toBe('wrong-state');
    expect(at('open', 'build', 'guest')).toBe('forbidden');
    expect(at('open', 'night', 'smith')).toBe('forbidden');
  });

  test('图与表由状态表生成，写回时只换标记之间的内容', () => {
    expect(mermaidOf(door)).toContain('s1 --> s2 : 上锁');
    expect(mermaidOf(door)).toContain('s0 --> s2 : 夜间落锁（系统）');
    const text = '前文\n<!-- lifecycle test.door -->\n旧\n<!-- end test.door -->\n后文';
    const written = withLifecycleBlock(text, door, (permission) => permission);
    expect(written).toBe(`前文\n${lifecycleBlock(door, (permission) => permission)}\n后文`);
    expect(written).toContain('| 关着 | 上锁 | door.use | 锁着 | 有钥匙 |');
    expect(() => withLifecycleBlock('没有标记', door, String)).toThrow('no marks');
  });
});
