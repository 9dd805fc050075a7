// npm run check (everything but the browser), npm run check:fast (what changed), npm test (--all: everything).
import { findChromium } from './find-chromium.mjs';
import { type StepResult, runTests, runTool, summarise } from './run-step.ts';

const flags = new Set(process.argv.slice(2));
const fast = flags.has('--fast');
const all = flags.has('--all');

type Step = () => Promise<StepResult>;

const statics: Step[] = [
  () => runTool('格式与写法（biome）', 'biome', fast ? ['check', '--changed', '--no-errors-on-unmatched'] : ['check', '.']),
  () => runTool('类型：libs', 'tsc', ['-p', 'tsconfig.libs.json']),
  () => runTool('类型：server', 'tsc', ['-p', 'tsconfig.json']),
  () => runTool('类型：web', 'tsc', ['-p', 'tsconfig.web.json']),
];

const imports: Step = () =>
  runTool('引用规则（dependency-cruiser）', 'depcruise', [
    '--config',
    '.dependency-cruiser.cjs',
    'app',
    'kernel',
    'libs',
    'ui',
    'modules',
    'tests',
    'e2e',
    'bench',
    'scripts',
    'examples',
  ]);

/** The browser suite fails, loudly, when no browser can be had: a suite that did not run has not passed. */
const browser: Step = async () => {
  const path = findChromium();
  if (path !== undefined) return runTests('浏览器测试', 'e2e', [], { LUOSHI_CHROMIUM: path });
  process.stdout.write('\n── 浏览器测试\n没有可用的浏览器，浏览器测试未运行：请安装 Chromium，或用 LUOSHI_CHROMIUM=路径 指明。\n');
  return { name: '浏览器测试', passed: 0, failed: 1, skipped: 0, seconds: 0, failures: [] };
};

const build: Step = () => runTool('网页构建', process.execPath, ['scripts/build-web.ts']);

const steps: Step[] = fast
  ? [...statics, () => runTests('结构测试', 'arch'), () => runTests('单元测试（有改动的）', 'unit', ['--changed', '--passWithNoTests'])]
  : [...statics, imports, () => runTests('结构测试', 'arch'), () => runTests('单元测试', 'unit'), build, () => runTests('数据库测试', 'db'), ...(all ? [browser] : [])];

const results: StepResult[] = [];
for (const step of steps) results.push(await step());
process.exit(summarise(results));
