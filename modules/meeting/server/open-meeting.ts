/** A meeting with everything that belongs to it, and how it leaves the server. */
import { decide } from '#kernel/access.ts';
import type { ReplyInput } from '#kernel/endpoint.ts';
import { availableSteps } from '#kernel/lifecycle.ts';
import type { Context } from '#kernel/server/context.ts';
import { param } from '#kernel/server/params.ts';
import { listOrgNames } from '#identity/server';
import { listEntriesOf, orderFates, presentEntry } from '#supervision/server';
import { fateKinds, getMeeting, meetingParam } from '../contract/index.ts';
import type { AgendaGroup, AgendaState, DecisionKind, FateKind, MeetingPermission, MeetingState, MemberRole, Presence } from '../contract/index.ts';
import { formulaWords, meetingLifecycle, quorumOf } from '../domain/index.ts';
import type { MeetingFacts } from '../domain/index.ts';
import { meetingRefusals } from './refusals.ts';
import { rows } from './rows.ts';
import type { AttendanceRow, DecisionRow, ItemRow, MeetingRow, MemberRow } from './rows.ts';

export interface OpenMeeting {
  readonly meeting: MeetingRow;
  readonly items: readonly ItemRow[];
  readonly members: readonly MemberRow[];
  readonly attendance: readonly AttendanceRow[];
  readonly decisions: readonly DecisionRow[];
  readonly fates: readonly FateInput[];
  readonly rules: MeetingRules;
}
export interface MeetingRules {
  readonly freezeDays: number;
  readonly minutesDays: number;
  readonly quorumShare: number;
  readonly redDays: number;
  readonly daysPerPoint: number;
  readonly moneyWeight: number;
}
type Details = ReplyInput<typeof getMeeting>;
type FateInput = Details['fates'][number];

export const loadRules = async ({ tx, today }: Pick<Context, 'tx' | 'today'>): Promise<MeetingRules> => (await param(tx, meetingParam, { on: today, region: tx.region })).value;

/** The county's own matters: reached by grants over all units only. */
export const permitsOf =
  ({ actor, tx, today }: Pick<Context, 'actor' | 'tx' | 'today'>) =>
  (permission: MeetingPermission) =>
    decide(actor, permission, { region: tx.region, ownerOrg: null, level: 'internal' }, today);

const closedStates = new Set(['closed', 'archived', 'withdrawn']);

/** What became of every task decision of earlier meetings; a decision is done only by its order's 销号. */
export async function fatesBefore(meeting: Pick<MeetingRow, 'held_on' | 'meeting_id'>, context: Context): Promise<readonly FateInput[]> {
  const earlier = await rows.earlier(context.tx, { heldOn: meeting.held_on, meetingId: meeting.meeting_id });
  const fates = await orderFates(
    context,
    earlier.map(({ order_id }) => order_id),
  );
  return earlier.flatMap((row): FateInput[] => {
    const order = fates.get(row.order_id);
    if (order === undefined) return [];
    const kind: FateKind = closedStates.has(order.state) ? 'done' : order.daysLate > 0 ? 'late' : 'open';
    const { orderId, number, lead, dueOn, colour, state, daysLate, sentence } = order;
    return [{ decisionId: row.decision_id, meetingTitle: row.title, text: row.words, kind, orderId, number, lead, dueOn, colour, state, daysLate, sentence }];
  });
}

export async function openMeeting(context: Context, meetingId: string, mode: 'read' | 'write' = 'read'): Promise<OpenMeeting> {
  const { tx } = context;
  const meeting = mode === 'write' ? await rows.lock(tx, meetingId) : await rows.find(tx, meetingId);
  if (meeting === undefined || !permitsOf(context)('meeting.read').allowed) throw meetingRefusals.not_found();
  return {
    meeting,
    items: await rows.items(tx, meetingId),
    members: await rows.members(tx, meeting.held_on),
    attendance: await rows.attendance(tx, meetingId),
    decisions: await rows.decisions(tx, meetingId),
    fates: await fatesBefore(meeting, context),
    rules: await loadRules(context),
  };
}

