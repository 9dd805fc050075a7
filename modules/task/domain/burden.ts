/** The burden meter: minutes that a form asks for, by kind of cell, against the budget of a unit and month. */
import { Decimal } from 'decimal.js';
import type { CellKind } from '../contract/index.ts';

export type CellCounts = Readonly<Record<CellKind, number>>;
/** minutes per cell, decimal strings; values of the dated parameter set `task.burden` */
export type CellMinutes = Readonly<Record<CellKind, string>>;

export const noCells: CellCounts = { number: 0, choice: 0, text: 0, file: 0, confirm: 0 };

export function addCells(...counts: readonly CellCounts[]): CellCounts {
  return counts.reduce<CellCounts>(
    (sum, one) => ({ number: sum.number + one.number, choice: sum.choice + one.choice, text: sum.text + one.text, file: sum.file + one.file, confirm: sum.confirm + one.confirm }),
    noCells,
  );
}

/** Minutes with one decimal. */
export function minutesOf(cells: CellCounts, minutes: CellMinutes): string {
  const kinds = Object.keys(cells) as CellKind[];
  return kinds.reduce((sum, kind) => sum.add(new Decimal(minutes[kind]).mul(cells[kind])), new Decimal(0)).toFixed(1);
}

export interface OwedForm {
  readonly isNoChange: boolean;
  readonly isCounted: boolean;
  readonly dueMilestones: number;
  readonly facts: number;
}

/** Cells of one report: facts to confirm, milestones to prove, two texts and a judgement; one click when it was answered so. */
export function cellsOfReport({ isNoChange, isCounted, dueMilestones, facts }: OwedForm): CellCounts {
  if (isNoChange) return { ...noCells, confirm: 1 + facts };
  return { number: isCounted ? 1 : 0, choice: 1 + dueMilestones, text: 2, file: dueMilestones, confirm: facts };
}

export function isOverBudget(minutes: string, budget: string): boolean {
  return new Decimal(minutes).gt(budget);
}
