// npm run mutate [-- --only <part of a name>] [--without <part of a name>] [--list]: takes every guard away, in a copy of the tree, and demands that a test
// notices. Guards that no route has in common are away together, each judged by the tests of its own routes; what is not noticed then is taken away
// alone, unless `--quick` asks for the first look only. Prints which test did. Exit 1 when a mutant survives.
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { allMutants } from './mutants.ts';
import { batchesOf, mutated } from './mutation/batches.ts';
import type { Mutant } from './mutation/mutant.ts';
import { runTests } from './mutation/run-tests.ts';
import type { Run } from './mutation/run-tests.ts';
import { root } from './run-step.ts';

const left = new Set(['node_modules', '.git', '.luoshi', 'dist']);

function copyTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'luoshi-mutants-'));
  cpSync(root, copy, { recursive: true, filter: (from) => !(left.has(basename(from)) && join(root, basename(from)) === from) });
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
  if (existsSync(join(root, 'dist'))) symlinkSync(join(root, 'dist'), join(copy, 'dist'));
  return copy;
}

/** The run with these guards away; the copy is whole again afterwards. */
function without(copy: string, away: readonly Mutant[], run: () => Run): Run {
  const originals = new Map<string, string>();
  for (const [file, mutants] of Map.groupBy(away, (one) => one.file)) {
    const path = join(copy, file);
    const text = readFileSync(path, 'utf8');
    originals.set(path, text);
    writeFileSync(path, mutated(text, mutants));
  }
  try {
    return run();
  } finally {
    for (const [path, text] of originals) writeFileSync(path, text);
  }
}

/** The title of the test that noticed; a file that did not load noticed, too. */
function noticed({ failures, fault }: Run, { titles, because }: Mutant): string | undefined {
  const isOwn = new RegExp(titles ?? '');
  const why = new RegExp(because ?? '');
  const found = failures.find(({ title, message }) => isOwn.test(title) && why.test(message));
  return found?.title ?? fault?.split('\n', 1)[0];
}

const args = process.argv.slice(2);
const optionOf = (option: string): string | undefined => (args.includes(option) ? args[args.indexOf(option) + 1] : undefined);
const [only, unwanted] = [optionOf('--only'), optionOf('--without')];
const mutants = allMutants().filter(({ name }) => (only === undefined || name.includes(only)) && (unwanted === undefined || !name.includes(unwanted)));

const unionOf = (titles: readonly (string | undefined)[]): string | undefined => (titles.includes(undefined) ? undefined : [...new Set(titles)].join('|'));

/** The tests that the mutants use, each file once, with the titles that any of them asks for. */
function cleanRuns(): readonly Pick<Mutant, 'project' | 'tests' | 'titles'>[] {
  return [...Map.groupBy(mutants, ({ project, tests }) => JSON.stringify([project, tests])).values()].flatMap((group) => {
    const [first] = group;
    const titles = unionOf(group.map((mutant) => mutant.titles));
    return first === undefined ? [] : [{ project: first.project, tests: first.tests, ...(titles === undefined ? {} : { titles }) }];
  });
}

function requireClean(copy: string): void {
  for (const suite of cleanRuns()) {
    const { ran, failures, fault } = runTests(copy, suite, false);
    if (ran === 0 || failures.length > 0 || fault !== null) throw new Error(`the unchanged tree fails ${suite.tests.join(' ')}: ${fault ?? failures[0]?.title ?? 'no test ran'}`);
  }
}

const isQuick = args.includes('--quick');

let judged = 0;
const survivors: Mutant[] = [];
function tell(mutant: Mutant, by: string | undefined): void {
  judged += 1;
  if (by === undefined) survivors.push(mutant);
  process.stdout.write(`${judged}/${mutants.length} ${by === undefined ? 'SURVIVED' : 'killed  '} ${mutant.name.replaceAll('\n', ' ')}\n         ${by ?? ''}\n`);
}

function judgeAlone(copy: string, mutant: Mutant, tests: readonly string[]): void {
  const { titles: _titles, because: _because, ...rest } = mutant;
  const alone: Mutant = tests === mutant.tests ? mutant : { ...rest, tests };
  const run = without(copy, [mutant], () => runTests(copy, alone, true));
  tell(mutant, run.ran === 0 && run.fault === null ? undefined : noticed(run, alone));
}

function judgeTogether(copy: string, batch: readonly Mutant[]): void {
  const [first] = batch;
  if (first === undefined) return;
  const titles = unionOf(batch.map((mutant) => mutant.titles));
  const run = without(copy, batch, () => runTests(copy, { project: first.project, tests: first.tests, ...(titles === undefined ? {} : { titles }) }, false));
  for (const mutant of batch) {
    // A file that failed as a whole says nothing of one among many.
    const by = run.fault === null ? noticed(run, mutant) : undefined;
    if (by !== undefined || isQuick) tell(mutant, by);
    else judgeAlone(copy, mutant, mutant.otherwise ?? mutant.tests);
  }
}

if (args.includes('--list')) {
  for (const { name } of mutants) process.stdout.write(`${name}\n`);
} else {
  const copy = copyTree();
  try {
    // The unchanged tree must pass, else every mutant would seem to be noticed.
    if (!args.includes('--trust-clean')) requireClean(copy);
    for (const batch of batchesOf(mutants.filter(({ routes }) => routes !== undefined))) judgeTogether(copy, batch);
    for (const mutant of isQuick ? [] : mutants.filter(({ routes }) => routes === undefined)) judgeAlone(copy, mutant, mutant.tests);
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
  process.stdout.write(`\n${mutants.length} mutants, ${mutants.length - survivors.length} killed, ${survivors.length} survived\n`);
  for (const { name } of survivors) process.stdout.write(`  ${name}\n`);
  process.exitCode = survivors.length === 0 ? 0 : 1;
}
