/** Letters about an order: numbered without gaps, written as .docx in the layout of official documents, kept as a file, told to the unit. */
import { formatMoment, parseDay } from '#kernel/calendar.ts';
import { denied } from '#kernel/decision.ts';
import { officialDay } from '#kernel/official-document.ts';
import type { DocumentBlock, OfficialDocument } from '#kernel/official-document.ts';
import type { ServerInput } from '#kernel/endpoint.ts';
import type { Context } from '#kernel/server/context.ts';
import { renderOfficialDocx } from '#kernel/server/documents/render-official-docx.ts';
import { docxMediaType } from '#kernel/server/documents/render-xlsx.ts';
import { attachFile, putFile } from '#kernel/server/files/files.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { fileReply, presentFile } from '#kernel/server/file-reply.ts';
import { getLetter, issueLetter, orderColourLabel, orderLetterIssued, orderLetterKindLabel, orderStateLabel } from '../../contract/index.ts';
import type { OrderColour, OrderLetterKind, OrderState } from '../../contract/index.ts';
import { decideDueDay, openOrderStates, runningOrderStates } from '../../domain/index.ts';
import { addEntry } from '../entries.ts';
import { takeNumberTurn } from '../order-rows.ts';
import type { OrderRow } from '../order-rows.ts';
import { supervisionRefusals } from '../refusals.ts';
import { remindUnit } from '../remind.ts';
import { loadOrderRules, openCase, permitOnOrder } from './open-case.ts';
import type { OrderCase, OrderRules } from './open-case.ts';
import { colouredOfYear, objectUntil, publicationOf, twoYellows } from './order-standing.ts';
import { paperStore } from './paper-store.ts';
import { presentOrder } from './present-order.ts';
import { papersName } from './publish-order.ts';
import { reviewStore } from './review-store.ts';

type Body = ServerInput<typeof issueLetter>['body'];

function checkState(order: OrderRow, kind: OrderLetterKind, context: Context): void {
  const state = order.state as OrderState;
  const isFit = order.issued_on !== null && (kind === 'urge' ? runningOrderStates : openOrderStates).includes(state);
  if (!isFit) context.refuse.unless(denied('lifecycle.wrong_state', `现在是「${orderStateLabel[state]}」，不能印发${orderLetterKindLabel[kind]}。请刷新后查看最新状态。`));
}

/** A circular names the unit to others: not while it may still object, nor while an objection waits or stands. */
async function checkCircular(order: OrderRow, context: Context, rules: OrderRules): Promise<void> {
  const until = objectUntil(order, rules);
  const publication = publicationOf(order, await reviewStore.objections(context.tx, [order.order_id]));
  if (publication === 'paused') throw supervisionRefusals.circular_paused({ reason: '单位对颜色提出的异议还没有裁定。请先裁定异议，再决定是否通报。' });
  if (publication === 'withdrawn') throw supervisionRefusals.circular_paused({ reason: '单位的异议已经成立，不能通报。' });
  if (until !== null && until >= context.today.toString()) throw supervisionRefusals.circular_paused({ reason: `单位在${until}以前可以提出异议。请在次日及以后通报。` });
}

async function checkKind(order: OrderRow, body: Body, context: Context, rules: OrderRules): Promise<void> {
  checkState(order, body.kind, context);
  if (body.kind === 'query' && (await colouredOfYear(order, context)).length < twoYellows) throw supervisionRefusals.letter_not_due();
  if (body.kind !== 'talk' && body.kind !== 'circular') return;
  if (order.colour !== 'red') throw supervisionRefusals.letter_needs_red({ what: orderLetterKindLabel[body.kind] });
  if (body.kind === 'circular') return checkCircular(order, context, rules);
  if (body.meetsOn === undefined || body.meetsAt === '') throw supervisionRefusals.meeting_missing();
  const day = decideDueDay(parseDay(body.meetsOn), context.today, rules.calendar);
  if (!day.allowed) throw supervisionRefusals.due_unfit({ reason: day.reason.replaceAll('「办理时限」', '「约谈日期」') });
}

const firstLine: Readonly<Record<OrderLetterKind, (unit: string) => string>> = {
  urge: () => '你单位承办的下列督办事项尚未办结，现予催办。请抓紧办理，并按要求反馈进展。',
  query: () => '你单位本年度已有多项督办事项被列为黄色或红色。请主要负责同志研究，逐项说明原因，提出整改措施和完成日期，书面报领导小组办公室。',
  talk: () => '因下列督办事项被列为红色警示单，决定约谈你单位主要负责同志。请准备书面材料，说明原因、整改措施和完成日期。',
  circular: (unit) => `${unit}承办的下列督办事项被列为红色警示单，现予通报。请各单位引以为戒，按时限要求办理督办事项。`,
};
const titleOf: Readonly<Record<OrderLetterKind, string>> = {
  urge: '催办通知单',
  query: '关于督办事项办理情况的函',
  talk: '约谈通知书',
  circular: '关于督办事项办理情况的通报',
};

async function tableFor(order: OrderRow, kind: OrderLetterKind, context: Context): Promise<DocumentBlock> {
  if (kind === 'query') {
    const rows = (await colouredOfYear(order, context)).map(({ row, colour }) => [row.number ?? '', row.title, orderColourLabel[colour], row.due_original_on, row.due_on]);
    return { kind: 'table', widths: [2, 4, 2, 2, 2], hasHeader: true, rows: [['文号', '事项', '颜色', '原时限', '现时限'], ...rows] };
  }
  const isExtended = order.due_on !== order.due_original_on;
  const rows: readonly (readonly [string, string])[] = [
    ['督办文号', order.number ?? ''],
    ['督办事项', order.title],
    ['完成标准', order.standard],
    ['办理时限', `${officialDay(parseDay(order.due_on))}${isExtended ? `（原时限${officialDay(parseDay(order.due_original_on))}）` : ''}`],
    ['颜色', orderColourLabel[order.colour as OrderColour]],
  ];
  return { kind: 'table', widths: [1, 4], hasHeader: false, rows: rows.map(([name, text]) => [{ text: name, bold: true, align: 'center' as const }, text]) };
}

