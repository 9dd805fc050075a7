/** Which records a reviewer wants to see. */
import type { RecordList } from '../../contract/index.ts';
import { type PlanRecord, type RecordReviews, type RecordState, recordLists, stateOf } from './review-records.ts';

export const stateFilters = ['all', 'unreviewed', 'reviewed', 'accepted', 'edited', 'rejected'] as const;
export type StateFilter = (typeof stateFilters)[number];
export const stateFilterLabel = { all: '全部', unreviewed: '未审核', reviewed: '已审核', accepted: '已采纳', edited: '已修改', rejected: '不采纳' } satisfies Record<
  StateFilter,
  string
>;

export interface RecordFilter {
  readonly list: RecordList | 'all';
  readonly state: StateFilter;
  /** only records with a confidence below; undefined = all */
  readonly below: number | undefined;
  readonly words: string;
}

export const everything: RecordFilter = { list: 'all', state: 'all', below: undefined, words: '' };

const hasState = (state: RecordState, wanted: StateFilter): boolean => wanted === 'all' || wanted === state || (wanted === 'reviewed' && state !== 'unreviewed');

const says = (record: PlanRecord, words: string): boolean => words === '' || record.title.includes(words) || record.fields.some((field) => field.words.includes(words));

/** The records that match, in their order. */
export const filterRecords = (records: readonly PlanRecord[], reviews: ReadonlyMap<string, RecordReviews>, filter: RecordFilter): readonly PlanRecord[] =>
  records.filter(
    (record) =>
      (filter.list === 'all' || record.list === filter.list) &&
      hasState(stateOf(reviews.get(record.id)), filter.state) &&
      (filter.below === undefined || (record.confidence !== null && record.confidence < filter.below)) &&
      says(record, filter.words),
  );

export type ReviewRow =
  | { readonly kind: 'group'; readonly list: RecordList; readonly count: number }
  | { readonly kind: 'record'; readonly record: PlanRecord; readonly index: number };

/** Rows of the list on screen: each list's heading, then its records. */
export const rowsOf = (records: readonly PlanRecord[]): readonly ReviewRow[] => {
  const rows: ReviewRow[] = [];
  let index = 0;
  for (const list of recordLists) {
    const own = records.filter((record) => record.list === list);
    if (own.length === 0) continue;
    rows.push({ kind: 'group', list, count: own.length });
    for (const record of own) {
      rows.push({ kind: 'record', record, index });
      index += 1;
    }
  }
  return rows;
};
