import { useMemo, useState } from 'react';
import { VirtualRows } from '#ui/virtual-rows.tsx';
import { recordListLabel } from '../../contract/index.ts';
import { everything, filterRecords, type RecordFilter, rowsOf } from './filter-records.ts';
import { type CardHandlers, RecordCard } from './record-card.tsx';
import { ReviewFilter } from './review-filter.tsx';
import type { PlanRecord } from './review-records.ts';

interface RecordBrowserProps extends CardHandlers {
  readonly records: readonly PlanRecord[];
}

const cardHeight = 128;
const headHeight = 40;
const nobodySaid = new Map();

/** The records as they were read, to look at before anything is stored. */
export const RecordBrowser = ({ records, onPoint, onJump }: RecordBrowserProps) => {
  const [filter, setFilter] = useState<RecordFilter>(everything);
  const shown = useMemo(() => filterRecords(records, nobodySaid, filter), [records, filter]);
  const rows = useMemo(() => rowsOf(shown), [shown]);
  const counts = useMemo(() => {
    const found = new Map<string, number>();
    for (const record of records) found.set(record.list, (found.get(record.list) ?? 0) + 1);
    return found;
  }, [records]);
  return (
    <div className="records-panel">
      <ReviewFilter plain filter={filter} onChange={(change) => setFilter({ ...filter, ...change })} counts={counts} />
      {rows.length === 0 ? (
        <p className="muted panel-empty">{records.length === 0 ? '没有读出记录。' : '没有符合条件的记录。请放宽上面的条件。'}</p>
      ) : (
        <VirtualRows
          label="读出的记录"
          count={rows.length}
          estimate={(index) => (rows[index]?.kind === 'group' ? headHeight : cardHeight)}
          rowKey={(index) => {
            const row = rows[index];
            return row === undefined ? String(index) : row.kind === 'group' ? `g ${row.list}` : row.record.id;
          }}
          render={(index) => {
            const row = rows[index];
            if (row === undefined) return null;
            if (row.kind === 'record') return <RecordCard record={row.record} reviews={undefined} active={false} allFields={false} onPoint={onPoint} onJump={onJump} />;
            return (
              <h3 className="record-group">
                {recordListLabel[row.list]} <span className="muted">{row.count}</span>
              </h3>
            );
          }}
        />
      )}
    </div>
  );
};
