/**
 * Whether a statement ties every regional table that it reads or changes to the region of its parameter: by `x.region_code = $1`, or by
 * the key of another table that is tied. Row level security would hide foreign rows as well; the key must not lean on it.
 */

interface Reference {
  readonly alias: string;
  readonly table: string;
  readonly at: number;
  readonly scope: string;
}

/** A comparison of the key: with another row, or with something given from outside (a parameter, a list of regions). */
export interface KeyComparison {
  readonly from: string;
  readonly at: number;
  readonly left: string;
  readonly right: string;
}

const words = new Set('on where set using join left right inner cross full order group limit for as returning values union except and natural select lateral'.split(' '));
/** Strings and comments become blanks of the same length. */
const bare = (text: string): string => text.replaceAll(/'(?:[^']|'')*'|--[^\n]*/g, (found) => ' '.repeat(found.length));

/** The parentheses around a place, from the outside in; each part of a union is a scope of its own. */
function scopeAt(text: string, at: number): string {
  const open = ['/0'];
  for (const { 0: found, index } of text.slice(0, at).matchAll(/[()]|\b(?:union|except|intersect)\b/g)) {
    if (found === '(') open.push(`/${index}`);
    else if (found === ')') open.pop();
    else open.push(`${open.pop()?.split('~')[0]}~${index}`);
  }
  return open.join('');
}

function referencesIn(text: string, tables: ReadonlySet<string>): readonly Reference[] {
  return [...text.matchAll(/(?:\b(from|join|update|using|only)|,)\s+([a-z_]+\.[a-z_]+)(?![a-z_])(?=(?:\s+(?:as\s+)?([a-z_]+))?)/g)].flatMap((match) => {
    const [, , table = '', next = ''] = match;
    if (!tables.has(table)) return [];
    return [{ table, alias: next === '' || words.has(next) ? (table.split('.')[1] ?? '') : next, at: match.index, scope: scopeAt(text, match.index) }];
  });
}

const side = String.raw`(?:[a-z_]+\.)?[a-z_]+|\$\d+(?:::text)?`;
const comparison = new RegExp(String.raw`(?<![\w.$])(${side})\s*=\s*(${side}|any\s*\()`, 'g');
const pair = /\(([a-z_]+\.)?region_code,[^()]*\)\s*=\s*\((([a-z_]+)\.region_code|\$\d+),/g;

const isKey = (name: string): boolean => /^([a-z_]+\.)?region_code$/.test(name);

/** Every comparison of a region key, in text order. */
function comparisonsIn(text: string): readonly KeyComparison[] {
  const single = [...text.matchAll(comparison)].map((match) => ({ from: match[0], at: match.index, left: match[1] ?? '', right: match[2] ?? '' }));
  const rows = [...text.matchAll(pair)].map((match) => ({ from: match[0], at: match.index, left: `${match[1] ?? ''}region_code`, right: match[2] ?? '' }));
  return [...single.filter(({ left, right }) => isKey(left) || isKey(right)), ...rows].sort((a, b) => a.at - b.at);
}

/** The reference that a column names, seen from a place: the nearest scope around it that has the alias, else any. */
function resolve(column: string, at: number, { text, references }: { readonly text: string; readonly references: readonly Reference[] }): Reference | undefined {
  if (!isKey(column)) return undefined;
  const scope = scopeAt(text, at);
  const [alias] = column.includes('.') ? column.split('.') : [undefined];
  const named = references.filter((one) => alias === undefined || one.alias === alias);
  const around = named.filter((one) => scope === one.scope || scope.startsWith(`${one.scope}/`));
  const nearest = [...around].sort((a, b) => b.scope.length - a.scope.length || Math.abs(a.at - at) - Math.abs(b.at - at))[0];
  // A join in parentheses is named outside of them; a bare name is not.
  return nearest ?? (alias === undefined ? undefined : named[0]);
}

/** Those comparisons of a statement that are about a row of a regional table: each ties one. */
export function keyComparisons(statement: string, tables: ReadonlySet<string>): readonly KeyComparison[] {
  const text = bare(statement);
  const references = referencesIn(text, tables);
  return comparisonsIn(text).filter(({ left, right, at }) => [left, right].some((column) => resolve(column, at, { text, references }) !== undefined));
}

/** Regional tables of a statement that nothing ties to its region, as `table alias`. */
export function untiedTables(statement: string, tables: ReadonlySet<string>): readonly string[] {
  const text = bare(statement);
  const references = referencesIn(text, tables);
  const tied = new Set<Reference>();
  const links: (readonly Reference[])[] = [];
  for (const { left, right, at } of comparisonsIn(text)) {
    const named = [left, right].flatMap((column) => resolve(column, at, { text, references }) ?? []);
    // Against a parameter, or against the list of regions of a sum (ADR 0048).
    if (named.length === 1) for (const one of named) tied.add(one);
    else links.push(named);
  }
  for (const { index } of text.matchAll(/\busing\s*\(\s*region_code\b/g)) links.push(references.filter(({ at }) => at < index).slice(-2));
  for (let size = -1; size < tied.size; ) {
    size = tied.size;
    for (const link of links) if (link.some((one) => tied.has(one))) for (const one of link) tied.add(one);
  }
  return references.filter((one) => !tied.has(one)).map(({ table, alias }) => `${table} ${alias}`);
}
