/** The label styles of official texts. Smaller `rank` = outer level by GB/T 9704-2012 §7.3.3 and legislative drafting custom. */

export type Style = 'pian' | 'zhang' | 'jie' | 'cn' | 'named' | 'tiao' | 'cnp' | 'ar' | 'dec2' | 'dec3' | 'arp' | 'hp' | 'circle' | 'dash' | 'shi' | 'box' | 'table' | 'annex';

/** Styles that can become levels, outermost first. ① and 一是 are list items, never levels (contract 7.1). */
export const LEVEL_STYLES: readonly Style[] = ['pian', 'zhang', 'jie', 'cn', 'named', 'tiao', 'cnp', 'ar', 'dec2', 'dec3', 'arp', 'hp'];

export const isLevelStyle = (style: Style): boolean => LEVEL_STYLES.includes(style);

/** A label found in the view. `number` is 0 for labels without one (——, 附件). */
export interface Mark {
  readonly style: Style;
  readonly number: number;
  readonly start: number;
  /** end of the label as written, exclusive */
  readonly labelEnd: number;
  /** first character after the label and the blanks behind it */
  readonly textStart: number;
  /** the label is certain only if its number is the expected one: `11.121人才`, `1 总则` */
  readonly weak?: boolean;
}
