/** The 任务分解表 as it stands now: the machine's rows with people's latest reviews laid over them. */
import { toTaskRows } from '#libs/plantext/index.ts';
import type { CompiledPlan, TargetRecord, TaskColumn, TaskRow } from '#libs/plantext/index.ts';
import { reviewFieldSchemas, taskStates } from '../contract/index.ts';
import type { ReviewVerdict, TaskState } from '../contract/index.ts';
import type { ReviewGround } from './review-subject.ts';
import { isTaskField, recordLists } from './review-subject.ts';

/** The review that counts for a field, in order of arrival within its list. */
export interface LatestReview {
  readonly record: string;
  readonly field: string | null;
  readonly verdict: ReviewVerdict;
  /** JSON text; null unless edited */
  readonly to: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The person's value on the machine's place: words are exchanged, offsets stay for sorting and quoting. */
const placed = (machine: unknown, person: unknown): unknown => (isObject(machine) && isObject(person) ? { ...machine, ...person } : person);

/** A corrected figure shows in the words of the target. */
function wordsWithNumber(target: TargetRecord, number: unknown): string {
  if (typeof number !== 'string') return target.value.text;
  const old = target.number;
  const at = old === null ? -1 : target.value.text.indexOf(old);
  return old === null || at === -1
    ? `${target.value.text}（改为${number}${target.unit ?? ''}）`
    : `${target.value.text.slice(0, at)}${number}${target.value.text.slice(at + old.length)}`;
}

/** Fields of a record after its reviews; undefined when the record as a whole was not accepted. */
function patched<R extends { readonly id: string }>(record: R, list: keyof typeof reviewFieldSchemas, reviews: readonly LatestReview[], keep: boolean): R | undefined {
  const schemas: Readonly<Record<string, { safeParse(value: unknown): { readonly success: boolean } }>> = reviewFieldSchemas[list];
  let fields: Record<string, unknown> = { ...record };
  for (const { field, verdict, to } of reviews) {
    if (field === null && verdict === 'rejected' && !keep) return undefined;
    if (field === null || isTaskField(field) || verdict === 'accepted') continue;
    if (verdict === 'rejected') {
      if (schemas[field]?.safeParse(null).success === true) fields = { ...fields, [field]: null };
      continue;
    }
    const person: unknown = JSON.parse(to ?? 'null');
    if (list === 'targets' && field === 'number' && !reviews.some((other) => other.field === 'value' && other.verdict === 'edited')) {
      const target = record as unknown as TargetRecord;
      fields = { ...fields, value: { ...target.value, text: wordsWithNumber(target, person) } };
    }
    fields = { ...fields, [field]: placed(fields[field], person) };
  }
  return fields as unknown as R;
}

function groupByRecord(latest: readonly LatestReview[]): ReadonlyMap<string, readonly LatestReview[]> {
  const groups = new Map<string, LatestReview[]>();
  for (const review of latest) {
    const group = groups.get(review.record);
    if (group === undefined) groups.set(review.record, [review]);
    else group.push(review);
  }
  return groups;
}

/** The plan with reviewed records exchanged; the machine's own plan stays as it is. */
function patchedPlan({ plan, rows }: ReviewGround, byRecord: ReadonlyMap<string, readonly LatestReview[]>): CompiledPlan {
  const changed = Object.fromEntries(
    recordLists.map((list) => {
      const records: readonly { readonly id: string }[] = plan[list];
      return [list, records.flatMap((record) => patched(record, list, byRecord.get(record.id) ?? [], rows.has(record.id)) ?? [])];
    }),
  );
  return { ...plan, ...changed };
}

const isState = (text: unknown): text is TaskState => taskStates.some((state) => state === text);

/** What one review says about the state of its row; undefined when it says nothing. */
function stateSaid(review: LatestReview, rowId: string): TaskState | undefined {
  const { record, field, verdict, to } = review;
  if (record === rowId && field === '状态') {
    const said: unknown = verdict === 'edited' ? JSON.parse(to ?? 'null') : '待确认';
    return isState(said) ? said : undefined;
  }
  if (record === rowId && field === null) return verdict === 'rejected' ? '不适用' : '已确认';
  return verdict === 'accepted' ? undefined : '已修改';
}

export interface CurrentRow extends TaskRow {
  /** true when the state was stated as such, false when it follows from other reviews */
  readonly isStateStated: boolean;
}

/** Records that a row stands for: itself, and for a measure the records below it. */
function rowOfRecord({ plan, rows }: ReviewGround): (record: string) => string | undefined {
  const parents = new Map(plan.outline.map((node) => [node.id, node.parent]));
  const nodeOf = new Map<string, string>();
  for (const list of ['targets', 'milestones', 'documents', 'recurring', 'conditions', 'projects', 'actors'] as const) for (const { id, node } of plan[list]) nodeOf.set(id, node);
  return (record) => {
    if (rows.has(record)) return record;
    for (let at: string | null | undefined = nodeOf.get(record), hops = 0; at !== null && at !== undefined && hops < 64; at = parents.get(at), hops += 1)
      if (rows.has(at)) return at;
    return undefined;
  };
}

/** Rows in the machine's order with the machine's ids; `latest` in order of arrival, one per record and field. */
export function currentTaskRows(ground: ReviewGround, latest: readonly LatestReview[]): readonly CurrentRow[] {
  const byRecord = groupByRecord(latest);
  const shown = new Map((latest.length === 0 ? [...ground.rows.values()] : toTaskRows(patchedPlan(ground, byRecord), ground.text)).map((row) => [row.id, row]));
  const rowOf = rowOfRecord(ground);
  const touching = new Map<string, LatestReview[]>();
  for (const review of latest) {
    const row = rowOf(review.record);
    if (row !== undefined) touching.set(row, [...(touching.get(row) ?? []), review]);
  }
  return [...ground.rows.values()].map((machine) => {
    const cells: Record<TaskColumn, string> = { ...(shown.get(machine.id) ?? machine).cells, 序号: machine.cells.序号, 任务: machine.cells.任务, 依据原文: machine.cells.依据原文 };
    for (const { field, verdict, to } of byRecord.get(machine.id) ?? []) {
      if (!isTaskField(field) || field === '状态' || verdict === 'accepted') continue;
      const person: unknown = verdict === 'edited' ? JSON.parse(to ?? 'null') : '';
      if (typeof person === 'string') cells[field] = person;
    }
    const said = (touching.get(machine.id) ?? []).flatMap((review) => {
      const state = stateSaid(review, machine.id);
      return state === undefined ? [] : [{ state, isStated: review.record === machine.id && review.field === '状态' && review.verdict === 'edited' }];
    });
    const last = said.at(-1);
    return { id: machine.id, cells: { ...cells, 状态: last?.state ?? '待确认' }, isStateStated: last?.isStated ?? false };
  });
}
