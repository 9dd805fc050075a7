/** Collectives: 各区、县级市 is one answerable body (trap 54), and each kind of member it names is a record that points to it. */
import type { Range, Span } from '../model.ts';
import { continuesTerritoryList, isCloser, isOpener, opensTerritoryList } from './body-names.ts';
import { spanOf } from './tree.ts';

/**
 * The kinds of member a collective names, in text order: 各区、县级市人民政府 has 各区 and 县级市人民政府. Empty for a single body;
 * 各县（市、区） is one kind, as its bracket is part of the name.
 */
export function membersOf(text: string, name: Range): Range[] {
  const out: Range[] = [];
  let depth = 0;
  let start = name.start;
  for (let i = name.start; i <= name.end; i++) {
    const ch = i < name.end ? (text[i] ?? '') : '、';
    if (isOpener(ch)) depth++;
    else if (isCloser(ch)) depth = Math.max(0, depth - 1);
    if (depth > 0 || !'、/／'.includes(ch)) continue;
    if (i > start) out.push({ start, end: i });
    start = i + 1;
  }
  const [first, ...rest] = out.map((r) => text.slice(r.start, r.end));
  return first !== undefined && rest.length > 0 && opensTerritoryList(first) && rest.every(continuesTerritoryList) ? out : [];
}

/** Name and collective of each record that a body gives: one per kind of member, else the body itself. */
export function namesOf(text: string, body: Range): { readonly name: Span; readonly group?: Span }[] {
  const whole = spanOf(text, body.start, body.end);
  const members = membersOf(text, body);
  return members.length === 0 ? [{ name: whole }] : members.map((m) => ({ name: spanOf(text, m.start, m.end), group: whole }));
}
