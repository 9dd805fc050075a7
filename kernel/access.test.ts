import { describe, expect, test } from 'vitest';
import { coversRegion, decide, decideHeld, definePermissions, permissionSpec, permissionsOfRole, scope } from './access.ts';
import type { Grant, Resource, Subject } from './access.ts';
import { parseDay } from './calendar.ts';
import { decidePermission, standingFor, userActor } from './server/actor.ts';

definePermissions({
  'trial.read': { label: '查看', roles: ['trial_reader', 'trial_head'] },
  'trial.sign': { label: '签批', roles: ['trial_head'], secondFactor: true },
  'trial.office': { label: '拟定条款约定', roles: ['trial_head'], forEveryUnit: true },
  'trial.county': { label: '设定全县参数', roles: ['trial_head'], ofCounty: true },
});

const today = parseDay('2026-06-15');
const unit = 'unit-1';
const grant = (change: Partial<Grant> = {}): Grant => ({
  grantId: 'g',
  role: 'trial_reader',
  orgId: unit,
  permissions: ['trial.read'],
  orgs: [unit],
  planPaths: 'all',
  regions: ['340323'],
  from: '2026-01-01',
  to: '2026-12-31',
  ...change,
});
const subject = (grants: readonly Grant[], secondFactor = true): Subject => ({ grants, secondFactor, whyNot: '没有岗位。' });
const row = (change: Partial<Resource> = {}): Resource => ({ region: '340323', ownerOrg: unit, planPath: '/p/2/3/', level: 'internal', ...change });
const codeOf = (who: Subject, what: Resource, permission = 'trial.read'): string => {
  const decision = decide(who, permission, what, today);
  return decision.allowed ? 'allowed' : decision.code;
};

describe('区划', () => {
  test.each([
    ['340323', '340323', true],
    ['340323', '340322', false],
    ['340300', '340323', true],
    ['340300', '340300', true],
    ['340300', '340400', false],
    ['340000', '340323', true],
    ['340000', '350323', false],
    ['000000', '340323', true],
    ['340323', '340300', false],
    ['340300', '340000', false],
  ])('%s 包括 %s：%s', (granted, region, expected) => {
    expect(coversRegion(granted, region)).toBe(expected);
  });
});

