import type { PlanNode } from '../contract/index.ts';

/** Half-open stretch of the version's text, UTF-16 code units. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A run of characters that belong to the same innermost node. */
export interface Segment extends Stretch {
  readonly nodeId: string | undefined;
}

/** One line of the text without its line break. */
export interface Paragraph extends Stretch {
  readonly segments: readonly Segment[];
}

const lineStretches = (text: string): Stretch[] => {
  const lines: Stretch[] = [];
  let start = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', start)) {
    lines.push({ start, end: at > start && text[at - 1] === '\r' ? at - 1 : at });
    start = at + 1;
  }
  lines.push({ start, end: text.length });
  return lines.filter((line) => line.end > line.start);
};

interface Boundary {
  readonly at: number;
  readonly opens: readonly PlanNode[];
}

const boundaries = (nodes: readonly PlanNode[], lines: readonly Stretch[]): Boundary[] => {
  const opens = new Map<number, PlanNode[]>();
  const touch = (at: number): PlanNode[] => {
    const list = opens.get(at) ?? [];
    opens.set(at, list);
    return list;
  };
  for (const node of nodes) {
    if (node.end <= node.start) continue;
    touch(node.start).push(node);
    touch(node.end);
  }
  for (const line of lines) {
    touch(line.start);
    touch(line.end);
  }
  return [...opens].map(([at, list]) => ({ at, opens: list })).sort((a, b) => a.at - b.at);
};

/**
 * Cuts the text into lines and each line where a node begins or ends, so that every run knows its innermost node.
 * Nodes nest; of equal stretches the later (deeper) one is the inner. O(n log n).
 */
export const layOutText = (text: string, nodes: readonly PlanNode[]): readonly Paragraph[] => {
  const lines = lineStretches(text);
  const cuts = boundaries(nodes, lines);
  const open: PlanNode[] = [];
  const paragraphs: Paragraph[] = [];
  let cut = 0;
  for (const line of lines) {
    const segments: Segment[] = [];
    while (cut < cuts.length) {
      const boundary = cuts[cut];
      if (boundary === undefined || boundary.at >= line.end) break;
      while (open.length > 0 && (open.at(-1)?.end ?? 0) <= boundary.at) open.pop();
      open.push(...[...boundary.opens].sort((a, b) => b.end - a.end));
      const next = Math.min(cuts[cut + 1]?.at ?? text.length, line.end);
      const start = Math.max(boundary.at, line.start);
      if (next > start) segments.push({ start, end: next, nodeId: open.at(-1)?.nodeId });
      cut += 1;
    }
    paragraphs.push({ ...line, segments });
  }
  return paragraphs;
};

/** Index of the paragraph that holds the offset, or of the next one after it; -1 for an empty text. */
export const paragraphAt = (paragraphs: readonly Stretch[], offset: number): number => {
  let low = 0;
  let high = paragraphs.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((paragraphs[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return paragraphs.length === 0 ? -1 : low;
};

export interface Piece extends Segment {
  readonly marked: boolean;
  readonly hit: boolean;
  readonly focused: boolean;
  /** characters of the field that is pointed at */
  readonly lit: boolean;
  /** characters from which that field was concluded */
  readonly source: boolean;
}

export interface Marks {
  /** the selected node */
  readonly marked: Stretch | undefined;
  /** one place that was jumped to: a hit, a finding, a record */
  readonly focused: Stretch | undefined;
  /** places of the words looked for, in text order */
  readonly hits: readonly Stretch[];
  /** own characters of the field that is pointed at */
  readonly lit?: readonly Stretch[];
  /** characters from which that field was concluded */
  readonly sources?: readonly Stretch[];
}

const noStretches: readonly Stretch[] = [];

const covers = (stretch: Stretch | undefined, at: number): boolean => stretch !== undefined && stretch.start <= at && at < stretch.end;

/** The runs of a paragraph cut once more at the marks. */
export const piecesOf = (paragraph: Paragraph, marks: Marks): readonly Piece[] => {
  const touching = (stretches: readonly Stretch[] = noStretches): readonly Stretch[] => stretches.filter((place) => place.start < paragraph.end && place.end > paragraph.start);
  const hits = touching(marks.hits);
  const lit = touching(marks.lit);
  const sources = touching(marks.sources);
  const cuts = [marks.marked, marks.focused, ...hits, ...lit, ...sources].flatMap((stretch) => (stretch === undefined ? [] : [stretch.start, stretch.end]));
  return paragraph.segments.flatMap((segment) => {
    const inside = [...new Set(cuts.filter((at) => at > segment.start && at < segment.end))].sort((a, b) => a - b);
    const edges = [segment.start, ...inside, segment.end];
    return edges.slice(0, -1).map((start, index) => ({
      start,
      end: edges[index + 1] ?? segment.end,
      nodeId: segment.nodeId,
      marked: covers(marks.marked, start),
      focused: covers(marks.focused, start),
      hit: hits.some((hit) => covers(hit, start)),
      lit: lit.some((place) => covers(place, start)),
      source: sources.some((place) => covers(place, start)),
    }));
  });
};
