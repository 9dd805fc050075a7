import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../run-step.ts';
import type { Mutant } from './mutant.ts';

export interface Failure {
  readonly title: string;
  readonly message: string;
}

export interface Run {
  /** tests that ran; 0 proves nothing */
  readonly ran: number;
  readonly failures: readonly Failure[];
  /** a file that did not load, a hook that failed */
  readonly fault: string | null;
}

interface Report {
  readonly testResults: readonly {
    readonly status: string;
    readonly message?: string;
    readonly assertionResults: readonly { readonly title: string; readonly status: string; readonly failureMessages?: readonly string[] }[];
  }[];
}

/** Runs tests in a copy of the tree; with `isFirstEnough` it ends at the first failure. */
export function runTests(copy: string, { project, tests, titles }: Pick<Mutant, 'project' | 'tests' | 'titles'>, isFirstEnough: boolean): Run {
  const file = join(copy, '.mutation-report.json');
  rmSync(file, { force: true });
  const choice = [...(isFirstEnough ? ['--bail', '1'] : []), ...(titles === undefined ? [] : ['-t', titles])];
  const args = ['run', '--project', project, '--reporter', 'json', '--outputFile', file, ...tests, ...choice];
  const done = spawnSync(join(root, 'node_modules', '.bin', 'vitest'), args, {
    cwd: copy,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
    env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' },
  });
  if (!existsSync(file)) return { ran: 0, failures: [], fault: `${done.stdout}${done.stderr}`.slice(-400) };
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as Report;
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  const failures = all.filter(({ status }) => status === 'failed').map(({ title, failureMessages = [] }) => ({ title, message: failureMessages.join('\n') }));
  const broken = testResults.find(({ status, assertionResults }) => status === 'failed' && !assertionResults.some((one) => one.status === 'failed'));
  return { ran: all.filter(({ status }) => status === 'passed' || status === 'failed').length, failures, fault: broken === undefined ? null : (broken.message ?? 'a file failed') };
}
