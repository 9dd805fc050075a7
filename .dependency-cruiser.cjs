// The rules of import, one rule per name of docs/architecture (ADR 0003). Type-only edges count, except for no-cycles.
// TypeScript 7 as `typescript` would make this tool see zero modules: tests/arch plants a violation to notice that.
const test = '(\\.(test|prop\\.test|db\\.test|e2e|bench|scenario)\\.tsx?$)|(^(tests|e2e|bench|scenarios|scripts)/)';
const external = (...names) => `node_modules/(${names.join('|')})(/|$)`;

/** @type {(name: string, comment: string, from: object, to: object) => object} */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule('kernel-knows-no-module', 'kernel is mechanics', { path: '^kernel/', pathNot: test }, { path: '^(modules|ui|app)/' }),
    rule('kernel-root-is-pure', 'kernel/*.ts runs everywhere', { path: '^kernel/[^/]+\\.ts$', pathNot: test }, { path: '^kernel/(server|web)/' }),
    rule('kernel-root-is-pure', 'no node modules in kernel/*.ts', { path: '^kernel/[^/]+\\.ts$', pathNot: test }, { dependencyTypes: ['core'] }),
    rule(
      'kernel-root-is-pure',
      'few packages in kernel/*.ts',
      { path: '^kernel/[^/]+\\.ts$', pathNot: test },
      { path: 'node_modules/', pathNot: external('zod', 'decimal\\.js', 'temporal-polyfill', 'temporal-spec', 'uuid') },
    ),
    rule('kernel-sides-apart', 'server and web do not meet', { path: '^kernel/server/', pathNot: test }, { path: '^kernel/web/' }),
    rule('kernel-sides-apart', 'web and server do not meet', { path: '^kernel/web/', pathNot: test }, { path: '^kernel/server/' }),
    rule('libs-stand-alone', 'a lib imports nothing outside itself', { path: '^libs/([^/]+)/', pathNot: test }, { pathNot: '^libs/$1/' }),
    rule(
      'contract-is-light',
      'contract: kernel root, zod, contracts',
      { path: '^modules/([^/]+)/contract/', pathNot: test },
      { pathNot: ['^kernel/[^/]+\\.ts$', '^modules/[^/]+/contract/', external('zod')] },
    ),
    rule(
      'domain-is-pure',
      'domain: kernel root, libs, own contract',
      { path: '^modules/([^/]+)/domain/', pathNot: test },
      { pathNot: ['^kernel/[^/]+\\.ts$', '^libs/', '^modules/$1/(domain|contract)/', '^modules/[^/]+/contract/', external('decimal\\.js', 'temporal-polyfill')] },
    ),
    rule(
      'server-sees',
      'server: own contract and domain, kernel, libs, faces of others',
      { path: '^modules/([^/]+)/server/', pathNot: test },
      { path: '^(modules|ui|app)/', pathNot: ['^modules/$1/(server|domain|contract)/', '^modules/[^/]+/(contract|server)/index\\.ts$'] },
    ),
    rule(
      'web-sees',
      'web: own contract and domain, kernel, ui, faces of others',
      { path: '^modules/([^/]+)/web/', pathNot: test },
      {
        path: '^(modules|app|libs|kernel)/',
        pathNot: ['^modules/$1/(web|domain|contract)/', '^modules/[^/]+/(contract|web)/index\\.ts$', '^kernel/[^/]+\\.ts$', '^kernel/web/', '^libs/[^/]+/(index|model)\\.ts$'],
      },
    ),
    rule(
      'only-faces',
      'another module is entered by its faces',
      { path: '^modules/([^/]+)/', pathNot: test },
      { path: '^modules/[^/]+/', pathNot: ['^modules/$1/', '^modules/[^/]+/(contract|domain|server|web)/index\\.ts$'] },
    ),
    rule('sides-apart', 'web does not import server', { path: '/web/', pathNot: test }, { path: '^(kernel|modules/[^/]+)/server/' }),
    rule('sides-apart', 'server does not import web', { path: '/server/', pathNot: test }, { path: '^(modules/[^/]+|app|kernel)/web/' }),
    rule('ui-is-skin', 'ui knows no module', { path: '^ui/', pathNot: test }, { path: '^(modules|app|libs)/' }),
    rule(
      'app-composes',
      'app enters modules by their manifests',
      { path: '^app/', pathNot: test },
      {
        path: '^modules/',
        pathNot: [
          '^modules/[^/]+/module\\.(server\\.ts|web\\.tsx)$',
          '^modules/[^/]+/(contract|server)/index\\.ts$',
          '^modules/[^/]+/web/[^/]+\\.page\\.tsx$',
          '^modules/[^/]+/web/index\\.ts$',
        ],
      },
    ),
    rule('app-composes', 'nobody imports app', { pathNot: `(^app/)|${test}|(^bin/)` }, { path: '^app/' }),
    rule('manifests-are-for-app', 'manifests are read by app only', { pathNot: `(^app/)|${test}` }, { path: '^modules/[^/]+/module\\.(server|web)\\.tsx?$' }),
    rule(
      'antd-in-console',
      'antd only in ui and web of modules',
      { pathNot: '^(ui|modules/[^/]+/web|app/web)/|^modules/[^/]+/module\\.web\\.tsx$' },
      { path: external('antd', '@ant-design/[^/]+') },
    ),
    rule(
      'portal-is-light',
      'portal pages carry no console',
      { path: '^(app/portal|modules/portal)/|\\.page\\.portal\\.tsx$|/web/portal/' },
      { path: external('antd', '@ant-design/[^/]+', '@tanstack/[^/]+', 'ol', 'echarts') },
    ),
    rule('portal-is-light', 'portal pages do not use ui', { path: '^(app/portal|modules/portal)/|/web/portal/' }, { path: '^ui/' }),
    rule(
      'sql-in-server',
      'pg only in kernel/server',
      { path: '^(kernel|modules|app|ui|libs)/', pathNot: `(^kernel/server/)|${test}` },
      { path: external('pg', 'pg-pool', 'node-pg-migrate', 'graphile-worker') },
    ),
    rule(
      'http-in-kernel',
      'fastify only in kernel/server and app',
      { path: '^(kernel|modules|ui|libs)/', pathNot: `(^kernel/server/)|${test}` },
      { path: external('fastify', '@fastify/[^/]+') },
    ),
    rule('heavy-parts-once', 'maps and charts only in ui', { pathNot: '^ui/(map|chart)' }, { path: external('ol', 'echarts') }),
    rule('no-cycles', 'no runtime import cycle', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    rule('tests-stay-out', 'product code imports no test', { path: '^(kernel|modules|app|ui|libs)/', pathNot: test }, { path: test }),
    rule('declared-only', 'every package is declared', { pathNot: '^node_modules' }, { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] }),
    rule('declared-only', 'everything resolves', { pathNot: '(^node_modules)|(^scripts/find-chromium)' }, { couldNotResolve: true }),
    rule(
      'web-packages-are-dev',
      'the server runs without dev packages',
      { path: '^(kernel/server|modules/[^/]+/(server|domain|contract)|libs)/', pathNot: test },
      { dependencyTypes: ['npm-dev'], pathNot: external('@types/[^/]+') },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^dist/)|(\\.luoshi/)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.web.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'], extensions: ['.ts', '.tsx', '.mjs', '.js', '.cjs', '.json'] },
  },
};