const quorumFor = ({ members, attendance, rules }: OpenMeeting) => {
  const there = attendance.filter(({ presence, member_id }) => presence !== 'absent' && members.some((member) => member.member_id === member_id)).length;
  return quorumOf(members.length, there, rules.quorumShare);
};

export async function factsOf(open: OpenMeeting, context: Context, more: { readonly minutesNo?: string } = {}): Promise<MeetingFacts> {
  const quorum = quorumFor(open);
  const own = open.decisions.flatMap(({ order_id }) => (order_id === null ? [] : [order_id]));
  const fates = await orderFates(context, own);
  return {
    members: open.members.length,
    isQuorumMet: quorum.isMet,
    quorumWords: `成员${quorum.members}人，须到${quorum.needed}人，实到${quorum.present}人`,
    openItems: open.items.filter(({ state }) => state === 'listed').map(({ title }) => title),
    hasNumber: open.meeting.minutes_no !== '' || (more.minutesNo ?? '') !== '',
    openDecisions: own.filter((orderId) => !closedStates.has(fates.get(orderId)?.state ?? '')).length,
  };
}

const presentItem = (row: ItemRow): Details['agenda'][number] => ({
  itemId: row.item_id,
  group: row.kind as AgendaGroup,
  ref: row.ref,
  title: row.title,
  page: row.page,
  score: row.score,
  formula: row.formula,
  position: row.position,
  state: row.state as AgendaState,
  reason: row.reason,
  isLate: row.is_late,
  isBySystem: row.is_by_system,
  revision: row.revision,
});

async function presentDecisions(decisions: readonly DecisionRow[], { tx, today }: Context): Promise<Details['results']> {
  const names = await listOrgNames(
    tx,
    decisions.flatMap(({ lead_org_id, co_org_ids }) => [...(lead_org_id === null ? [] : [lead_org_id]), ...co_org_ids]),
    today,
  );
  const org = (orgId: string) => ({ orgId, name: names.get(orgId) ?? '' });
  return decisions.map((row) => ({
    decisionId: row.decision_id,
    itemId: row.item_id,
    kind: row.kind as DecisionKind,
    text: row.words,
    lead: row.lead_org_id === null ? null : org(row.lead_org_id),
    coOrgs: row.co_org_ids.map(org),
    dueOn: row.due_on,
    standard: row.standard,
    orderId: row.order_id,
  }));
}

export async function presentMeeting(open: OpenMeeting, context: Context): Promise<Details> {
  const { meeting, items, members, attendance, decisions, fates, rules } = open;
  const situation = { state: meeting.state as MeetingState, facts: await factsOf(open, context), permits: permitsOf(context) };
  // The number is given with the act, so that its absence does not block the button.
  const offered = availableSteps(meetingLifecycle, { ...situation, facts: { ...situation.facts, hasNumber: true } });
  return {
    meetingId: meeting.meeting_id,
    title: meeting.title,
    state: meeting.state as MeetingState,
    heldOn: meeting.held_on,
    place: meeting.place,
    minutesNo: meeting.minutes_no,
    decisions: decisions.length,
    items: items.filter(({ state }) => state !== 'dropped').length,
    revision: meeting.revision,
    freezeOn: meeting.freeze_on,
    issuedOn: meeting.issued_on,
    formula: formulaWords(rules),
    fates: [...fates],
    fateCounts: Object.fromEntries(fateKinds.map((kind) => [kind, fates.filter((one) => one.kind === kind).length])) as Record<FateKind, number>,
    agenda: items.map(presentItem),
    attendance: members.map((member) => {
      const found = attendance.find(({ member_id }) => member_id === member.member_id);
      return {
        memberId: member.member_id,
        name: member.name,
        role: member.role as MemberRole,
        presence: (found?.presence ?? null) as Presence | null,
        substitute: found?.substitute ?? '',
        authority: found?.authority ?? '',
        recusedItems: [...(found?.recused ?? [])],
      };
    }),
    quorum: quorumFor(open),
    results: await presentDecisions(decisions, context),
    entries: (await listEntriesOf(context.tx, meeting.meeting_id)).map(presentEntry),
    actions: [...offered],
  };
}