async function letterDocument(found: OrderCase, body: Body, number: string, context: Context): Promise<OfficialDocument> {
  const { order, orgNames } = found;
  const unit = orgNames.get(order.lead_org_id) ?? '';
  const meeting = body.kind === 'talk' && body.meetsOn !== undefined ? [`约谈时间：${officialDay(parseDay(body.meetsOn))}。约谈地点：${body.meetsAt}。`] : [];
  return {
    issuer: '领导小组办公室文件',
    documentNo: number,
    title: titleOf[body.kind],
    addressees: body.kind === 'circular' ? '各责任单位' : unit,
    blocks: [
      { kind: 'paragraph', text: firstLine[body.kind](unit) },
      await tableFor(order, body.kind, context),
      ...[...meeting, body.words].map((text): DocumentBlock => ({ kind: 'paragraph', text })),
    ],
    signedBy: '领导小组办公室',
    signedOn: context.today,
    hasSealPlace: true,
    ...(order.stamp === 'demo' ? { warning: '演示数据，不作为公文使用' } : {}),
  };
}

async function nextNumber(kind: OrderLetterKind, context: Context, rules: OrderRules) {
  await takeNumberTurn(context.tx, `letter-${kind}`);
  const { year } = context.today;
  const serial = (await paperStore.lastSerial(context.tx, kind, year)) + 1;
  return { year, serial, number: rules.letterForms[kind].replace('{年}', String(year)).replace('{号}', String(serial)) };
}

/** The file as it leaves: its hash stands in the row, so that it can be proved later. */
async function keepFile(context: Context, letterId: string, name: string, bytes: Uint8Array): Promise<{ readonly file_id: string; readonly sha256: string }> {
  if (context.files === undefined) throw new Error('this runtime has no folder for files');
  const sha256 = await context.files.write(bytes);
  const none = { takenAt: null, latitude: null, longitude: null, place: null };
  const file_id = await putFile(context, { name, mediaType: docxMediaType, bytes, facts: {}, sha256, purpose: 'document' }, none);
  await attachFile(context, file_id, { type: 'supervision.order_letter', id: letterId });
  return { file_id, sha256 };
}

async function tell(
  context: Context,
  order: OrderRow,
  letter: { readonly letterId: string; readonly kind: OrderLetterKind; readonly number: string; readonly words: string },
): Promise<void> {
  const name = orderLetterKindLabel[letter.kind];
  const isUrge = letter.kind === 'urge' || letter.kind === 'talk';
  await addEntry(context, {
    machine: isUrge ? 'supervision.urge' : 'supervision.letter',
    machineVersion: 1,
    objectId: order.order_id,
    action: letter.kind === 'urge' ? 'urge-written' : letter.kind === 'talk' ? 'urge-talk' : `letter-${letter.kind}`,
    label: `印发${name}（${letter.number}）`,
    from: order.state,
    to: order.state,
    note: letter.words,
    cycle: order.cycle,
  });
  await remindUnit(context, order, { stage: `letter:${letter.letterId}`, title: `${name}（${letter.number}）：${order.title}`, body: letter.words, isPrompt: true });
}

export const issueLetterUseCase = useCase(issueLetter, async ({ params, body }, context) => {
  const { tx, today, now, actor } = context;
  const rules = await loadOrderRules(context);
  const found = await openCase(context, params.orderId, rules, 'write');
  const { order } = found;
  context.refuse.unless(permitOnOrder(context, order, [])('order.letter'));
  await checkKind(order, body, context, rules);
  const numbered = await nextNumber(body.kind, context, rules);
  const letterId = context.newId();
  const bytes = await renderOfficialDocx(await letterDocument(found, body, numbered.number, context));
  const name = papersName(`${orderLetterKindLabel[body.kind]}${numbered.number}.docx`);
  const kept = await keepFile(context, letterId, name, bytes);
  const isTalk = body.kind === 'talk';
  await paperStore.addLetter(tx, {
    letter_id: letterId,
    order_id: order.order_id,
    kind: body.kind,
    ...numbered,
    words: body.words,
    meets_on: isTalk ? (body.meetsOn ?? null) : null,
    meets_at: isTalk ? body.meetsAt : '',
    issued_on: today.toString(),
    issued_by: actor.id,
    issued_name: actor.displayName,
    issued_at: formatMoment(now),
    ...kept,
    file_name: name,
  });
  await record(context, orderLetterIssued, { orderId: order.order_id, letterId, kind: body.kind, number: numbered.number, sha256: kept.sha256, words: body.words });
  await tell(context, order, { letterId, kind: body.kind, number: numbered.number, words: body.words });
  return presentOrder(await openCase(context, params.orderId, rules), context);
});

export const getLetterUseCase = useCase(
  getLetter,
  async ({ params }, context) => {
    await openCase(context, params.orderId, await loadOrderRules(context));
    const row = (await paperStore.letters(context.tx, params.orderId)).find(({ letter_id }) => letter_id === params.letterId);
    if (row === undefined) throw supervisionRefusals.letter_not_found();
    if (context.files === undefined) throw new Error('this runtime has no folder for files');
    return fileReply(row.file_name, docxMediaType, await context.files.read(row.sha256));
  },
  { present: presentFile },
);
