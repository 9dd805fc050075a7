/** Titles, documents and annexes of a plan as they were known at a moment: their steps, texts, adoption and owners. */
import type { Resource } from '#kernel/access.ts';
import { formatMoment, parseDay, parseMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import type { ValuesOf } from '#kernel/server/db.ts';
import { listOrgNames } from '#identity/server';
import { registerStageLabel } from '../contract/index.ts';
import type { Register, RegisterItem, RegisterStage, TextVersion, VersionAct } from '../contract/index.ts';
import { annexSlotOf, nextStages, registerItemKey, registerStart, ruleOf } from '../domain/index.ts';
import { momentText } from './as-of.ts';
import type { AsOf } from './as-of.ts';
import { clauseStore } from './clause-store.ts';
import type { ClausePlace } from './clause-store.ts';
import { shownStates } from './get-board.ts';
import { findLatestVersion, readLatestVersion } from './read-clause.ts';
import { ofClause, requireClause } from './reach.ts';
import { textStore } from './text-store.ts';

const stepRow = {
  register: 'text',
  item_key: 'text',
  ordinal: 'int4',
  stage: 'text',
  happened_on: 'date',
  valid_until_on: 'date?',
  document_id: 'uuid?',
  document_name: 'text?',
  version: 'int4?',
  reference: 'text',
  note: 'text',
  clauses: 'jsonb',
  recorded_by: 'text',
  recorded_at: 'timestamptz',
} as const;

const listSteps = statement({
  name: 'answer.list-register-steps',
  class: 'router',
  text: `select r.register, r.item_key, r.ordinal, r.stage, r.happened_on, r.valid_until_on, r.document_id, d.name as document_name, r.version, r.reference, r.note, r.clauses, r.recorded_by, r.recorded_at
         from answer.register_step r left join answer.document d on d.region_code = r.region_code and d.document_id = r.document_id
         where r.region_code = $1 and r.plan_id = $2 and r.recorded_at <= $3 order by r.register, r.item_key, r.ordinal`,
  params: { region: 'text', planId: 'uuid', knownAt: 'timestamptz' },
  row: stepRow,
});

type StepRow = ValuesOf<typeof stepRow>;
interface OwnClause {
  readonly title: string;
  readonly orgId: string | null;
}
const clausesOfRow = ({ clauses }: StepRow): readonly OwnClause[] => clauses as readonly OwnClause[];
export const registerOf = ({ kind }: ClausePlace): Register | null => (kind === 'title' || kind === 'deliverable' || kind === 'annex' ? kind : null);

const toStep = (row: StepRow, orgNames: ReadonlyMap<string, string>): RegisterItem['steps'][number] => ({
  ordinal: row.ordinal,
  stage: row.stage as RegisterStage,
  on: row.happened_on,
  validUntil: row.valid_until_on,
  reference: row.reference,
  note: row.note,
  document: row.document_id === null ? null : { documentId: row.document_id, name: row.document_name ?? '' },
  version: row.version,
  clauses: clausesOfRow(row).map(({ title, orgId }) => ({ title, orgId, orgName: orgId === null ? null : (orgNames.get(orgId) ?? null) })),
  by: row.recorded_by,
  recordedAt: formatMoment(parseMoment(row.recorded_at)),
});

/** undefined while the clauses are not registered */
export async function readItems(planId: string, asOf: AsOf, context: Context): Promise<readonly RegisterItem[] | undefined> {
  const { tx } = context;
  const registered = await findLatestVersion(planId, context, { knownAt: asOf.knownAt });
  if (registered === undefined) return undefined;
  const states = await shownStates(planId, asOf, context);
  const texts = await textStore.list(tx, planId, asOf.knownAt);
  const rows = await tx.many(listSteps, { region: tx.region, planId, knownAt: momentText(asOf.knownAt) });
  const orgNames = await listOrgNames(tx, [...rows.flatMap((row) => clausesOfRow(row).flatMap(({ orgId }) => orgId ?? [])), ...texts.orgIds], parseDay(asOf.on));
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
    const assignments = texts.assignmentsOf(key).map((one) => ({ ...one, orgName: orgNames.get(one.orgId) ?? null }));
    const stage = taken.at(-1)?.stage ?? registerStart[register];
    return [
      {
        register,
        itemKey: registerItemKey(first.clauseKey),
        title: first.title,
        clauses: clauses.map(({ clauseKey, groupLabel, title }) => ({ clauseKey, groupLabel, title, state: states.get(clauseKey)?.state ?? 'uncontracted' })),
        goal: first.proposal?.doneMeans ?? (register === 'annex' ? '上传附表并由另一人核对' : ''),
        due: assignments.at(-1)?.due ?? first.proposal?.to ?? null,
        assignments,
        versions: texts.versionsOf(key),
        slot: register === 'annex' ? annexSlotOf(first.quote) : null,
        stage,
        steps: taken,
        next: nextStages(register, stage).map((one) => ({ stage: one, label: registerStageLabel[one], needsDocument: ruleOf(register, one).needsDocument })),
      },
    ];
  });
}

/** The fact of an act that counts: the newest, which corrected the others. */
export const factOf = ({ facts }: TextVersion, act: VersionAct): TextVersion['facts'][number] | undefined => facts.findLast((one) => one.act === act);

export const peopleOf = ({ steps, versions, assignments }: RegisterItem): readonly string[] => [
  ...steps.map(({ by }) => by),
  ...versions.flatMap(({ by, facts }) => [by, ...facts.map((one) => one.by)]),
  ...assignments.map(({ by }) => by),
];

/** A step speaks for every clause that names the thing: all of them must be reached, also those that a reader of one chapter does not see. */
export async function requireItem(planId: string, itemKey: string, context: Context): Promise<readonly Resource[]> {
  const { versionId } = await readLatestVersion(planId, context);
  const places = (await clauseStore.listPlaces(context.tx, versionId)).filter((place) => registerOf(place) !== null && registerItemKey(place.clauseKey) === itemKey);
  for (const { planPath } of places) requireClause(context, 'answer.register', planPath);
  return places.map(({ planPath }) => ofClause(context.tx.region, planPath));
}
