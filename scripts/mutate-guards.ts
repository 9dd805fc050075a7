// npm run mutate [-- --only <part of a name, a kind, or @file with one of them a line>] [--sample] [--quick] [--list]: takes every guard away, one at a time, in a copy of
// the tree, and demands that a test notices. The rows of the access matrix, the walls and the keys of statements are judged in one process;
// what they do not notice is judged by the tests of its module (`--quick` leaves that out). Ends with the counts of each kind; exit 1 when
// a mutant survives.
import { spawn } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LiveJob, LiveResult, Unnoticed } from './mutation/judge-live.ts';
import { testsOfStatement } from './mutation/judges.ts';
import { isAsked } from './mutation/mutant.ts';
import type { Mutant, Named } from './mutation/mutant.ts';
import { runTests } from './mutation/run-tests.ts';
import type { TestedMutant } from './mutation/run-tests.ts';
import type { Verdict } from './mutation/wall-mutants.ts';
import { wovenCopy } from './mutation/woven-copy.ts';
import { textMutants } from './mutants.ts';

const args = process.argv.slice(2);
const asked = args.includes('--only') ? (args[args.indexOf('--only') + 1] ?? '') : null;
const only =
  asked?.startsWith('@') === true
    ? readFileSync(asked.slice(1), 'utf8')
        .split('\n')
        .filter((line) => line !== '')
    : asked === null
      ? null
      : [asked];
const isSample = args.includes('--sample');
const isQuick = args.includes('--quick') || isSample;
const mutants = textMutants();

/** Those that only tests of their own can notice. */
const isTestedOnly = ({ kind, routes }: Mutant): boolean => kind === 'kernel' && routes === undefined;
const isWanted = (one: Named): boolean => isAsked(one, only);

/** Runs the judge in the copy and gives its answer. */
function runJudge(copy: string, job: Pick<LiveJob, 'isList' | 'part' | 'parts'>): Promise<LiveResult> {
  const [jobFile, resultFile] = [join(copy, `.mutants-${job.part}.json`), join(copy, `.verdicts-${job.part}.json`)];
  const switched = mutants.flatMap((mutant, id) => (isTestedOnly(mutant) ? [] : [{ id, kind: mutant.kind, name: mutant.name, routes: mutant.routes ?? [] }]));
  writeFileSync(jobFile, JSON.stringify({ switched, only, every: isSample ? 40 : 1, ...job } satisfies LiveJob));
  return new Promise((resolve, reject) => {
    const judge = spawn(process.execPath, [join(copy, 'scripts', 'mutation', 'judge-live.ts'), jobFile, resultFile], { cwd: copy, stdio: ['ignore', 'inherit', 'inherit'] });
    judge.on('error', reject).on('close', (code) => {
      if (code !== 0) reject(new Error('the judge did not finish'));
      else resolve(job.isList ? { verdicts: [], unnoticed: [] } : (JSON.parse(readFileSync(resultFile, 'utf8')) as LiveResult));
    });
  });
}

/** Two judges, each with half of the routes: what one of them notices is noticed. */
async function judgeLive(copy: string): Promise<LiveResult> {
  const parts = isSample ? 1 : 2;
  const results = await Promise.all(Array.from({ length: parts }, (_none, part) => runJudge(copy, { isList: false, part, parts })));
  const verdicts = new Map<string, Verdict>();
  for (const verdict of results.flatMap((one) => one.verdicts)) verdicts.set(`${verdict.kind} ${verdict.name}`, verdict);
  const open = new Map(results.flatMap(({ unnoticed }) => unnoticed).map((one) => [`${one.kind} ${one.name}`, one] as const));
  return { verdicts: [...verdicts.values()], unnoticed: [...open].flatMap(([key, one]) => (verdicts.has(key) ? [] : [one])) };
}

type Tested = TestedMutant & { readonly kind: string; readonly name: string };

function testedBy({ id, statement, kind, name }: Unnoticed): Tested {
  const mutant = id === undefined ? undefined : mutants[id];
  // What an endpoint asks for, and a second factor, only the matrix can notice.
  const fallback = statement === undefined ? [] : testsOfStatement(statement.name);
  const { project = 'db' as const, tests = fallback, titles } = mutant ?? {};
  return { kind, name, project, tests, ...(id === undefined ? {} : { id }), ...(statement === undefined ? {} : { statement }), ...(titles === undefined ? {} : { titles }) };
}

const keyOf = ({ project, titles }: TestedMutant, test: string): string => JSON.stringify([project, test, titles]);

