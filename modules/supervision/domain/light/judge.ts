/** `light(object, day, knowledge, rules)`: pure, without clock and database (workflows §7). */
import { formatDecimal, roundTo } from '#kernel/quantity.ts';
import type { GreyReason, LightColour } from '../../contract/index.ts';
import type { CompiledObject } from './compile-object.ts';
import { knownRounds, measure } from './measures.ts';
import type { Amount, Measure } from './measures.ts';
import { colourOf, severity, worse } from './rule-set.ts';
import type { CompiledRule, CompiledRuleSet } from './rule-set.ts';
import { latest, latestOf, openView, remember, visible } from './view.ts';
import type { Memo, View, WorkingDays } from './view.ts';

export interface Moment {
  readonly day: number;
  readonly known: number;
  readonly workingDays: WorkingDays;
  /** shared by days that see the same facts under the same rules */
  readonly memo?: Memo;
}

export interface Reading {
  readonly rule: CompiledRule;
  readonly measure: Measure;
  readonly colour: LightColour;
  readonly unitColour: LightColour | null;
}

export interface Judgement {
  readonly view: View;
  readonly objectLight: LightColour;
  readonly unitLight: LightColour;
  readonly greyReason: GreyReason | null;
  readonly readings: readonly Reading[];
  /** the rounds whose yellow lights made red, for the object and for the unit */
  readonly yellowRun: { readonly object: readonly number[]; readonly unit: readonly number[] };
}

interface Base {
  readonly readings: readonly Reading[];
  readonly reasons: readonly GreyReason[];
  readonly object: LightColour;
  readonly unit: LightColour;
}

function readAll(view: View, set: CompiledRuleSet): { readonly readings: readonly Reading[]; readonly reasons: readonly GreyReason[] } {
  const readings: Reading[] = [];
  const reasons: GreyReason[] = [];
  for (const rule of set.rules) {
    const found = measure(rule.dimension, view, set.forecastPoints);
    if (found === undefined) continue;
    if (typeof found === 'string') {
      reasons.push(found);
      continue;
    }
    const colour = colourOf(rule, found.value);
    if (found.unproven === true && severity(colour) === 0) reasons.push('no-evidence');
    else readings.push({ rule, measure: found, colour, unitColour: found.unitValue === null ? null : colourOf(rule, found.unitValue) });
  }
  return { readings, reasons };
}

function judgeBase(view: View, set: CompiledRuleSet): Base {
  const { readings, reasons } = readAll(view, set);
  let object: LightColour = 'grey';
  let unit: LightColour = 'grey';
  for (const reading of readings) {
    object = worse(object, reading.colour);
    if (reading.unitColour !== null) unit = worse(unit, reading.unitColour);
  }
  return { readings, reasons, object, unit };
}

/** The last days on which rounds closed, newest first. */
function recentClosings(view: View, count: number): readonly number[] {
  const days = new Set<number>();
  for (const { closes } of knownRounds(view)) {
    if (closes < view.day) days.add(closes);
    if (days.size === count) break;
  }
  return [...days];
}

/** So many yellow rounds running are red: the lights on the days after the closings are computed with the same knowledge. */
function yellowRun(view: View, set: CompiledRuleSet, base: Base): Judgement['yellowRun'] {
  const wanted = set.yellowRoundsToRed;
  if (wanted === 0 || (base.object !== 'yellow' && base.unit !== 'yellow')) return { object: [], unit: [] };
  const closings = recentClosings(view, wanted);
  if (closings.length < wanted) return { object: [], unit: [] };
  const lights = closings.map((day) =>
    remember(view, `closed ${day}`, () => judgeBase(openView(view.object, { day: day + 1, known: view.known, workingDays: view.workingDays }), set)),
  );
  const run = (side: 'object' | 'unit'): readonly number[] => (base[side] === 'yellow' && lights.every((one) => severity(one[side]) > 0) ? closings : []);
  return { object: run('object'), unit: run('unit') };
}

function greyReasonOf(base: Base, view: View): GreyReason {
  const isSuspended =
    view.isExcused &&
    visible(view.object.excuses, view).some(
      ({ id, reason }) => reason === 'suspension' && latestOf(view.object.excuseEnds, id, view) === undefined && latestOf(view.object.excuseVoids, id, view) === undefined,
    );
  return isSuspended ? 'suspended' : (latest(view.object.standings, view)?.reason ?? base.reasons[0] ?? 'no-evidence');
}

export function judge(object: CompiledObject, moment: Moment, set: CompiledRuleSet): Judgement {
  const view = openView(object, moment);
  const base = judgeBase(view, set);
  if (latest(object.endings, view)?.isEnd === true) {
    return { view, objectLight: 'blue', unitLight: 'blue', greyReason: null, readings: base.readings, yellowRun: { object: [], unit: [] } };
  }
  const run = yellowRun(view, set, base);
  const objectLight = run.object.length > 0 ? 'red' : base.object;
  const unitLight = run.unit.length > 0 ? 'red' : base.unit;
  const greyReason = objectLight === 'grey' || unitLight === 'grey' ? greyReasonOf(base, view) : null;
  return { view, objectLight, unitLight, greyReason, readings: base.readings, yellowRun: run };
}

/** As people read it: at most four decimals. */
export const amountText = (value: Amount): string => (typeof value === 'number' ? String(value) : formatDecimal(roundTo(value, 4, 'half-up')));
