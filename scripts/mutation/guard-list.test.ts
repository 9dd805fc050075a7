import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { registeredStatements } from '#kernel/server/db.ts';
import { serverModules } from '../../app/modules.server.ts';
import { root } from '../run-step.ts';
import { textMutants } from '../mutants.ts';
import { guardSites, guardSitesIn } from './guard-sites.ts';
import { nameOfSite, testsOfStatement } from './judges.ts';
import { liveMutants, openModules } from './live-mutants.ts';
import { filesUnder, read } from './sources.ts';
import { asExpression, wovenText } from './weave.ts';
import { wovenFiles } from './woven-copy.ts';

const mutants = textMutants();
const live = liveMutants(openModules(serverModules), registeredStatements());
const names = new Set(live.map(({ name }) => name));

describe('守卫清单', () => {
  test('代码里的每一处守卫都在清单里，都有评判它的测试', () => {
    const sites = guardSites();
    expect(sites.length).toBeGreaterThan(100);
    for (const site of sites) {
      const mutant = mutants.find(({ name }) => name === nameOfSite(site));
      expect(mutant?.tests.length, `${nameOfSite(site)}: name tests for it in scripts/mutation/judges.ts`).toBeGreaterThan(0);
    }
    const judges = new Set([...mutants.flatMap(({ tests }) => tests), ...live.flatMap(({ statement }) => (statement === undefined ? [] : testsOfStatement(statement.name)))]);
    for (const judge of judges) expect(judge.endsWith('.test.ts') && existsSync(join(root, judge)), judge).toBe(true);
  });

  test('扫描没有漏：拒绝与逐字数出来的一样多', () => {
    const spoken = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
    const counted = filesUnder('modules', /\/server\/.*\.ts$/).reduce((sum, file) => sum + [...spoken(read(file)).matchAll(/\brefuse\.unless\(/g)].length, 0);
    expect(guardSites().filter(({ kind }) => kind === 'refusal')).toHaveLength(counted);
  });

  test('每个要登录的接口、每个要第二重验证的权限、每个全县的权限、每条语句的每个范围条件都在清单里', () => {
    for (const { method, path, access } of serverModules.flatMap(({ endpoints }) => endpoints))
      expect(names.has(`${method} ${path}: access taken away`), path).toBe(access !== 'public');
    for (const [permission, { secondFactor, ofCounty, forEveryUnit }] of serverModules.flatMap(({ permissions }) => Object.entries(permissions))) {
      expect(names.has(`${permission}: second factor taken away`), permission).toBe(secondFactor === true);
      expect(names.has(`${permission}: whole county taken away`), permission).toBe(ofCounty === true);
      expect(names.has(`${permission}: every unit taken away`), permission).toBe(forEveryUnit === true);
    }
    for (const { name, text } of registeredStatements()) {
      const counted = [...text.matchAll(/unnest\(\$\d+::text\??\[\](, \$\d+::text\??\[\])?\) [a-z] \([op]/g)].length;
      const whole = live.filter((one) => one.kind === 'scope clause' && one.statement?.name === name && one.statement.from.startsWith('exists'));
      expect(whole, name).toHaveLength(counted);
    }
  });

  test('找得到每一种守卫；按钮上的提示不是守卫', () => {
    const text = `
      context.refuse.unless(decide(actor, 'a.b', row, today));
      const { orgs } = scope(actor, 'a.b', region, today);
      if (!decide(actor, 'a.b', row, today).allowed) throw x();
      const seesMore = decidePermission(actor, 'a.b').allowed;
      if (one.by === actor.id) return refuse(someRefusals.same_person({ act: '批准' }));
      await requireClause(context, 'a.b', path);
      offers.push(presentAction('x', '批准', decide(actor, 'a.b', row, today)));
      // Nobody's decide( in a comment counts.
    `;
    const sites = guardSitesIn('x.ts', text);
    expect(sites.map(({ kind }) => kind)).toEqual(['refusal', 'scope', 'decision', 'held', 'person', 'reach']);
    const woven = wovenText(
      text,
      sites.map((site, id) => ({ ...site, id })),
    );
    expect(woven).toContain(`if (!(globalThis.luoshiAway?.(2) ? (({ allowed: true })) : (decide(actor, 'a.b', row, today))).allowed) throw x();`);
    expect(woven).toContain('if ((globalThis.luoshiAway?.(4) ? (false) : (one.by === actor.id))) return refuse(');
    expect(woven.match(/luoshiAway/g)).toHaveLength(6);
  });

  test('每一处都能换成开关：条件、整句、句子里的一半、插在前面的，一处套着一处也行', () => {
    const text = `function f() {\n  if (a && b.c(d)) throw x();\n  g(h, i);\n  return j === k && l;\n}\n`;
    const change = (from: string, to: string) => ({ id: 0, ...asExpression(`${from}.ts`, text, { at: text.indexOf(from), from, to }) });
    expect(change('if (a && b.c(d)) throw x();', '')).toMatchObject({ from: 'a && b.c(d)', to: 'false' });
    expect(change('  g(h, i);\n', '')).toMatchObject({ from: 'g(h, i)', to: 'void 0' });
    expect(change(' && l;', ';')).toMatchObject({ from: 'j === k && l', to: 'j === k' });
    expect(change('g(h', 'g(!true && h')).toMatchObject({ from: 'h', to: '!true && h' });
    const nested = [change('a && b.c(d)', 'a'), { ...change('b.c(d)', 'true'), id: 1 }];
    expect(wovenText(text, nested)).toContain('if ((globalThis.luoshiAway?.(0) ? (a) : (a && (globalThis.luoshiAway?.(1) ? (true) : (b.c(d)))))) throw x();');
    expect([...wovenFiles(mutants).values()].join('').match(/globalThis\.luoshiAway\?\.\(\d+\)/g)).toHaveLength(mutants.length);
  });
});
