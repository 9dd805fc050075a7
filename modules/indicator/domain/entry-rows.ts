/** The rows of the grid in which figures are filled in, and the entries that its cells make. */
import type { IndicatorSummary } from '../contract/list-indicators.ts';
import { unitLabel } from '../contract/unit.ts';

export type EntryPart = 'numerator' | 'denominator';

/** A row: the figure of an indicator, or a part of it that is divided. */
export interface EntryRow {
  /** the indicator's id, with `/numerator` or `/denominator` for its parts */
  readonly id: string;
  readonly name: string;
  /** what stands beside the name */
  readonly about: string;
  /** names under which a pasted block may have it */
  readonly names: readonly string[];
  readonly isPart: boolean;
}

/** Texts by row and period, see `cellKey`. */
export type Cells = Readonly<Record<string, string>>;
export const cellKey = (rowId: string, period: string): string => `${rowId} ${period}`;
const partId = (indicatorId: string, part: EntryPart): string => `${indicatorId}/${part}`;

type Described = Pick<IndicatorSummary, 'indicatorId' | 'name' | 'aliases' | 'unit' | 'numerator' | 'denominator'>;

/** An indicator that is divided has three rows: the figure, its numerator, its denominator. */
export function entryRowsOf({ indicatorId, name, aliases, unit, numerator, denominator }: Described): readonly EntryRow[] {
  const all = [name, ...aliases];
  const figure = { id: indicatorId, name, about: unitLabel(unit), names: all, isPart: false };
  if (numerator === null || denominator === null) return [figure];
  const part = (which: EntryPart, word: string, what: string): EntryRow => ({
    id: partId(indicatorId, which),
    name: `${name}·${word}`,
    about: what,
    names: all.flatMap((one) => [`${one}（${word}）`, `${one}(${word})`, `${one}·${word}`, `${one}${word}`]),
    isPart: true,
  });
  return [{ ...figure, about: `${unitLabel(unit)}，可留空由分子除以分母` }, part('numerator', '分子', numerator), part('denominator', '分母', denominator)];
}

export interface FilledPlace {
  readonly indicatorId: string;
  readonly period: string;
  readonly text: string;
  readonly numerator: string | null;
  readonly denominator: string | null;
}

/** One entry per indicator and period that has anything filled in: the figure, its parts, or only its parts. */
export function filledPlaces(cells: Cells): readonly FilledPlace[] {
  const filled = Object.keys(cells).filter((key) => cells[key]?.trim() !== '');
  const places = new Set(filled.map((key) => key.replace(/\/(?:numerator|denominator) /, ' ')));
  return [...places].map((place) => {
    const [indicatorId = '', period = ''] = place.split(' ');
    const part = (which: EntryPart): string | null => {
      const text = cells[cellKey(partId(indicatorId, which), period)]?.trim() ?? '';
      return text === '' ? null : text;
    };
    return { indicatorId, period, text: cells[place] ?? '', numerator: part('numerator'), denominator: part('denominator') };
  });
}
