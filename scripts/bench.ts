// npm run bench: every bench/*.bench.ts one after the other (never in parallel: ratios need a quiet machine).
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type StepResult, root, runTool, summarise } from './run-step.ts';

const wanted = process.argv.slice(2);
const files = readdirSync(join(root, 'bench'))
  .filter((name) => name.endsWith('.bench.ts') && (wanted.length === 0 || wanted.some((part) => name.includes(part))))
  .sort();
if (files.length === 0) {
  process.stderr.write(`没有匹配的基准：${wanted.join(' ')}\n`);
  process.exit(2);
}
const results: StepResult[] = [];
for (const file of files) results.push(await runTool(file, process.execPath, ['--expose-gc', join('bench', file)]));
process.exit(summarise(results));
