/** Points, publication, objections and second looks of an order, and the letter to a unit with two yellow ones in a year. */
import { formatMoment, parseDay, parseMoment } from '#kernel/calendar.ts';
import { denied, presentAction } from '#kernel/decision.ts';
import { officialDay } from '#kernel/official-document.ts';
import type { Context } from '#kernel/server/context.ts';
import { renderOfficialDocx } from '#kernel/server/documents/render-official-docx.ts';
import { docxMediaType } from '#kernel/server/documents/render-xlsx.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { fileReply, presentFile } from '#kernel/server/file-reply.ts';
import { decideApart } from '#identity/contract';
import {
  decideObjection,
  getOrderStanding,
  getUnitLetter,
  objectToColour,
  orderColourLabel,
  orderObjectionStepped,
  orderReviewStepped,
  settleReview,
  supervisionSeparations,
} from '../../contract/index.ts';
import type { OrderColour, OrderState, Publication } from '../../contract/index.ts';
import { openOrderStates, pointsOf, standingColour } from '../../domain/index.ts';
import { addEntry } from '../entries.ts';
import { orderRows } from '../order-rows.ts';
import type { OrderRow } from '../order-rows.ts';
import { supervisionRefusals } from '../refusals.ts';
import { remindOffice, remindUnit } from '../remind.ts';
import { loadOrderRules, openCase, orderSignature, permitOnOrder, workingDaysAfter } from './open-case.ts';
import type { OrderCase, OrderRules } from './open-case.ts';
import { presentOrder } from './present-order.ts';
import { reviewStore } from './review-store.ts';
import type { ObjectionRow } from './review-store.ts';

export const twoYellows = 2;
const isCounted = (colour: OrderColour): boolean => colour === 'yellow' || colour === 'red';

/** Orders of the unit in the year whose standing colour is yellow or red, by day. */
export async function colouredOfYear(order: OrderRow, { tx }: Pick<Context, 'tx'>): Promise<readonly { readonly row: OrderRow; readonly colour: OrderColour }[]> {
  const year = (order.issued_on ?? order.start_on).slice(0, 4);
  const rows = (await orderRows.ofOrg(tx, order.lead_org_id)).filter(({ issued_on, state }) => issued_on?.startsWith(year) === true && state !== 'withdrawn');
  const objections = await reviewStore.objections(
    tx,
    rows.map(({ order_id }) => order_id),
  );
  return rows
    .map((row) => ({ row, colour: standingColour(row.colour as OrderColour, upheldOf(objections.filter(({ order_id }) => order_id === row.order_id))) }))
    .filter(({ colour }) => isCounted(colour));
}

const upheldOf = (objections: readonly ObjectionRow[]): readonly string[] => objections.flatMap(({ is_upheld, colour }) => (is_upheld === true ? [colour] : []));

export function objectUntil(order: OrderRow, rules: OrderRules): string | null {
  if (order.colour === 'none' || order.issued_on === null) return null;
  const since = order.colour_since_on > order.issued_on ? order.colour_since_on : order.issued_on;
  return workingDaysAfter(parseDay(since), rules.ladder.objectionDays, rules).toString();
}

export function publicationOf(order: OrderRow, objections: readonly ObjectionRow[]): Publication {
  const own = objections.find(({ colour }) => colour === order.colour);
  return own === undefined || own.is_upheld === false ? 'open' : own.is_upheld === null ? 'paused' : 'withdrawn';
}

function objectionRefusal(found: OrderCase, objections: readonly ObjectionRow[], context: Context, rules: OrderRules) {
  const { order } = found;
  const until = objectUntil(order, rules);
  if (until === null) return supervisionRefusals.no_colour();
  if (!openOrderStates.includes(order.state as OrderState)) return undefined;
  if (objections.some(({ colour }) => colour === order.colour)) return supervisionRefusals.objection_exists();
  return until < context.today.toString() ? supervisionRefusals.objection_late({ until, days: rules.ladder.objectionDays }) : undefined;
}

