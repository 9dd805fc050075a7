/** Checks a definition as a whole and stores it: names, formula, parts, bounds. The same for a new indicator and a new version. */
import { formatMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { indicatorDefined } from '../contract/index.ts';
import type { DefinitionInput } from '../contract/index.ts';
import {
  checkFormula,
  compare,
  findCycle,
  FormulaFault,
  fractionOf,
  kindOf,
  mapReferences,
  parseFormula,
  referencesOf,
  sameType,
  typeOfUnit,
  writeFormula,
} from '../domain/index.ts';
import type { Formula, FormulaSubject } from '../domain/index.ts';
import { definitionStore, nameKey } from './definition-store.ts';
import type { IndicatorRow } from './definition-store.ts';
import { indicatorRefusals } from './refusals.ts';

export interface NewDefinition {
  readonly indicatorId: string;
  readonly version: number;
  readonly input: DefinitionInput;
  readonly reason: string;
}

const subjectOf = (row: Pick<IndicatorRow, 'name' | 'unit' | 'frequency' | 'aggregation'>): FormulaSubject => row as FormulaSubject;

function problemOfInput(input: DefinitionInput): string | undefined {
  const wrongWay = (low: string | null, high: string | null): boolean => low !== null && high !== null && compare(fractionOf(low), fractionOf(high)) > 0;
  if (wrongWay(input.hardMin, input.hardMax)) return '「允许的最小值」大于「允许的最大值」';
  if (wrongWay(input.usualMin, input.usualMax)) return '「通常的最小值」大于「通常的最大值」';
  if ((input.numerator === null) !== (input.denominator === null)) return '分子、分母要一起写明，或都不写';
  if (input.breakFrom !== null && kindOf(input.breakFrom) !== input.frequency) return '「口径调整起始时期」与频率不一致';
  if (input.formula !== null && input.parts.length > 0) return '由公式计算的指标不用再列组成部分';
  return undefined;
}

function readFormula(text: string, context: Context): Formula {
  try {
    return parseFormula(text);
  } catch (error) {
    if (error instanceof FormulaFault) return context.refuse(indicatorRefusals.formula_syntax({ problem: error.message, at: error.at }));
    throw error;
  }
}

/** Names and aliases → indicator. */
function directory(all: readonly IndicatorRow[]): ReadonlyMap<string, IndicatorRow> {
  return new Map([...all.flatMap((row) => row.aliases.map((alias) => [nameKey(alias), row] as const)), ...all.map((row) => [nameKey(row.name), row] as const)]);
}

function requireFreeNames(definition: NewDefinition, all: readonly IndicatorRow[], context: Context): void {
  const others = directory(all.filter(({ indicator_id }) => indicator_id !== definition.indicatorId));
  const taken = [definition.input.name, ...definition.input.aliases].find((name) => others.has(nameKey(name)));
  if (taken !== undefined) context.refuse(indicatorRefusals.name_taken({ name: taken }));
}

/** The formula with ids in place of names, and the ids. */
function resolveFormula(definition: NewDefinition, all: readonly IndicatorRow[], context: Context): { readonly formula: string | null; readonly uses: readonly string[] } {
  const { input, indicatorId } = definition;
  if (input.formula === null) return { formula: null, uses: [] };
  const byName = directory(all);
  const own = subjectOf({ ...input });
  const find = (ref: string): FormulaSubject | undefined => {
    if (nameKey(ref) === nameKey(input.name)) return own;
    const row = byName.get(nameKey(ref));
    return row === undefined ? undefined : subjectOf(row);
  };
  const formula = readFormula(input.formula, context);
  const [problem] = checkFormula(formula, own, find);
  if (problem !== undefined && problem.code !== 'formula_cycle') return context.refuse(indicatorRefusals[problem.code]({ problem: problem.message }));
  const idOf = (ref: string): string => (nameKey(ref) === nameKey(input.name) ? indicatorId : (byName.get(nameKey(ref))?.indicator_id ?? ref));
  const uses = [...new Set(referencesOf(formula).map(idOf))];
  const usesOf = new Map(all.map((row) => [row.indicator_id, row.uses]));
  const cycle = findCycle(indicatorId, (id) => (id === indicatorId ? uses : (usesOf.get(id) ?? [])));
  const nameOf = (id: string): string => (id === indicatorId ? input.name : (all.find((row) => row.indicator_id === id)?.name ?? id));
  if (cycle !== undefined) return context.refuse(indicatorRefusals.formula_cycle({ path: cycle.map(nameOf).join(' → ') }));
  return { formula: writeFormula(mapReferences(formula, idOf)), uses };
}

function requireSoundParts(definition: NewDefinition, all: readonly IndicatorRow[], context: Context): void {
  const { input, indicatorId } = definition;
  const isSound = (id: string): boolean => {
    const part = all.find((row) => row.indicator_id === id);
    return id !== indicatorId && part !== undefined && part.frequency === input.frequency && sameType(typeOfUnit(part.unit), typeOfUnit(input.unit));
  };
  if (!input.parts.every(isSound) || new Set(input.parts).size !== input.parts.length) context.refuse(indicatorRefusals.part_not_found());
}

/** Refuses what does not fit, else writes the version and its event; the caller has the turn and writes the head before. */
export function checkDefinition(definition: NewDefinition, all: readonly IndicatorRow[], context: Context): { readonly formula: string | null; readonly uses: readonly string[] } {
  const problem = problemOfInput(definition.input);
  if (problem !== undefined) context.refuse(indicatorRefusals.definition_incomplete({ problem }));
  requireFreeNames(definition, all, context);
  requireSoundParts(definition, all, context);
  return resolveFormula(definition, all, context);
}

export async function insertDefinition(
  definition: NewDefinition,
  resolved: { readonly formula: string | null; readonly uses: readonly string[] },
  context: Context,
): Promise<void> {
  const { tx, now, actor } = context;
  const { input, indicatorId, version, reason } = definition;
  await tx.run(definitionStore.insertDefinition, { region: tx.region, indicatorId, version, ...input, ...resolved, reason, madeBy: actor.id, madeAt: formatMoment(now) });
  await record(context, indicatorDefined, {
    indicatorId,
    definitionVersion: String(version),
    name: input.name,
    unit: input.unit,
    formula: resolved.formula ?? '',
    breakFrom: input.breakFrom ?? '',
    reason,
  });
}
