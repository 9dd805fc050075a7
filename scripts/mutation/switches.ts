/**
 * The switch of the woven copy: which mutant is away in this process, and which of them are reached. Statements are values, so that a
 * predicate is taken out of the text on its way to the database. Tests of the copy load this before anything else.
 */
import pg from 'pg';

export interface SqlAway {
  readonly name: string;
  readonly at: number;
  readonly from: string;
  readonly to: string;
}

interface Switches {
  away: number | null;
  sql: SqlAway | null;
  /** ids and names of statements that were reached since it was set; null = nobody counts */
  reached: { readonly ids: Set<number>; readonly statements: Set<string> } | null;
}

const given = process.env['LUOSHI_MUTANT'];
export const switches: Switches = { away: null, sql: null, reached: null, ...(given === undefined ? {} : (JSON.parse(given) as Partial<Switches>)) };

Object.assign(globalThis, {
  luoshiAway: (id: number): boolean => {
    switches.reached?.ids.add(id);
    return switches.away === id;
  },
});

const { query } = pg.Client.prototype as { query: (this: pg.Client, config: unknown, ...rest: unknown[]) => unknown };
const sent = function (this: pg.Client, config: unknown, ...rest: unknown[]): unknown {
  const { name, text } = (config ?? {}) as { readonly name?: string; readonly text?: string };
  if (typeof name !== 'string' || typeof text !== 'string') return query.call(this, config, ...rest);
  switches.reached?.statements.add(name);
  const { sql } = switches;
  if (sql === null || sql.name !== name) return query.call(this, config, ...rest);
  if (!text.startsWith(sql.from, sql.at)) throw new Error(`the mutant of ${name} is not at its place`);
  const without = `${text.slice(0, sql.at)}${sql.to}${text.slice(sql.at + sql.from.length)}`;
  return query.call(this, { ...(config as object), name: `away.${name}`.slice(0, 63), text: without }, ...rest);
};
Object.assign(pg.Client.prototype, { query: sent });
