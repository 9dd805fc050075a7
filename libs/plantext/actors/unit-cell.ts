/** A cell of units, as a plan, a 任务分解表 or a reviewer writes it, taken apart into the bodies that answer. */
import { continuesTerritoryList, isCloser, isOpener, isPartyAndGovernment, opensTerritoryList } from './body-names.ts';

const PARTS = '、，,；;\n';

/** The pieces between marks outside brackets, each with the mark before it. */
function piecesOf(cell: string): { readonly mark: string; readonly name: string }[] {
  const out: { mark: string; name: string }[] = [];
  let depth = 0;
  let start = 0;
  let mark = '';
  for (let i = 0; i <= cell.length; i++) {
    const ch = i < cell.length ? (cell[i] ?? '') : '；';
    if (isOpener(ch)) depth++;
    else if (isCloser(ch)) depth = Math.max(0, depth - 1);
    if (!PARTS.includes(ch) || (depth > 0 && i < cell.length)) continue;
    const name = cell.slice(start, i).trim();
    if (name !== '') out.push({ mark, name });
    mark = ch;
    start = i + 1;
  }
  return out;
}

/**
 * Names of the bodies in text order. A collective (各区、县级市) and 县委、县政府 are one body each, as in the actor records
 * (ADR 0032); 各县（市、区） is not parted inside its bracket.
 */
export function unitNamesOf(cell: string): string[] {
  const out: string[] = [];
  let collective = false;
  for (const { mark, name } of piecesOf(cell)) {
    const before = out.at(-1) ?? '';
    const joins = mark === '、' && ((collective && continuesTerritoryList(name)) || isPartyAndGovernment(before, name));
    if (joins) out[out.length - 1] = `${before}、${name}`;
    else {
      out.push(name);
      collective = opensTerritoryList(name);
    }
  }
  return out;
}

/** True when a register holds the name, or every unit it is made of; a collective by its kinds (各区、县级市, 各乡镇) is in no register. */
export function isKnownUnit(name: string, register: ReadonlySet<string>): boolean {
  const parts = name.split('、');
  return register.has(name) || opensTerritoryList(parts[0] ?? '') || (parts.length > 1 && parts.every((part) => register.has(part)));
}
