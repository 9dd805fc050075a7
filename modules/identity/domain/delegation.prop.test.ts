import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coversRegion, decide, definePermissions } from '#kernel/access.ts';
import type { Grant, Subject } from '#kernel/access.ts';
import { parseDay } from '#kernel/calendar.ts';
import { decideDelegation } from './decide-delegation.ts';
import type { GrantReachOnDay, OriginGrant } from './decide-delegation.ts';

definePermissions({ 'trial.act': { label: '办理', roles: ['trial_worker'] } });

const orgs = ['a', 'b', 'c'];
const paths = ['/p/', '/p/1/', '/p/10/', '/p/1/2/', '/q/'];
const regions = ['340323', '340322', '340300', '340000', '000000'];
const days = ['2026-06-01', '2026-06-02', '2026-06-03', '2026-06-04'];
const reach = (userId: string) =>
  fc.record({
    userId: fc.constant(userId),
    role: fc.constant('trial_worker'),
    orgs: fc.oneof(fc.constant('all' as const), fc.subarray(orgs)),
    regions: fc.subarray(regions, { minLength: 1 }),
    planPaths: fc.oneof(fc.constant(null), fc.subarray(paths, { minLength: 1 })),
    from: fc.constantFrom(...days),
    to: fc.oneof(fc.constant(null), fc.constantFrom(...days)),
  });
const asGrant = (one: GrantReachOnDay): Grant => ({
  grantId: one.userId,
  role: one.role,
  orgId: null,
  permissions: ['trial.act'],
  orgs: one.orgs,
  planPaths: one.planPaths ?? 'all',
  regions: one.regions,
  from: one.from,
  to: one.to,
});
const subject = (one: GrantReachOnDay): Subject => ({ grants: [asGrant(one)], secondFactor: true, whyNot: '' });
const row = fc.record({
  region: fc.constantFrom('340323', '340322', '350100', '340300'),
  ownerOrg: fc.constantFrom(...orgs, null),
  planPath: fc.constantFrom(...paths, '/p/2/', null),
  level: fc.constantFrom('open' as const, 'internal' as const, 'sensitive' as const),
});
const origin = (change: Partial<OriginGrant> = {}): OriginGrant => ({
  userId: 'one',
  role: 'trial_worker',
  orgs: ['a', 'b'],
  regions: ['340300'],
  planPaths: ['/p/'],
  from: '2026-06-01',
  to: '2026-06-30',
  isDelegable: true,
  isDelegated: false,
  ...change,
});
const wanted = (change: Partial<GrantReachOnDay> = {}): GrantReachOnDay => ({ ...origin(), userId: 'two', ...change });
const codeOf = (from: OriginGrant, to: GrantReachOnDay): string => {
  const decision = decideDelegation(from, to);
  return decision.allowed ? 'allowed' : decision.code;
};

describe('转授', () => {
  test.each<[string, Partial<OriginGrant>, Partial<GrantReachOnDay>, string]>([
    ['一样大', {}, {}, 'allowed'],
    ['更小', {}, { orgs: ['a'], regions: ['340323'], planPaths: ['/p/1/'], from: '2026-06-02', to: '2026-06-29' }, 'allowed'],
    ['不许转授', { isDelegable: false }, {}, 'identity.delegation_forbidden'],
    ['再转授', { isDelegated: true }, {}, 'identity.delegation_chained'],
    ['转给自己', {}, { userId: 'one' }, 'identity.delegation_to_self'],
    ['别的角色', {}, { role: 'trial_head' }, 'identity.delegation_exceeds'],
    ['多一个单位', {}, { orgs: ['a', 'c'] }, 'identity.delegation_exceeds'],
    ['全部单位', {}, { orgs: 'all' }, 'identity.delegation_exceeds'],
    ['上级区划', {}, { regions: ['340000'] }, 'identity.delegation_exceeds'],
    ['外地', {}, { regions: ['340323', '340400'] }, 'identity.delegation_exceeds'],
    ['全部方案', {}, { planPaths: null }, 'identity.delegation_exceeds'],
    ['别的方案', {}, { planPaths: ['/p/1/', '/q/'] }, 'identity.delegation_exceeds'],
    ['早一天开始', {}, { from: '2026-05-31' }, 'identity.delegation_exceeds'],
    ['晚一天结束', {}, { to: '2026-07-01' }, 'identity.delegation_exceeds'],
    ['没有期限', {}, { to: null }, 'identity.delegation_exceeds'],
    ['原授权没有期限', { to: null }, { to: null }, 'allowed'],
  ])('%s', (_name, from, to, code) => {
    expect(codeOf(origin(from), wanted(to))).toBe(code);
  });

  test('性质：允许的转授，受托人能做的都是委托人能做的', () => {
    fc.assert(
      fc.property(reach('one'), reach('two'), row, fc.constantFrom(...days), (own, passed, what, day) => {
        if (!decideDelegation({ ...own, isDelegable: true, isDelegated: false }, passed).allowed) return;
        const today = parseDay(day);
        if (decide(subject(passed), 'trial.act', what, today).allowed) expect(decide(subject(own), 'trial.act', what, today).allowed).toBe(true);
      }),
      { numRuns: 3000 },
    );
    expect(coversRegion('340300', '340323')).toBe(true);
  });
});
