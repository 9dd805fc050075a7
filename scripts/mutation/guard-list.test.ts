import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root } from '../run-step.ts';
import { allMutants } from '../mutants.ts';
import { batchesOf, mutated } from './batches.ts';
import { declaredEndpoints } from './endpoints.ts';
import { guardSites, guardSitesIn } from './guard-sites.ts';
import { nameOfSite } from './judges.ts';
import { filesUnder, read } from './sources.ts';

const mutants = allMutants();
const names = new Set(mutants.map(({ name }) => name));

describe('守卫清单', () => {
  test('代码里的每一处守卫都在清单里，都有评判它的测试', () => {
    const sites = guardSites();
    expect(sites.length).toBeGreaterThan(100);
    for (const site of sites) {
      const mutant = mutants.find(({ name }) => name === nameOfSite(site));
      expect(mutant, `${nameOfSite(site)}: name tests for it in scripts/mutation/judges.ts`).toBeDefined();
      const judges = [...(mutant?.tests ?? []), ...(mutant?.otherwise ?? [])];
      expect(judges.length, nameOfSite(site)).toBeGreaterThan(0);
      for (const judge of judges) expect(existsSync(join(root, judge)), judge).toBe(true);
    }
  });

  test('扫描没有漏：拒绝与逐字数出来的一样多', () => {
    const spoken = (text: string): string => text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*/g, '');
    const counted = filesUnder('modules', /\/server\/.*\.ts$/).reduce((sum, file) => sum + [...spoken(read(file)).matchAll(/\brefuse\.unless\(/g)].length, 0);
    expect(guardSites().filter(({ kind }) => kind === 'refusal')).toHaveLength(counted);
  });

  test('每个要登录的接口、每个要第二重验证的权限都在清单里', () => {
    for (const { route, access } of declaredEndpoints()) expect(names.has(`${route}: access taken away`), route).toBe(access !== `access: 'public'`);
    for (const file of filesUnder('modules', /\/contract\/permissions\.ts$/)) {
      for (const [, permission = ''] of read(file).matchAll(/'([a-z]+\.[a-z-]+)': \{[^}]*?secondFactor: true/g)) {
        const isAsked = declaredEndpoints().some(({ access }) => access.includes(`'${permission}'`));
        expect(names.has(`${permission}: second factor taken away`), permission).toBe(isAsked);
      }
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
    const away = mutated(
      text,
      sites.map((site) => ({ ...site, name: '', project: 'db' as const, tests: [] })),
    );
    expect(away).toContain(`if (!({ allowed: true }).allowed) throw x();`);
    expect(away).toContain('if (false) return refuse(');
    expect(away).not.toMatch(/unless|scope\(/);
  });

  test('同时去掉的守卫没有共同的地址', () => {
    const batches = batchesOf(mutants.filter(({ routes }) => routes !== undefined));
    for (const batch of batches) {
      const routes = batch.flatMap((mutant) => mutant.routes ?? []);
      expect(new Set(routes).size).toBe(routes.length);
    }
    expect(batches.flat()).toHaveLength(mutants.filter(({ routes }) => routes !== undefined).length);
  });
});