function actionsOf(found: OrderCase, objections: readonly ObjectionRow[], context: Context, rules: OrderRules) {
  const permits = permitOnOrder(context, found.order, []);
  const isOpen = openOrderStates.includes(found.order.state as OrderState);
  if (!isOpen || found.order.colour === 'none' || objections.some(({ colour }) => colour === found.order.colour)) return [];
  const late = objectionRefusal(found, objections, context, rules);
  const right = permits('order.object');
  return [presentAction('object', '对颜色提出异议', right.allowed && late !== undefined ? denied(late.code, late.detail) : right)];
}

export const getOrderStandingUseCase = useCase(getOrderStanding, async ({ params }, context) => {
  const { tx } = context;
  const rules = await loadOrderRules(context);
  const found = await openCase(context, params.orderId, rules);
  const objections = await reviewStore.objections(tx, [params.orderId]);
  const coloured = await colouredOfYear(found.order, context);
  const reviews = await reviewStore.reviews(tx, [params.orderId]);
  const permits = permitOnOrder(context, found.order, []);
  const waiting = [
    ...(objections.some(({ is_upheld }) => is_upheld === null) ? [presentAction('decide', '裁定异议', permits('order.rule-objection'))] : []),
    ...(reviews.some(({ outcome }) => outcome === null) ? [presentAction('keep', '复核：维持销号', permits('order.rebound'))] : []),
  ];
  return {
    points: pointsOf(standingColour(found.order.colour as OrderColour, upheldOf(objections)), rules.ladder),
    publication: publicationOf(found.order, objections),
    objectUntil: objectUntil(found.order, rules),
    objections: objections.map((row) => ({
      objectionId: row.objection_id,
      colour: row.colour as OrderColour,
      reason: row.reason,
      raisedAt: formatMoment(parseMoment(row.raised_at)),
      isUpheld: row.is_upheld,
      ruling: row.ruling,
    })),
    reviews: reviews.map((row) => ({
      reviewId: row.review_id,
      reason: row.reason,
      dueOn: row.due_on,
      outcome: row.outcome as 'kept' | 'reopened' | null,
      note: row.note,
    })),
    colouredOfYear: coloured.length,
    isLetterDue: coloured.length >= twoYellows,
    actions: [...actionsOf(found, objections, context, rules), ...waiting],
  };
});

async function logBeside(context: Context, order: OrderRow, line: { readonly action: string; readonly label: string; readonly note: string }): Promise<void> {
  const machine = { machine: 'supervision.objection', machineVersion: 1, objectId: order.order_id };
  await addEntry(context, { ...machine, ...line, from: order.state, to: order.state, cycle: order.cycle });
}

export const objectToColourUseCase = useCase(objectToColour, async ({ params, body }, context) => {
  const { tx, now } = context;
  const rules = await loadOrderRules(context);
  const found = await openCase(context, params.orderId, rules, 'write');
  const { order } = found;
  context.refuse.unless(permitOnOrder(context, order, [])('order.object'));
  if (!openOrderStates.includes(order.state as OrderState)) context.refuse.unless(denied('lifecycle.wrong_state', '督办单已经了结，不能再提出异议。'));
  const refusal = objectionRefusal(found, await reviewStore.objections(tx, [order.order_id]), context, rules);
  if (refusal !== undefined) throw refusal;
  const objectionId = context.newId();
  const open = { is_upheld: null, ruling: null, decided_by: null, decided_at: null };
  const row = {
    objection_id: objectionId,
    order_id: order.order_id,
    colour: order.colour,
    reason: body.reason,
    raised_by: orderSignature(context, ['order.object'], order),
    raised_at: formatMoment(now),
    ...open,
  };
  await reviewStore.addObjection(tx, row);
  const colour = orderColourLabel[order.colour as OrderColour];
  await logBeside(context, order, { action: 'object', label: `对${colour}提出异议`, note: body.reason });
  await record(context, orderObjectionStepped, { orderId: order.order_id, objectionId, colour: order.colour, decision: '', words: body.reason });
  await remindOffice(context, order, { role: 'office_director', stage: `objection:${objectionId}`, title: `单位对${colour}提出异议：${order.title}`, body: body.reason });
  return presentOrder(await openCase(context, params.orderId, rules), context);
});

