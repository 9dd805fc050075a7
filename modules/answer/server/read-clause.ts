/** Finding a clause for an act or a page, with the refusals that go with it. */
import { parseMoment } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import type { AnswerPermission } from '../contract/index.ts';
import { answerRefusals } from './answer-refusals.ts';
import { clauseStore } from './clause-store.ts';
import type { ClausePlace, RegisteredVersion } from './clause-store.ts';
import { decideOnClause, reachedPaths } from './reach.ts';
import { readMaterial } from './recompute.ts';
import type { ClauseMaterial } from './recompute.ts';

export interface FoundClause extends ClauseMaterial {
  /** the newest registered version no longer has it */
  readonly isWithdrawn: boolean;
}

async function knownVersions({ tx }: Pick<Context, 'tx'>, planId: string, knownAt: Instant): Promise<readonly RegisteredVersion[]> {
  return (await clauseStore.listRegistered(tx, planId)).filter(({ recordedAt }) => parseMoment(recordedAt).epochNanoseconds <= knownAt.epochNanoseconds);
}

/** A clause outside what the actor may read is as if it were not there. */
export async function findClause(key: { readonly planId: string; readonly clauseKey: string }, context: Context, knownAt: Instant = context.now): Promise<FoundClause> {
  const { refuse } = context;
  const [material] = await readMaterial(context, key.planId, { keys: [key.clauseKey], knownAt });
  if (material === undefined || !decideOnClause(context, 'answer.read', material.place.planPath).allowed) return refuse(answerRefusals.clause_not_found());
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

/** Every clause of the newest version that was registered by a moment, whoever asks: for what is public and for judging a plan. */
export async function findWholeVersion(planId: string, { tx }: Pick<Context, 'tx'>, knownAt: Instant): Promise<LatestVersion | undefined> {
  const latest = (await knownVersions({ tx }, planId, knownAt)).at(-1);
  if (latest === undefined) return undefined;
  return { versionId: latest.versionId, ordinal: latest.ordinal, places: await clauseStore.listPlaces(tx, latest.versionId) };
}

export interface VersionQuery {
  readonly knownAt?: Instant;
  /** clauses that this right reaches; default: reading */
  readonly permission?: AnswerPermission;
}

/** Clauses of the newest version that was registered by a moment, as far as the actor's right reaches; undefined while the first one waits for the worker. */
export async function findLatestVersion(planId: string, context: Context, query: VersionQuery = {}): Promise<LatestVersion | undefined> {
  const { knownAt = context.now, permission = 'answer.read' } = query;
  const latest = (await knownVersions(context, planId, knownAt)).at(-1);
  if (latest === undefined) return undefined;
  return { versionId: latest.versionId, ordinal: latest.ordinal, places: await clauseStore.listReachedPlaces(context.tx, latest.versionId, reachedPaths(context, permission)) };
}

/** For acts and files, which need clauses; pages show the state of waiting instead. */
export async function readLatestVersion(planId: string, context: Context, query: VersionQuery = {}): Promise<LatestVersion> {
  return (await findLatestVersion(planId, context, query)) ?? context.refuse(answerRefusals.not_registered());
}
