/**
 * Merges and splits take along what is held at the unit: posts, grants, delegations (ADR 0036). Duties stay where they were
 * entered; whoever holds the post at the successor reaches them. A correction takes back exactly what moved with the change.
 */
import type { Context } from '#kernel/server/context.ts';
import { notify } from '#kernel/server/notify.ts';
import { roleLabel } from '../contract/index.ts';
import type { OrgMove, Role } from '../contract/index.ts';
import { dayBefore } from '../domain/index.ts';
import { endHolding, endNow, giveLike, laterOf } from './carry-holding.ts';
import { handoverStore } from './handover-store.ts';
import { holdingStore } from './holding-store.ts';
import type { Holding, StoredMove } from './holding-store.ts';
import { listOrgNames } from './org-names.ts';
import { orgRefusals } from './org-refusals.ts';
import { openDutiesOf } from './open-duties.ts';
import { holdersOf } from './people-names.ts';

export interface MoveOrder {
  readonly changeId: string;
  readonly on: string;
  readonly reason: string;
  readonly document: string | null;
  readonly orgIds: readonly string[];
  /** where a right goes; undefined = it stays */
  readonly targetOf: (grantId: string) => string | undefined;
}

type Draft = Omit<OrgMove, 'from' | 'to'> & { readonly fromId: string; readonly toId: string };

const wordsOf = ({ role, title }: Holding): string => `${roleLabel[role as Role] ?? role}${title === null ? '' : `（${title}）`}`;

async function refuseInHandover(holding: Holding, { tx, refuse }: Context): Promise<void> {
  if (holding.post_id === null || (await handoverStore.openOf(tx, holding.post_id)) === undefined) return;
  refuse(orgRefusals.org_post_in_handover({ person: holding.person_name, post: wordsOf(holding) }));
}

async function countDuties(holding: Holding, { tx, today }: Context): Promise<number> {
  const duties = await openDutiesOf(tx, { userId: holding.user_id, orgId: holding.org_id, role: holding.role, today: today.toString() });
  return duties.filter(({ endsWithPost }) => endsWithPost !== true).length;
}

const draftOf = (holding: Holding, more: Pick<Draft, 'fromId' | 'toId' | 'firstDay' | 'lastDay' | 'isHeldAlready' | 'delegates' | 'duties'>): Draft => ({
  grantId: holding.grant_id as OrgMove['grantId'],
  kind: holding.post_id === null ? 'grant' : 'post',
  person: holding.person_name,
  what: wordsOf(holding),
  ...more,
});

async function present(drafts: readonly Draft[], { tx, today }: Context): Promise<OrgMove[]> {
  const names = await listOrgNames(
    tx,
    drafts.flatMap(({ fromId, toId }) => [fromId, toId]),
    today,
  );
  return drafts.map(({ fromId, toId, ...rest }) => ({ ...rest, from: names.get(fromId) ?? '', to: names.get(toId) ?? '' }));
}

async function moveOne(holding: Holding, toId: string, order: MoveOrder, context: Context): Promise<Draft> {
  const { changeId, on, reason, document } = order;
  await refuseInHandover(holding, context);
  const duties = await countDuties(holding, context);
  const fromId = holding.org_id ?? '';
  const [firstDay, lastDay] = [laterOf(on, holding.from_on), holding.to_on];
  const { grantId, delegates } = await giveLike(holding, { orgId: toId, from: firstDay, to: lastDay, reason, document }, context);
  await endHolding(holding, dayBefore(on), reason, context);
  await holdingStore.addMove(context.tx, changeId, { grant_id: holding.grant_id, new_grant_id: grantId, from_id: fromId, to_id: toId, first_on: firstDay, last_on: lastDay });
  return draftOf(holding, { fromId, toId, firstDay, lastDay, isHeldAlready: grantId === null, delegates, duties });
}

