import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldOrgFacts, isInForce, lineageOf, orgsOn } from './org-history.ts';
import { nameKey } from './name-key.ts';
import type { OrgDetails, OrgFact, OrgFactBody } from './org-fact.ts';

const units = ['u1', 'u2', 'u3', 'u4', 'u5', 'u6'];
const unit = fc.constantFrom(...units);
const day = fc.integer({ min: 1, max: 28 }).map((n) => `2024-03-${String(n).padStart(2, '0')}`);
const details: fc.Arbitrary<OrgDetails> = fc.record({
  name: fc.constantFrom('演示一局', '演示二局', '演示三局', '演示 一局', '演示四局'),
  shortName: fc.constant(null),
  kind: fc.constantFrom('department', 'township'),
  parentId: fc.option(unit, { nil: null }),
  uscc: fc.constantFrom(null, null, '91340323MA2TXYC14F', '113403230030999900'),
  divisionCode: fc.constant('340323'),
  sort: fc.constantFrom(0, 1),
});
const body: fc.Arbitrary<OrgFactBody> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ act: fc.constant('establish' as const), orgId: unit, details }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('move' as const), orgId: unit, set: fc.record({ parentId: fc.option(unit, { nil: null }) }) }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('rename' as const), orgId: unit, set: details.map(({ name }) => ({ name })) }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('merge' as const), orgIds: fc.uniqueArray(unit, { minLength: 1, maxLength: 3 }), into: unit }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('split' as const), orgId: unit, parts: fc.uniqueArray(unit, { minLength: 1, maxLength: 2 }), ends: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('dissolve' as const), orgId: unit }) },
);
const facts: fc.Arbitrary<readonly OrgFact[]> = fc
  .array(fc.record({ on: day, body }), { maxLength: 40 })
  .map((list) => list.map((one, ordinal) => ({ ...one, ordinal, changeId: `c${ordinal}` })));

const days = Array.from({ length: 30 }, (_, n) => `2024-03-${String(n + 1).padStart(2, '0')}`);
const runs = { numRuns: 400 };

describe('单位沿革', () => {
  test('任何一天的单位树都没有环，上级都在，同级不重名，信用代码不重复', () => {
    fc.assert(
      fc.property(facts, (list) => {
        const history = foldOrgFacts(list);
        for (const at of days) {
          const tree = orgsOn(history, at);
          const siblings = new Set<string>();
          const codes = new Set<string>();
          for (const [orgId, version] of tree) {
            const key = `${version.parentId}/${nameKey(version.name)}`;
            expect(siblings.has(key)).toBe(false);
            siblings.add(key);
            if (version.uscc !== null) expect(codes.has(version.uscc)).toBe(false);
            if (version.uscc !== null) codes.add(version.uscc);
            const seen = new Set([orgId]);
            for (let up = version.parentId; up !== null; up = tree.get(up)?.parentId ?? null) {
              expect(tree.has(up)).toBe(true);
              expect(seen.has(up)).toBe(false);
              seen.add(up);
            }
          }
        }
      }),
      runs,
    );
  });

  test('某日的单位树等于把该日为止的事实逐条累计', () => {
    fc.assert(
      fc.property(facts, day, (list, at) => {
        const whole = orgsOn(foldOrgFacts(list), at);
        const upTo = orgsOn(foldOrgFacts(list.filter(({ on }) => on <= at)), at);
        const strip = (tree: ReturnType<typeof orgsOn>) => [...tree.values()].map(({ until: _until, ...rest }) => rest).sort((a, b) => (a.orgId < b.orgId ? -1 : 1));
        expect(strip(whole)).toEqual(strip(upTo));
      }),
      runs,
    );
  });

  test('不成立的事实不留痕迹；结果与录入的先后无关', () => {
    fc.assert(
      fc.property(facts, (list) => {
        const history = foldOrgFacts(list);
        const bad = new Set(history.faults.map(({ changeId }) => changeId));
        const good = foldOrgFacts(list.filter(({ changeId }) => !bad.has(changeId)));
        expect(good.faults).toEqual([]);
        expect([...good.versions]).toEqual([...history.versions]);
        expect(foldOrgFacts([...list].reverse())).toEqual(history);
      }),
      runs,
    );
  });

  test('一个单位的各段首尾相接、互不重叠、每段不为空', () => {
    fc.assert(
      fc.property(facts, (list) => {
        for (const versions of foldOrgFacts(list).versions.values()) {
          versions.forEach((version, index) => {
            if (version.until !== null) expect(version.from < version.until).toBe(true);
            const next = versions[index + 1];
            if (next !== undefined) expect(version.until).toBe(next.from);
            if (next === undefined && version.until !== null) expect(isInForce(version, version.until)).toBe(false);
          });
        }
      }),
      runs,
    );
  });

  test('来龙去脉两个方向一致，沿时间不回头，当天不成环', () => {
    fc.assert(
      fc.property(facts, (list) => {
        const { links } = foldOrgFacts(list);
        for (const orgId of units) for (const link of lineageOf(links, orgId).ahead) expect(lineageOf(links, link.toId).back).toContainEqual(link);
        for (const at of days) {
          const today = links.filter(({ on }) => on === at);
          for (const { fromId } of today) expect(lineageOf(today, fromId).ahead.some(({ toId }) => toId === fromId)).toBe(false);
        }
      }),
      runs,
    );
  });
});
