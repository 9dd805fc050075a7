/** 公示 of a completed order before 销号, and the papers of an order for its page. */
import { formatMoment, parseDay } from '#kernel/calendar.ts';
import { denied, presentAction } from '#kernel/decision.ts';
import { officialDay } from '#kernel/official-document.ts';
import type { OfficialDocument } from '#kernel/official-document.ts';
import type { Context } from '#kernel/server/context.ts';
import { renderOfficialDocx } from '#kernel/server/documents/render-official-docx.ts';
import { docxMediaType } from '#kernel/server/documents/render-xlsx.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { fileReply, presentFile } from '#kernel/server/file-reply.ts';
import { getOrderPapers, getPublicationDocument, orderPublicationStepped, orderStateLabel, publishOrder, stopPublication } from '../../contract/index.ts';
import type { OrderLetterKind, OrderState } from '../../contract/index.ts';
import { openOrderStates } from '../../domain/index.ts';
import { addEntry } from '../entries.ts';
import type { OrderRow } from '../order-rows.ts';
import { supervisionRefusals } from '../refusals.ts';
import { remindUnit } from '../remind.ts';
import { loadOrderRules, openCase, permitOnOrder, workingDaysAfter } from './open-case.ts';
import type { OrderCase } from './open-case.ts';
import { paperStore } from './paper-store.ts';
import type { PublicationRow } from './paper-store.ts';
import { presentOrder } from './present-order.ts';

const wrongState = (order: OrderRow, what: string) =>
  denied('lifecycle.wrong_state', `现在是「${orderStateLabel[order.state as OrderState]}」，只有在「${orderStateLabel.completed}」时才能${what}。请刷新后查看最新状态。`);

