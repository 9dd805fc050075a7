/**
 * Runs in the woven copy, in one process: the clean tree first, counting which mutants each route reaches; then every mutant that a row of
 * the matrix may notice. Told what to do by a file; what is left goes back in another.
 */
import './switches.ts';
import { readFileSync, writeFileSync } from 'node:fs';
import type { LiveMutant } from './live-mutants.ts';
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
  readonly only: string | null;
  /** every nth of each kind; 1 = all */
  readonly every: number;
  readonly isList: boolean;
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
const wanted = ({ name, kind }: { readonly name: string; readonly kind: string }): boolean => job.only === null || name.includes(job.only) || kind === job.only;
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
  judge(route: string, isEnough?: (finding: string) => boolean): Promise<readonly string[]>;
  renew(): Promise<void>;
}

/** A first finding on this route that is about the mutant, and not there without it. */
async function noticed(bench: Bench, mutant: Candidate, route: string): Promise<string | undefined> {
  const counts = (finding: string): boolean => !isCrash(finding) && isFinding(finding) && (mutant.because?.test(finding) ?? true);
  const run = async (): Promise<string | undefined> => {
    const back = mutant.take();
    try {
      return (await bench.judge(route, counts)).find(counts);
    } finally {
      back();
    }
  };
  const found = await run();
  if (found === undefined) return undefined;
  if (!route.startsWith('GET ')) await bench.renew();
  if (isThrough(found)) return found;
  const clean = await bench.judge(route);
  await bench.renew();
  return clean.some(counts) ? await run() : found;
}

/** A guard that many routes share shows in the first of them, or in the tests of its module. */
const longest = 12;

async function judgeAll(bench: Bench, routesOf: (mutant: Candidate) => readonly string[]): Promise<void> {
  for (const mutant of chosen) {
    let by: string | undefined;
    for (const route of routesOf(mutant).slice(0, longest)) {
      const finding = await noticed(bench, mutant, route);
      if (finding === undefined) continue;
      by = `${route}：${finding}`;
      break;
    }
    const { kind, name, id, statement } = mutant;
    if (by !== undefined || (id === undefined && statement === undefined)) tell({ kind, name, by });
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
function routesFrom(reachedBy: ReadonlyMap<string, Reached>, mutant: Candidate): readonly string[] {
  const reaching = [...reachedBy].filter(([, { ids, statements }]) => (mutant.id !== undefined && ids.has(mutant.id)) || statements.has(mutant.statement?.name ?? ''));
  const sorted = reaching.sort(([, a], [, b]) => a.statements.size - b.statements.size).map(([route]) => route);
  const isSwitched = mutant.id !== undefined;
  return [...new Set([...mutant.routes.filter((route) => !isSwitched || sorted.includes(route)), ...sorted])];
}

async function judgeEverything(): Promise<void> {
  const server = await openTestServer();
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
  const bench = await openMatrixBench(server, modules);
  try {
    // A sample is judged by the routes that it names.
    const routes = job.every === 1 && job.only === null ? bench.routes : [...new Set(chosen.flatMap((one) => one.routes))];
    const reachedBy = await judgeClean(bench, routes);
    process.stdout.write(`the unchanged tree passes ${routes.length} routes\n`);
    await bench.renew();
    await judgeAll(bench, (mutant) => routesFrom(reachedBy, mutant));
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
