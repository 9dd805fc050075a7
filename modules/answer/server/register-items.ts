/** Titles, documents and annexes of a plan with the steps they took. A proof is emitted or falls in the transaction of its step. */
import { createHash } from 'node:crypto';
import { formatMoment } from '#kernel/calendar.ts';
import { actingOn } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { emit, withdraw } from '#kernel/server/evidence.ts';
import { record } from '#kernel/server/record.ts';
import type { Signature } from '#kernel/signature.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { listOrgNames } from '#identity/server';
import { clauseAnchor } from '#plan/contract';
import type { PlanId } from '#plan/contract';
import { readPlan } from '#plan/server';
import { listRegisters, registerStageLabel, registerStepTaken, takeRegisterStep } from '../contract/index.ts';
import type { RegisterItem } from '../contract/index.ts';
import { clauseListStages, proofEffect, ruleOf } from '../domain/index.ts';
import { answerRefusals } from './answer-refusals.ts';
import { planTitleAt, readAsOf } from './as-of.ts';
import { entryStore } from './entry-store.ts';
import { answerActions } from './get-board.ts';
import { namesOf } from './people.ts';
import { decideOther, signatureAt } from './apart.ts';
import { documentReader } from './reach.ts';
import { factOf, peopleOf, readItems, requireItem } from './read-register.ts';
import { recompute } from './recompute.ts';
import { stateStore } from './state-store.ts';

