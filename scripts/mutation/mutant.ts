import type { GuardKind } from './guard-sites.ts';

/** One guard taken away in the text of a source. */
export interface Mutant {
  readonly kind: GuardKind | 'kernel';
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** where `from` stands in the file; default: its first place */
  readonly at?: number;
  readonly project: 'unit' | 'db';
  /** tests that judge it alone when no row of the matrix notices; none: the matrix must */
  readonly tests: readonly string[];
  /** part of the titles to run; all when left out */
  readonly titles?: string;
  /** routes whose rows judge it first; those that are seen to run through it join them */
  readonly routes?: readonly string[];
}

export interface Named {
  readonly name: string;
  readonly kind: string;
}

/** Whether a mutant is among those asked for: by its kind, or by a part of its name as it is printed. */
export const isAsked = ({ name, kind }: Named, only: readonly string[] | null): boolean =>
  only === null || only.some((part) => kind === part || name.replaceAll(/\s+/g, ' ').includes(part));