/** Units are the system administrator's, rights the security administrator's: whoever gives rights hears at once which ones moved. */
async function tellSecurity(moves: readonly OrgMove[], order: { readonly changeId: string; readonly reason: string }, context: Context): Promise<OrgMove[]> {
  const [first] = moves;
  if (first === undefined) return [];
  const holders = await holdersOf(context.tx, { role: 'security_admin', orgId: null }, context.today);
  await notify(context, {
    kind: 'identity.holdings-moved',
    to: holders.map(({ userId }) => userId),
    title: `${moves.length} 个岗位、授权随单位变更转移，请复核`,
    body: `如${first.person}·${first.what}：${first.from} → ${first.to}，${first.firstDay} 起。理由：${order.reason}。请到「授权」页核对；不妥的请结束授权。`,
    link: '/grants',
    about: { type: 'org-change', id: order.changeId },
    urgency: 'prompt',
  });
  return [...moves];
}

/** Carries every right at the units that has a target; what it did, for people to look at. */
export async function moveHoldings(order: MoveOrder, context: Context): Promise<OrgMove[]> {
  const drafts: Draft[] = [];
  for (const holding of await holdingStore.listAt(context.tx, order.orgIds, order.on)) {
    const toId = order.targetOf(holding.grant_id);
    if (toId !== undefined) drafts.push(await moveOne(holding, toId, order, context));
  }
  return tellSecurity(await present(drafts, context), order, context);
}

export interface Rearrangement {
  readonly old: { readonly changeId: string; readonly on: string };
  readonly changeId: string;
  /** the corrected day; null = it never happened */
  readonly on: string | null;
  readonly reason: string;
}

/** One move taken back, and done again from the corrected day. Days that have passed stay as they were lived. */
async function rearrangeOne(move: StoredMove, wanted: Rearrangement, context: Context): Promise<readonly Draft[]> {
  const { tx } = context;
  const today = context.today.toString();
  const { reason, on } = wanted;
  const rows = await holdingStore.byGrant(tx, [move.grant_id, ...(move.new_grant_id === null ? [] : [move.new_grant_id])]);
  const old = rows.find(({ grant_id }) => grant_id === move.grant_id);
  const next = rows.find(({ grant_id }) => grant_id === move.new_grant_id);
  // Whoever has left the successor since has left; nothing comes back for them.
  if (old === undefined || next?.has_ended === true) return [];
  if (next !== undefined) await refuseInHandover(next, context);
  const model = next ?? old;
  const duties = next === undefined ? 0 : await countDuties(next, context);
  if (next !== undefined) await endNow(next, reason, context);
  const drafts: Draft[] = [];
  const backFrom = laterOf(today, move.first_on);
  const backTo = on === null ? move.last_on : dayBefore(on);
  if (backTo === null || backFrom <= backTo) {
    const { grantId, delegates } = await giveLike(model, { orgId: move.from_id, from: backFrom, to: backTo, reason, document: null }, context);
    drafts.push(draftOf(model, { fromId: move.to_id, toId: move.from_id, firstDay: backFrom, lastDay: backTo, isHeldAlready: grantId === null, delegates, duties }));
  }
  if (on !== null) {
    const first = laterOf(on, old.from_on);
    const { grantId, delegates } = await giveLike(model, { orgId: move.to_id, from: first, to: move.last_on, reason, document: null }, context);
    await holdingStore.addMove(tx, wanted.changeId, { ...move, new_grant_id: grantId, first_on: first });
    drafts.push(draftOf(model, { fromId: move.from_id, toId: move.to_id, firstDay: first, lastDay: move.last_on, isHeldAlready: grantId === null, delegates, duties }));
  }
  return drafts;
}

/** What moved with a change, put right after its correction. */
export async function rearrangeHoldings(wanted: Rearrangement, context: Context): Promise<OrgMove[]> {
  const today = context.today.toString();
  const moves = await holdingStore.listMoves(context.tx, wanted.old.changeId);
  // Both days have passed: everybody is where they belong, only the record of the day was wrong.
  if (wanted.on !== null && wanted.on <= today && wanted.old.on <= today) {
    for (const move of moves) await holdingStore.addMove(context.tx, wanted.changeId, move);
    return [];
  }
  const drafts: Draft[] = [];
  for (const move of moves) drafts.push(...(await rearrangeOne(move, wanted, context)));
  return tellSecurity(await present(drafts, context), wanted, context);
}
