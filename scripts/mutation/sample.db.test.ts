import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../run-step.ts';

/** The whole run takes minutes (`npm run mutate`); this is every fortieth mutant of each kind, so that the script cannot rot. */
test('去掉守卫的试验能跑：抽样的每一处都有测试发现，原样一处也没有', () => {
  const done = spawnSync(process.execPath, [join(root, 'scripts', 'mutate-guards.ts'), '--sample'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 });
  expect(done.status, `${done.stdout}${done.stderr}`).toBe(0);
  expect(done.stdout).toMatch(/the unchanged tree passes \d+ routes/);
  for (const kind of ['endpoint access', 'second factor', 'refusal', 'scope clause', 'region key', 'row security']) {
    const [, judged = '0', killed = '', survived = ''] = new RegExp(`^${kind} +(\\d+) +(\\d+) +(\\d+)`, 'm').exec(done.stdout) ?? [];
    expect(Number(judged), kind).toBeGreaterThan(0);
    expect([killed, survived], kind).toEqual([judged, '0']);
  }
}, 900_000);
