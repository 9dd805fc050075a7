/**
 * Web page → text. Block elements end a paragraph; scripts, styles, navigation and hidden parts are dropped;
 * tables used for layout are opened, tables of data keep rows and cells with merged cells filled.
 * The host parses the HTML and passes a tree whose depth it has limited.
 */
import { mainContent } from './html-content.ts';
import { type GridCell, fillGrid } from './table-grid.ts';
import { type ReadText, TextBuilder, foldSpaces, rowLine, trimBlanks } from './read-text.ts';

export interface HtmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly HtmlNode[];
}
export type HtmlNode = HtmlElement | string;

const blocks = new Set(
  'address article aside blockquote body caption center dd div dl dt fieldset figcaption figure h1 h2 h3 h4 h5 h6 hr html legend li main ol option p pre section summary details table tbody td tfoot th thead tr ul'.split(
    ' ',
  ),
);
const dropped = new Set('script style noscript template nav header footer aside form button select iframe object embed svg canvas audio video head link meta title map'.split(' '));

/** True for elements a reader of the page does not see, or that are not part of the document. */
export const isDropped = (element: HtmlElement): boolean => {
  if (dropped.has(element.name) || 'hidden' in element.attributes) return true;
  const style = (element.attributes['style'] ?? '').replace(/\s/g, '').toLowerCase();
  return style.includes('display:none') || style.includes('visibility:hidden');
};

export const textOf = (node: HtmlNode): string => {
  if (typeof node === 'string') return node;
  if (isDropped(node)) return '';
  if (node.name === 'br') return '\n';
  const inner = node.children.map(textOf).join('');
  return blocks.has(node.name) ? `\n${inner}\n` : inner;
};

const elementsNamed = (root: HtmlElement, name: string, into: HtmlElement[] = []): HtmlElement[] => {
  for (const child of root.children) {
    if (typeof child === 'string' || isDropped(child)) continue;
    if (child.name === name) into.push(child);
    if (!(name === 'tr' && child.name === 'table')) elementsNamed(child, name, into); // rows of a nested table are its own
  }
  return into;
};

const cellsOf = (row: HtmlElement) => row.children.filter((child): child is HtmlElement => typeof child !== 'string' && (child.name === 'td' || child.name === 'th'));
const spanOf = (value: string | undefined): number => Math.min(Math.max(Number.parseInt(value ?? '1', 10) || 1, 1), 200);
const paragraphs = (node: HtmlNode): string[] =>
  textOf(node)
    .split('\n')
    .map((line) => trimBlanks(foldSpaces(line)))
    .filter((line) => line !== '');

/** A layout table carries running text: a cell of several long paragraphs, or no second cell anywhere. */
const isLayout = (rows: readonly HtmlElement[]): boolean => {
  const cells = rows
    .flatMap(cellsOf)
    .map(paragraphs)
    .filter((lines) => lines.length > 0);
  if (cells.length <= 1) return !(cells[0]?.[0] ?? '').startsWith('专栏');
  return cells.some((lines) => lines.length >= 4 && lines.join('').length >= 400);
};

const readTable = (table: HtmlElement, at: string, out: TextBuilder, open: (node: HtmlElement, at: string) => void): void => {
  const rows = elementsNamed(table, 'tr');
  if (rows.length === 0 || isLayout(rows)) {
    open(table, at);
    return;
  }
  const grid: GridCell[][] = rows.map((row) =>
    cellsOf(row).map((cell) => ({ text: paragraphs(cell).join(' '), columns: spanOf(cell.attributes['colspan']), rows: spanOf(cell.attributes['rowspan']) })),
  );
  fillGrid(grid).forEach((cells, index) => {
    out.line(rowLine(cells), `${at}/row[${index + 1}]`);
  });
};

/** Walks the tree and writes a line per paragraph. Depth is limited by the host, so recursion is safe. */
export const htmlToText = (root: HtmlElement): ReadText => {
  const { container, heading } = mainContent(root);
  const out = new TextBuilder();
  let current = '';
  let place = 'html';
  let tables = 0;
  const flush = (): void => {
    for (const line of current.split('\n')) out.line(trimBlanks(foldSpaces(line)), place);
    current = '';
  };
  const walk = (node: HtmlNode, at: string): void => {
    if (typeof node === 'string') {
      current += node.replace(/[\r\n\t\f]/g, ' ');
      return;
    }
    if (isDropped(node)) return;
    if (node.name === 'br') {
      current += '\n';
      return;
    }
    const isBlock = blocks.has(node.name);
    if (isBlock) {
      flush();
      place = at;
    }
    if (node.name === 'table') {
      tables += 1;
      readTable(node, `table[${tables}]`, out, openChildren);
    } else openChildren(node, at);
    if (isBlock) {
      flush();
      place = at;
    }
  };
  const openChildren = (node: HtmlElement, at: string): void => {
    const counts = new Map<string, number>();
    for (const child of node.children) {
      if (typeof child === 'string') {
        walk(child, at);
        continue;
      }
      const nth = (counts.get(child.name) ?? 0) + 1;
      counts.set(child.name, nth);
      walk(child, blocks.has(child.name) ? `${at}/${child.name}[${nth}]` : at);
    }
  };
  if (heading !== undefined) out.line(heading, 'heading');
  openChildren(container, container.name);
  flush();
  return out.build([]);
};