const insertStep = statement({
  name: 'answer.insert-register-step',
  class: 'router',
  text: `insert into answer.register_step (region_code, plan_id, register, item_key, ordinal, stage, happened_on, valid_until_on, document_id, version, reference, note, clauses, recorded_by, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
  params: {
    region: 'text',
    planId: 'uuid',
    register: 'text',
    itemKey: 'text',
    ordinal: 'int4',
    stage: 'text',
    on: 'date',
    validUntil: 'date?',
    documentId: 'uuid?',
    version: 'int4?',
    reference: 'text',
    note: 'text',
    clauses: 'jsonb',
    by: 'text',
    at: 'timestamptz',
  },
  row: {},
});

export const listRegistersUseCase = useCase(listRegisters, async ({ params, query }, context) => {
  const plan = await readPlan(params.planId as PlanId, context);
  const asOf = readAsOf(query.asOf, context);
  const known = await readItems(params.planId, asOf, context);
  const items = known ?? [];
  const people = await namesOf(context.tx, items.flatMap(peopleOf));
  return {
    planTitle: planTitleAt(plan, asOf.knownAt),
    isRegistered: known !== undefined,
    asOf: asOf.on,
    items: [...items],
    people,
    actions: answerActions(context, ['answer.register', 'answer.enter']),
  };
});

type Step = Parameters<typeof takeRegisterStepUseCase.handler>[0]['body'];

async function requireClauses({ register }: RegisterItem, { stage, clauses }: Step, { tx, today, refuse }: Context): Promise<void> {
  const listing = register === 'deliverable' ? clauseListStages[stage] : undefined;
  if (listing === undefined && clauses.length > 0) refuse(answerRefusals.register_clauses_unwanted({ stage: registerStageLabel[stage] }));
  if (listing === 'needed' && clauses.length === 0) refuse(answerRefusals.register_needs_clauses());
  const known = await listOrgNames(
    tx,
    clauses.flatMap(({ orgId }) => orgId ?? []),
    today,
  );
  const lost = clauses.find(({ orgId }) => orgId !== null && !known.has(orgId));
  if (lost !== undefined) refuse(answerRefusals.register_org_unknown({ title: lost.title }));
}

async function requireStep(item: RegisterItem, { step, by }: { readonly step: Step; readonly by: Signature }, context: Context): Promise<string> {
  const { refuse, today, tx } = context;
  const { stage, on } = step;
  if (!item.next.some((one) => one.stage === stage)) refuse(answerRefusals.register_step_forbidden({ from: registerStageLabel[item.stage], to: registerStageLabel[stage] }));
  const last = item.steps.at(-1);
  if (on > today.toString() || (last !== undefined && on < last.on)) refuse(answerRefusals.register_day_backwards({ before: last?.on ?? on }));
  await requireClauses(item, step, context);
  const rule = ruleOf(item.register, stage);
  const text = step.version === null ? undefined : (item.versions.find(({ version }) => version === step.version) ?? refuse(answerRefusals.version_not_found()));
  const hasProof = step.documentId !== null || text !== undefined;
  if (rule.needsDocument && (!hasProof || step.reference === '')) refuse(answerRefusals.register_needs_document({ stage: registerStageLabel[stage] }));
  if (text !== undefined && stage === 'issued' && factOf(text, 'adopted') === undefined) refuse(answerRefusals.version_not_adopted({ label: text.label }));
  const earlier = [last?.by ?? null, item.versions.at(-1)?.by ?? null];
  if (rule.byAnother === true && earlier.some((one) => !decideOther('answer.check-register', one, by).allowed))
    refuse(answerRefusals.same_person({ act: `登记「${registerStageLabel[stage]}」` }));
  if (step.documentId === null) return text?.sha256 ?? '';
  const document = await entryStore.findDocument(tx, step.documentId, documentReader(context));
  return document?.sha256 ?? refuse(answerRefusals.document_not_found());
}

/** The proof of a step speaks for every clause that names the thing; it is a self-report with a document until somebody verifies it. */
async function applyProof(
  planId: string,
  item: RegisterItem,
  { step, sha256, ordinal }: { readonly step: Step; readonly sha256: string; readonly ordinal: number },
  context: Context,
): Promise<void> {
  const source = { module: 'answer', type: item.register, id: `${planId}/${item.itemKey}` };
  const { clauses } = step;
  // A new list under 执行 speaks again for the document that was issued on its own day.
  const isRelisted = step.stage === 'executing' && clauses.length > 0;
  const effect = isRelisted ? 'prove' : proofEffect(item.register, step.stage, item.goal.includes('申报受理'));
  if (effect === 'withdraw') await withdraw(context, source, `${registerStageLabel[step.stage]}（${step.on}）`);
  if (effect !== 'prove') return;
  const provenOn = isRelisted ? (item.steps.findLast(({ stage }) => stage === 'issued')?.on ?? step.on) : step.on;
  const hash = createHash('sha256')
    .update(JSON.stringify([item.itemKey, step, sha256]))
    .digest('hex');
  await emit(context, {
    anchors: item.clauses.map(({ clauseKey }) => clauseAnchor(planId, clauseKey)),
    kind: 'document',
    voice: 'self',
    from: provenOn,
    to: step.on,
    occurredOn: provenOn,
    ...(clauses.length === 0 ? {} : { num: String(clauses.filter(({ orgId }) => orgId !== null).length), den: String(clauses.length) }),
    validUntil: step.validUntil,
    source,
    version: ordinal,
    hash,
    grade: 'C',
    stamp: 'real',
    note: step.reference,
  });
}

export const takeRegisterStepUseCase = useCase(takeRegisterStep, async ({ params, body }, context) => {
  const { tx, refuse, now } = context;
  await stateStore.takeTurn(tx, params.planId);
  await readPlan(params.planId as PlanId, context);
  const asOf = readAsOf(undefined, context);
  const find = async (): Promise<RegisterItem> =>
    ((await readItems(params.planId, asOf, context)) ?? refuse(answerRefusals.not_registered())).find(
      ({ register, itemKey }) => register === params.register && itemKey === params.itemKey,
    ) ?? refuse(answerRefusals.register_item_not_found());
  const item = await find();
  const places = await requireItem(params.planId, params.itemKey, context);
  const by = signatureAt(context, 'answer.register', places);
  const sha256 = await requireStep(item, { step: body, by }, context);
  const ordinal = item.steps.length + 1;
  await tx.run(insertStep, {
    region: tx.region,
    planId: params.planId,
    register: params.register,
    itemKey: params.itemKey,
    ordinal,
    ...body,
    clauses: body.clauses,
    by,
    at: formatMoment(now),
  });
  await record(context, registerStepTaken, {
    planId: params.planId,
    register: params.register,
    itemKey: params.itemKey,
    stage: body.stage,
    on: body.on,
    reference: body.reference,
    note: body.note,
  });
  const acting = places.reduce((at, place) => actingOn(at, 'answer.register', place), context);
  await applyProof(params.planId, item, { step: body, sha256, ordinal }, acting);
  await recompute(
    context,
    params.planId,
    item.clauses.map(({ clauseKey }) => clauseKey),
  );
  return find();
});
