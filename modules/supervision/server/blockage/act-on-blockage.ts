import type { Context } from '#kernel/server/context.ts';
import type { ServerInput } from '#kernel/endpoint.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { findOrg } from '#identity/server';
import { actOnBlockage, blockageActLabel, blockageAnswerLabel, blockageLevelLabel, getBlockage } from '../../contract/index.ts';
import type { BlockageAct, BlockageLevel } from '../../contract/index.ts';
import { levelAbove } from '../../domain/index.ts';
import { supervisionRefusals } from '../refusals.ts';
import { blockageRows } from './blockage-rows.ts';
import type { BlockageRow } from './blockage-rows.ts';
import { decidedStep, loadBlockageRules, openBlockage, presentBlockageDetails, signatureOnBlockage, stepBlockage } from './step-blockage.ts';

type Body = ServerInput<typeof actOnBlockage>['body'];
const needNote: ReadonlySet<BlockageAct> = new Set<BlockageAct>(['reject', 'route', 'supplement', 'withdraw', 'answer', 'object', 'rise', 'join', 'rule-days']);

/** The authority of the next level, when the table names one; else the same unit goes on with it. */
export async function risen(row: BlockageRow, { tx, today }: Pick<Context, 'tx' | 'today'>): Promise<Partial<BlockageRow>> {
  const level = levelAbove(row.level as BlockageLevel) ?? 'city';
  const authority = await blockageRows.authorityOf(tx, { type: row.type, level, day: today.toString() });
  return { level, level_since_on: today.toString(), authority_org_id: authority ?? row.authority_org_id };
}

function answerOf(body: Body, row: BlockageRow, context: Context): Partial<BlockageRow> {
  const today = context.today.toString();
  if (body.answer === undefined) throw supervisionRefusals.answer_missing();
  const isLate = row.promised_on !== null && row.promised_on < today;
  return { answer: body.answer, answered_on: today, answered_by: signatureOnBlockage(row, 'authority', context), missed_promises: row.missed_promises + (isLate ? 1 : 0) };
}

async function changeOf(body: Body, row: BlockageRow, context: Context): Promise<Partial<BlockageRow>> {
  const today = context.today.toString();
  switch (body.action) {
    case 'route': {
      if (body.authorityOrgId === undefined || (await findOrg(context.tx, body.authorityOrgId, context.today)) === undefined)
        throw supervisionRefusals.org_not_found({ what: '协调单位' });
      return { authority_org_id: body.authorityOrgId, level_since_on: today };
    }
    case 'answer':
      return answerOf(body, row, context);
    case 'promise':
      if (body.promisedOn === undefined || body.promisedOn < today) throw supervisionRefusals.promise_missing();
      return { promised_on: body.promisedOn };
    case 'confirm':
      return { closed_on: today, is_silent_close: false };
    case 'object':
      return { answer: null, answered_on: null, answered_by: '', level_since_on: today };
    case 'rise':
      return risen(row, context);
    case 'join': {
      if (body.joinedTo === undefined || body.joinedTo === row.blockage_id) throw supervisionRefusals.same_order();
      const into = await openBlockage(context, body.joinedTo);
      if (into.joined_to !== null) throw supervisionRefusals.same_order();
      return { joined_to: into.blockage_id, closed_on: today };
    }
    case 'rule-days':
      if (body.fromOn === undefined || body.toOn === undefined || body.fromOn > body.toOn) throw supervisionRefusals.ruling_unfit();
      return { ruled_from_on: body.fromOn, ruled_to_on: body.toOn };
    default:
      return {};
  }
}

const wordsOf = (body: Body, change: Partial<BlockageRow>): string =>
  [
    body.answer === undefined ? '' : blockageAnswerLabel[body.answer],
    change.level === undefined ? '' : `升至${blockageLevelLabel[change.level as BlockageLevel]}`,
    change.promised_on == null ? '' : `承诺${change.promised_on}前解决`,
    change.ruled_from_on == null ? '' : `裁定${change.ruled_from_on}至${change.ruled_to_on}为阻滞`,
    body.note,
  ]
    .filter((part) => part !== '')
    .join('；');

/** The act on the row as the actor saw it, or its refusal; writes unless it is a preview. */
export async function actOnRow(row: BlockageRow, body: Body, context: Context, isPreview = false): Promise<BlockageRow> {
  const step = decidedStep(context, row, body.action);
  if (row.revision !== body.revision) throw supervisionRefusals.order_changed();
  if (needNote.has(body.action) && body.note === '') throw supervisionRefusals.note_missing({ what: blockageActLabel[body.action] });
  const change = await changeOf(body, row, context);
  if (isPreview) return row;
  // The days of a ruling stay with the line of the ruling: a later one does not change what was known before it.
  const details = body.action === 'rule-days' ? { fromOn: change.ruled_from_on, toOn: change.ruled_to_on } : {};
  return stepBlockage(context, row, { step, note: wordsOf(body, change), change, details });
}

export const getBlockageUseCase = useCase(getBlockage, async ({ params }, context) =>
  presentBlockageDetails(await openBlockage(context, params.blockageId), context, await loadBlockageRules(context)),
);

export const actOnBlockageUseCase = useCase(actOnBlockage, async ({ params, body }, context) => {
  const saved = await actOnRow(await openBlockage(context, params.blockageId, 'write'), body, context);
  return presentBlockageDetails(saved, context, await loadBlockageRules(context));
});
