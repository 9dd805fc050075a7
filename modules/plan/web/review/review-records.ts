/** The records of a ledger as a person reviews them: fields with words, characters, reasons and the review that counts. */
import { type Ledger, type RecordList, type ReviewedField, type ReviewVerdict, recordListLabel, reviewFieldLabel, reviewFieldSchemas } from '../../contract/index.ts';
import type { Stretch } from '../text-layout.ts';
import { attributeLabel } from '../attribute-label.ts';
import { extraLabel, reasonWords, valueWords } from './field-words.ts';
import type { JsonValue } from './json-value.ts';

export interface FieldReason {
  readonly words: string;
  readonly from: readonly Stretch[];
}

export interface RecordField {
  readonly field: string;
  readonly label: string;
  /** machine value in words; empty when there is none */
  readonly words: string;
  readonly value: JsonValue;
  readonly spans: readonly Stretch[];
  readonly reasons: readonly FieldReason[];
  readonly editable: boolean;
}

export interface PlanRecord {
  readonly id: string;
  readonly list: RecordList;
  readonly title: string;
  /** null for lists without confidence */
  readonly confidence: number | null;
  readonly fields: readonly RecordField[];
  /** all own characters in text order */
  readonly spans: readonly Stretch[];
  /** the most telling of them: where a jump goes */
  readonly main: Stretch | undefined;
}

type Loose = { readonly [key: string]: JsonValue };

export const recordLists = Object.keys(recordListLabel) as readonly RecordList[];

const isLoose = (value: JsonValue | undefined): value is Loose => typeof value === 'object' && value !== null && !Array.isArray(value);
const stretchOf = (value: JsonValue | undefined): Stretch | undefined =>
  isLoose(value) && typeof value['start'] === 'number' && typeof value['end'] === 'number' ? { start: value['start'], end: value['end'] } : undefined;
const textOf = (value: JsonValue | undefined): string => (isLoose(value) && typeof value['text'] === 'string' ? value['text'] : '');
const listOf = (value: JsonValue | undefined): readonly JsonValue[] => (Array.isArray(value) ? (value as readonly JsonValue[]) : []);

/** Fields without characters of their own stand on those of another: the figure on the value, the text on the record. */
const standsOn: Readonly<Record<string, readonly string[]>> = {
  number: ['value', 'quantity'],
  numberMax: ['value'],
  unit: ['value', 'quantity'],
  unitText: ['value', 'quantity'],
  comparator: ['value', 'quantity'],
  cls: ['value'],
  modality: ['value', 'verb'],
  control: ['verb', 'status'],
  kind: ['verb', 'object', 'quantity', 'on'],
  tier: ['name'],
  nature: ['name'],
  role: ['name'],
  every: ['frequency'],
  times: ['frequency'],
  vague: ['frequency'],
};

const spansOf = (record: Loose, field: string): readonly Stretch[] => {
  const own = field === 'period' && isLoose(record['period']) ? stretchOf(record['period']['source']) : stretchOf(record[field]);
  if (own !== undefined) return [own];
  if (field === 'text' && stretchOf(record) !== undefined) return [stretchOf(record) as Stretch];
  if (field === 'text') return listOf(record['mentions']).flatMap((each) => stretchOf(each) ?? []);
  const other = (standsOn[field] ?? []).map((name) => stretchOf(record[name])).find((place) => place !== undefined);
  return other === undefined ? (stretchOf(record) === undefined ? [] : [stretchOf(record) as Stretch]) : [other];
};

const reasonsOf = (record: Loose, field: string): readonly FieldReason[] => {
  const whys = listOf(record['why']).filter(isLoose);
  const read = whys
    .filter((why) => why['field'] === field)
    .map((why) => ({ words: reasonWords(String(why['code'])), from: listOf(why['from']).flatMap((each) => stretchOf(each) ?? []) }));
  const period = record['period'];
  if (field === 'period' && read.length === 0 && isLoose(period) && period['inherited'] === true) return [{ words: '时间承前文', from: [] }];
  return read;
};

const editableFields = (list: RecordList, record: Loose): readonly RecordField[] =>
  Object.keys(reviewFieldSchemas[list]).map((field) => {
    const value = record[field] ?? null;
    return {
      field,
      label: reviewFieldLabel[field] ?? field,
      words: valueWords(list, field, value),
      value,
      spans: value === null ? [] : spansOf(record, field),
      reasons: reasonsOf(record, field),
      editable: true,
    };
  });

