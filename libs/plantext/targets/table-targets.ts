import type { ParsedText } from '../model.ts';
import type { Quantity } from '../quantities/quantity.ts';
import type { NodeContext } from './context.ts';
import type { Scan } from './extract-targets.ts';
import type { Figure } from './figure.ts';

export function readTables(_parsed: ParsedText, _scan: Scan, _contexts: ReadonlyMap<string, NodeContext>): { figures: Figure[]; used: Quantity[]; nodes: ReadonlySet<string> } {
  return { figures: [], used: [], nodes: new Set() };
}
