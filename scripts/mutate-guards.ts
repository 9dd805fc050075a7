// npm run mutate [-- --only <part of a name>] [--without <part of a name>] [--list]: takes every guard away in turn, in a copy of the tree, and demands that a test
// notices. Prints which test did. Exit 1 when a mutant survives.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { allMutants } from './mutants.ts';
import type { Mutant } from './mutants.ts';
import { root } from './run-step.ts';

const left = new Set(['node_modules', '.git', '.luoshi', 'dist']);

function copyTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'luoshi-mutants-'));
  cpSync(root, copy, { recursive: true, filter: (from) => !(left.has(basename(from)) && join(root, basename(from)) === from) });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  if (existsSync(join(root, 'dist'))) symlinkSync(join(root, 'dist'), join(copy, 'dist'));
  return copy;
}

interface Verdict {
  readonly isKilled: boolean;
  readonly by: string;
}

/** Titles of failed tests, or of a file that did not load, as vitest prints them. */
function firstFailure(output: string): string {
  const plain = output.replace(/\u001b\[[0-9;]*m/g, '');
  return /FAIL\s+\S*\s*\S*\s*(.+)/.exec(plain)?.[1]?.trim() ?? '';
}

function run(copy: string, { project, tests, titles }: Mutant): Verdict {
  const args = ['run', '--project', project, '--bail', '1', '--reporter', 'default', ...tests, ...(titles === undefined ? [] : ['-t', titles])];
  const done = spawnSync(join(root, 'node_modules', '.bin', 'vitest'), args, { cwd: copy, encoding: 'utf8', env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' } });
  const output = `${done.stdout}${done.stderr}`;
  // A run in which every test was left out by its title proves nothing.
  const hasRun = /Tests\s[^\n]*\b(passed|failed)\b/.test(output) || /Failed Suites/.test(output);
  if (!hasRun) return { isKilled: false, by: `no test ran: ${output.slice(-300)}` };
  return { isKilled: done.status !== 0, by: firstFailure(output) };
}

function judge(copy: string, mutant: Mutant): Verdict {
  const file = join(copy, mutant.file);
  const original = readFileSync(file, 'utf8');
  writeFileSync(
    file,
    original.replace(mutant.from, () => mutant.to),
  );
  try {
    return run(copy, mutant);
  } finally {
    writeFileSync(file, original);
  }
}

const args = process.argv.slice(2);
const optionOf = (option: string): string | undefined => (args.includes(option) ? args[args.indexOf(option) + 1] : undefined);
const [only, without] = [optionOf('--only'), optionOf('--without')];
const mutants = allMutants().filter(({ name }) => (only === undefined || name.includes(only)) && (without === undefined || !name.includes(without)));

/** The tests that the mutants use, each file once, with the titles that any of them asks for. */
function cleanRuns(): readonly Mutant[] {
  const groups = Map.groupBy(mutants, ({ project, tests }) => JSON.stringify([project, tests]));
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const titles = group.some((mutant) => mutant.titles === undefined) ? undefined : [...new Set(group.map((mutant) => mutant.titles))].join('|');
    const { titles: _own, ...rest } = first;
    return [titles === undefined ? rest : { ...rest, titles }];
  });
}
if (args.includes('--list')) {
  for (const { name } of mutants) process.stdout.write(`${name}\n`);
} else {
  const copy = copyTree();
  let survived = 0;
  try {
    // The unchanged tree must pass, else every mutant would seem to be noticed.
    for (const suite of cleanRuns()) {
      const clean = run(copy, suite);
      if (clean.isKilled || clean.by.startsWith('no test ran')) throw new Error(`the unchanged tree fails ${suite.tests.join(' ')}: ${clean.by}`);
    }
    for (const [index, mutant] of mutants.entries()) {
      const { isKilled, by } = judge(copy, mutant);
      if (!isKilled) survived += 1;
      process.stdout.write(`${index + 1}/${mutants.length} ${isKilled ? 'killed  ' : 'SURVIVED'} ${mutant.name.replaceAll('\n', ' ')}\n         ${by}\n`);
    }
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  process.stdout.write(`\n${mutants.length} mutants, ${mutants.length - survived} killed, ${survived} survived\n`);
  process.exitCode = survived === 0 ? 0 : 1;
}
