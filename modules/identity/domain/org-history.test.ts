import { describe, expect, test } from 'vitest';
import { foldOrgFacts, lineageOf, orgsOn } from './org-history.ts';
import type { OrgDetails, OrgFact, OrgFactBody } from './org-fact.ts';

const unit = (name: string, more: Partial<OrgDetails> = {}): OrgDetails => ({
  name,
  shortName: null,
  kind: 'department',
  parentId: null,
  uscc: null,
  divisionCode: '340323',
  sort: 0,
  ...more,
});
const establish = (orgId: string, name: string, more: Partial<OrgDetails> = {}): OrgFactBody => ({ act: 'establish', orgId, details: unit(name, more) });
type Dated = readonly [on: string, body: OrgFactBody];
const facts = (...list: readonly Dated[]): readonly OrgFact[] => list.map(([on, body], ordinal) => ({ on, body, ordinal, changeId: `c${ordinal}` }));
const codes = (...list: readonly Dated[]) => foldOrgFacts(facts(...list)).faults.map(({ code }) => code);
const namesOn = (list: readonly OrgFact[], day: string) => [...orgsOn(foldOrgFacts(list), day).values()].map(({ name }) => name).sort();

describe('单位的设立、更名、调整、合并、分设、撤销', () => {
  test('更名从生效日零时起：前一天是旧名，当天是新名', () => {
    const list = facts(['2020-01-01', establish('a', '演示一局')], ['2024-05-01', { act: 'rename', orgId: 'a', set: { name: '演示新局' } }]);
    expect(namesOn(list, '2019-12-31')).toEqual([]);
    expect(namesOn(list, '2024-04-30')).toEqual(['演示一局']);
    expect(namesOn(list, '2024-05-01')).toEqual(['演示新局']);
  });

  test('补录过去的变化会重新检查之后的变化', () => {
    const later = [
      ['2020-01-01', establish('a', '演示一局')],
      ['2020-01-01', establish('b', '演示二局')],
      ['2024-05-01', { act: 'rename', orgId: 'b', set: { name: '演示三局' } }],
    ] as const;
    expect(codes(...later)).toEqual([]);
    expect(codes(...later, ['2023-01-01', { act: 'rename', orgId: 'a', set: { name: '演示三局' } }])).toEqual(['org_name_taken']);
  });

  test('合并：原单位终止，下级单位归入，来龙去脉两头可见', () => {
    const list = facts(
      ['2020-01-01', establish('a', '演示一局')],
      ['2020-01-01', establish('b', '演示二局')],
      ['2020-01-01', establish('k', '演示股', { parentId: 'a', kind: 'section' })],
      ['2024-05-01', { act: 'merge', orgIds: ['a'], into: 'b' }],
    );
    const history = foldOrgFacts(list);
    expect(history.faults).toEqual([]);
    expect(orgsOn(history, '2024-05-01').get('k')?.parentId).toBe('b');
    expect(orgsOn(history, '2024-04-30').get('k')?.parentId).toBe('a');
    expect(orgsOn(history, '2024-05-01').has('a')).toBe(false);
    expect(lineageOf(history.links, 'a').ahead.map(({ toId }) => toId)).toEqual(['b']);
    expect(lineageOf(history.links, 'b').back.map(({ fromId }) => fromId)).toEqual(['a']);
  });

  test('分出又并回是允许的；同一天既分出又并回不允许', () => {
    const base = [
      ['2020-01-01', establish('a', '演示一局')],
      ['2020-01-01', establish('b', '演示二局')],
      ['2024-05-01', { act: 'split', orgId: 'a', parts: ['b'], ends: false }],
    ] as const;
    expect(codes(...base, ['2025-05-01', { act: 'merge', orgIds: ['b'], into: 'a' }])).toEqual([]);
    expect(codes(...base, ['2024-05-01', { act: 'merge', orgIds: ['b'], into: 'a' }])).toEqual(['org_lineage_cycle']);
  });

  test.each<readonly [title: string, code: string, list: readonly Dated[]]>([
    ['上级不存在', 'org_parent_not_in_being', [['2020-01-01', establish('a', '甲', { parentId: 'x' })]]],
    [
      '挂到自己的下级',
      'org_cycle',
      [
        ['2020-01-01', establish('a', '甲')],
        ['2020-01-02', establish('b', '乙', { parentId: 'a' })],
        ['2020-01-03', { act: 'move', orgId: 'a', set: { parentId: 'b' } }],
      ],
    ],
    [
      '挂到自己',
      'org_cycle',
      [
        ['2020-01-01', establish('a', '甲')],
        ['2020-01-03', { act: 'move', orgId: 'a', set: { parentId: 'a' } }],
      ],
    ],
    [
      '同级重名（空格、括号、大小写不算区别）',
      'org_name_taken',
      [
        ['2020-01-01', establish('a', '甲（A）局')],
        ['2020-01-02', establish('b', '甲(a) 局')],
      ],
    ],
    [
      '信用代码已被使用',
      'org_uscc_taken',
      [
        ['2020-01-01', establish('a', '甲', { uscc: 'X' })],
        ['2020-01-02', establish('b', '乙', { uscc: 'X' })],
      ],
    ],
    [
      '并入自己',
      'org_merge_into_itself',
      [
        ['2020-01-01', establish('a', '甲')],
        ['2020-01-02', { act: 'merge', orgIds: ['a'], into: 'a' }],
      ],
    ],
    [
      '并入自己的下级',
      'org_cycle',
      [
        ['2020-01-01', establish('a', '甲')],
        ['2020-01-01', establish('b', '乙', { parentId: 'a' })],
        ['2020-01-02', { act: 'merge', orgIds: ['a'], into: 'b' }],
      ],
    ],
    [
      '设立当天撤销',
      'org_ends_before_start',
      [
        ['2020-01-01', establish('a', '甲')],
        ['2020-01-01', { act: 'dissolve', orgId: 'a' }],
      ],
    ],
    [
      '还有下级就撤销',
      'org_has_children',
      [
        ['2020-01-01', establish('a', '甲')],
        ['2020-01-01', establish('b', '乙', { parentId: 'a' })],
        ['2020-01-02', { act: 'dissolve', orgId: 'a' }],
      ],
    ],
    [
      '撤销两次',
      'org_not_in_being',
      [
        ['2020-01-01', establish('a', '甲')],
        ['2020-01-02', { act: 'dissolve', orgId: 'a' }],
        ['2020-01-03', { act: 'dissolve', orgId: 'a' }],
      ],
    ],
    [
      '设立两次',
      'org_exists_already',
      [
        ['2020-01-01', establish('a', '甲')],
        ['2020-01-02', establish('a', '甲')],
      ],
    ],
    [
      '没有改动',
      'org_nothing_changed',
      [
        ['2020-01-01', establish('a', '甲')],
        ['2020-01-02', { act: 'rename', orgId: 'a', set: { name: '甲' } }],
      ],
    ],
    [
      '分设为自己',
      'org_part_is_itself',
      [
        ['2020-01-01', establish('a', '甲')],
        ['2020-01-02', { act: 'split', orgId: 'a', parts: ['a'], ends: true }],
      ],
    ],
  ])('%s：%s', (_title, code, list) => {
    expect(codes(...list)).toEqual([code]);
  });

  test('撤销后名称和信用代码可以再用', () => {
    expect(
      codes(['2020-01-01', establish('a', '甲', { uscc: 'X' })], ['2021-01-01', { act: 'dissolve', orgId: 'a' }], ['2021-01-01', establish('b', '甲', { uscc: 'X' })]),
    ).toEqual([]);
  });
});