/** Each file of tests without a mutant, once and first: it must pass, and there must be tests in it. */
function demandCleanTests(copy: string, tested: readonly Tested[]): void {
  const clean = new Map(
    tested.flatMap((one) =>
      one.tests.map((test) => [keyOf(one, test), { project: one.project, tests: [test], ...(one.titles === undefined ? {} : { titles: one.titles }) }] as const),
    ),
  );
  for (const [{ tests }, { ran, by, fault }] of runTests(copy, [...clean.values()]))
    if (ran === 0 || by !== undefined || fault !== undefined) throw new Error(`the unchanged tree fails ${tests.join()}: ${by ?? fault ?? 'no test ran'}`);
}

function noticed({ kind, name }: Tested, by: string | undefined, fault: string | undefined): Verdict {
  process.stdout.write(`killed   ${kind}: ${name.replaceAll(/\s+/g, ' ')}\n         ${by ?? fault}\n`);
  return { kind, name, by: by ?? `does not load: ${fault?.split('\n', 1)[0]}` };
}

/** Round by round: the first file of tests of each mutant, then the second of those that are left, … Files share no process: they were not written to. */
function judgeByTests(copy: string, unnoticed: readonly Unnoticed[]): readonly Verdict[] {
  const tested = unnoticed.map(testedBy);
  demandCleanTests(copy, tested);
  const verdicts: Verdict[] = [];
  let open = tested;
  for (let round = 0; open.length > 0; round += 1) {
    const { now = [], done = [] } = Object.groupBy(open, ({ tests }) => (tests.length > round ? 'now' : 'done'));
    verdicts.push(...done.map(({ kind, name }) => ({ kind, name })));
    const left: Tested[] = [];
    const asked = now.map((whole) => ({ ...whole, whole, tests: whole.tests.slice(round, round + 1) }));
    for (const [{ whole }, { by, fault }] of runTests(copy, asked)) {
      if (by === undefined && fault === undefined) left.push(whole);
      else verdicts.push(noticed(whole, by, fault));
    }
    open = left;
    process.stdout.write(`round ${round + 1}: ${left.length} of ${now.length} left\n`);
  }
  return verdicts;
}

function summarise(verdicts: readonly Verdict[]): void {
  const count = (list: readonly Verdict[], test: (by: string | undefined) => boolean): number => list.filter(({ by }) => test(by)).length;
  const isLost = (by: string | undefined): boolean => by?.startsWith('does not load') ?? false;
  process.stdout.write(`\n${'kind'.padEnd(18)}${'mutants'.padStart(9)}${'killed'.padStart(9)}${'survived'.padStart(10)}${'did not load'.padStart(14)}\n`);
  for (const [kind, list] of [...Map.groupBy(verdicts, (one) => one.kind), ['all', verdicts] as const]) {
    const [survived, lost] = [count(list, (by) => by === undefined), count(list, isLost)];
    const killed = list.length - survived - lost;
    process.stdout.write(`${kind.padEnd(18)}${String(list.length).padStart(9)}${String(killed).padStart(9)}${String(survived).padStart(10)}${String(lost).padStart(14)}\n`);
  }
  for (const { kind, name, by } of verdicts) if (by === undefined || isLost(by)) process.stdout.write(`  ${kind}: ${name.replaceAll(/\s+/g, ' ')} ${by ?? ''}\n`);
  process.exitCode = verdicts.every(({ by }) => by !== undefined && !isLost(by)) && verdicts.length > 0 ? 0 : 1;
}

const copy = wovenCopy(mutants);
try {
  if (args.includes('--list')) {
    await runJudge(copy, { isList: true, part: 0, parts: 1 });
    for (const { kind, name } of mutants.filter(isTestedOnly)) process.stdout.write(`${kind}: ${name.replaceAll(/\s+/g, ' ')}\n`);
  } else {
    const { verdicts, unnoticed } = await judgeLive(copy);
    const own = mutants.flatMap((mutant, id) => (isTestedOnly(mutant) && isWanted(mutant) ? [{ id, kind: mutant.kind, name: mutant.name }] : []));
    const later = isQuick ? [] : judgeByTests(copy, [...unnoticed, ...own]);
    for (const { kind, name } of isQuick ? unnoticed : []) process.stdout.write(`not noticed by the matrix: ${kind}: ${name.replaceAll(/\s+/g, ' ')}\n`);
    summarise([...verdicts, ...later]);
  }
} finally {
  rmSync(copy, { recursive: true, force: true });
}
