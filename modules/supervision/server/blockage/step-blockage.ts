/** One step of a blockage with its line in the log and its event. */
import { decide } from '#kernel/access.ts';
import type { Resource } from '#kernel/access.ts';
import { formatMoment, parseDay } from '#kernel/calendar.ts';
import type { PlainDate, WorkingCalendar } from '#kernel/calendar.ts';
import { availableSteps, decideStep } from '#kernel/lifecycle.ts';
import type { ReplyInput } from '#kernel/endpoint.ts';
import { workingCalendarOf } from '#kernel/server/calendar-days.ts';
import { signatureOn } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import type { Signature } from '#kernel/signature.ts';
import { loadParams } from '#kernel/server/params.ts';
import { record } from '#kernel/server/record.ts';
import { listOrgNames } from '#identity/server';
import { blockageParam, blockageStepped, getBlockage } from '../../contract/index.ts';
import type { BlockageAnswer, BlockageLevel, BlockageState, BlockageSummary, SupervisionPermission } from '../../contract/index.ts';
import { blockageLifecycle, openBlockageStates, risesOn } from '../../domain/index.ts';
import type { BlockageAction, BlockageFacts } from '../../domain/index.ts';
import { addEntry, listEntriesOf, presentEntry } from '../entries.ts';
import { actorOrgsOf } from '../order/open-case.ts';
import { pathOrNone } from '../plan-path-of.ts';
import { remindOfBlockage } from '../remind.ts';
import { supervisionRefusals } from '../refusals.ts';
import { blockageRows } from './blockage-rows.ts';
import type { BlockageRow } from './blockage-rows.ts';

export interface BlockageRules {
  readonly clock: { readonly acceptDays: number; readonly unitDays: number; readonly leaderDays: number; readonly groupDays: number; readonly confirmDays: number };
  readonly calendar: WorkingCalendar;
}

export async function loadBlockageRules({ tx, today }: Pick<Context, 'tx' | 'today'>): Promise<BlockageRules> {
  const read = await loadParams(tx, [blockageParam], { region: tx.region });
  return { clock: read(blockageParam, today).value, calendar: await workingCalendarOf(tx) };
}

const resourceOf = (row: BlockageRow, region: string): Resource => ({
  region,
  ownerOrg: row.raised_org_id,
  relatedOrgs: [row.authority_org_id],
  planPath: pathOrNone(row.plan_path),
  level: 'internal',
});

/** In whose names the actor answers for the authority, or confirms for the raiser: a right at the other unit is no reason to leave a name out. */
export const signatureOnBlockage = (row: BlockageRow, as: 'authority' | 'raiser', { actor, tx, today }: Pick<Context, 'actor' | 'tx' | 'today'>): Signature => {
  const ownerOrg = as === 'authority' ? row.authority_org_id : row.raised_org_id;
  const resource = { ...resourceOf(row, tx.region), ownerOrg, relatedOrgs: [] };
  return signatureOn(actor, [as === 'authority' ? 'blockage.answer' : 'blockage.raise'], { resource, today });
};

export function situationOfBlockage(row: BlockageRow, context: Context) {
  const { actor, tx, today } = context;
  const permits = (permission: SupervisionPermission) => decide(actor, permission, resourceOf(row, tx.region), today);
  const isOffice = actor.grants.some(({ orgs, permissions }) => orgs === 'all' && permissions.includes('blockage.route'));
  const facts: BlockageFacts = {
    level: row.level as BlockageLevel,
    actorOrgs: actorOrgsOf(context),
    raisedOrg: row.raised_org_id,
    authorityOrg: row.authority_org_id,
    isOffice,
    answeredBy: row.answered_by === '' ? null : (row.answered_by as Signature),
    actor: signatureOnBlockage(row, 'raiser', context),
  };
  return { state: row.state as BlockageState, facts, permits, isSystem: actor.kind === 'system' };
}

/** The blockage as it concerns the actor; refused as unknown when it is out of reach. */
export async function openBlockage(context: Context, blockageId: string, mode: 'read' | 'write' = 'read'): Promise<BlockageRow> {
  const row = mode === 'write' ? await blockageRows.lock(context.tx, blockageId) : await blockageRows.find(context.tx, blockageId);
  if (row === undefined) throw supervisionRefusals.blockage_not_found();
  if (context.actor.kind !== 'system' && !situationOfBlockage(row, context).permits('blockage.read').allowed) throw supervisionRefusals.blockage_not_found();
  return row;
}

type BlockageStep = (typeof blockageLifecycle.steps)[number];

