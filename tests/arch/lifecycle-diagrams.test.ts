import { expect, test } from 'vitest';
import { moduleNames, readmeWithLifecycles } from '../../scripts/write-lifecycles.ts';

test('每个模块 README 里的状态图、状态表与代码里的表一致（更新：node scripts/write-lifecycles.ts）', async () => {
  const readmes = (await Promise.all(moduleNames().map(readmeWithLifecycles))).filter((readme) => readme !== undefined);
  expect(readmes.length).toBeGreaterThan(0);
  for (const { path, now, wanted } of readmes) expect(now === wanted, `${path} 与状态表不一致`).toBe(true);
});
