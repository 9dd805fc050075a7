/** XML bytes → tree, with DTDs refused and depth and size limited. */
import { SaxesParser } from 'saxes';
import type { XmlElement, XmlNode } from '#libs/plantext/readers/index.ts';
import { ReadRefusal } from './read-refusal.ts';

interface Growing {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlNode[];
}

const maxDepth = 256;
const maxNodes = 4_000_000;

/** Parses one part. White space is kept only where Word keeps it: inside `w:t`. */
export const parseXml = (bytes: Buffer): XmlElement => {
  const parser = new SaxesParser({ xmlns: false });
  const top: Growing = { name: '', attributes: {}, children: [] };
  const stack: Growing[] = [top];
  let nodes = 0;
  const refuse = (refusal: ReadRefusal): never => {
    throw refusal;
  };
  parser.on('doctype', () => refuse(new ReadRefusal('xml_dtd')));
  parser.on('error', (error) => refuse(new ReadRefusal('archive_corrupt', error.message.slice(0, 120))));
  parser.on('opentag', ({ name, attributes }) => {
    nodes += 1;
    if (stack.length > maxDepth || nodes > maxNodes) refuse(new ReadRefusal('read_limits'));
    const element: Growing = { name, attributes: { ...attributes }, children: [] };
    stack.at(-1)?.children.push(element);
    stack.push(element);
  });
  parser.on('closetag', () => {
    stack.pop();
  });
  parser.on('text', (text) => {
    const parent = stack.at(-1);
    if (parent !== undefined && parent.name === 'w:t') parent.children.push(text);
  });
  try {
    parser.write(new TextDecoder('utf-8', { fatal: true }).decode(bytes)).close();
  } catch (error) {
    throw error instanceof ReadRefusal ? error : new ReadRefusal('archive_corrupt');
  }
  const root = top.children[0];
  if (root === undefined || typeof root === 'string') throw new ReadRefusal('archive_corrupt');
  return root;
};
