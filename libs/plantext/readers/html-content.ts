/**
 * Finds the document inside a web page: the deepest element that still holds nearly all running text.
 * No site is named here; what counts is text outside links against text inside links.
 */
import type { HtmlElement, HtmlNode } from './html.ts';

const keepShare = 0.8;
const skipped = new Set('script style noscript template nav header footer aside form button select iframe svg head'.split(' '));

/** Characters of CJK running text under each element, those inside links counting against it. */
const weighAll = (root: HtmlElement): Map<HtmlNode, number> => {
  const weights = new Map<HtmlNode, number>();
  const weigh = (node: HtmlNode, inLink: boolean): number => {
    if (typeof node === 'string') {
      let count = 0;
      for (let i = 0; i < node.length; i += 1) if (node.charCodeAt(i) >= 0x2e80) count += 1;
      return inLink ? -count : count;
    }
    if (skipped.has(node.name)) return 0;
    let sum = 0;
    for (const child of node.children) sum += weigh(child, inLink || node.name === 'a');
    weights.set(node, Math.max(sum, 0));
    return inLink ? sum : Math.max(sum, 0);
  };
  weigh(root, false);
  return weights;
};

const squeeze = (text: string): string => text.replace(/[\s\u00a0\u3000]+/g, '');

const plain = (node: HtmlNode): string => (typeof node === 'string' ? node : skipped.has(node.name) ? '' : node.children.map(plain).join(node.name === 'p' ? '\n' : ''));

/** Headings outside the container, most specific first: the page's own title field, then its h1. */
const headingsOf = (root: HtmlElement): string[] => {
  const found: { rank: number; text: string }[] = [];
  const visit = (node: HtmlNode): void => {
    if (typeof node === 'string') return;
    const name = (node.attributes['name'] ?? '').toLowerCase();
    if (node.name === 'meta' && name === 'articletitle') found.push({ rank: 0, text: node.attributes['content'] ?? '' });
    if (node.name === 'h1') found.push({ rank: 1, text: plain(node) });
    for (const child of node.children) visit(child);
  };
  visit(root);
  return found.sort((a, b) => a.rank - b.rank).map(({ text }) => text.replace(/[\s\u00a0\u3000]+/g, ' ').trim());
};

/** The container of the document and, when the container does not hold it, the page's heading. */
export const mainContent = (root: HtmlElement): { container: HtmlElement; heading?: string } => {
  const weights = weighAll(root);
  const enough = (weights.get(root) ?? 0) * keepShare;
  const holdsNearlyAll = (node: HtmlNode): node is HtmlElement => typeof node !== 'string' && enough > 0 && (weights.get(node) ?? 0) >= enough;
  let container = root;
  for (;;) {
    const next = container.children.find(holdsNearlyAll);
    if (next === undefined || next.name === 'p' || next.name === 'table' || next.name === 'span') break;
    container = next;
  }
  const start = squeeze(plain(container)).slice(0, 400);
  const heading = headingsOf(root).find((text) => squeeze(text).length >= 4);
  return heading === undefined || start.includes(squeeze(heading)) ? { container } : { container, heading };
};
