/**
 * Which label styles are levels of THIS document and what kind each level is (contract 7.1): learned from the marks
 * that occur, with the order of GB/T 9704 as prior.
 */
import { LEVEL_STYLES } from '../lexer/styles.ts';
import type { Style } from '../lexer/styles.ts';
import type { NodeKind } from '../model.ts';

/** One accepted mark, in text order. */
export interface Seen {
  readonly style: Style;
  readonly number: number;
  readonly inline: boolean;
}

export interface Levels {
  /** styles, outermost first */
  readonly order: readonly Style[];
  /** level of a style, -1 = no level */
  level(style: Style): number;
  kind(level: number): NodeKind;
  /** the deepest style is already the part or section: its nodes get a measure of the same stretch */
  readonly copies: boolean;
}

interface Tally {
  first: number;
  count: number;
  ones: number;
  /** style of the mark before each number 1 */
  readonly openedBy: Map<Style, number>;
}

const tallyOf = (seen: readonly Seen[]): Map<Style, Tally> => {
  const map = new Map<Style, Tally>();
  seen.forEach((mark, index) => {
    const t = map.get(mark.style) ?? { first: index, count: 0, ones: 0, openedBy: new Map<Style, number>() };
    t.count++;
    const before = seen[index - 1]?.style;
    if (mark.number === 1) {
      t.ones++;
      if (before !== undefined) t.openedBy.set(before, (t.openedBy.get(before) ?? 0) + 1);
    }
    map.set(mark.style, t);
  });
  return map;
};

/** Prior order, corrected where the document turns it round: a style that restarts behind another again and again is the inner one. */
const orderOf = (tally: ReadonlyMap<Style, Tally>): Style[] => {
  const order = LEVEL_STYLES.filter((s) => tally.has(s));
  for (let pass = 0; pass < order.length; pass++) {
    for (let i = 0; i + 1 < order.length; i++) {
      const outer = order[i];
      const inner = order[i + 1];
      if (outer === undefined || inner === undefined) continue;
      const a = tally.get(outer);
      const b = tally.get(inner);
      if (a && b && b.first < a.first && a.ones >= 2 && (a.openedBy.get(inner) ?? 0) * 3 >= a.ones * 2 && (b.openedBy.get(outer) ?? 0) === 0) {
        order[i] = inner;
        order[i + 1] = outer;
      }
    }
  }
  const article = order.indexOf('tiao');
  // below an article only 款 and 项 follow: list items, never measures of their own
  return article >= 0 && (tally.get('tiao')?.count ?? 0) >= 2 ? order.slice(0, article + 1) : order;
};

interface Coverage {
  parents: number;
  covered: number;
  inlineOnly: boolean;
  count: number;
  /** nodes of the deepest style that stand under no node of the level above */
  direct: number;
}

/** How many nodes of the level above have a child of the deepest style. */
const coverageOf = (seen: readonly Seen[], order: readonly Style[]): Coverage => {
  const deepest = order[order.length - 1];
  const above = order[order.length - 2];
  const c: Coverage = { parents: 0, covered: 0, inlineOnly: true, count: 0, direct: 0 };
  let fresh = false;
  let open = false;
  for (const mark of seen) {
    if (mark.style === above) {
      c.parents++;
      fresh = true;
      open = true;
    } else if (mark.style === deepest) {
      c.count++;
      if (!mark.inline) c.inlineOnly = false;
      if (fresh) c.covered++;
      if (!open) c.direct++;
      fresh = false;
    } else if (order.includes(mark.style)) {
      fresh = false;
      open = false;
    }
  }
  return c;
};

/**
 * A style that occurs under few of the nodes above it is a list inside them, not the level of measures: with thirty
 * numbered measures of which two hold a short list (1)(2)(3), the thirty are the measures.
 */
const isOnlyList = (c: Coverage): boolean => {
  if (c.inlineOnly && c.parents >= 6 && c.covered * 3 < c.parents) return true;
  if (c.direct === 0 && c.parents >= 6 && c.covered * 4 <= c.parents) return true;
  return c.parents >= 12 && c.covered * 5 < c.parents && c.count * 2 <= c.parents;
};

const OUTER_OF_BOTH: ReadonlySet<Style> = new Set<Style>(['pian', 'zhang', 'jie', 'cn']);

/** 行动一 in one part and （一） in another stand on one level, unless one of them is found under the other. */
const isOneLevel = (seen: readonly Seen[]): boolean => {
  let under: Style | null = null;
  let both = 0;
  for (const { style } of seen) {
    if (OUTER_OF_BOTH.has(style)) under = null;
    if (style !== 'named' && style !== 'cnp') continue;
    if (under !== null && under !== style) return false;
    both |= style === 'named' ? 1 : 2;
    under = style;
  }
  return both === 3;
};

/** What levels are called: `named` counts as `cnp` where both stand on one level. */
const canonicalStyle = (oneLevel: boolean, style: Style): Style => (oneLevel && style === 'named' ? 'cnp' : style);

export const learnLevels = (marks: readonly Seen[]): Levels => {
  const oneLevel = isOneLevel(marks);
  const seen = oneLevel ? marks.map((mark) => ({ ...mark, style: canonicalStyle(true, mark.style) })) : marks;
  let order = orderOf(tallyOf(seen));
  while (order.length >= 3 && isOnlyList(coverageOf(seen, order))) order = order.slice(0, -1);
  const deepest = order.length - 1;
  return {
    order,
    level: (style) => order.indexOf(canonicalStyle(oneLevel, style)),
    kind: (level) => {
      if (level === 0) return 'part';
      if (level === 1) return 'section';
      return level === deepest ? 'measure' : 'task';
    },
    copies: order.length > 0 && order.length <= 2,
  };
};

const GOAL_PARTS =
  /(?:总体要求|总体思路|总体目标|总体部署|总体考虑|指导思想|指导原则|基本原则|工作原则|主要原则|重要意义|重大意义|目的意义|目标$|目标和|原则$|附则|总则|背景|形势|现状|发展基础|基本情况|工作回顾|回顾$|发展成就|核心定位|战略定位|发展定位|功能定位|适用范围|试点范围|实施范围|名词解释)/;

/** Goal-type parts hold no measures of their own. `主要目标任务` lists tasks and is none. */
export const isGoalTitle = (title: string | null): boolean => {
  if (title === null || title.length > 40) return false;
  const plain = title.replace(/\s/g, ''); // 总　则
  return GOAL_PARTS.test(plain) && !/任务|举措|措施/.test(plain);
};

/** Unnumbered run-in headings under such a title are principles. */
export const isPrincipleTitle = (title: string | null): boolean => title !== null && title.length <= 20 && title.includes('原则');