const readOnly = (field: string, label: string, value: JsonValue, record: Loose): RecordField => ({
  field,
  label,
  words: textOf(value),
  value,
  spans: [stretchOf(value)].filter((each) => each !== undefined),
  reasons: reasonsOf(record, field),
  editable: false,
});

const extraFields = (list: RecordList, record: Loose, actorNames: ReadonlyMap<string, string>): readonly RecordField[] => {
  const extras = Object.entries(extraLabel).flatMap(([field, label]) => (isLoose(record[field]) ? [readOnly(field, label, record[field], record)] : []));
  const attributes = isLoose(record['attributes'])
    ? Object.entries(record['attributes']).map(([name, value]) => readOnly(name, attributeLabel[name] ?? '参数', value, record))
    : [];
  const actors = listOf(record['actors']).map((id) => actorNames.get(String(id)) ?? '');
  const bodies: readonly RecordField[] =
    actors.length === 0 || list === 'actors'
      ? []
      : [{ field: 'actors', label: '主体', words: [...new Set(actors)].join('、'), value: null, spans: [], reasons: reasonsOf(record, 'actors'), editable: false }];
  return [...attributes, ...extras, ...bodies];
};

const titleParts: Readonly<Record<RecordList, readonly string[]>> = {
  targets: ['action', 'indicator', 'value', 'head'],
  milestones: ['verb', 'object'],
  documents: ['verb', 'object'],
  recurring: ['frequency', 'duty'],
  conditions: ['on', 'quantity', 'head', 'consequence'],
  projects: ['name'],
  actors: ['name'],
  terms: [],
  references: [],
};

const titleOf = (list: RecordList, record: Loose): string => {
  const words = titleParts[list].map((field) => textOf(record[field])).filter((part) => part !== '');
  const title = words.length > 0 ? words.join(' ') : typeof record['text'] === 'string' ? record['text'] : '';
  return title === '' ? recordListLabel[list] : title;
};

const telling = ['value', 'object', 'name', 'duty', 'quantity', 'consequence', 'on', 'verb'];

const toRecord = (list: RecordList, record: Loose, actorNames: ReadonlyMap<string, string>): PlanRecord => {
  const fields = [...editableFields(list, record), ...extraFields(list, record, actorNames)];
  // A period may stand far away; it lights up with its own field, not with the record.
  const spans = fields
    .filter((field) => field.field !== 'period' && field.field !== 'base' && field.field !== 'reference')
    .flatMap((field) => field.spans)
    .sort((a, b) => a.start - b.start || a.end - b.end);
  const main = telling.map((name) => stretchOf(record[name])).find((place) => place !== undefined) ?? spans[0];
  return { id: String(record['id']), list, title: titleOf(list, record), confidence: typeof record['conf'] === 'number' ? record['conf'] : null, fields, spans, main };
};

/** All records in the order of the lists and, within a list, of the text. O(n). */
export const planRecordsOf = (ledger: Pick<Ledger, RecordList>): readonly PlanRecord[] => {
  const names = new Map(ledger.actors.map((actor) => [actor.id, actor.name.text]));
  return recordLists.flatMap((list) => (ledger[list] as unknown as readonly Loose[]).map((record) => toRecord(list, record, names)));
};

/** What people say about one record: the review of the whole and those of its fields. */
export interface RecordReviews {
  readonly whole: ReviewedField | undefined;
  readonly byField: ReadonlyMap<string, ReviewedField>;
}

/** Reviews by record; reviews of cells of the 任务分解表 hang on rows, not on records. */
export const reviewsByRecord = (items: readonly ReviewedField[]): ReadonlyMap<string, RecordReviews> => {
  const found = new Map<string, { whole: ReviewedField | undefined; byField: Map<string, ReviewedField> }>();
  for (const item of items) {
    const entry = found.get(item.record) ?? { whole: undefined, byField: new Map<string, ReviewedField>() };
    if (item.field === null) entry.whole = item;
    else entry.byField.set(item.field, item);
    found.set(item.record, entry);
  }
  return found;
};

export type RecordState = 'unreviewed' | ReviewVerdict;

/** How a record stands: what people changed or refused comes before what they accepted. */
export const stateOf = (reviews: RecordReviews | undefined): RecordState => {
  if (reviews === undefined) return 'unreviewed';
  const fields = [...reviews.byField.values()].map((item) => item.latest.verdict);
  if (reviews.whole?.latest.verdict === 'rejected') return 'rejected';
  if (fields.includes('edited')) return 'edited';
  if (fields.includes('rejected')) return 'rejected';
  return 'accepted';
};
