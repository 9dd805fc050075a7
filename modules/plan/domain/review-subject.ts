/**
 * What a review may be about: a field of a machine record, a whole record, a cell of the 任务分解表, or a whole row of it.
 * Finds the machine's value as JSON text, the quote it hangs on, and what a corrected value must look like.
 */
import { machineValue, toTaskRows } from '#libs/plantext/index.ts';
import type { CompiledPlan, Range, TaskRow } from '#libs/plantext/index.ts';
import { recordListLabel, reviewFieldSchemas, taskFieldSchemas, taskFields } from '../contract/index.ts';
import type { RecordList, ReviewValueSchema, TaskField } from '../contract/index.ts';
import { mainSpan } from './own-spans.ts';

type Fields = Readonly<Record<string, unknown>>;

export const recordLists = Object.keys(recordListLabel) as readonly RecordList[];

export interface PlacedRecord {
  readonly list: RecordList;
  readonly record: Fields;
}

/** All that reviews of one version can be about, made once per request. */
export interface ReviewGround {
  readonly text: string;
  readonly plan: CompiledPlan;
  readonly records: ReadonlyMap<string, PlacedRecord>;
  /** rows of the machine's 任务分解表 */
  readonly rows: ReadonlyMap<string, TaskRow>;
  readonly nodes: ReadonlyMap<string, Range>;
}

export function reviewGroundOf(plan: CompiledPlan, text: string): ReviewGround {
  return {
    text,
    plan,
    records: new Map(recordLists.flatMap((list) => plan[list].map((record): [string, PlacedRecord] => [record.id, { list, record: { ...record } }]))),
    rows: new Map(toTaskRows(plan, text).map((row) => [row.id, row])),
    nodes: new Map(plan.outline.map((node) => [node.id, node])),
  };
}

export const isTaskField = (field: string | null): field is TaskField => taskFields.some((known) => known === field);

/** A row without its number, its id and its state, which is what people say and not what the plan says. */
export function rowMeaning({ cells }: TaskRow): Fields {
  const { 序号: _number, 编号: _id, 状态: _state, ...meaning } = cells;
  return meaning;
}

export interface ReviewSubject {
  /** machine value as JSON text */
  readonly machine: string;
  /** stretch of the text that is quoted */
  readonly range: Range;
  /** schema of a corrected value; undefined when only the whole can be judged */
  readonly valueSchema: ReviewValueSchema | undefined;
}

const longestQuote = 300;

/** At most `longestQuote` units, never half a character. */
function quoted(text: string, range: Range | undefined): Range {
  if (range === undefined) return { start: 0, end: 0 };
  const end = Math.min(range.end, range.start + longestQuote);
  const isHalf = end < range.end && text.charCodeAt(end) >= 0xdc00 && text.charCodeAt(end) <= 0xdfff;
  return { start: range.start, end: isHalf ? end - 1 : end };
}

function ofRow(ground: ReviewGround, row: TaskRow, field: TaskField | null): ReviewSubject {
  const range = quoted(ground.text, ground.nodes.get(row.id) ?? mainSpan(ground.records.get(row.id)?.record ?? {}, null));
  if (field === null) return { machine: machineValue(rowMeaning(row), null), range, valueSchema: undefined };
  return { machine: machineValue(row.cells, field), range, valueSchema: taskFieldSchemas[field] };
}

function ofRecord(text: string, { list, record }: PlacedRecord, field: string | null): ReviewSubject | undefined {
  const range = quoted(text, mainSpan(record, field));
  if (field === null) return { machine: machineValue(record, null), range, valueSchema: undefined };
  const schemas: Readonly<Record<string, ReviewValueSchema>> = reviewFieldSchemas[list];
  const valueSchema = Object.hasOwn(schemas, field) ? schemas[field] : undefined;
  return valueSchema === undefined ? undefined : { machine: machineValue(record, field), range, valueSchema };
}

/** True when there is a record or a row of this id. */
export const hasSubject = (ground: ReviewGround, record: string): boolean => ground.records.has(record) || ground.rows.has(record);

/** The subject of a review; undefined when the record has no such field. */
export function findSubject(ground: ReviewGround, record: string, field: string | null): ReviewSubject | undefined {
  const row = ground.rows.get(record);
  const placed = ground.records.get(record);
  if (isTaskField(field)) return row === undefined ? undefined : ofRow(ground, row, field);
  if (placed !== undefined) return ofRecord(ground.text, placed, field);
  return field === null && row !== undefined ? ofRow(ground, row, null) : undefined;
}

/** True for reviews whose value is a cell or row of the table, not a field of a record. */
export const isRowReview = (ground: Pick<ReviewGround, 'records'>, { record, field }: { readonly record: string; readonly field: string | null }): boolean =>
  isTaskField(field) || !ground.records.has(record);
