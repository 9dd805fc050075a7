/** Shape of the complete sample documents: one per genre, written by us, with the reading a person gives them. */
import type { Comparator } from '../../model.ts';

/** words of the text that hold the figure, normalised number, comparator, year (or yearly, or none), words of the subject */
export type ExpectedTarget = readonly [quote: string, number: string, comparator: Comparator, year: number | 'every' | null, subject: string];

export interface GenreSample {
  readonly name: string;
  readonly text: string;
  /** `id kind label title` of every node but the document, paragraphs, leads and rows: ids show the parents */
  readonly outline: readonly string[];
  /** `measure role body` in text order */
  readonly owners: readonly string[];
  readonly targets: readonly ExpectedTarget[];
  /** words whose figures are results, conditions, payments or names: no targets */
  readonly facts: readonly string[];
}
