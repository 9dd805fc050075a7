import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideSeparation, partyOf, separationRules } from './separation.ts';
import type { SeparationRule } from './separation.ts';

const rules = Object.keys(separationRules) as SeparationRule[];
const ruleIs = (kind: string) => rules.filter((rule) => separationRules[rule].kind === kind);

describe('职责分离', () => {
  test('十三条规则都在，每条都有说明', () => {
    expect(rules).toEqual(['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'S8', 'S9', 'S10', 'S11', 'S12', 'S13']);
    for (const rule of rules) expect(separationRules[rule].sentence).toMatch(/。$/);
  });

  test.each(ruleIs('apart'))('%s：同一人不行，不同人可以', (rule) => {
    const first = { persons: ['甲'], orgs: ['一'], posts: ['填报@一'] };
    expect(decideSeparation(rule, { first, second: { persons: ['甲'] } })).toMatchObject({ allowed: false, code: 'access.separation' });
    expect(decideSeparation(rule, { first, second: { persons: ['乙'], orgs: ['二'], posts: ['审核@二'] } }).allowed).toBe(true);
  });

  test.each(ruleIs('apart'))('%s：替别人办也算那个人', (rule) => {
    const delegate = partyOf({ userId: '乙', onBehalfOf: { userId: '甲' }, grants: [] });
    expect(decideSeparation(rule, { first: { persons: ['甲'] }, second: delegate }).allowed).toBe(false);
    expect(decideSeparation(rule, { first: delegate, second: { persons: ['甲'] } }).allowed).toBe(false);
  });

  test.each(['S3', 'S6'] as const)('%s：同一单位的另一人也不行', (rule) => {
    const first = { persons: ['甲'], orgs: ['牵头', '配合'] };
    expect(decideSeparation(rule, { first, second: { persons: ['乙'], orgs: ['配合'] } }).allowed).toBe(false);
    expect(decideSeparation(rule, { first, second: { persons: ['乙'], orgs: ['督查'] } }).allowed).toBe(true);
    expect(decideSeparation('S1', { first, second: { persons: ['乙'], orgs: ['配合'] } }).allowed).toBe(true);
  });

  test('S7：只有提出人能确认', () => {
    expect(decideSeparation('S7', { first: { persons: ['甲'] }, second: { persons: ['甲'] } }).allowed).toBe(true);
    expect(decideSeparation('S7', { first: { persons: ['甲'] }, second: { persons: ['乙'] } }).allowed).toBe(false);
    expect(decideSeparation('S7', { first: { persons: [] }, second: { persons: [] } }).allowed).toBe(false);
  });

  test('S8：同一岗位的另一人不行', () => {
    const first = { persons: ['甲'], posts: ['unit_head@一'] };
    expect(decideSeparation('S8', { first, second: { persons: ['乙'], posts: ['unit_head@一'] } }).allowed).toBe(false);
    expect(decideSeparation('S8', { first, second: { persons: ['乙'], posts: ['unit_head@二'] } }).allowed).toBe(true);
  });

  test.each([
    [['system_admin'], ['security_admin'], false],
    [['system_admin'], ['system_admin'], true],
    [['audit_admin'], ['dispatcher'], false],
    [['dispatcher'], ['supervisor'], true],
    [[], ['audit_admin'], true],
    [['unit_head', 'security_admin'], [], false],
  ])('S10：%j 加 %j：%s', (held, wanted, expected) => {
    expect(decideSeparation('S10', { first: { persons: ['甲'], roles: held }, second: { persons: ['甲'], roles: wanted } }).allowed).toBe(expected);
  });

  test('S12：只有统计人员', () => {
    const second = (roles: readonly string[]) => ({ persons: ['甲'], roles });
    expect(decideSeparation('S12', { first: { persons: [] }, second: second(['unit_reporter']) }).allowed).toBe(false);
    expect(decideSeparation('S12', { first: { persons: [] }, second: second(['unit_reporter', 'statistician']) }).allowed).toBe(true);
  });

  test('性质：给任一方再加人、单位、岗位，不会让被拒绝的变成允许', () => {
    const party = fc.record({ persons: fc.subarray(['甲', '乙', '丙']), orgs: fc.subarray(['一', '二']), posts: fc.subarray(['x', 'y']) });
    fc.assert(
      fc.property(fc.constantFrom(...ruleIs('apart')), party, party, party, (rule, first, second, more) => {
        const wider = { persons: [...second.persons, ...more.persons], orgs: [...second.orgs, ...more.orgs], posts: [...second.posts, ...more.posts] };
        const before = decideSeparation(rule, { first, second }).allowed;
        expect(decideSeparation(rule, { first, second: wider }).allowed && !before).toBe(false);
      }),
    );
  });
});
