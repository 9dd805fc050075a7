// Builds the console (dist/web) and the portal renderer (dist/portal). `--force` builds even when nothing changed.
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const stampPath = join(root, 'dist/build-web.json');

/** Everything that can change the output; tests and server code cannot. */
const inputPatterns = [
  'app/web/**/*',
  'app/portal/**/*',
  'app/modules.web.ts',
  'ui/**/*',
  'kernel/*.ts',
  'kernel/web/**/*',
  'libs/**/*.ts',
  'modules/*/contract/**/*.ts',
  'modules/*/domain/**/*.ts',
  'modules/*/web/**/*',
  'modules/*/module.web.tsx',
  'vite.config.ts',
  'scripts/build-web.ts',
  'package.json',
  'package-lock.json',
];

/** Architecture §9.11, bytes after gzip. The whole portal page is measured in e2e; here only its style sheet. */
const budgets = { firstConsoleRoute: 500_000, portalStyle: 12_000 };

/** What the browser loads before the first page is shown: entry, application, page of the first route. */
const firstSources = ['index.html', 'main.tsx', 'plan-list.page.tsx'];

interface Chunk {
  readonly file: string;
  readonly src?: string;
  readonly isEntry?: boolean;
  readonly imports?: readonly string[];
  readonly css?: readonly string[];
}
type Manifest = Readonly<Record<string, Chunk>>;

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const inputHash = (): string => {
  const hash = createHash('sha256');
  const files = inputPatterns.flatMap((pattern) => globSync(pattern, { cwd: root })).sort();
  for (const file of files) {
    if (/\.(?:test|prop\.test|db\.test)\.tsx?$/.test(file) || !/\.[a-z]+$/.test(file)) continue;
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
};

const isFresh = (hash: string): boolean => {
  if (!['dist/web/index.html', 'dist/portal/entry.js'].every((file) => existsSync(join(root, file)))) return false;
  if (!existsSync(stampPath)) return false;
  return (JSON.parse(readFileSync(stampPath, 'utf8')) as { inputs?: string }).inputs === hash;
};

const gzipSize = (path: string): number => gzipSync(readFileSync(path)).byteLength;

/** The files of the chunks whose source has one of these names, with everything they import statically. */
const filesFor = (manifest: Manifest, sources: readonly string[]): Set<string> => {
  const files = new Set<string>();
  const seen = new Set<string>();
  const visit = (key: string): void => {
    const chunk = manifest[key];
    if (chunk === undefined || seen.has(key)) return;
    seen.add(key);
    files.add(chunk.file);
    for (const style of chunk.css ?? []) files.add(style);
    for (const next of chunk.imports ?? []) visit(next);
  };
  for (const source of sources) {
    const key = Object.keys(manifest).find((name) => name.endsWith(source));
    if (key === undefined) throw new Error(`构建清单中找不到 ${source}`);
    visit(key);
  }
  return files;
};

const checkBudgets = (): Record<string, number> => {
  const manifest = JSON.parse(readFileSync(join(root, 'dist/web/.vite/manifest.json'), 'utf8')) as Manifest;
  const console_ = [...filesFor(manifest, firstSources)].reduce((sum, file) => sum + gzipSize(join(root, 'dist/web', file)), 0);
  const styles = globSync('dist/portal/assets/*.css', { cwd: root });
  if (styles.length === 0) throw new Error('门户没有样式表');
  const portalStyle = styles.reduce((sum, file) => sum + gzipSize(join(root, file)), 0);
  const sizes = { firstConsoleRoute: console_, portalStyle };
  for (const [name, limit] of Object.entries(budgets)) {
    const size = sizes[name as keyof typeof sizes];
    say(`  ${name}：${(size / 1000).toFixed(1)} kB（gzip），上限 ${limit / 1000} kB`);
    if (size > limit) throw new Error(`${name} 超出体积预算：${size} > ${limit} 字节`);
  }
  return sizes;
};

const buildPart = async (mode: 'console' | 'portal', title: string): Promise<void> => {
  const started = performance.now();
  say(`构建${title} …`);
  await build({ configFile: join(root, 'vite.config.ts'), mode, logLevel: 'warn' });
  say(`  完成，${((performance.now() - started) / 1000).toFixed(1)} 秒`);
};

const main = async (): Promise<void> => {
  process.chdir(root);
  const inputs = inputHash();
  if (!process.argv.includes('--force') && isFresh(inputs)) {
    say('网页没有变化，跳过构建');
    return;
  }
  await buildPart('console', '工作台（1/2）');
  await buildPart('portal', '公开门户（2/2）');
  const sizes = checkBudgets();
  mkdirSync(dirname(stampPath), { recursive: true });
  writeFileSync(stampPath, `${JSON.stringify({ inputs, sizes }, null, 2)}\n`);
};

await main();
