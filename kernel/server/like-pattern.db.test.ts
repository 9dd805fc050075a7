import { afterAll, beforeAll, expect, test } from 'vitest';
import { regionCodeSchema } from '#kernel/ids.ts';
import { databaseForFile } from '../../tests/harness/test-database.ts';
import { createPool, statement, transaction } from './db.ts';
import type { Pool } from './db.ts';
import { containsPattern } from './like-pattern.ts';

const database = databaseForFile();
let pool: Pool;
beforeAll(() => {
  pool = createPool({ connectionString: database().appUrl, max: 1 });
});
afterAll(() => pool.end());

const search = statement({
  name: 'test.search-words',
  class: 'admin',
  text: 'select $1::text ilike $2 as found',
  params: { text: 'text', pattern: 'text' },
  row: { found: 'bool' },
});
const finds = (text: string, words: string): Promise<boolean> =>
  transaction(pool, { region: regionCodeSchema.parse('340323'), mode: 'read' }, async (tx) => (await tx.one(search, { text, pattern: containsPattern(words) })).found);

test.each([
  ['达到100%', '100%', '达到1000'],
  ['表a_b', 'a_b', '表axb'],
  ['路径c:\\d', 'c:\\d', '路径c:d'],
  ['第.*章', '.*', '第一章'],
  ['名为(a+)+$的单位', '(a+)+$', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!'],
])('R6 检索词只按字面找：%s', async (text, words, other) => {
  expect([await finds(text, words), await finds(other, words)]).toEqual([true, false]);
});