/** The row of the table by which the act goes on, or its refusal. Asked before revision and words: a stranger learns nothing from a missing note. */
export function decidedStep(context: Context, row: BlockageRow, action: BlockageAction): BlockageStep {
  const decision = decideStep(blockageLifecycle, action, situationOfBlockage(row, context));
  return decision.allowed ? decision.step : (context.refuse.unless(decision) as never);
}

export async function stepBlockage(
  context: Context,
  row: BlockageRow,
  { step, ...told }: { readonly step: BlockageStep; readonly note: string; readonly change?: Partial<BlockageRow>; readonly details?: Readonly<Record<string, unknown>> },
): Promise<BlockageRow> {
  const next = { ...row, ...told.change, state: step.to, updated_at: formatMoment(context.now) };
  if ((await blockageRows.update(context.tx, next)) !== 1) throw supervisionRefusals.order_changed();
  await logStep(context, next, { action: step.action, label: step.label, from: row.state, note: told.note, details: told.details ?? {} });
  return { ...next, revision: row.revision + 1 };
}

export async function logStep(
  context: Context,
  row: BlockageRow,
  step: { readonly action: string; readonly label: string; readonly from: string | null; readonly note: string; readonly details?: Readonly<Record<string, unknown>> },
): Promise<void> {
  await addEntry(context, {
    machine: blockageLifecycle.name,
    machineVersion: row.machine_version,
    objectId: row.blockage_id,
    action: step.action,
    label: step.label,
    from: step.from,
    to: row.state,
    note: step.note,
    details: step.details ?? {},
  });
  await remindOfBlockage(context, row, step.action);
  await record(context, blockageStepped, {
    blockageId: row.blockage_id,
    action: step.action,
    from: step.from ?? '',
    to: row.state,
    level: row.level,
    authorityOrgId: row.authority_org_id,
    note: step.note,
  });
}

const daysOpen = (row: BlockageRow, today: PlainDate): number =>
  parseDay(row.opened_on).until(row.closed_on === null ? today : parseDay(row.closed_on), { largestUnit: 'days' }).days;

function riseDay(row: BlockageRow, rules: BlockageRules): string | null {
  if (row.state !== 'registered' && row.state !== 'handling') return null;
  try {
    return risesOn(row.level as BlockageLevel, parseDay(row.level_since_on), { clock: rules.clock, calendar: rules.calendar })?.toString() ?? null;
  } catch {
    // The notice of that year's holidays is not out: the day is not guessed.
    return null;
  }
}

type SummaryInput = Omit<BlockageSummary, 'blockageId'> & { readonly blockageId: string };

export function presentBlockage(
  row: BlockageRow,
  known: { readonly today: PlainDate; readonly orgNames: ReadonlyMap<string, string>; readonly rules: BlockageRules },
): SummaryInput {
  const org = (orgId: string) => ({ orgId, name: known.orgNames.get(orgId) ?? '' });
  return {
    blockageId: row.blockage_id,
    number: row.number,
    type: row.type as BlockageSummary['type'],
    title: row.title,
    state: row.state as BlockageSummary['state'],
    level: row.level as BlockageLevel,
    raisedBy: org(row.raised_org_id),
    authority: org(row.authority_org_id),
    objectKind: row.object_kind as BlockageSummary['objectKind'],
    objectRef: row.object_ref,
    objectTitle: row.object_title,
    sinceOn: row.since_on,
    daysOpen: Math.max(0, daysOpen(row, known.today)),
    risesOn: riseDay(row, known.rules),
    promisedOn: row.promised_on,
    missedPromises: row.missed_promises,
    revision: row.revision,
  };
}

export async function presentBlockageDetails(row: BlockageRow, context: Context, rules: BlockageRules): Promise<ReplyInput<typeof getBlockage>> {
  const { tx, today } = context;
  const orgNames = await listOrgNames(tx, [row.raised_org_id, row.authority_org_id], today);
  const similar = await blockageRows.similar(tx, row, openBlockageStates);
  return {
    ...presentBlockage(row, { today, orgNames, rules }),
    what: row.what,
    answer: row.answer as BlockageAnswer | null,
    isConfirmedBySilence: row.is_silent_close,
    ruledFromOn: row.ruled_from_on,
    ruledToOn: row.ruled_to_on,
    similar: similar.map((one) => ({ blockageId: one.blockage_id, number: one.number, title: one.title, daysOpen: Math.max(0, daysOpen(one, today)) })),
    entries: (await listEntriesOf(tx, row.blockage_id)).map(presentEntry),
    actions: [...availableSteps(blockageLifecycle, situationOfBlockage(row, context))],
  };
}
