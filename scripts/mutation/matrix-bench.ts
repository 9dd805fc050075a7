/**
 * The access matrix without vitest: its world is made once and frozen; judgements run in a copy of that database, which is replaced when a
 * mutant has let a write through. The judge is that of tests/access/matrix.db.test.ts.
 */
import type { ServerModule } from '#kernel/server/server-module.ts';
import { changeUrl } from '#kernel/server/postgres/connect.ts';
import { hasIds, judgeForeignIds, judgePlace, judgeRow, matrixRows, prepareFacts, signInAll } from '../../tests/access/matrix-judge.ts';
import type { Findings, MatrixRow, MatrixRun } from '../../tests/access/matrix-judge.ts';
import { cityRegions, openWorld, reopenWorld } from '../../tests/access/matrix-base.ts';
import { createClone, dropClone } from '../../tests/harness/database-template.ts';
import type { TestServer } from '../../tests/harness/database-template.ts';

/** The places of a row first, because guards of rows show there; what an endpoint asks for shows in the roles. */
async function* judgeRoute(run: MatrixRun, entry: MatrixRow, by: JudgedBy): Findings {
  if (by !== 'roles') for (const place of entry.row.places ?? []) yield* judgePlace(run, entry, place);
  if (by !== 'places') yield* judgeRow(run, entry);
  if (by === 'all' && hasIds(entry)) yield* judgeForeignIds(run, entry);
}

export type JudgedBy = 'roles' | 'places' | 'all';

export interface JudgeOptions {
  readonly by?: JudgedBy;
  readonly isEnough?: (finding: string) => boolean;
}

export interface MatrixBench {
  readonly routes: readonly string[];
  /** routes whose rows say what others get for them */
  readonly placed: ReadonlySet<string>;
  /** Every finding of a route, until `isEnough`. */
  judge(route: string, options?: JudgeOptions): Promise<readonly string[]>;
  /** What was let through is forgotten: the next judgement starts from the frozen world. Does nothing where nothing was judged since. */
  renew(): Promise<void>;
  close(): Promise<void>;
}

const rowOf = new Map(matrixRows.map((one) => [one.route, one]));

/** Makes the world with everybody in it and all sessions open; then its database is only copied. */
async function freeze(server: TestServer, frozen: string): Promise<MatrixRun> {
  const appUrl = changeUrl(server.appUrl, { database: frozen });
  const regions = cityRegions();
  const home = await openWorld(appUrl, regions.home);
  const foreign = await openWorld(appUrl, regions.foreign);
  // Digests compare databases of hundreds of refusals; here they would be most of the time, and a judge that sees less is the stricter one.
  const run: MatrixRun = { home, foreign, regions, facts: await prepareFacts(home, foreign), standings: new Map(), digest: async () => '' };
  for (const entry of matrixRows) await signInAll(run, entry);
  await home.close();
  await foreign.close();
  return run;
}

export async function openMatrixBench(server: TestServer, modules: readonly ServerModule[]): Promise<MatrixBench> {
  const frozen = await createClone(server);
  const base = await freeze(server, frozen);
  const open = async () => {
    const copy = await createClone({ ...server, template: frozen });
    const home = await reopenWorld(base.home, changeUrl(server.appUrl, { database: copy }), modules);
    return { copy, run: { ...base, home, standings: new Map(base.standings) } };
  };
  type Opened = Awaited<ReturnType<typeof open>>;
  const leave = async ({ run, copy }: Opened): Promise<void> => {
    // What the scan of canaries saw in a mutant is no fault of the bench.
    await run.home.close().catch(() => undefined);
    await dropClone(server, copy);
  };
  let current = await open();
  // The next copy is made while the current one is used.
  let next = open();
  let isUsed = false;
  return {
    routes: matrixRows.map(({ route }) => route),
    placed: new Set(matrixRows.flatMap(({ route, row }) => ((row.places ?? []).length > 0 ? [route] : []))),
    judge: async (route, { by = 'all', isEnough = () => false } = {}) => {
      const entry = rowOf.get(route);
      if (entry === undefined) throw new Error(`no row in the matrix for ${route}`);
      isUsed = true;
      const found: string[] = [];
      for await (const finding of judgeRoute(current.run, entry, by)) {
        found.push(finding);
        if (isEnough(finding)) break;
      }
      return found;
    },
    renew: async () => {
      if (!isUsed) return;
      const old = current;
      current = await next;
      next = open();
      isUsed = false;
      await leave(old);
    },
    close: async () => {
      for (const one of [current, await next]) await leave(one);
      await dropClone(server, frozen);
    },
  };
}
