/**
 * All lights of all past days of six years for 500 objects, against a bare scan of the same facts for the same days.
 *
 *   node bench/lights.bench.ts
 *
 * Gates: the lights cost at most MAX_FACTOR bare scans; time(2n objects)/time(n objects) <= MAX_DOUBLING. Turns are
 * interleaved and medians compared, so that load of the machine hits both.
 */
import { compileObject, compileRuleSet, dayNumber, dayText, endOfDay, replay } from '../modules/supervision/domain/index.ts';
import type { CompiledObject } from '../modules/supervision/domain/index.ts';
import { defaultLightRules as defaultRuleSet } from '../modules/supervision/contract/index.ts';
import type { LightFact, LightObject } from '../modules/supervision/contract/index.ts';
import { conclude, gate, interleave, sink } from './measure.ts';

const OBJECTS = 500;
const FIRST = dayNumber('2020-01-01');
const LAST = dayNumber('2025-12-31');
const MAX_FACTOR = 4;
const MAX_DOUBLING = 2.3;
const TURNS = 3;

const made = (kind: LightFact['kind'], day: number, more: object): LightFact =>
  ({ kind, on: dayText(day), recordedAt: `${dayText(day)}T09:00:00+08:00`, ref: `${kind}-${day}`, ...more }) as LightFact;

/** Deterministic histories: monthly rounds, quarterly milestones, a value and an evidence a month, now and then an excuse. */
function historyOf(index: number): LightObject {
  const facts: LightFact[] = [made('quota', FIRST, { base: '0', target: '7200', fromOn: '2020-01-01', toOn: '2025-12-31' }), made('contract', FIRST, { freshDays: 45 })];
  for (let month = 0; month < 72; month += 1) {
    const start = FIRST + month * 30 + (index % 9);
    facts.push(made('round', start, { period: `r${month}`, closesOn: dayText(start + 5) }));
    if ((month * 7 + index) % 11 !== 0) facts.push(made('report', start + 3, { period: `r${month}` }));
    if ((month * 5 + index) % 13 !== 0) facts.push(made('evidence', start + 4, { id: `e${month}` }));
    facts.push(made('value', start + 4, { id: `v${month}`, value: String(month * (90 + (index % 20))) }));
    if (month % 3 === 0) {
      facts.push(made('milestone', start, { id: `m${month}`, name: `第${month / 3 + 1}季度节点`, startOn: dayText(start), dueOn: dayText(start + 85) }));
      facts.push(made('milestone-done', start + 85 + ((month * 17 + index * 31) % 50), { id: `m${month}` }));
    }
    if ((month + index) % 17 === 0) {
      facts.push(made('excuse', start, { id: `x${month}`, reason: 'blockage' }));
      facts.push(made('excuse-ended', start + 25, { id: `x${month}` }));
    }
  }
  return { objectId: `o${index}`, objectKind: 'task', title: `事项${index}`, fromOn: '2020-01-01', facts };
}

const set = compileRuleSet(defaultRuleSet);
const workingDays = (from: number, to: number): number => Math.max(0, Math.floor(((to - from) * 5) / 7));
const objects = Array.from({ length: OBJECTS }, (_, index) => compileObject(historyOf(index)));
const range = { from: FIRST, to: LAST, mode: 'as-then', now: endOfDay(LAST), workingDays } as const;

const timed = (work: () => void): number => {
  const start = performance.now();
  work();
  return performance.now() - start;
};
const lights = (list: readonly CompiledObject[]) => () =>
  timed(() => {
    for (const object of list) for (const { objectLight } of replay(object, range, () => set)) sink.value ^= objectLight.length;
  });

/** The least that anybody must do: look at every fact for every day. */
const bareScan = (list: readonly CompiledObject[]) => () =>
  timed(() => {
    for (const object of list) {
      const flat = Object.values(object).filter(Array.isArray).flat() as readonly { on: number; at: number }[];
      for (let day = FIRST; day <= LAST; day += 1) {
        let seen = 0;
        const known = endOfDay(day);
        for (const fact of flat) if (fact.on <= day && fact.at <= known) seen += 1;
        sink.value ^= seen;
      }
    }
  });

const half = objects.slice(0, OBJECTS / 2);
for (const object of objects.slice(0, 3)) replay(object, range, () => set);
const [scanMs = 1, allMs = 1, halfMs = 1] = interleave([bareScan(objects), lights(objects), lights(half)], TURNS);
console.log(`      ${OBJECTS} objects x ${LAST - FIRST + 1} days: bare scan ${scanMs.toFixed(0)} ms, lights ${allMs.toFixed(0)} ms, half the objects ${halfMs.toFixed(0)} ms`);
gate(`lights <= ${MAX_FACTOR} bare scans`, allMs / scanMs <= MAX_FACTOR, (allMs / scanMs).toFixed(2));
gate(`time(${OBJECTS})/time(${OBJECTS / 2}) <= ${MAX_DOUBLING}`, allMs / halfMs <= MAX_DOUBLING, (allMs / halfMs).toFixed(2));
conclude();
