/** An inspection with everything that decides about it, for one actor. */
import { decide } from '#kernel/access.ts';
import type { Resource } from '#kernel/access.ts';
import { allowed } from '#kernel/decision.ts';
import type { Decision } from '#kernel/decision.ts';
import type { Situation } from '#kernel/lifecycle.ts';
import { actingOn } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { partyOf } from '#identity/contract';
import type { Party } from '#identity/contract';
import { personNames } from '#identity/server';
import type { InspectionPermission, InspectionState, InspectionVerdict } from '../contract/index.ts';
import type { InspectionFacts } from '../domain/index.ts';
import { inspectionRefusals } from './refusals.ts';
import { rows } from './rows.ts';
import type { FindingRow, InspectionRow, MemberRow } from './rows.ts';
import { loadInspectionRules } from './rules.ts';
import type { InspectionRules } from './rules.ts';

export interface OpenInspection {
  readonly row: InspectionRow;
  readonly members: readonly MemberRow[];
  readonly names: ReadonlyMap<string, string>;
  readonly findings: readonly FindingRow[];
  readonly rules: InspectionRules;
}

/** Before somebody stands at the door, the unit does not learn of a visit that is to be unannounced. */
export const isSecret = ({ is_unannounced, state, arrived_at }: Pick<InspectionRow, 'is_unannounced' | 'state' | 'arrived_at'>): boolean =>
  is_unannounced && (state === 'planned' || (state === 'cancelled' && arrived_at === null));

type Placed = Pick<InspectionRow, 'org_id' | 'plan_path' | 'is_unannounced' | 'state' | 'arrived_at'>;

export const permitsOn =
  ({ actor, tx, today }: Pick<Context, 'actor' | 'tx' | 'today'>, row: Placed) =>
  (permission: InspectionPermission): Decision =>
    actor.kind === 'system' ? allowed : decide(actor, permission, resourceOf(tx.region, row), today);

const resourceOf = (region: string, row: Placed): Resource => ({
  region,
  ownerOrg: isSecret(row) ? null : row.org_id,
  planPath: row.plan_path === '' ? null : row.plan_path,
  level: 'internal',
});

/** Who stands behind the caller as an inspector of this row: a delegate counts as both. */
export const inspectorOf = (context: Pick<Context, 'actor' | 'tx' | 'today'>, row: Placed): Party =>
  partyOf(actingOn(context, 'inspection.record', resourceOf(context.tx.region, row)).actor);

export async function openInspection(context: Context, inspectionId: string, mode: 'read' | 'write' = 'read'): Promise<OpenInspection> {
  const { tx } = context;
  const row = mode === 'write' ? await rows.lock(tx, inspectionId) : await rows.find(tx, inspectionId);
  if (row === undefined || !permitsOn(context, row)('inspection.read').allowed) throw inspectionRefusals.not_found();
  const members = await rows.members(tx, [inspectionId]);
  return {
    row,
    members,
    names: await personNames(
      tx,
      members.map(({ user_id }) => user_id),
    ),
    findings: await rows.findings(tx, inspectionId),
    rules: await loadInspectionRules(context),
  };
}

export const teamOf = (members: readonly MemberRow[]): readonly string[] => members.filter(({ state }) => state === 'active').map(({ user_id }) => user_id);

/** `more` = what the act itself brings along, so that a button is not refused for what its form asks. */
export function situationOf(
  { row, members, findings, rules }: OpenInspection,
  context: Context,
  more: Partial<InspectionFacts> = {},
): Situation<InspectionState, InspectionPermission, InspectionFacts> {
  const { persons, orgs = [] } = inspectorOf(context, row);
  const facts = {
    persons,
    actorOrgs: orgs,
    inspectedOrg: row.org_id,
    team: teamOf(members),
    leastMembers: rules.team.leastMembers,
    finders: row.finders,
    findings: findings.length,
    isUnannounced: row.is_unannounced,
    verdict: row.verdict as InspectionVerdict | null,
    hasOrder: row.order_id !== null,
    ...more,
  };
  return { state: row.state as InspectionState, facts, permits: permitsOn(context, row), isSystem: context.actor.kind === 'system' };
}
