import { Input, Select } from 'antd';
import { recordListLabel } from '../../contract/index.ts';
import { type RecordFilter, stateFilterLabel, stateFilters } from './filter-records.ts';
import { recordLists } from './review-records.ts';

interface ReviewFilterProps {
  readonly filter: RecordFilter;
  readonly onChange: (change: Partial<RecordFilter>) => void;
  /** records per list, for the choices */
  readonly counts: ReadonlyMap<string, number>;
  /** without opinions (preview before saving) */
  readonly plain?: boolean;
}

const confidences = [0.95, 0.9, 0.8, 0.7];

/** Which records are listed: by list, by state, by confidence, by words. */
export const ReviewFilter = ({ filter, onChange, counts, plain = false }: ReviewFilterProps) => (
  <search className="review-filter">
    <Select
      aria-label="记录种类"
      value={filter.list}
      options={[{ value: 'all' as const, label: '全部记录' }, ...recordLists.map((list) => ({ value: list, label: `${recordListLabel[list]}（${counts.get(list) ?? 0}）` }))]}
      onChange={(list) => onChange({ list })}
    />
    {!plain && (
      <Select
        aria-label="审核状态"
        value={filter.state}
        options={stateFilters.map((state) => ({ value: state, label: state === 'all' ? '全部状态' : stateFilterLabel[state] }))}
        onChange={(state) => onChange({ state })}
      />
    )}
    <Select
      aria-label="把握低于"
      value={filter.below ?? 0}
      options={[{ value: 0, label: '把握不限' }, ...confidences.map((value) => ({ value, label: `把握低于 ${Math.round(value * 100)}%` }))]}
      onChange={(below) => onChange({ below: below === 0 ? undefined : below })}
    />
    <Input
      type="search"
      aria-label="在记录中查找"
      placeholder="在记录中查找"
      allowClear
      maxLength={100}
      value={filter.words}
      onChange={(event) => onChange({ words: event.target.value.trim() })}
    />
  </search>
);
