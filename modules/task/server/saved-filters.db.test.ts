import { afterAll, beforeAll, expect, test } from 'vitest';
import { databaseForFile } from '../../../tests/harness/test-database.ts';
import { openTaskWorld } from '../../../tests/harness/task-world.ts';
import type { TaskWorld } from '../../../tests/harness/task-world.ts';
import { listFiltersUseCase, saveFilterUseCase } from './saved-filters.ts';

const database = databaseForFile();
let world: TaskWorld;
beforeAll(async () => {
  world = await openTaskWorld(database().appUrl, { at: '2026-03-02T09:00:00+08:00' });
});
afterAll(() => world.close());

test('保存的筛选只归本人：同名各存各的，列表只见自己的，删除只删自己的', async () => {
  const [mine, theirs] = [world.office('dispatcher'), world.office('office_director')];
  const save = (by: typeof mine, query: string | null) => world.run(saveFilterUseCase, { body: { page: 'tasks', name: '超期的', query } }, by);
  const of = async (by: typeof mine) => (await world.run(listFiltersUseCase, { query: { page: 'tasks' } }, by)).items;
  await save(mine, 'due=late');
  expect(await of(theirs)).toEqual([]);
  await save(theirs, 'due=late&level=county');
  expect(await of(mine)).toEqual([{ name: '超期的', query: 'due=late' }]);
  await save(mine, 'due=soon');
  expect(await of(theirs)).toEqual([{ name: '超期的', query: 'due=late&level=county' }]);
  await save(theirs, null);
  expect(await of(mine)).toEqual([{ name: '超期的', query: 'due=soon' }]);
  expect(await of(theirs)).toEqual([]);
});
