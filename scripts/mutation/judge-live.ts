/**
 * Runs in the woven copy, in one process: the clean tree first, counting which mutants each route reaches; then every mutant that a row of
 * the matrix may notice. Told what to do by a file; what is left goes back in another.
 */
import './switches.ts';
import { readFileSync, writeFileSync } from 'node:fs';
import type { TestServer } from '../../tests/harness/database-template.ts';
import type { LiveMutant } from './live-mutants.ts';
import type { JudgeOptions, JudgedBy } from './matrix-bench.ts';
import { isAsked } from './mutant.ts';
import type { Named } from './mutant.ts';
import { switches } from './switches.ts';
import type { SqlAway } from './switches.ts';
import type { Verdict } from './wall-mutants.ts';

/** A mutant of a text, by the number of its switch. */
export interface SwitchedMutant {
  readonly id: number;
  readonly kind: string;
  readonly name: string;
  readonly routes: readonly string[];
}

export interface LiveJob {
  readonly switched: readonly SwitchedMutant[];
  readonly only: readonly string[] | null;
  /** every nth of each kind; 1 = all */
  readonly every: number;
  readonly isList: boolean;
  /** this process judges by the routes number `part`, `part + parts`, …; the first judges walls and keys as well */
  readonly part: number;
  readonly parts: number;
}

/** What no row of the matrix noticed: judged by the tests of its module. */
export interface Unnoticed {
  readonly id?: number;
  readonly statement?: SqlAway;
  readonly kind: string;
  readonly name: string;
}

export interface LiveResult {
  readonly verdicts: readonly Verdict[];
  readonly unnoticed: readonly Unnoticed[];
}

type Candidate = Omit<LiveMutant, 'kind'> & { readonly kind: string; readonly id?: number };

const [jobFile = '', resultFile = ''] = process.argv.slice(2);
const job = JSON.parse(readFileSync(jobFile, 'utf8')) as LiveJob;

const { registeredStatements } = await import('#kernel/server/db.ts');
const { serverModules } = await import('../../app/modules.server.ts');
const { openTestServer, teardown } = await import('../../tests/harness/global-setup.ts');
const { createClone, dropClone } = await import('../../tests/harness/database-template.ts');
const { changeUrl } = await import('#kernel/server/postgres/connect.ts');
const { regionalTables, withoutQuotes } = await import('../../tests/access/row-walls.ts');
const { declaredFaults } = await import('../../tests/access/declared-access.ts');
const { scopeFaults } = await import('../../tests/db/scope-forms.ts');
const { liveMutants, openModules } = await import('./live-mutants.ts');
const { judgeRegionKeys, judgeWalls } = await import('./wall-mutants.ts');
const { openMatrixBench } = await import('./matrix-bench.ts');

const modules = openModules(serverModules);
const asCandidate = ({ id, kind, name, routes }: SwitchedMutant): Candidate => ({
  id,
  kind,
  name,
  routes,
  take: () => {
    switches.away = id;
    return () => (switches.away = null);
  },
});

const verdicts: Verdict[] = [];
const unnoticed: Unnoticed[] = [];
const wanted = (one: Named): boolean => isAsked(one, job.only);
/** How many of a kind were seen; a sample takes the first and every nth after it. */
const seen = new Map<string, number>();
function isDrawn(kind: string): boolean {
  const nth = seen.get(kind) ?? 0;
  seen.set(kind, nth + 1);
  return nth % job.every === 0;
}
const chosen: readonly Candidate[] = [...job.switched.map(asCandidate), ...liveMutants(modules, registeredStatements())].filter((one) => wanted(one) && isDrawn(one.kind));

function tell(verdict: Verdict): void {
  if (!wanted(verdict)) return;
  verdicts.push(verdict);
  const { kind, name, by } = verdict;
  if (by === undefined || !['region key', 'row security'].includes(kind))
    process.stdout.write(`${by === undefined ? 'SURVIVED' : 'killed  '} ${kind}: ${name.replaceAll(/\s+/g, ' ')}\n         ${by ?? ''}\n`);
}

/** A fault of the mutant itself is no proof that a test looks at the guard. */
const isCrash = (finding: string): boolean => /: (500 )?server\.(internal|fault|error)|: 500 /.test(finding);
/** Places are judged before rows, and may have used up what a row would have let somebody do: the suite judges in its own order. */
const isFinding = (finding: string): boolean => finding !== 'nobody came through';
/** Somebody came through, or came further than the rule on access lets them; everything else must be told from what earlier writes have left. */
const isThrough = (finding: string): boolean => /: 20\d instead of|instead of access\.|shows what it should not/.test(finding);

interface Bench {
  judge(route: string, options?: JudgeOptions): Promise<readonly string[]>;
  renew(): Promise<void>;
}

/** What an endpoint asks for shows in the roles; which rows a statement finds, in the places. */
const judgedBy = ({ because, statement }: Candidate): JudgedBy => (because !== undefined ? 'roles' : statement !== undefined ? 'places' : 'all');

/** A first finding on this route that is about the mutant, and not there without it. */
async function noticed(bench: Bench, mutant: Candidate, route: string): Promise<string | undefined> {
  const isEnough = (finding: string): boolean => !isCrash(finding) && isFinding(finding) && (mutant.because?.test(finding) ?? true);
  const by = judgedBy(mutant);
  const run = async (): Promise<string | undefined> => {
    const back = mutant.take();
    try {
      return (await bench.judge(route, { by, isEnough })).find(isEnough);
    } finally {
      back();
    }
  };
  const found = await run();
  if (found === undefined || isThrough(found)) return found;
  // What earlier mutants let through may look like a finding: once more without and with it, each in a fresh copy.
  await bench.renew();
  const clean = await bench.judge(route, { by });
  await bench.renew();
  return clean.includes(found) ? undefined : run();
}

