/** Titles, documents and annexes of a plan with the steps they took. A proof is emitted or falls in the transaction of its step. */
import { createHash } from 'node:crypto';
import { formatMoment, parseDay, parseMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import type { ValuesOf } from '#kernel/server/db.ts';
import { emit, withdraw } from '#kernel/server/evidence.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { listOrgNames } from '#identity/server';
import { clauseAnchor } from '#plan/contract';
import type { PlanId } from '#plan/contract';
import { readPlan } from '#plan/server';
import { listRegisters, registerStageLabel, registerStepTaken, takeRegisterStep } from '../contract/index.ts';
import type { Register, RegisterItem, RegisterStage } from '../contract/index.ts';
import { clauseListStages, nextStages, proofEffect, registerItemKey, registerStart, ruleOf } from '../domain/index.ts';
import { answerRefusals } from './answer-refusals.ts';
import { momentText, planTitleAt, readAsOf } from './as-of.ts';
import type { AsOf } from './as-of.ts';
import { clauseStore } from './clause-store.ts';
import type { ClausePlace } from './clause-store.ts';
import { entryStore } from './entry-store.ts';
import { answerActions, shownStates } from './get-board.ts';
import { namesOf } from './people.ts';
import { findLatestVersion, readLatestVersion } from './read-clause.ts';
import { documentReader, requireClause } from './reach.ts';
import { recompute } from './recompute.ts';
import { stateStore } from './state-store.ts';

const stepRow = {
  register: 'text',
  item_key: 'text',
  ordinal: 'int4',
  stage: 'text',
  happened_on: 'date',
  valid_until_on: 'date?',
  document_id: 'uuid?',
  document_name: 'text?',
  reference: 'text',
  note: 'text',
  clauses: 'jsonb',
  recorded_by: 'text',
  recorded_at: 'timestamptz',
} as const;

const listSteps = statement({
  name: 'answer.list-register-steps',
  class: 'router',
  text: `select r.register, r.item_key, r.ordinal, r.stage, r.happened_on, r.valid_until_on, r.document_id, d.name as document_name, r.reference, r.note, r.clauses, r.recorded_by, r.recorded_at
         from answer.register_step r left join answer.document d on d.region_code = r.region_code and d.document_id = r.document_id
         where r.region_code = $1 and r.plan_id = $2 and r.recorded_at <= $3 order by r.register, r.item_key, r.ordinal`,
  params: { region: 'text', planId: 'uuid', knownAt: 'timestamptz' },
  row: stepRow,
});

const insertStep = statement({
  name: 'answer.insert-register-step',
  class: 'router',
  text: `insert into answer.register_step (region_code, plan_id, register, item_key, ordinal, stage, happened_on, valid_until_on, document_id, reference, note, clauses, recorded_by, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
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
    reference: 'text',
    note: 'text',
    clauses: 'jsonb',
    by: 'text',
    at: 'timestamptz',
  },
  row: {},
});

type StepRow = ValuesOf<typeof stepRow>;
interface OwnClause {
  readonly title: string;
  readonly orgId: string | null;
}
const clausesOfRow = ({ clauses }: StepRow): readonly OwnClause[] => clauses as readonly OwnClause[];
const registerOf = ({ kind }: ClausePlace): Register | null => (kind === 'title' || kind === 'deliverable' || kind === 'annex' ? kind : null);

const toStep = (row: StepRow, orgNames: ReadonlyMap<string, string>): RegisterItem['steps'][number] => ({
  ordinal: row.ordinal,
  stage: row.stage as RegisterStage,
  on: row.happened_on,
  validUntil: row.valid_until_on,
  reference: row.reference,
  note: row.note,
  document: row.document_id === null ? null : { documentId: row.document_id, name: row.document_name ?? '' },
  clauses: clausesOfRow(row).map(({ title, orgId }) => ({ title, orgId, orgName: orgId === null ? null : (orgNames.get(orgId) ?? null) })),
  by: row.recorded_by,
  recordedAt: formatMoment(parseMoment(row.recorded_at)),
});

/** undefined while the clauses are not registered */
async function readItems(planId: string, asOf: AsOf, context: Context): Promise<readonly RegisterItem[] | undefined> {
  const { tx } = context;
  const registered = await findLatestVersion(planId, context, { knownAt: asOf.knownAt });
  if (registered === undefined) return undefined;
  const states = await shownStates(planId, asOf, context);
  const rows = await tx.many(listSteps, { region: tx.region, planId, knownAt: momentText(asOf.knownAt) });
  const orgNames = await listOrgNames(
    tx,
    rows.flatMap((row) => clausesOfRow(row).flatMap(({ orgId }) => orgId ?? [])),
    parseDay(asOf.on),
  );
  const steps = Map.groupBy(rows, ({ register, item_key }) => `${register}/${item_key}`);
  const members = Map.groupBy(
    registered.places.filter((place) => registerOf(place) !== null),
    (place) => `${registerOf(place)}/${registerItemKey(place.clauseKey)}`,
  );
  return [...members].flatMap(([key, clauses]) => {
    const [first] = clauses;
    const register = first === undefined ? null : registerOf(first);
    if (first === undefined || register === null) return [];
    const taken = (steps.get(key) ?? []).map((row) => toStep(row, orgNames));
    const stage = taken.at(-1)?.stage ?? registerStart[register];
    return [
      {
        register,
        itemKey: registerItemKey(first.clauseKey),
        title: first.title,
        clauses: clauses.map(({ clauseKey, groupLabel, title }) => ({ clauseKey, groupLabel, title, state: states.get(clauseKey)?.state ?? 'uncontracted' })),
        goal: first.proposal?.doneMeans ?? (register === 'annex' ? '上传附表并由另一人核对' : ''),
        due: first.proposal?.to ?? null,
        stage,
        steps: taken,
        next: nextStages(register, stage).map((one) => ({ stage: one, label: registerStageLabel[one], needsDocument: ruleOf(register, one).needsDocument })),
      },
    ];
  });
}

export const listRegistersUseCase = useCase(listRegisters, async ({ params, query }, context) => {
  const plan = await readPlan(params.planId as PlanId, context);
  const asOf = readAsOf(query.asOf, context);
  const known = await readItems(params.planId, asOf, context);
  const items = known ?? [];
  const people = await namesOf(
    context.tx,
    items.flatMap(({ steps }) => steps.map(({ by }) => by)),
  );
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

async function requireStep(item: RegisterItem, step: Step, context: Context): Promise<string> {
  const { refuse, today, tx, actor } = context;
  const { stage, on } = step;
  if (!item.next.some((one) => one.stage === stage)) refuse(answerRefusals.register_step_forbidden({ from: registerStageLabel[item.stage], to: registerStageLabel[stage] }));
  const last = item.steps.at(-1);
  if (on > today.toString() || (last !== undefined && on < last.on)) refuse(answerRefusals.register_day_backwards({ before: last?.on ?? on }));
  await requireClauses(item, step, context);
  const rule = ruleOf(item.register, stage);
  if (rule.needsDocument && (step.documentId === null || step.reference === '')) refuse(answerRefusals.register_needs_document({ stage: registerStageLabel[stage] }));
  if (rule.byAnother === true && last?.by === actor.id) refuse(answerRefusals.same_person({ act: `登记「${registerStageLabel[stage]}」` }));
  if (step.documentId === null) return '';
  const document = await entryStore.findDocument(tx, step.documentId, documentReader(context));
  return document?.sha256 ?? refuse(answerRefusals.document_not_found());
}

/** A step speaks for every clause that names the thing: all of them must be reached, also those that a reader of one chapter does not see. */
async function requireItem(planId: string, itemKey: string, context: Context): Promise<void> {
  const { versionId } = await readLatestVersion(planId, context);
  const places = (await clauseStore.listPlaces(context.tx, versionId)).filter((place) => registerOf(place) !== null && registerItemKey(place.clauseKey) === itemKey);
  for (const { planPath } of places) requireClause(context, 'answer.register', planPath);
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
  const { tx, refuse, actor, now } = context;
  await stateStore.takeTurn(tx, params.planId);
  await readPlan(params.planId as PlanId, context);
  const asOf = readAsOf(undefined, context);
  const find = async (): Promise<RegisterItem> =>
    ((await readItems(params.planId, asOf, context)) ?? refuse(answerRefusals.not_registered())).find(
      ({ register, itemKey }) => register === params.register && itemKey === params.itemKey,
    ) ?? refuse(answerRefusals.register_item_not_found());
  const item = await find();
  await requireItem(params.planId, params.itemKey, context);
  const sha256 = await requireStep(item, body, context);
  const ordinal = item.steps.length + 1;
  await tx.run(insertStep, {
    region: tx.region,
    planId: params.planId,
    register: params.register,
    itemKey: params.itemKey,
    ordinal,
    ...body,
    clauses: body.clauses,
    by: actor.id,
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
  await applyProof(params.planId, item, { step: body, sha256, ordinal }, context);
  await recompute(
    context,
    params.planId,
    item.clauses.map(({ clauseKey }) => clauseKey),
  );
  return find();
});
