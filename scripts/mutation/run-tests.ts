/** Judges what the matrix did not notice: each mutant in a test file of its own that imports tests of its module, one run of vitest for a batch of them. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../run-step.ts';
import type { SqlAway } from './switches.ts';

export interface TestedMutant {
  /** neither: the unchanged tree, which must pass */
  readonly id?: number;
  readonly statement?: SqlAway;
  readonly project: 'unit' | 'db';
  readonly tests: readonly string[];
  readonly titles?: string;
}

export interface Run {
  /** tests that ran; 0 proves nothing */
  readonly ran: number;
  /** title of the first that failed */
  readonly by?: string;
  /** a file that did not load, a hook that failed */
  readonly fault?: string;
}

interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string }[];
  }[];
}

const folder = 'tests/mutants';

/** One mutant, one file: its tests end at the first that fails. */
function wrapper({ id, statement, tests, titles }: TestedMutant): string {
  return `import { afterEach, beforeEach } from 'vitest';
import { switches } from '../../scripts/mutation/switches.ts';
let hasFailed = false;
const titles = new RegExp(${JSON.stringify(titles ?? '')});
beforeEach((context) => { if (hasFailed || !titles.test(context.task.name)) context.skip(); });
afterEach(({ task }) => { hasFailed ||= task.result?.state === 'fail'; });
switches.away = ${id ?? null};
switches.sql = ${JSON.stringify(statement ?? null)};
${tests.map((test) => `await import(${JSON.stringify(`../../${test}`)});`).join('\n')}
`;
}

const endings = { unit: '.test.ts', db: '.db.test.ts' } as const;

function runOf({ assertionResults, status, message }: Report['testResults'][number]): Run {
  const ran = assertionResults.filter((one) => one.status === 'passed' || one.status === 'failed').length;
  const by = assertionResults.find((one) => one.status === 'failed')?.title;
  if (by !== undefined) return { ran, by };
  return status === 'failed' ? { ran, fault: message === undefined || message === '' ? 'a file failed' : message } : { ran };
}

const notRun: Run = { ran: 0, fault: 'the file was not run' };

/** Files of one vitest: few enough that a long round shows where it is. */
const batch = 16;

/** Each mutant with its run, in their order, batch by batch. */
export function* runTests<M extends TestedMutant>(copy: string, mutants: readonly M[]): Generator<readonly [M, Run]> {
  for (let from = 0; from < mutants.length; from += batch) {
    const some = mutants.slice(from, from + batch);
    process.stdout.write(`tests of mutants ${from + 1}–${from + some.length} of ${mutants.length} …\n`);
    const runs = runBatch(copy, some);
    for (const [nth, one] of some.entries()) yield [one, runs[nth] ?? notRun];
  }
}

function runBatch(copy: string, mutants: readonly TestedMutant[]): readonly Run[] {
  rmSync(join(copy, folder), { recursive: true, force: true });
  mkdirSync(join(copy, folder), { recursive: true });
  const files = mutants.map((mutant, nth) => `${folder}/m${nth}${endings[mutant.project]}`);
  for (const [nth, mutant] of mutants.entries()) writeFileSync(join(copy, files[nth] ?? ''), wrapper(mutant));
  const report = join(copy, '.mutation-report.json');
  const found = new Map<string, Run>();
  for (const project of ['unit', 'db'] as const) {
    const own = files.filter((_file, nth) => mutants[nth]?.project === project);
    if (own.length === 0) continue;
    const args = ['run', '--project', project, '--reporter', 'json', '--outputFile', report, ...own];
    const env = { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' };
    const { stdout, stderr, status, signal } = spawnSync(join(root, 'node_modules', '.bin', 'vitest'), args, { cwd: copy, encoding: 'utf8', maxBuffer: 2 ** 28, env });
    if (!existsSync(report)) throw new Error(`vitest left no report (${signal ?? status}):\n${`${stdout}${stderr}`.slice(-4000)}`);
    const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report;
    for (const result of testResults) found.set(result.name.slice(result.name.lastIndexOf(folder)).replaceAll('\\', '/'), runOf(result));
    rmSync(report, { force: true });
  }
  return files.map((file) => found.get(file) ?? notRun);
}