export const papersName = (name: string): string => [...name].filter((mark) => !/[/\\:*?"<>|]/.test(mark)).join('');

const presentPublication = (row: PublicationRow) => ({
  publicationId: row.publication_id,
  fromOn: row.from_on,
  toOn: row.to_on,
  place: row.place,
  result: row.result,
  isPosted: row.is_posted,
  stoppedOn: row.stopped_on,
  stopReason: row.stop_reason,
  by: row.published_name,
});

function actionsOf({ order, facts }: OrderCase, live: PublicationRow | undefined, context: Context) {
  const permits = permitOnOrder(context, order, []);
  const isCompleted = order.state === 'completed';
  return [
    ...(isCompleted && facts.closing.publicDays !== null && live === undefined ? [presentAction('publish', '公示办结结果', permits('order.publish'))] : []),
    ...(isCompleted && live !== undefined ? [presentAction('stop', '停止公示', permits('order.publish'))] : []),
    ...(openOrderStates.includes(order.state as OrderState) && order.issued_on !== null ? [presentAction('letter', '印发督查文书', permits('order.letter'))] : []),
  ];
}

export const getOrderPapersUseCase = useCase(getOrderPapers, async ({ params }, context) => {
  const found = await openCase(context, params.orderId, await loadOrderRules(context));
  const publications = await paperStore.publications(context.tx, params.orderId);
  const { publicDays, wantsCheck, isCheckPassed } = found.facts.closing;
  const live = publications.find(({ cycle, stopped_on }) => cycle === found.order.cycle && stopped_on === null);
  return {
    publicDays,
    wantsCheck,
    isCheckPassed,
    publications: publications.map(presentPublication),
    letters: (await paperStore.letters(context.tx, params.orderId)).map((row) => ({
      letterId: row.letter_id,
      kind: row.kind as OrderLetterKind,
      number: row.number,
      words: row.words,
      meetsOn: row.meets_on,
      meetsAt: row.meets_at,
      issuedOn: row.issued_on,
      by: row.issued_name,
    })),
    actions: actionsOf(found, live, context),
  };
});

async function logPublication(
  context: Context,
  order: OrderRow,
  row: PublicationRow,
  one: { readonly step: 'begin' | 'stop'; readonly label: string; readonly words: string },
): Promise<void> {
  await addEntry(context, {
    machine: 'supervision.publication',
    machineVersion: 1,
    objectId: order.order_id,
    action: one.step === 'begin' ? 'publish' : 'stop-publication',
    label: one.label,
    from: order.state,
    to: order.state,
    reason: row.place,
    note: one.words,
    cycle: order.cycle,
  });
  const { publication_id: publicationId, to_on: toOn, place } = row;
  await record(context, orderPublicationStepped, { orderId: order.order_id, publicationId, step: one.step, toOn, place, words: one.words });
}

export const publishOrderUseCase = useCase(publishOrder, async ({ params, body }, context) => {
  const { tx, today, now, actor } = context;
  const rules = await loadOrderRules(context);
  const { order, facts } = await openCase(context, params.orderId, rules, 'write');
  context.refuse.unless(permitOnOrder(context, order, [])('order.publish'));
  if (order.state !== 'completed') context.refuse.unless(wrongState(order, '公示办结结果'));
  const { publicDays, publicUntil } = facts.closing;
  if (publicDays === null) throw supervisionRefusals.publication_not_needed();
  if (publicUntil !== null) throw supervisionRefusals.publication_exists();
  const row: PublicationRow = {
    publication_id: context.newId(),
    order_id: order.order_id,
    cycle: order.cycle,
    from_on: today.toString(),
    to_on: workingDaysAfter(today, publicDays, rules).toString(),
    place: body.place,
    result: body.result,
    is_posted: body.isPosted,
    published_by: actor.id,
    published_name: actor.displayName,
    published_at: formatMoment(now),
    stopped_on: null,
    stop_reason: null,
    stopped_by: null,
  };
  await paperStore.addPublication(tx, row);
  await logPublication(context, order, row, { step: 'begin', label: `公示办结结果，到${row.to_on}`, words: body.result });
  return presentOrder(await openCase(context, params.orderId, rules), context);
});

export const stopPublicationUseCase = useCase(stopPublication, async ({ params, body }, context) => {
  const rules = await loadOrderRules(context);
  const { order } = await openCase(context, params.orderId, rules, 'write');
  context.refuse.unless(permitOnOrder(context, order, [])('order.publish'));
  if (order.state !== 'completed') context.refuse.unless(wrongState(order, '停止公示'));
  const row = (await paperStore.publications(context.tx, order.order_id)).find(({ publication_id }) => publication_id === params.publicationId);
  const stopped =
    row === undefined ? 0 : await paperStore.stop(context.tx, { publicationId: row.publication_id, on: context.today.toString(), reason: body.reason, by: context.actor.id });
  if (row === undefined || stopped !== 1) throw supervisionRefusals.publication_not_found();
  await logPublication(context, order, row, { step: 'stop', label: '停止公示', words: body.reason });
  await remindUnit(context, order, { stage: `public-stopped:${row.publication_id}`, title: `公示已停止：${order.title}`, body: body.reason });
  return presentOrder(await openCase(context, params.orderId, rules), context);
});

function publicationDocument({ order, orgNames }: OrderCase, row: PublicationRow): OfficialDocument {
  return {
    issuer: '领导小组办公室文件',
    documentNo: order.number ?? '',
    title: '关于督办事项办结结果的公示',
    blocks: [
      { kind: 'paragraph', text: `下列督办事项已经办结，现将结果公示。公示时间为${officialDay(parseDay(row.from_on))}至${officialDay(parseDay(row.to_on))}，地点：${row.place}。` },
      {
        kind: 'table',
        widths: [1, 4],
        hasHeader: false,
        rows: [
          [{ text: '督办事项', bold: true, align: 'center' }, order.title],
          [{ text: '牵头单位', bold: true, align: 'center' }, orgNames.get(order.lead_org_id) ?? ''],
          [{ text: '完成标准', bold: true, align: 'center' }, order.standard],
          [{ text: '办结结果', bold: true, align: 'center' }, row.result],
        ],
      },
      { kind: 'paragraph', text: '对公示内容有异议的，请在公示期内以书面形式向领导小组办公室反映，并写明事实和联系方式。' },
    ],
    signedBy: '领导小组办公室',
    signedOn: parseDay(row.from_on),
    hasSealPlace: true,
    ...(order.stamp === 'demo' ? { warning: '演示数据，不作为公文使用' } : row.stopped_on === null ? {} : { warning: '公示已停止' }),
  };
}

export const getPublicationDocumentUseCase = useCase(
  getPublicationDocument,
  async ({ params }, context) => {
    const found = await openCase(context, params.orderId, await loadOrderRules(context));
    const row = (await paperStore.publications(context.tx, params.orderId)).find(({ publication_id }) => publication_id === params.publicationId);
    if (row === undefined) throw supervisionRefusals.publication_not_found();
    const bytes = await renderOfficialDocx(publicationDocument(found, row));
    return fileReply(papersName(`公示${found.order.number ?? ''}.docx`), docxMediaType, bytes);
  },
  { present: presentFile },
);