describe('逐条判断', () => {
  test.each<[string, Partial<Grant>, Partial<Resource>, string]>([
    ['本单位', {}, {}, 'allowed'],
    ['别的单位', {}, { ownerOrg: 'unit-2' }, 'access.out_of_scope'],
    ['没有责任单位的事项只属于全部单位的授权', {}, { ownerOrg: null }, 'access.out_of_scope'],
    ['全部单位', { orgs: 'all' }, { ownerOrg: null }, 'allowed'],
    ['本单位是配合单位', {}, { ownerOrg: 'unit-2', relatedOrgs: ['unit-3', unit] }, 'allowed'],
    ['一个单位也没有', { orgs: [] }, {}, 'access.out_of_scope'],
    ['上级区划', { regions: ['340300'] }, {}, 'allowed'],
    ['外地', { regions: ['340322'] }, {}, 'access.out_of_scope'],
    ['章节之内', { planPaths: ['/p/2/'] }, {}, 'allowed'],
    ['章节编号只是开头相同', { planPaths: ['/p/2/3/'] }, { planPath: '/p/2/30/' }, 'access.out_of_scope'],
    ['章节之外', { planPaths: ['/p/1/'] }, {}, 'access.out_of_scope'],
    ['限定章节时，不属于方案的事项看不到', { planPaths: ['/p/'] }, { planPath: null }, 'access.out_of_scope'],
    ['授权里没有这项权限', { permissions: ['trial.sign'] }, {}, 'access.forbidden'],
    ['第一天', { from: '2026-06-15' }, {}, 'allowed'],
    ['前一天', { from: '2026-06-16' }, {}, 'access.forbidden'],
    ['最后一天', { to: '2026-06-15' }, {}, 'allowed'],
    ['过了最后一天', { to: '2026-06-14' }, {}, 'access.forbidden'],
    ['没有最后一天', { to: null }, {}, 'allowed'],
  ])('%s', (_name, change, what, expected) => {
    expect(codeOf(subject([grant(change)]), row(what))).toBe(expected);
  });

  test('三个条件要由同一项授权满足', () => {
    const both = subject([grant({ regions: ['340322'] }), grant({ orgs: ['unit-2'] })]);
    expect(codeOf(both, row())).toBe('access.out_of_scope');
  });

  test('签批和敏感事项要有第二重验证', () => {
    const head = grant({ role: 'trial_head', permissions: ['trial.read', 'trial.sign'] });
    expect(codeOf(subject([head]), row(), 'trial.sign')).toBe('allowed');
    expect(codeOf(subject([head], false), row(), 'trial.sign')).toBe('access.second_factor');
    expect(codeOf(subject([head], false), row(), 'trial.read')).toBe('allowed');
    expect(codeOf(subject([head], false), row({ level: 'sensitive' }), 'trial.read')).toBe('access.second_factor');
    expect(codeOf(subject([head], false), row({ level: 'open' }), 'trial.read')).toBe('allowed');
  });

  test.each<[string, Partial<Grant>, string]>([
    ['全部单位、整个方案', { orgs: 'all' }, 'allowed'],
    ['一个单位', {}, 'access.out_of_scope'],
    ['方案的一章', { orgs: 'all', planPaths: ['/p/2/'] }, 'access.out_of_scope'],
    ['外地的全部单位', { orgs: 'all', regions: ['340322'] }, 'access.out_of_scope'],
    ['全部单位，已到期', { orgs: 'all', to: '2026-01-02' }, 'access.forbidden'],
  ])('全县的事项：%s', (_name, change, expected) => {
    const who = subject([grant({ permissions: ['trial.county'], ...change })]);
    expect(codeOf(who, row({ ownerOrg: null, planPath: null }), 'trial.county')).toBe(expected);
    const list = scope(who, 'trial.county', '340323', today);
    expect(list.orgs).toEqual(expected === 'allowed' ? [null] : []);
    const actor = userActor({ userId: 'u', displayName: '甲', grants: who.grants, secondFactor: true }, { today, region: '340323' });
    const held = decidePermission(actor, 'trial.county');
    expect(held.allowed ? 'allowed' : held.code).toBe(change.regions === undefined ? expected : 'access.forbidden');
  });

  test.each<[string, Partial<Grant>, string]>([
    ['全部单位、整个方案', { orgs: 'all' }, 'allowed'],
    ['全部单位、方案的这一章', { orgs: 'all', planPaths: ['/p/2/'] }, 'allowed'],
    ['全部单位、方案的别的章', { orgs: 'all', planPaths: ['/p/3/'] }, 'access.out_of_scope'],
    ['一个单位', {}, 'access.out_of_scope'],
  ])('办公室对不属于任何单位的事项：%s', (_name, change, expected) => {
    const who = subject([grant({ permissions: ['trial.office'], ...change })]);
    expect(codeOf(who, row({ ownerOrg: null, planPath: '/p/2/1/' }), 'trial.office')).toBe(expected);
    expect(scope(who, 'trial.office', '340323', today).orgs).toEqual(change.orgs === 'all' ? [null] : []);
  });

  test('两项部分的权限合起来也不是全县的权限；代别人办的全县事项记两个人的名字', () => {
    const own = grant({ permissions: ['trial.county'] });
    const part = grant({ permissions: ['trial.county'], orgs: 'all', planPaths: ['/p/2/'] });
    expect(codeOf(subject([own, part]), row({ ownerOrg: null, planPath: null }), 'trial.county')).toBe('access.out_of_scope');
    const given = grant({ permissions: ['trial.county'], orgs: 'all', delegatedBy: 'boss', delegatedByName: '主任' });
    const actor = userActor({ userId: 'u', displayName: '甲', grants: [own, given], secondFactor: true }, { today, region: '340323' });
    expect(standingFor(actor, 'trial.county', today).onBehalfOf).toEqual({ userId: 'boss', displayName: '主任' });
  });

  test('授权不完整时说明缺的是什么：全县的事项缺单位或章节，不属于哪个单位的事项只缺单位', () => {
    const reasonOf = (permission: string): string => {
      const held = decideHeld(subject([grant({ permissions: [permission] })]), permission, today);
      return held.allowed ? 'allowed' : held.reason;
    };
    expect(reasonOf('trial.county')).toContain('只限于部分单位或方案的一部分');
    expect(reasonOf('trial.office')).toContain('只限于部分单位。');
  });

  test('说明理由：没有岗位、已到期、哪一条超出', () => {
    const reasonOf = (grants: readonly Grant[], what: Partial<Resource> = {}): string => {
      const decision = decide(subject(grants), 'trial.read', row(what), today);
      return decision.allowed ? '' : decision.reason;
    };
    expect(reasonOf([])).toBe('没有「查看」的权限：没有岗位。');
    expect(reasonOf([grant({ to: '2026-03-31' }), grant({ to: '2026-06-14' })])).toContain('已于 2026-06-14 到期');
    expect(reasonOf([grant()], { region: '340322' })).toContain('行政区划 340322');
    expect(reasonOf([grant()], { ownerOrg: 'unit-2' })).toContain('不属于您被授权的单位');
    expect(reasonOf([grant({ planPaths: ['/p/1/'] })])).toContain('方案章节');
  });

  test('没有声明的权限是程序错误', () => {
    expect(() => decideHeld(subject([]), 'trial.unknown', today)).toThrow(/not declared/);
    expect(permissionSpec('trial.sign').label).toBe('签批');
    expect(permissionsOfRole('trial_head')).toEqual(['trial.read', 'trial.sign', 'trial.office', 'trial.county']);
  });
});

describe('列表的范围', () => {
  test('单位与章节成对列出，全部为空值', () => {
    const who = subject([grant({ orgs: ['a', 'b'], planPaths: ['/p/1/', '/p/2/'] }), grant({ orgs: 'all' }), grant({ regions: ['340322'] })]);
    expect(scope(who, 'trial.read', '340323', today)).toEqual({
      orgs: ['a', 'a', 'b', 'b', null],
      paths: ['/p/1/', '/p/2/', '/p/1/', '/p/2/', null],
      levels: ['open', 'internal', 'sensitive'],
    });
  });

  test('没有权限、已到期、缺第二重验证时什么也没有', () => {
    expect(scope(subject([]), 'trial.read', '340323', today).orgs).toEqual([]);
    expect(scope(subject([grant({ to: '2026-06-14' })]), 'trial.read', '340323', today).orgs).toEqual([]);
    expect(scope(subject([grant({ permissions: ['trial.sign'] })], false), 'trial.sign', '340323', today).orgs).toEqual([]);
    expect(scope(subject([grant()], false), 'trial.read', '340323', today).levels).toEqual(['open', 'internal']);
  });
});
