/** The agenda as the system makes it. What people moved, dropped or added stays; new matters come behind their group. */
import type { Context } from '#kernel/server/context.ts';
import { agendaGroups } from '../contract/index.ts';
import type { AgendaGroup } from '../contract/index.ts';
import { rankAgenda } from '../domain/index.ts';
import { agendaCandidates } from './agenda-candidates.ts';
import type { OpenMeeting } from './open-meeting.ts';
import { rows } from './rows.ts';
import type { ItemRow } from './rows.ts';

/** People's items and changes keep their place among the groups; positions are given anew without gaps. */
export async function buildAgenda(open: OpenMeeting, context: Context): Promise<void> {
  const ranked = rankAgenda(await agendaCandidates(open, context), open.rules);
  const isLate = context.today.toString() > open.meeting.freeze_on || open.meeting.state === 'frozen';
  const known = new Map(open.items.map((item) => [item.ref, item]));
  const next: ItemRow[] = open.items
    .filter(({ ref, is_by_system, reason }) => !is_by_system || reason !== '' || ranked.some((one) => one.ref === ref))
    .map((item) => {
      const fresh = ranked.find(({ ref }) => ref === item.ref);
      return fresh === undefined || item.reason !== '' ? item : { ...item, title: fresh.title, page: fresh.page, score: fresh.score, formula: fresh.formula };
    });
  const gone = open.items.filter((item) => !next.some(({ item_id }) => item_id === item.item_id));
  for (const one of ranked) {
    if (known.has(one.ref)) continue;
    next.push({
      item_id: context.newId(),
      meeting_id: open.meeting.meeting_id,
      kind: one.group,
      ref: one.ref,
      title: one.title,
      page: one.page,
      score: one.score,
      formula: one.formula,
      position: Number.MAX_SAFE_INTEGER,
      state: 'listed',
      reason: '',
      is_late: isLate,
      is_by_system: true,
      revision: 0,
    });
  }
  await store(orderItems(next), context);
  for (const item of gone) await rows.updateItem(context.tx, { ...item, state: 'dropped', reason: '事项已经了结，系统撤下' });
}

const groupOf = (item: ItemRow): number => agendaGroups.indexOf(item.kind as AgendaGroup);
/** Scores are decimals with two places. */
const scoreOf = (item: ItemRow): number => (item.score === '' ? -1 : Number(item.score.replace('.', '')));

const isNew = ({ revision }: ItemRow): boolean => revision === 0;
/** By its reason for a matter of the system; an item that people added was moved when it stands before an earlier group. */
const isMoved = (item: ItemRow, items: readonly ItemRow[]): boolean =>
  item.is_by_system
    ? item.reason !== '' && item.position <= items.length
    : items.some((other) => !isNew(other) && other.state !== 'dropped' && groupOf(other) < groupOf(item) && other.position > item.position);

/** Within a group by score; what people added keeps the order they gave it. */
const natural = (a: ItemRow, b: ItemRow): number =>
  groupOf(a) - groupOf(b) || scoreOf(b) - scoreOf(a) || (a.is_by_system || b.is_by_system ? 0 : a.position - b.position) || (a.item_id < b.item_id ? -1 : 1);

/** Items that people moved keep their position; the others stand by group and score around them. */
function orderItems(items: readonly ItemRow[]): readonly ItemRow[] {
  const moved = items.filter((item) => isMoved(item, items)).sort((a, b) => a.position - b.position);
  const list = items.filter((item) => !moved.includes(item)).sort(natural);
  for (const item of moved) list.splice(Math.min(item.position - 1, list.length), 0, item);
  return list.map((item, index) => ({ ...item, position: index + 1 }));
}

async function store(items: readonly ItemRow[], { tx }: Context): Promise<void> {
  for (const item of items) {
    if (item.revision === 0) await rows.insertItem(tx, { ...item, revision: 1 });
    else await rows.updateItem(tx, item);
  }
}
