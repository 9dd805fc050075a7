/** One guard taken away. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
  /** where `from` stands in the file; default: its first place */
  readonly at?: number;
  readonly project: 'unit' | 'db';
  readonly tests: readonly string[];
  /** part of the titles to run; all when left out */
  readonly titles?: string;
  /** what the failure must say, where others are away at the same time */
  readonly because?: string;
  /** routes whose answers it changes; mutants without a common route may be away at the same time */
  readonly routes?: readonly string[];
  /** tests that judge it alone when the first ones do not notice */
  readonly otherwise?: readonly string[];
}
