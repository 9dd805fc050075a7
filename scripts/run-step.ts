// One step of the checks: a command with live output, or a Vitest project whose tests are counted.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';

export const root = resolve(import.meta.dirname, '..');

/** What a step counted; a plain command counts as one. */
export interface StepResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
  /** What failed and with which words; printed last, where a log that was cut still shows it. */
  readonly failures: readonly string[];
}

const run = (command: string, args: readonly string[], env: Readonly<Record<string, string>>) =>
  new Promise<number>((done) => {
    const path = [join(root, 'node_modules', '.bin'), process.env['PATH'] ?? ''].join(process.platform === 'win32' ? ';' : ':');
    const child = spawn(command, args, {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: { ...process.env, PATH: path, ...env },
      shell: process.platform === 'win32',
    });
    child.on('error', (error) => {
      process.stderr.write(`${command}: ${error.message}\n`);
      done(1);
    });
    child.on('close', (code) => done(code ?? 1));
  });

const secondsSince = (start: bigint) => Number((process.hrtime.bigint() - start) / 1_000_000n) / 1000;

/** Runs a tool; passes when it exits 0. */
export const runTool = async (name: string, command: string, args: readonly string[]): Promise<StepResult> => {
  process.stdout.write(`\n── ${name}\n`);
  const start = process.hrtime.bigint();
  const code = await run(command, args, {});
  return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, seconds: secondsSince(start), failures: [] };
};

interface TestCase {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[] | null;
}

interface TestFile {
  readonly name: string;
  readonly status: string;
  readonly message: string;
  readonly assertionResults: readonly TestCase[];
}

interface VitestReport {
  readonly testResults: readonly TestFile[];
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly success: boolean;
}

const readReport = (file: string): VitestReport | undefined => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  } catch {
    return undefined;
  }
};

const LONGEST_FAILURE = 1_500;

const failuresOf = (file: TestFile): string[] => {
  const path = relative(root, file.name);
  const cases = file.assertionResults.filter((test) => test.status === 'failed');
  if (cases.length === 0 && file.status === 'failed') return [`${path}\n${file.message.slice(0, LONGEST_FAILURE)}`];
  return cases.map((test) => `${path} > ${test.fullName}\n${(test.failureMessages ?? []).join('\n').slice(0, LONGEST_FAILURE)}`);
};

/** Runs one Vitest project and counts its tests; a run that reports no test at all has failed. */
export const runTests = async (name: string, project: string, extra: readonly string[] = [], env: Readonly<Record<string, string>> = {}): Promise<StepResult> => {
  process.stdout.write(`\n── ${name}\n`);
  const start = process.hrtime.bigint();
  const folder = mkdtempSync(join(tmpdir(), 'luoshi-check-'));
  const file = join(folder, 'report.json');
  const code = await run('vitest', ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`, ...extra], env);
  const report = readReport(file);
  rmSync(folder, { recursive: true, force: true });
  const passed = report?.numPassedTests ?? 0;
  const counted = report?.numFailedTests ?? 0;
  const broken = report === undefined || (code !== 0 && counted === 0) || (passed + counted === 0 && extra.length === 0);
  return {
    name,
    passed,
    failed: broken ? counted + 1 : counted,
    skipped: report?.numPendingTests ?? 0,
    seconds: secondsSince(start),
    failures: (report?.testResults ?? []).flatMap(failuresOf),
  };
};

/** Prints the table of steps and the closing line that CI reads; returns the exit code. */
export const summarise = (results: readonly StepResult[]): number => {
  const total = { passed: 0, failed: 0, skipped: 0 };
  process.stdout.write('\n');
  for (const step of results) for (const failure of step.failures) process.stdout.write(`✗ ${step.name}：${failure}\n\n`);
  for (const step of results) {
    total.passed += step.passed;
    total.failed += step.failed;
    total.skipped += step.skipped;
    const mark = step.failed === 0 ? '✓' : '✗';
    process.stdout.write(`${mark} ${step.name}：${step.passed} 通过，${step.failed} 失败${step.skipped > 0 ? `，${step.skipped} 未运行` : ''}（${step.seconds.toFixed(1)} 秒）\n`);
  }
  process.stdout.write(`${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}\n`);
  return total.failed === 0 ? 0 : 1;
};
