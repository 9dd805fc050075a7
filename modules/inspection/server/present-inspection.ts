/** Inspections on the wire: derived lateness, and the buttons as the table of states allows them. */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { decide } from '#kernel/access.ts';
import type { ReplyInput } from '#kernel/endpoint.ts';
import { availableSteps } from '#kernel/lifecycle.ts';
import type { Context } from '#kernel/server/context.ts';
import { listOrgNames, personNames } from '#identity/server';
import { listEntriesOf, presentEntry } from '#supervision/server';
import { getInspection } from '../contract/index.ts';
import type { InspectionFileSide, InspectionState, InspectionSummary, InspectionVerdict, TeamMemberState } from '../contract/index.ts';
import { daysLateOf, inspectionLifecycle } from '../domain/index.ts';
import { situationOf } from './open-inspection.ts';
import type { OpenInspection } from './open-inspection.ts';
import { rows } from './rows.ts';
import type { FileRow, FindingRow, InspectionRow } from './rows.ts';

type Details = ReplyInput<typeof getInspection>;
type SummaryInput = Omit<InspectionSummary, 'inspectionId'> & { readonly inspectionId: string };

const moment = (text: string): string => formatMoment(parseMoment(text));
const momentOrNull = (text: string | null): string | null => (text === null ? null : moment(text));

export async function presentSummaries(found: readonly InspectionRow[], { tx, today }: Pick<Context, 'tx' | 'today'>): Promise<SummaryInput[]> {
  const ids = found.map(({ inspection_id }) => inspection_id);
  const members = (await rows.members(tx, ids)).filter(({ state }) => state === 'active');
  const names = await personNames(
    tx,
    members.map(({ user_id }) => user_id),
  );
  const orgNames = await listOrgNames(
    tx,
    found.map(({ org_id }) => org_id),
    today,
  );
  const findings = await rows.countFindings(tx, ids);
  return found.map((row) => ({
    inspectionId: row.inspection_id,
    number: row.number,
    subject: row.subject,
    org: { orgId: row.org_id, name: orgNames.get(row.org_id) ?? '' },
    state: row.state as InspectionState,
    plannedOn: row.planned_on,
    isUnannounced: row.is_unannounced,
    isAdded: row.is_added,
    verdict: row.verdict as InspectionVerdict | null,
    rectifyDueOn: row.rectify_due_on,
    daysLate: daysLateOf({ state: row.state as InspectionState, plannedOn: row.planned_on, rectifyDueOn: row.rectify_due_on }, today),
    findings: findings.get(row.inspection_id) ?? 0,
    team: members.filter(({ inspection_id }) => inspection_id === row.inspection_id).map(({ user_id }) => names.get(user_id) ?? ''),
    stamp: row.stamp as 'real' | 'demo',
    revision: row.revision,
  }));
}

/** One point per finding, its latest wording first, what it said before beside it. */
function presentFindings(found: readonly FindingRow[]): Details['points'] {
  const ids = [...new Set(found.map(({ finding_id }) => finding_id))];
  return ids.flatMap((findingId) => {
    const versions = found.filter(({ finding_id }) => finding_id === findingId);
    const last = versions.at(-1);
    if (last === undefined) return [];
    const earlier = versions.slice(0, -1).map((one, index) => ({
      text: one.text,
      place: one.place,
      by: one.noted_name,
      notedAt: moment(one.noted_at),
      reason: versions[index + 1]?.reason ?? '',
    }));
    return [{ findingId, text: last.text, place: last.place, notedAt: moment(last.noted_at), by: last.noted_name, earlier }];
  });
}

const presentFile = (row: FileRow): Details['files'][number] => ({
  fileId: row.file_id,
  side: row.side as InspectionFileSide,
  findingId: row.finding_id,
  name: row.name,
  mediaType: row.media_type,
  takenAt: momentOrNull(row.taken_at),
  latitude: row.latitude,
  longitude: row.longitude,
  place: row.place,
  by: row.added_name,
  at: moment(row.added_at),
  isReused: row.is_reused,
});

/** What the unit put right belongs to the unit's people; the rest stands for the one who reads the order. */
function orderShown({ row }: OpenInspection, orderId: string | null, { actor, tx, today }: Context): string | null {
  const mayRead = orderId !== null && decide(actor, 'order.read', { region: tx.region, ownerOrg: row.org_id, level: 'internal' }, today).allowed;
  return mayRead ? orderId : null;
}

export async function presentInspection(open: OpenInspection, context: Context): Promise<Details> {
  const { row, members, names } = open;
  const [summary] = await presentSummaries([row], context);
  if (summary === undefined) throw new Error('an inspection presents itself');
  const files = await rows.files(context.tx, row.inspection_id);
  return {
    ...summary,
    matter: row.matter,
    taskId: row.task_id,
    taskTitle: row.task_title,
    rectifyNumber: row.rectify_number,
    requirement: row.requirement,
    finding: row.finding,
    exceedReason: row.exceed_reason,
    addedReason: row.added_reason,
    arrivedAt: momentOrNull(row.arrived_at),
    arrivedPlace: row.arrived_place,
    orderId: orderShown(open, row.order_id, context),
    forOrderId: orderShown(open, row.for_order_id, context),
    members: members.map(({ user_id, state, reason }) => ({ userId: user_id, name: names.get(user_id) ?? '', state: state as TeamMemberState, reason })),
    points: presentFindings(open.findings),
    files: files.map(presentFile),
    entries: (await listEntriesOf(context.tx, row.inspection_id)).map(presentEntry),
    actions: [...availableSteps(inspectionLifecycle, situationOf(open, context))],
  };
}
