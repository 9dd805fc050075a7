/** Finding a clause for an act or a page, with the refusals that go with it. */
import { parseMoment } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { answerRefusals } from './answer-refusals.ts';
import { clauseStore } from './clause-store.ts';
import type { ClausePlace, RegisteredVersion } from './clause-store.ts';
import { readMaterial } from './recompute.ts';
import type { ClauseMaterial } from './recompute.ts';

export interface FoundClause extends ClauseMaterial {
  /** the newest registered version no longer has it */
  readonly isWithdrawn: boolean;
}

async function knownVersions({ tx }: Pick<Context, 'tx'>, planId: string, knownAt: Instant): Promise<readonly RegisteredVersion[]> {
  return (await clauseStore.listRegistered(tx, planId)).filter(({ recordedAt }) => parseMoment(recordedAt).epochNanoseconds <= knownAt.epochNanoseconds);
}

export async function findClause(key: { readonly planId: string; readonly clauseKey: string }, context: Context, knownAt: Instant = context.now): Promise<FoundClause> {
  const { refuse } = context;
  const [material] = await readMaterial(context, key.planId, { keys: [key.clauseKey], knownAt });
  if (material === undefined) return refuse(answerRefusals.clause_not_found());
  const latest = (await knownVersions(context, key.planId, knownAt)).at(-1);
  return { ...material, isWithdrawn: latest !== undefined && latest.ordinal !== material.place.versionOrdinal };
}

/** For acts: a withdrawn clause takes neither evidence nor contracts. */
export async function findOpenClause(key: { readonly planId: string; readonly clauseKey: string }, context: Context): Promise<FoundClause> {
  const found = await findClause(key, context);
  if (found.isWithdrawn) return context.refuse(answerRefusals.clause_withdrawn({ title: found.place.title }));
  return found;
}

export interface LatestVersion {
  readonly versionId: string;
  readonly ordinal: number;
  readonly places: readonly ClausePlace[];
}

/** Clauses of the newest version that was registered by a moment; undefined while the first one waits for the worker. */
export async function findLatestVersion(planId: string, context: Context, knownAt: Instant = context.now): Promise<LatestVersion | undefined> {
  const latest = (await knownVersions(context, planId, knownAt)).at(-1);
  if (latest === undefined) return undefined;
  return { versionId: latest.versionId, ordinal: latest.ordinal, places: await clauseStore.listPlaces(context.tx, latest.versionId) };
}

/** For acts and files, which need clauses; pages show the state of waiting instead. */
export async function readLatestVersion(planId: string, context: Context, knownAt: Instant = context.now): Promise<LatestVersion> {
  return (await findLatestVersion(planId, context, knownAt)) ?? context.refuse(answerRefusals.not_registered());
}
