/**
 * How far a right reaches into the clauses of a plan. A clause belongs to no unit, so region and plan path decide; evidence is of the
 * unit for which it speaks, too. What a reader cannot see is unknown to them; what they see and may not touch is refused with the reason.
 */
import { decide, scope } from '#kernel/access.ts';
import type { Resource } from '#kernel/access.ts';
import type { Decision } from '#kernel/decision.ts';
import { evidenceRefusals } from '#kernel/evidence.ts';
import type { Evidence } from '#kernel/evidence.ts';
import type { Context } from '#kernel/server/context.ts';
import type { AnswerPermission } from '../contract/index.ts';
import { keysByPlan } from './anchor-keys.ts';
import { clauseStore } from './clause-store.ts';

type Asking = Pick<Context, 'actor' | 'tx' | 'today'>;

/** Prefixes of plan paths that the right reaches in this region; null = every plan. */
export const reachedPaths = ({ actor, tx, today }: Asking, permission: AnswerPermission): readonly (string | null)[] => scope(actor, permission, tx.region, today).paths;

/** The plan as a whole: reached by rights for all of it. */
const pathOfPlan = (planId: string): string => `/${planId}/`;

/** A clause belongs to no unit. */
export const ofClause = (region: string, planPath: string): Resource => ({ region, ownerOrg: null, isForEveryUnit: true, planPath, level: 'internal' });

export const decideOnClause = ({ actor, tx, today }: Asking, permission: AnswerPermission, planPath: string): Decision =>
  decide(actor, permission, ofClause(tx.region, planPath), today);

export function requireClause(context: Context, permission: AnswerPermission, planPath: string): void {
  context.refuse.unless(decideOnClause(context, permission, planPath));
}

export function requirePlan(context: Context, permission: AnswerPermission, planId: string): void {
  requireClause(context, permission, pathOfPlan(planId));
}

export interface EntryPlace {
  readonly orgId: string | null;
  readonly planPath: string;
}

/** Evidence for a clause speaks for a unit; without one it is the county as such. */
export const ofEntry = (region: string, { orgId, planPath }: EntryPlace): Resource => ({ region, ownerOrg: orgId, planPath, level: 'internal' });

export const decideOnEntry = ({ actor, tx, today }: Asking, permission: AnswerPermission, place: EntryPlace): Decision =>
  decide(actor, permission, ofEntry(tx.region, place), today);

export function requireEntry(context: Context, permission: AnswerPermission, place: EntryPlace): void {
  context.refuse.unless(decideOnEntry(context, permission, place));
}

/** Whoever brought a document may read it, and whoever may read a clause that it proves. */
export const documentReader = (context: Asking) => ({ by: context.actor.id, paths: reachedPaths(context, 'answer.read') });

/** Plan paths of the clauses that an envelope is about. */
async function pathsOfEvidence(evidence: Evidence, { tx }: Context): Promise<readonly string[]> {
  const paths: string[] = [];
  for (const [planId, keys] of keysByPlan(evidence.anchors)) paths.push(...(await clauseStore.pathsOf(tx, planId, keys)));
  return paths;
}

export interface EvidenceAct {
  readonly permission: AnswerPermission;
  /** an objection may be raised against evidence of any unit */
  readonly ofAnyUnit?: true;
}

/** An act on an envelope touches every clause it is about: all must be reached. One of which no clause can be read is unknown. */
export async function requireEvidence(context: Context, evidence: Evidence, { permission, ofAnyUnit }: EvidenceAct): Promise<readonly string[]> {
  const paths = await pathsOfEvidence(evidence, context);
  if (paths.length > 0 && !paths.some((path) => decideOnClause(context, 'answer.read', path).allowed)) context.refuse(evidenceRefusals.not_found());
  for (const planPath of paths.length === 0 ? [''] : paths) {
    if (ofAnyUnit === true) requireClause(context, permission, planPath);
    else requireEntry(context, permission, { orgId: evidence.orgId, planPath });
  }
  return paths;
}
