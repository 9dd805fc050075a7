/** Mutants of row level security and of region keys in statements: each is judged by its own rule, without the application. */
import type { Client } from 'pg';
import type { Statement } from '#kernel/server/db.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { canaryRegion } from '../../tests/harness/canary-region.ts';
import { faultsOfTable } from '../../tests/access/row-walls.ts';
import { keyComparisons, untiedTables } from '../../tests/db/region-keys.ts';
import { schemaRules } from '../../tests/db/schema-rules.ts';

export interface Verdict {
  readonly kind: string;
  readonly name: string;
  /** what noticed; undefined = nothing did */
  readonly by?: string | undefined;
}

const home = '110101';
const wallRules = schemaRules.filter(({ name }) => name.includes('强制行级安全'));

const breaches: readonly { readonly what: string; readonly sql: (table: string) => string }[] = [
  { what: 'shows every row', sql: (table) => `alter policy region_wall on ${table} using (true)` },
  { what: 'takes every row', sql: (table) => `alter policy region_wall on ${table} with check (true)` },
  { what: 'is switched off', sql: (table) => `alter table ${table} disable row level security` },
  { what: 'does not bind the owner', sql: (table) => `alter table ${table} no force row level security` },
];

/** What the rule on the catalogue says of the walls (tests/db/schema-rules.db.test.ts). */
async function rulesBroken(admin: Client): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { name, sql } of wallRules) found.push(...(await admin.query<{ what: string }>(sql)).rows.map(({ what }) => `${name}：${what}`));
  return found;
}

/** What notices that a wall is breached: the questions of the RLS-only run, asked as the application, else the rule on the catalogue. */
async function noticeBreach(admin: Client, table: string, sql: string | null): Promise<string | undefined> {
  await admin.query('begin');
  try {
    if (sql !== null) await admin.query(sql);
    const broken = await rulesBroken(admin);
    await admin.query('set local role luoshi_app');
    const [fault] = await faultsOfTable(admin, table, { home, foreign: canaryRegion });
    return fault ?? broken[0];
  } finally {
    await admin.query('rollback');
  }
}

/** Each wall breached in each of its ways, in a transaction that is taken back. */
export async function judgeWalls(adminUrl: string, tables: readonly string[], tell: (verdict: Verdict) => void): Promise<void> {
  await withConnection(adminUrl, async (admin) => {
    for (const table of tables) {
      const before = await noticeBreach(admin, table, null);
      if (before !== undefined) throw new Error(`the unchanged wall of ${table} is at fault: ${before}`);
      for (const { what, sql } of breaches) tell({ kind: 'row security', name: `${table}: the wall ${what}`, by: await noticeBreach(admin, table, sql(table)) });
    }
  });
}

/** Each comparison of a region key taken away, judged by the rule of tests/db/statements.db.test.ts. */
export function judgeRegionKeys(statements: readonly Statement[], tables: ReadonlySet<string>, tell: (verdict: Verdict) => void): void {
  for (const { name, text } of statements) {
    const before = untiedTables(text, tables);
    if (before.length > 0) throw new Error(`the unchanged statement ${name} leaves untied: ${before.join(', ')}`);
    for (const { from, at } of keyComparisons(text, tables)) {
      const [untied] = untiedTables(`${text.slice(0, at)}${'true'.padEnd(from.length)}${text.slice(at + from.length)}`, tables);
      tell({ kind: 'region key', name: `${name}: ${from} at ${at}`, by: untied === undefined ? undefined : `not tied to its region: ${untied}` });
    }
  }
}
