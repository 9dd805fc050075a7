import type { DebtView } from '../contract/index.ts';
import { taskPaths } from './task-paths.ts';

type Search = Readonly<Record<string, string | undefined>>;
type DebtKey = Pick<DebtView, 'roundId' | 'assignmentId'>;

export interface ReportPlace {
  readonly to: string;
  readonly search: { readonly list: string; readonly next: string };
}

export const keyOf = ({ roundId, assignmentId }: DebtKey): string => `${roundId}/${assignmentId}`;

/** The debt waits for this person: something can be written about it. */
export const isOpen = (debt: DebtView): boolean => debt.actions.some(({ allowed }) => allowed);

/** The row on which a list begins: where the person stopped, else the first that waits. */
export const startIndex = (items: readonly DebtView[], at: string | undefined): number => {
  const stopped = items.findIndex((debt) => keyOf(debt) === at);
  return stopped >= 0 ? stopped : Math.max(0, items.findIndex(isOpen));
};

/** The form of a debt, with the way back: the list as filtered, and its next debt that waits. All of it stands in the address. */
export const placeOfReport = (items: readonly DebtView[], index: number, { at: _at, ...search }: Search): ReportPlace => {
  const debt = items[index] as DebtView;
  const next = items.slice(index + 1).find(isOpen) ?? items.slice(0, index).find(isOpen);
  const filters = Object.entries(search).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  return { to: taskPaths.report(debt.roundId, debt.assignmentId), search: { list: new URLSearchParams(filters).toString(), next: next === undefined ? '' : keyOf(next) } };
};

/** Back to the list from which the form was opened, standing on its next debt. */
export const placeOfList = ({ list, next }: { readonly list?: string | undefined; readonly next?: string | undefined }) => ({
  to: taskPaths.debts(),
  search: { ...Object.fromEntries(new URLSearchParams(list ?? '')), ...(next === undefined || next === '' ? {} : { at: next }) },
});
