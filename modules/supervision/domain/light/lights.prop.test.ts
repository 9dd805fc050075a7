import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LightFact, LightObject } from '../../contract/index.ts';
import { compileObject } from './compile-object.ts';
import { dayNumber, dayText } from './day-number.ts';
import { explain } from './explain.ts';
import { judge } from './judge.ts';
import { defaultLightRules as defaultRuleSet } from '../../contract/index.ts';
import { predict } from './predict.ts';
import { endOfDay, replay } from './replay.ts';
import { compileRuleSet, severity } from './rule-set.ts';

const set = compileRuleSet(defaultRuleSet);
/** Monday to Friday, by counting; the real calendar is tested with its vectors. */
const workingDays = (from: number, to: number): number => {
  let count = 0;
  for (let day = from + 1; day <= to; day += 1) if ((day + 3) % 7 < 5) count += 1;
  return count;
};
const first = dayNumber('2021-01-01');
const last = first + 300;
const day = fc.integer({ min: first, max: last });
const delay = fc.integer({ min: 0, max: 40 });
const id = fc.constantFrom('a', 'b', 'c');
const series = fc.constantFrom('c1', 'c2');
const decimal = (min: number, max: number) => fc.integer({ min, max }).map((whole) => `${Math.trunc(whole / 10)}.${Math.abs(whole % 10)}`.replace('-0', '0'));

const made = <T extends object>(kind: LightFact['kind'], more: fc.Arbitrary<T>): fc.Arbitrary<LightFact> =>
  fc
    .tuple(day, delay, more)
    .map(([on, late, rest]) => ({ kind, on: dayText(on), recordedAt: `${dayText(on + late)}T10:00:00.000+08:00`, ref: `${kind}${on}`, ...rest }) as unknown as LightFact);

