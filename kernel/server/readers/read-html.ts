/** HTML bytes → text. parse5 builds the tree as a browser would; depth is flattened beyond a limit. */
import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { type HtmlElement, type HtmlNode, type ReadText, htmlToText } from '#libs/plantext/readers/index.ts';
import { decodeHtml } from './decode-html.ts';

type Parsed = DefaultTreeAdapterMap['childNode'] | DefaultTreeAdapterMap['document'];

const maxDepth = 300;

/** Converts without recursion; elements below the limit become siblings at the limit, so no text is lost. */
const convert = (root: Parsed): HtmlElement => {
  const top: { name: string; attributes: Record<string, string>; children: HtmlNode[] } = { name: 'root', attributes: {}, children: [] };
  const stack: { node: Parsed; into: HtmlNode[]; depth: number }[] = [{ node: root, into: top.children, depth: 0 }];
  for (let step = stack.pop(); step !== undefined; step = stack.pop()) {
    const { node, into, depth } = step;
    if (node.nodeName === '#text' && 'value' in node) {
      into.push(node.value);
      continue;
    }
    if (!('childNodes' in node)) continue;
    const isElement = 'tagName' in node && depth < maxDepth;
    let children = into;
    if (isElement) {
      const element = { name: node.tagName, attributes: Object.fromEntries(node.attrs.map(({ name, value }) => [name, value])), children: [] as HtmlNode[] };
      into.push(element);
      children = element.children;
    }
    if (node.childNodes.length === 0) continue;
    pushInOrder(stack, node.childNodes, { into: children, depth: depth + 1 });
  }
  return top;
};

/** A stack works last-in-first-out and elements are filled while their siblings wait, so children go on reversed. */
const pushInOrder = (stack: { node: Parsed; into: HtmlNode[]; depth: number }[], nodes: readonly Parsed[], { into, depth }: { into: HtmlNode[]; depth: number }): void => {
  for (let i = nodes.length - 1; i >= 0; i -= 1) {
    const node = nodes[i];
    if (node !== undefined) stack.push({ node, into, depth });
  }
};

/** Reads a web page. */
export const readHtml = (bytes: Buffer): ReadText => htmlToText(convert(parse(decodeHtml(bytes))));
