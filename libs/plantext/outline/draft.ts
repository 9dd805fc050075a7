/** Nodes under construction and their final order, parents and ids. */
import { createNodeIds } from '../ids.ts';
import type { NodeKind, OutlineNode, Range } from '../model.ts';

export interface Draft {
  readonly kind: NodeKind;
  readonly start: number;
  readonly end: number;
  /** end of the label; = start when there is none */
  readonly labelEnd: number;
  readonly title: string | null;
  /** the label's own number, 0 = position among siblings */
  readonly number: number;
  parent: Draft | null;
  /** given when the outline is finished, '' before */
  id: string;
  place: number;
  /** a duty node on a line of its own */
  readonly ownLine: boolean;
  /** label that does not open the node: the keyword inside a duty bracket */
  readonly keyword: Range | null;
}

export const draft = (
  kind: NodeKind,
  start: number,
  end: number,
  parent: Draft | null,
  more: Partial<Pick<Draft, 'labelEnd' | 'title' | 'number' | 'ownLine' | 'keyword'>> = {},
): Draft => ({
  kind,
  start,
  end,
  labelEnd: more.labelEnd ?? start,
  title: more.title ?? null,
  number: more.number ?? 0,
  parent,
  id: '',
  place: 0,
  ownLine: more.ownLine ?? false,
  keyword: more.keyword ?? null,
});

const byPlace = (a: Draft, b: Draft): number => a.start - b.start || b.end - a.end;

/** Children of one paragraph in text order; a duty goes into the innermost node that holds it. */
export const nest = (items: readonly Draft[]): readonly Draft[] => {
  if (items.length < 2) return items;
  const inOrder = items.every((item, i) => i === 0 || byPlace(items[i - 1] as Draft, item) <= 0);
  const sorted = inOrder ? items : [...items].sort(byPlace);
  const open: Draft[] = [];
  for (const item of sorted) {
    while (open.length > 0 && (open[open.length - 1]?.end ?? 0) <= item.start) open.pop();
    const holder = open[open.length - 1];
    if (item.kind === 'duty' && holder) item.parent = holder;
    open.push(item);
  }
  return sorted;
};

/**
 * A closing duty line under a heading applies to all its measures (contract 7.6): if the last of several measures
 * carries the only duty text among them, on a line of its own, the line belongs to the heading.
 */
export const liftClosingDuties = (drafts: readonly Draft[]): void => {
  if (!drafts.some((d) => d.ownLine)) return;
  const measures = new Map<Draft, Draft[]>();
  const duties = new Map<Draft, Draft[]>();
  for (const d of drafts) {
    if (d.parent === null) continue;
    const map = d.kind === 'measure' ? measures : d.kind === 'duty' ? duties : null;
    if (map === null) continue;
    const list = map.get(d.parent);
    if (list) list.push(d);
    else map.set(d.parent, [d]);
  }
  for (const [heading, list] of measures) {
    const last = list[list.length - 1];
    if (list.length < 2 || last === undefined || list.slice(0, -1).some((m) => duties.has(m))) continue;
    const own = duties.get(last) ?? [];
    if (own.length > 0 && own.every((d) => d.ownLine)) for (const d of own) d.parent = heading;
  }
};

/** Ids in text order; labels are the characters of the text. */
export const finish = (text: string, drafts: readonly Draft[]): OutlineNode[] => {
  const nextId = createNodeIds();
  return drafts.map((d, place) => {
    const parent = d.parent === null ? null : d.parent.id || 'doc';
    const id = nextId(d.kind, d.number, parent === null ? null : { id: parent, place: d.parent?.place ?? 0 });
    d.id = id;
    d.place = place;
    const label = d.keyword ? text.slice(d.keyword.start, d.keyword.end) : d.labelEnd > d.start ? text.slice(d.start, d.labelEnd) : null;
    return { id, kind: d.kind, label, title: d.title, start: d.start, end: d.end, parent };
  });
};
