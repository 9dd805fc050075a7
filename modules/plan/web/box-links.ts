import type { Ledger, LedgerLink, PlanNode } from '../contract/index.ts';
import type { Outline } from './outline.ts';
import type { Stretch } from './text-layout.ts';

/** A way from the selected node to the other end of a link. */
export interface Crossing {
  readonly node: PlanNode;
  /** the words both ends share, as they stand in the other end; empty when the outline alone says it */
  readonly words: string;
  readonly place: Stretch | null;
}

export interface Crossings {
  readonly name: '相关举措' | '相关专栏';
  readonly list: readonly Crossing[];
}

const none: readonly Crossing[] = [];

const isBoxKind = (kind: string): boolean => kind === 'box' || kind === 'boxBlock' || kind === 'boxParagraph';

const crossing = (outline: Outline, link: LedgerLink, far: 'from' | 'to'): Crossing[] => {
  const node = outline.find(link[far]);
  const place = link.why[0]?.from?.[far === 'from' ? 0 : 1] ?? null;
  return node === undefined ? [] : [{ node, words: place?.text ?? '', place }];
};

/** An item of a box leads to its measures, the box to those of all its items. */
const measuresOf = (links: readonly LedgerLink[], outline: Outline, node: PlanNode): readonly Crossing[] => {
  const found = links.filter(({ from }) => from === node.nodeId || (node.kind === 'box' && outline.ancestorsOf(from).some(({ nodeId }) => nodeId === node.nodeId)));
  const seen = new Set<string>();
  return found.flatMap((link) => crossing(outline, link, 'to')).filter((one) => !seen.has(one.node.nodeId) && seen.add(one.node.nodeId) !== undefined);
};

/** A measure leads to the items that name the same, then to the boxes of its task; a task or section to its boxes. */
const boxesOf = (links: readonly LedgerLink[], outline: Outline, node: PlanNode): readonly Crossing[] => {
  const items = links.filter(({ to }) => to === node.nodeId).flatMap((link) => crossing(outline, link, 'from'));
  const holder = node.kind === 'measure' ? node.parent : null;
  const boxes = holder === null ? none : outline.childrenOf(holder).flatMap((child): Crossing[] => (child.kind === 'box' ? [{ node: child, words: '', place: null }] : []));
  return [...items, ...boxes];
};

/** Where one can go from here across 专栏 → 任务 → 举措; null when there is nothing to cross to. */
export const crossingsOf = (ledger: Pick<Ledger, 'links'>, outline: Outline, node: PlanNode): Crossings | null => {
  const links = ledger.links ?? [];
  const fromBox = isBoxKind(node.kind);
  const list = fromBox ? measuresOf(links, outline, node) : node.kind === 'measure' ? boxesOf(links, outline, node) : none;
  return list.length === 0 ? null : { name: fromBox ? '相关举措' : '相关专栏', list };
};