/** A guard that many routes share shows in the first of them, or in the tests of its module. */
const longest = 12;
/** Writes that mutants let through pile up; a fresh copy now and then. */
const renewedAfter = 12;

async function noticedBy(bench: Bench, mutant: Candidate, routes: readonly string[]): Promise<string | undefined> {
  for (const route of routes.slice(0, longest)) {
    const finding = await noticed(bench, mutant, route);
    if (finding !== undefined) return `${route}：${finding}`;
  }
  return undefined;
}

/** Acts that ask again in their handler: the rule that holds declarations to what people wrote (tests/access/declared-access.test.ts). */
function declarationNotices({ because, take }: Candidate): string | undefined {
  if (because === undefined) return undefined;
  const back = take();
  try {
    return declaredFaults(modules)[0];
  } finally {
    back();
  }
}

/** Counts and lists that no row of the matrix shows: the rule on the form of the scope clause (tests/db/statements.db.test.ts). */
function formNotices({ kind, statement }: Candidate): string | undefined {
  const spec = registeredStatements().find(({ name }) => name === statement?.name);
  if (kind !== 'scope clause' || statement === undefined || spec === undefined) return undefined;
  const { at, from, to } = statement;
  return scopeFaults({ ...spec, text: `${spec.text.slice(0, at)}${to}${spec.text.slice(at + from.length)}` })[0];
}

async function judgeAll(bench: Bench, routesOf: (mutant: Candidate) => readonly string[]): Promise<void> {
  let nth = 0;
  for (const mutant of chosen) {
    const routes = routesOf(mutant);
    const { kind, name, id, statement } = mutant;
    nth += 1;
    if (nth % renewedAfter === 0) await bench.renew();
    const by = (routes.length === 0 ? undefined : await noticedBy(bench, mutant, routes)) ?? declarationNotices(mutant) ?? formNotices(mutant);
    if (by !== undefined) tell({ kind, name, by });
    else unnoticed.push({ kind, name, ...(id === undefined ? {} : { id }), ...(statement === undefined ? {} : { statement }) });
  }
}

interface Reached {
  readonly ids: ReadonlySet<number>;
  readonly statements: ReadonlySet<string>;
}

/** The clean tree must pass, else every mutant would seem to be noticed. */
async function judgeClean(bench: Bench, routes: readonly string[]): Promise<ReadonlyMap<string, Reached>> {
  const reachedBy = new Map<string, Reached>();
  for (const route of routes) {
    const reached = { ids: new Set<number>(), statements: new Set<string>() };
    switches.reached = reached;
    const findings = (await bench.judge(route)).filter(isFinding);
    switches.reached = null;
    if (findings.length > 0) throw new Error(`the unchanged tree fails ${route}: ${findings.join('; ')}`);
    reachedBy.set(route, reached);
  }
  return reachedBy;
}

/** Routes named for the mutant first, then those that reach it, the ones that reach least first. */
function routesFrom(reachedBy: ReadonlyMap<string, Reached>, mutant: Candidate, placed: ReadonlySet<string>): readonly string[] {
  const { id, statement } = mutant;
  const reaching = [...reachedBy].filter(([, { ids, statements }]) => (id !== undefined && ids.has(id)) || statements.has(statement?.name ?? ''));
  const sorted = reaching.sort(([, a], [, b]) => a.statements.size - b.statements.size).map(([route]) => route);
  if (statement !== undefined) return sorted.filter((route) => placed.has(route));
  return [...new Set([...mutant.routes.filter((route) => reachedBy.has(route) && (id === undefined || sorted.includes(route))), ...sorted])];
}

async function judgeRules(server: TestServer): Promise<void> {
  const trial = await createClone(server);
  const adminUrl = changeUrl(server.adminUrl, { database: trial });
  const tables = await regionalTables(adminUrl);
  judgeRegionKeys(registeredStatements(), withoutQuotes(tables), (verdict) => (isDrawn(verdict.kind) ? tell(verdict) : undefined));
  await judgeWalls(
    adminUrl,
    tables.filter((_table, nth) => nth % job.every === 0),
    tell,
  );
  await dropClone(server, trial);
}

async function judgeEverything(): Promise<void> {
  const server = await openTestServer();
  if (job.part === 0) await judgeRules(server);
  const [declared] = declaredFaults(modules);
  if (declared !== undefined) throw new Error(`the unchanged declarations are at fault: ${declared}`);
  const bench = await openMatrixBench(server, modules);
  try {
    // A sample, and what is asked for by name, is judged by the routes that it names.
    const isWhole = chosen.some(({ routes }) => routes.length === 0) && job.every === 1;
    const asked = isWhole ? bench.routes : [...new Set(chosen.flatMap((one) => one.routes))];
    const routes = asked.filter((_route, nth) => nth % job.parts === job.part);
    const reachedBy = await judgeClean(bench, routes);
    process.stdout.write(`the unchanged tree passes ${routes.length} routes\n`);
    await bench.renew();
    await judgeAll(bench, (mutant) => routesFrom(reachedBy, mutant, bench.placed));
  } finally {
    await bench.close();
    await teardown();
  }
}

if (job.isList) for (const { kind, name } of chosen) process.stdout.write(`${kind}: ${name}\n`);
else {
  await judgeEverything();
  writeFileSync(resultFile, JSON.stringify({ verdicts, unnoticed } satisfies LiveResult));
}
process.exit(0);
