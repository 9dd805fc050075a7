import { expect, test } from 'vitest';
import { databaseForFile } from '../../tests/harness/test-database.ts';
import { randomRegion } from '../../tests/access/open-app.ts';
import { createPool, statement, transaction } from './db.ts';

const database = databaseForFile();

const insert = statement({
  name: 'test.insert-turn',
  class: 'router',
  text: `insert into plan.import_turn (region_code, taken_at) values ($1, $2) on conflict (region_code) do update set taken_at = excluded.taken_at`,
  params: { region: 'text', at: 'timestamptz' },
  row: {},
});
const read = statement({
  name: 'test.read-turn',
  class: 'router',
  text: `select taken_at from plan.import_turn where region_code = $1`,
  params: { region: 'text' },
  row: { taken_at: 'timestamptz' },
});

test('批量操作的一行失败，只撤销这一行写下的，前后各行照常', async () => {
  const pool = createPool({ connectionString: database().appUrl, max: 2 });
  const region = randomRegion();
  try {
    await transaction(pool, { region, mode: 'write' }, async (tx) => {
      await tx.nested(() => tx.run(insert, { region, at: '2026-01-01T00:00:00Z' }));
      await expect(
        tx.nested(async () => {
          await tx.run(insert, { region, at: '2026-02-02T00:00:00Z' });
          throw new Error('this row fails');
        }),
      ).rejects.toThrow('this row fails');
    });
    const row = await transaction(pool, { region, mode: 'read' }, (tx) => tx.one(read, { region }));
    expect(new Date(row.taken_at).toISOString()).toBe('2026-01-01T00:00:00.000Z');
  } finally {
    await pool.end();
  }
});