export const decideObjectionUseCase = useCase(decideObjection, async ({ params, body }, context) => {
  const { tx, now } = context;
  const rules = await loadOrderRules(context);
  const { order } = await openCase(context, params.orderId, rules, 'write');
  context.refuse.unless(permitOnOrder(context, order, [])('order.rule-objection'));
  const row = (await reviewStore.objections(tx, [order.order_id])).find(({ objection_id }) => objection_id === params.objectionId);
  if (row === undefined) throw supervisionRefusals.objection_not_found();
  const by = orderSignature(context, ['order.rule-objection'], order);
  context.refuse.unless(decideApart(supervisionSeparations['order.rule-objection'], { first: [row.raised_by], second: by }));
  const decided = await reviewStore.decide(tx, { objectionId: row.objection_id, isUpheld: body.isUpheld, ruling: body.ruling, by, at: formatMoment(now) });
  if (decided !== 1) throw supervisionRefusals.objection_decided();
  const label = body.isUpheld ? '异议成立' : '异议不成立';
  await logBeside(context, order, { action: 'decide-objection', label, note: body.ruling });
  const decision = body.isUpheld ? 'upheld' : 'rejected';
  await record(context, orderObjectionStepped, { orderId: order.order_id, objectionId: row.objection_id, colour: row.colour, decision, words: body.ruling });
  await remindUnit(context, order, { stage: `ruled:${row.objection_id}`, title: `${label}：${order.title}`, body: body.ruling });
  return presentOrder(await openCase(context, params.orderId, rules), context);
});

export const settleReviewUseCase = useCase(settleReview, async ({ params, body }, context) => {
  const rules = await loadOrderRules(context);
  const { order } = await openCase(context, params.orderId, rules, 'write');
  context.refuse.unless(permitOnOrder(context, order, [])('order.rebound'));
  const one = { orderId: order.order_id, reviewId: params.reviewId, outcome: 'kept' as const, note: body.note, by: context.actor.id, at: formatMoment(context.now) };
  if ((await reviewStore.settle(context.tx, one)) !== 1) throw supervisionRefusals.review_not_found();
  await logBeside(context, order, { action: 'keep-closed', label: '复核：维持销号', note: body.note });
  await record(context, orderReviewStepped, { orderId: order.order_id, reviewId: params.reviewId, evidenceId: '', outcome: 'kept', note: body.note });
  return presentOrder(await openCase(context, params.orderId, rules), context);
});

export const getUnitLetterUseCase = useCase(
  getUnitLetter,
  async ({ params }, context) => {
    const { order, orgNames } = await openCase(context, params.orderId, await loadOrderRules(context));
    const coloured = await colouredOfYear(order, context);
    if (coloured.length < twoYellows) throw supervisionRefusals.letter_not_due();
    const unit = orgNames.get(order.lead_org_id) ?? '';
    const year = (order.issued_on ?? order.start_on).slice(0, 4);
    const rows = coloured.map(({ row, colour }) => [row.number ?? '', row.title, orderColourLabel[colour], row.due_original_on, row.due_on]);
    const bytes = await renderOfficialDocx({
      issuer: '领导小组办公室文件',
      documentNo: '',
      title: '关于督办事项办理情况的函',
      addressees: unit,
      blocks: [
        {
          kind: 'paragraph',
          text: `${year}年你单位已有${coloured.length}项督办事项被列为黄色或红色，具体如下。请主要负责同志研究，逐项说明原因，提出整改措施和完成日期，书面报领导小组办公室。`,
        },
        { kind: 'table', widths: [2, 4, 2, 2, 2], hasHeader: true, rows: [['文号', '事项', '颜色', '原时限', '现时限'], ...rows] },
      ],
      signedBy: '领导小组办公室',
      signedOn: context.today,
      hasSealPlace: true,
      ...(coloured.some(({ row }) => row.stamp === 'demo') ? { warning: '演示数据，不作为公文使用' } : {}),
    });
    return fileReply(`致${unit}的函-${officialDay(context.today)}.docx`, docxMediaType, bytes);
  },
  { present: presentFile },
);
