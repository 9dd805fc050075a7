import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { checkModules } from '#kernel/module.ts';
import { readerCodes } from '#kernel/server/reader-refusals.ts';
import { standardCodes } from '#kernel/standard-refusals.ts';
import { serverModules } from '../../app/modules.server.ts';
import { listMigrations, readMergedList } from '../../kernel/server/migration-files.ts';
import { root, sources } from './sources.ts';

const folders = readdirSync(join(root, 'modules'));
const moduleNames = folders.filter((name) => existsSync(join(root, 'modules', name, 'contract/index.ts')));
const served = folders.filter((name) => existsSync(join(root, 'modules', name, 'module.server.ts')));
const contractOf = async (name: string) => (await import(join(root, 'modules', name, 'contract/index.ts'))) as Record<string, unknown>;

const singular = (name: string): string => (name.endsWith('ies') ? `${name.slice(0, -3)}y` : name.replace(/(?<=tus|ch|sh|ss|x)es$|s$/, ''));
const isNameList = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.length > 1 && value.every((item) => typeof item === 'string' && /^[a-z][A-Za-z-]*$/.test(item));
/** Codes and keys are identifiers for programs and have their texts in the catalogue of refusals. */
const hasOtherText = (name: string): boolean => /Codes$/.test(name);

const chinese = /[\u4e00-\u9fff]/;

describe('模块结构', () => {
  test('每个模块都在清单里，清单没有矛盾', () => {
    expect(serverModules.map(({ name }) => name).sort()).toEqual([...served].sort());
    expect(checkModules(serverModules, [...standardCodes, ...readerCodes])).toEqual([]);
  });

  test('故意写错的清单会被发现', () => {
    const first = serverModules.find(({ endpoints }) => endpoints.length > 1);
    if (first === undefined) throw new Error('no module');
    const { access: _access, ...open } = first.endpoints[0] ?? { access: 'public' };
    const broken = { ...first, dependsOn: ['later'], endpoints: [open, ...first.endpoints.slice(1)], routes: first.routes.slice(1) };
    const faults = checkModules([broken as unknown as (typeof serverModules)[number], first], [...standardCodes, ...readerCodes]).join('\n');
    for (const expected of ['not an earlier module', 'has no access', 'has 0 use cases', 'duplicate module', 'duplicate permission']) expect(faults).toContain(expected);
  });

  test('dependsOn 与实际引用一致', () => {
    for (const { name, dependsOn } of serverModules) {
      const used = new Set(
        sources(new RegExp(`^modules/${name}/.*\\.tsx?$`), /\.(test|prop\.test|db\.test)\.tsx?$/).flatMap(({ text }) =>
          [...text.matchAll(/from '#([a-z]+)\/(?:contract|domain|server|web)'/g)].map(([, other = '']) => other).filter((other) => other !== name && other !== 'kernel'),
        ),
      );
      expect([...used].sort(), name).toEqual([...dependsOn].sort());
    }
  });

  test.each(moduleNames)('模块 %s 的每个枚举旁边都有完整的中文名', async (name) => {
    const contract = await contractOf(name);
    const lists = Object.entries(contract).filter((entry): entry is [string, readonly string[]] => isNameList(entry[1]) && !hasOtherText(entry[0]));
    expect(lists.length).toBeGreaterThan(0);
    for (const [list, members] of lists) {
      const labels = contract[`${singular(list)}Label`];
      expect(labels, `${list} 缺少 ${singular(list)}Label`).toBeTypeOf('object');
      expect(Object.keys(labels as object).sort(), list).toEqual([...members].sort());
      for (const label of Object.values(labels as Record<string, string>)) expect(label).toMatch(chinese);
    }
  });

  test('数据库 schema 只在自己的模块里提到（公开视图 v_* 除外）', () => {
    const bad = sources(/\.(ts|sql)$/, /^(tests|e2e|scripts|bench|docs)\/|\.(test|db\.test)\.ts$/).flatMap(({ path, text }) =>
      moduleNames.flatMap((schema) => {
        const isOwn = path.startsWith(`modules/${schema}/`) || new RegExp(`^db/migrations/\\d+_${schema}_`).test(path);
        const foreign = new RegExp(`\\b(from|join|into|update|table|schema)\\s+${schema}\\.(?!v_)[a-z_]+`, 'i').exec(text);
        return !isOwn && foreign !== null ? [`${path}: ${foreign[0]}`] : [];
      }),
    );
    expect(bad).toEqual([]);
  });

  test('迁移按时间排序，已合并的没有改动，新写的都已登记', () => {
    const migrations = listMigrations();
    expect(migrations.map(({ name }) => name)).toEqual([...migrations.map(({ name }) => name)].sort());
    expect([...readMergedList().entries()]).toEqual(migrations.map(({ name, sha256 }) => [name, sha256]));
    for (const { module } of migrations) expect(['kernel', ...moduleNames]).toContain(module);
  });

  test('契约里的领域名词都在词汇表中', () => {
    const [glossary] = sources(/^docs\/glossary\.md$/);
    const nouns = sources(/^modules\/[a-z]+\/contract\/[a-z-]+\.ts$/).flatMap(({ path, text }) =>
      [...text.matchAll(/export const ([a-z][A-Za-z]*)Label\b/g)].map(([, noun = '']) => ({ path, noun })),
    );
    expect(nouns.length).toBeGreaterThan(3);
    const missing = nouns.filter(({ noun }) => !(glossary?.text ?? '').includes(`\`${noun}\``));
    expect(missing).toEqual([]);
  });
});
