/** People's changes of the agenda, each with its reason; after the freeze they are marked. */
import { denied } from '#kernel/decision.ts';
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { addEntry } from '#supervision/server';
import { addAgendaItem, agendaActLabel, agendaChanged, changeAgendaItem } from '../contract/index.ts';
import type { AgendaAct } from '../contract/index.ts';
import { meetingLifecycle, namesSecret } from '../domain/index.ts';
import { openMeeting, permitsOf, presentMeeting } from './open-meeting.ts';
import type { OpenMeeting } from './open-meeting.ts';
import { meetingRefusals } from './refusals.ts';
import { rows } from './rows.ts';
import type { ItemRow } from './rows.ts';

const beforeMeeting = ['planned', 'collecting', 'frozen'];
const wrongState = (reason: string) => denied('lifecycle.wrong_state', reason);
export const isLateNow = ({ meeting }: OpenMeeting, { today }: Context): boolean => meeting.state === 'frozen' || today.toString() > meeting.freeze_on;

async function log(
  open: OpenMeeting,
  context: Context,
  change: { readonly itemId: string; readonly act: string; readonly label: string; readonly reason: string; readonly title: string },
): Promise<void> {
  await addEntry(context, {
    machine: meetingLifecycle.name,
    machineVersion: open.meeting.machine_version,
    objectId: open.meeting.meeting_id,
    action: `agenda-${change.act}`,
    label: `议题「${change.title}」：${change.label}`,
    reason: change.reason,
  });
  await record(context, agendaChanged, { meetingId: open.meeting.meeting_id, itemId: change.itemId, act: change.act, reason: change.reason });
}

export const addAgendaItemUseCase = useCase(addAgendaItem, async ({ params, body }, context) => {
  const open = await openMeeting(context, params.meetingId, 'write');
  context.refuse.unless(permitsOf(context)('meeting.run'));
  if (![...beforeMeeting, 'held'].includes(open.meeting.state)) context.refuse.unless(wrongState('会议已经散会，不能再增加议题。'));
  if (namesSecret(body.title + body.page)) throw meetingRefusals.secret();
  const item: ItemRow = {
    item_id: context.newId(),
    meeting_id: params.meetingId,
    kind: body.group,
    ref: '',
    title: body.title,
    page: body.page,
    score: '',
    formula: '',
    position: open.items.length + 1,
    state: 'listed',
    reason: body.reason,
    is_late: isLateNow(open, context),
    is_by_system: false,
    revision: 1,
  };
  await rows.insertItem(context.tx, item);
  await log(open, context, { itemId: item.item_id, act: 'add', label: '增加', reason: body.reason, title: item.title });
  return presentMeeting(await openMeeting(context, params.meetingId), context);
});

async function move(open: OpenMeeting, item: ItemRow, to: number, reason: string, { tx }: Context): Promise<void> {
  const list = open.items.filter(({ item_id }) => item_id !== item.item_id);
  list.splice(Math.min(to - 1, list.length), 0, item);
  for (const [index, one] of list.entries()) {
    const isMoved = one.item_id === item.item_id;
    if (isMoved || one.position !== index + 1) await rows.updateItem(tx, { ...one, position: index + 1, ...(isMoved ? { reason } : {}) });
  }
}

const change = (
  item: ItemRow,
  body: { readonly action: AgendaAct; readonly reason: string; readonly title?: string | undefined; readonly page?: string | undefined },
  isLate: boolean,
): ItemRow => {
  switch (body.action) {
    case 'drop':
      return { ...item, state: 'dropped', reason: body.reason };
    case 'restore':
      return { ...item, state: 'listed', reason: body.reason };
    case 'note':
      return { ...item, state: 'noted', reason: body.reason === '' ? item.reason : body.reason };
    default:
      return { ...item, title: body.title ?? item.title, page: body.page ?? item.page, reason: body.reason, is_late: item.is_late || isLate };
  }
};

export const changeAgendaItemUseCase = useCase(changeAgendaItem, async ({ params, body }, context) => {
  const open = await openMeeting(context, params.meetingId, 'write');
  context.refuse.unless(permitsOf(context)('meeting.run'));
  const item = open.items.find(({ item_id }) => item_id === params.itemId);
  if (item === undefined) throw meetingRefusals.item_not_found();
  const isNote = body.action === 'note';
  const states = isNote ? ['held', 'minuting'] : beforeMeeting;
  if (!states.includes(open.meeting.state)) context.refuse.unless(wrongState(isNote ? '会议召开后才能记「知悉」。' : '会议已经召开，议程不再改变。'));
  if (item.revision !== body.revision) throw meetingRefusals.changed();
  if (!isNote && body.reason === '') throw meetingRefusals.note_missing({ what: agendaActLabel[body.action] });
  if (namesSecret(`${body.title ?? ''}${body.page ?? ''}`)) throw meetingRefusals.secret();
  if (body.action === 'move') await move(open, item, body.position ?? 1, body.reason, context);
  else await rows.updateItem(context.tx, change(item, body, isLateNow(open, context)));
  await log(open, context, { itemId: item.item_id, act: body.action, label: agendaActLabel[body.action], reason: body.reason, title: item.title });
  return presentMeeting(await openMeeting(context, params.meetingId), context);
});
