import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { code, root, sources } from './sources.ts';

interface Cruise {
  readonly summary: { readonly totalCruised: number; readonly violations: readonly { readonly rule: { readonly name: string }; readonly from: string; readonly to: string }[] };
}

const folders = ['app', 'kernel', 'libs', 'ui', 'modules', 'tests', 'e2e', 'bench', 'scripts', 'examples'];

const cruise = (cwd: string, wanted: readonly string[]): Cruise => {
  const bin = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const run = spawnSync(process.execPath, [bin, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...wanted], { cwd, encoding: 'utf8', maxBuffer: 1 << 28 });
  if (run.stdout === '') throw new Error(`dependency-cruiser: ${run.stderr}`);
  return JSON.parse(run.stdout) as Cruise;
};

const scratch: string[] = [];
afterAll(() => {
  for (const folder of scratch) rmSync(folder, { recursive: true, force: true });
});

/** A small tree under our own rules, with the given files planted in it. */
const plant = (files: Readonly<Record<string, string>>): Cruise => {
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-arch-'));
  scratch.push(folder);
  for (const name of ['.dependency-cruiser.cjs', 'package.json', 'tsconfig.web.json', 'tsconfig.base.json']) copyFileSync(join(root, name), join(folder, name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const withInput = { 'kernel/always.ts': 'export const always = 1;\n', ...files }; // the compiler refuses a project without input
  for (const [path, text] of Object.entries(withInput)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return cruise(folder, [...new Set(Object.keys(files).map((path) => path.split('/')[0] ?? ''))]);
};

const names = (result: Cruise) => [...new Set(result.summary.violations.map((violation) => violation.rule.name))].sort();

describe('引用规则', () => {
  test('全部源文件都被检查，没有违反', () => {
    const result = cruise(
      root,
      folders.filter((folder) => existsSync(join(root, folder))),
    );
    expect(result.summary.violations.map((v) => `${v.rule.name}: ${v.from} → ${v.to}`)).toEqual([]);
    expect(result.summary.totalCruised).toBeGreaterThan(sources(code).length / 2);
  });

  test.each([
    ['kernel-knows-no-module', { 'kernel/server/a.ts': "import '../../modules/plan/server/index.ts';", 'modules/plan/server/index.ts': 'export const a = 1;' }],
    ['kernel-root-is-pure', { 'kernel/a.ts': "import 'node:fs';" }],
    ['libs-stand-alone', { 'libs/x/index.ts': "import { z } from 'zod'; export const a = z;" }],
    ['contract-is-light', { 'modules/plan/contract/index.ts': "import '../domain/index.ts';", 'modules/plan/domain/index.ts': 'export const a = 1;' }],
    ['domain-is-pure', { 'modules/plan/domain/index.ts': "import 'node:fs';" }],
    ['only-faces', { 'modules/a/server/x.ts': "import '../../plan/server/plan-store.ts';", 'modules/plan/server/plan-store.ts': 'export const a = 1;' }],
    ['sides-apart', { 'modules/plan/web/x.tsx': "import '../server/index.ts';", 'modules/plan/server/index.ts': 'export const a = 1;' }],
    ['antd-in-console', { 'kernel/web/a.ts': "import { Button } from 'antd'; export const a = Button;" }],
    ['sql-in-server', { 'modules/plan/server/x.ts': "import pg from 'pg'; export const a = pg;" }],
    ['http-in-kernel', { 'modules/plan/server/x.ts': "import fastify from 'fastify'; export const a = fastify;" }],
    ['no-cycles', { 'kernel/a.ts': "import { b } from './b.ts'; export const a = b;", 'kernel/b.ts': "import { a } from './a.ts'; export const b = a;" }],
    ['tests-stay-out', { 'kernel/a.ts': "import './a.test.ts';", 'kernel/a.test.ts': 'export const a = 1;' }],
    ['declared-only', { 'kernel/server/a.ts': "import leftPad from 'left-pad'; export const a = leftPad;" }],
  ])('故意违反「%s」会被发现', (rule, files) => {
    expect(names(plant(files as unknown as Record<string, string>))).toContain(rule);
  });
});
