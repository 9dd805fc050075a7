/** Predicates of the registered statements that guard: the scope clause of lists, in its two halves, and the rows of the caller alone. */
import type { Statement } from '#kernel/server/db.ts';
import type { SqlAway } from './switches.ts';

export interface SqlPredicate extends SqlAway {
  readonly kind: 'scope clause' | 'own rows';
}

/** The stretch from an opening parenthesis to the one that closes it. */
function parenthesised(text: string, open: number): string {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '(') depth += 1;
    else if (text[at] === ')') depth -= 1;
    if (depth === 0) return text.slice(open, at + 1);
  }
  throw new Error(`no end of the parenthesis at ${open} of ${text}`);
}

/** Parameters keep their types only while they stand in the text, so that what is taken away stays behind `true or`. */
const away = (name: string, at: number, from: string): Omit<SqlPredicate, 'kind'> => ({ name, at, from, to: `(true or ${from})` });

/** The rights of the caller, as rows: pairs of unit and path, or paths alone. */
const rights = /unnest\(\$\d+::text\??\[\](?:, \$\d+::text\??\[\])?\) [a-z] \((?:o, )?p\)/g;
const half = /\((?:[a-z]\.)?[op] is null or /g;
const alone = /\b[a-z]\.p is null(?! or)|(?<= (?:where|on) )(?:[a-z]\.p is null or )?starts_with\([a-z_.]+, [a-z]\.p\)/g;

/** Where the innermost `exists (` around a place opens. */
function existsAround(text: string, at: number): number {
  const opened = [...text.slice(0, at).matchAll(/exists \(/g)].map(({ index }) => index).reverse();
  const found = opened.find((index) => index + `exists ${parenthesised(text, index + 'exists '.length)}`.length > at);
  if (found === undefined) throw new Error(`rights outside of an exists: ${text}`);
  return found;
}

/** Each clause as a whole, and what it asks of the unit and of the path. */
function scopeClauses({ name, text }: Pick<Statement, 'name' | 'text'>): readonly SqlPredicate[] {
  return [...text.matchAll(rights)].flatMap((match) => {
    const index = existsAround(text, match.index);
    const whole = `exists ${parenthesised(text, index + 'exists '.length)}`;
    const halves = [...whole.matchAll(half)].map((one) => away(name, index + one.index, parenthesised(whole, one.index)));
    const bare = [...whole.matchAll(alone)].map((one) => away(name, index + one.index, one[0]));
    return [away(name, index, whole), ...halves, ...bare].map((one) => ({ ...one, kind: 'scope clause' as const }));
  });
}

/** Columns that say whose a row is, where they are compared with what the caller is. */
const owners = /\b(?:[a-z]+\.)?(?:user_id|uploaded_by|owner|actor|about_user|recipient|recipient_id|token_hash) = \$\d+/g;
/** What follows is not a condition of the rows that are found: `set user_id = $4`. */
const isCondition = (text: string, at: number): boolean => /\b(where|and|or|on)\s*\(*\s*(\$\d+::\w+ is null or )?$/.test(text.slice(0, at));

const ownRows = ({ name, text }: Pick<Statement, 'name' | 'text'>): readonly SqlPredicate[] =>
  [...text.matchAll(owners)].filter(({ index }) => isCondition(text, index)).map((match) => ({ ...away(name, match.index, match[0]), kind: 'own rows' as const }));

export const sqlPredicates = (statements: readonly Pick<Statement, 'name' | 'text'>[]): readonly SqlPredicate[] =>
  statements.flatMap((one) => [...scopeClauses(one), ...ownRows(one)]);

export const nameOfPredicate = ({ kind, name, at, from }: SqlPredicate): string => `${kind} of ${name} at ${at}: ${from.replaceAll(/\s+/g, ' ').slice(0, 90)}`;