const anyFact = fc.oneof(
  made('milestone', fc.record({ id, name: fc.constant('节点'), startOn: fc.constant('2021-01-01'), dueOn: day.map(dayText) })),
  made('milestone-done', fc.record({ id })),
  made('milestone-undone', fc.record({ id })),
  made('milestone-dropped', fc.record({ id })),
  made('contract', fc.record({ series, freshDays: fc.integer({ min: 5, max: 60 }), toOn: day.map(dayText) })),
  made('contract', fc.record({ freshDays: fc.integer({ min: 5, max: 60 }) })),
  made('evidence', fc.record({ series, id: fc.constantFrom('e1', 'e2', 'e3') })),
  made('standing', fc.record({ reason: fc.constantFrom('outlook', 'no-benchmark', null) })),
  made('excuse-void', fc.record({ id: fc.constantFrom('x1', 'x2') })),
  made('growth', fc.record({ series, id: fc.constantFrom('g1', 'g2'), actual: decimal(0, 90), target: fc.constant('6.0') })),
  made('investment', fc.record({ behind: decimal(-100, 400) })),
  made('round', fc.record({ period: fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5'), closesOn: day.map(dayText) })),
  made('report', fc.record({ period: fc.constantFrom('p1', 'p2', 'p3', 'p4', 'p5') })),
  made('contradiction', fc.record({ id })),
  made('contradiction-settled', fc.record({ id })),
  made('forecast', fc.record({ series, points: fc.integer({ min: 0, max: 12 }), probability: decimal(0, 10).map((text) => (text.startsWith('1') ? '1' : `0.${text.slice(2)}`)) })),
  made('start-plan', fc.record({ plannedOn: day.map(dayText) })),
  made('started', fc.record({ needsStatistics: fc.boolean() })),
  made('in-statistics', fc.constant({})),
  made('month', fc.record({ month: fc.constantFrom('2021-01', '2021-02', '2021-03', '2021-04'), met: fc.boolean() })),
  made('factor-blocked', fc.record({ id, name: fc.constant('用地') })),
  made('factor-granted', fc.record({ id })),
  made('excuse', fc.record({ id: fc.constantFrom('x1', 'x2'), reason: fc.constantFrom('suspension', 'force-majeure', 'blockage') })),
  made('excuse-ended', fc.record({ id: fc.constantFrom('x1', 'x2') })),
  made('done', fc.constant({})),
  made('reopened', fc.constant({})),
);
const objectOf = (facts: readonly LightFact[]): LightObject => ({ objectId: 'o', objectKind: 'task', title: '事项', fromOn: '2021-01-01', facts: [...facts] });
const history = fc.array(anyFact, { maxLength: 25 });
const lightAt = (facts: readonly LightFact[], on: number, known = endOfDay(last + 60)) => judge(compileObject(objectOf(facts)), { day: on, known, workingDays }, set);

describe('灯号对任意历史成立', () => {
  test('只由事实、日期、所知和规则决定：次序不同结果相同', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyFact, { maxLength: 25, selector: (fact) => `${fact.kind}${fact.on}` }), day, (facts, on) => {
        expect(explain(lightAt(facts.toReversed(), on), set)).toEqual(explain(lightAt(facts, on), set));
      }),
    );
  });

  test('按「当时已知」重放，等于当天存下的灯号', () => {
    fc.assert(
      fc.property(history, day, (facts, on) => {
        const stored = [0, 1, 2].map((more) => {
          const arrived = facts.filter(({ recordedAt }) => Date.parse(recordedAt) <= endOfDay(on + more));
          return lightAt(arrived, on + more, endOfDay(on + more));
        });
        const again = replay(compileObject(objectOf(facts)), { from: on, to: on + 2, mode: 'as-then', now: endOfDay(last + 60), workingDays }, () => set);
        expect(again.map(({ objectLight, unitLight }) => [objectLight, unitLight])).toEqual(stored.map(({ objectLight, unitLight }) => [objectLight, unitLight]));
      }),
    );
  });

  test('规则中途改变：改变前各天按旧规则、当天起按新规则，重放的每一天都等于当天存下的灯', () => {
    const other = compileRuleSet({
      ...defaultRuleSet,
      name: '另一套',
      yellowRoundsToRed: 2,
      rules: defaultRuleSet.rules.map((rule) => ({ ...rule, bands: rule.bands.map((band) => ({ ...band, bound: band.bound === '30' ? '3' : band.bound })) })),
    });
    const between = fc.integer({ min: 1, max: 40 });
    fc.assert(
      fc.property(history, day, between, between, (facts, from, before, after) => {
        const change = from + before;
        const rulesOf = (on: number) => (on < change ? set : other);
        const object = compileObject(objectOf(facts));
        for (const mode of ['as-then', 'as-now'] as const) {
          const range = { from, to: change + after, mode, now: endOfDay(last + 60), workingDays };
          const shown = replay(object, range, rulesOf).map(({ day: on, objectLight, unitLight }) => [on, objectLight, unitLight]);
          const stored = shown.map(([on]) => {
            const known = mode === 'as-then' ? endOfDay(Number(on)) : range.now;
            const arrived = compileObject(objectOf(facts.filter(({ recordedAt }) => Date.parse(recordedAt) <= known)));
            const { objectLight, unitLight } = judge(arrived, { day: Number(on), known, workingDays }, rulesOf(Number(on)));
            return [on, objectLight, unitLight];
          });
          expect(shown).toEqual(stored);
          // The change reaches back to no day before it.
          const unchanged = replay(object, { ...range, to: change - 1 }, () => set).map(({ day: on, objectLight, unitLight }) => [on, objectLight, unitLight]);
          expect(shown.slice(0, before)).toEqual(unchanged);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('增加免责日子不会使责任单位的灯更坏', () => {
    fc.assert(
      fc.property(history, day, fc.tuple(day, fc.integer({ min: 0, max: 60 })), (facts, on, [from, length]) => {
        const excuse = [
          { kind: 'excuse', on: dayText(from), recordedAt: '2021-01-01T00:00:00+08:00', ref: 'n', id: 'new', reason: 'force-majeure' },
          { kind: 'excuse-ended', on: dayText(from + length), recordedAt: '2021-01-01T00:00:00+08:00', ref: 'n', id: 'new' },
        ] as const;
        expect(severity(lightAt([...facts, ...excuse], on).unitLight)).toBeLessThanOrEqual(severity(lightAt(facts, on).unitLight));
        expect(lightAt([...facts, ...excuse], on).objectLight).toBe(lightAt(facts, on).objectLight);
      }),
      { numRuns: 500 },
    );
  });

  test('撤回佐证或数值不会使灯变好', () => {
    fc.assert(
      fc.property(history, day, fc.constantFrom('e1', 'e2', 'e3', 'g1', 'g2'), day, (facts, on, target, from) => {
        const before = lightAt(facts, on);
        const after = lightAt([...facts, { kind: 'withdrawn', on: dayText(from), recordedAt: '2021-01-01T00:00:00+08:00', ref: 'w', id: target }], on);
        expect(severity(after.objectLight)).toBeGreaterThanOrEqual(severity(before.objectLight));
        expect(severity(after.unitLight)).toBeGreaterThanOrEqual(severity(before.unitLight));
        if (after.objectLight === 'green') expect(before.objectLight).toBe('green');
      }),
      { numRuns: 500 },
    );
  });

  test('撤回累计数值不会使灯变好', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 900 })), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(steps, fc.nat({ max: 7 }), (grown, which) => {
        let on = first;
        let total = 0;
        const values = grown.map(([days, more], index): LightFact => {
          on += days;
          total += more;
          return { kind: 'value', on: dayText(on), recordedAt: `${dayText(on)}T08:00:00+08:00`, ref: `v${index}`, id: `v${index}`, value: String(total) };
        });
        const quota: LightFact = {
          kind: 'quota',
          on: '2021-01-01',
          recordedAt: '2021-01-01T00:00:00+08:00',
          ref: 'q',
          base: '0',
          target: '3000',
          fromOn: '2021-01-01',
          toOn: '2021-12-31',
        };
        const withdrawn: LightFact = { kind: 'withdrawn', on: dayText(on), recordedAt: `${dayText(on)}T09:00:00+08:00`, ref: 'w', id: `v${which % grown.length}` };
        const [before, after] = [lightAt([quota, ...values], on + 1), lightAt([quota, ...values, withdrawn], on + 1)];
        expect(severity(after.objectLight)).toBeGreaterThanOrEqual(severity(before.objectLight));
      }),
    );
  });

  test('预告的日子与逐日查找的相同', () => {
    fc.assert(
      fc.property(history, day, (facts, on) => {
        const object = compileObject(objectOf(facts));
        const moment = { day: on, known: endOfDay(last + 60), workingDays };
        const before = judge(object, moment, set);
        let found: number | undefined;
        for (let next = on + 1; next <= on + 150 && found === undefined; next += 1) {
          const after = judge(object, { ...moment, day: next }, set);
          if (after.objectLight !== before.objectLight || after.unitLight !== before.unitLight) found = next;
        }
        const predicted = predict(object, moment, { set, horizonDays: 150 });
        expect(predicted?.on).toBe(found === undefined ? undefined : dayText(found));
      }),
      { numRuns: 1000 },
    );
  });
});
