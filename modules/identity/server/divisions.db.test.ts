import { describe, expect, test } from 'vitest';
import { divisionLevelOf, parentDivisionOf } from '#libs/standards/index.ts';
import { withConnection } from '#kernel/server/postgres/connect.ts';
import { databaseForFile } from '../../../tests/harness/test-database.ts';

const database = databaseForFile();

describe('行政区划数据', () => {
  test('31省342市、全国县区、长三角乡镇、固镇县的村都在，层级和上级与代码结构一致', async () => {
    const { rows } = await withConnection(database().adminUrl, (client) =>
      client.query<{ code: string; level: string; parent_code: string | null; name: string }>('select code, level, parent_code, name from identity.division'),
    );
    const count = (level: string) => rows.filter((row) => row.level === level).length;
    expect(['province', 'city', 'county', 'town', 'village'].map(count)).toEqual([31, 342, 2975, 4793, 229]);
    const codes = new Set(rows.map(({ code }) => code));
    for (const { code, level, parent_code } of rows) {
      expect([code, level, parent_code]).toEqual([code, divisionLevelOf(code), parentDivisionOf(code)]);
      if (parent_code !== null) expect(codes.has(parent_code), code).toBe(true);
    }
    expect(rows.find(({ code }) => code === '340323100')?.name).toBe('谷阳镇');
  });

  test('同一天一个代码只有一行', async () => {
    const { rows } = await withConnection(database().adminUrl, (client) =>
      client.query('select a.code from identity.division a join identity.division b on a.code = b.code and a.from_on < b.from_on and a.to_on >= b.from_on'),
    );
    expect(rows).toEqual([]);
  });
});
