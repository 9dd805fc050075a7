import { Button, Select } from 'antd';
import { VirtualRows } from '#ui/virtual-rows.tsx';
import { type ChangedList, changedListLabel, changedLists, type ChangeKind, changeKindLabel, type PlanChange, reviewFieldLabel } from '../../contract/index.ts';

interface ChangeListProps {
  readonly changes: readonly PlanChange[];
  readonly total: number;
  readonly counts: readonly { readonly kind: ChangeKind; readonly count: number }[];
  readonly kind: ChangeKind | undefined;
  readonly list: ChangedList | undefined;
  readonly selected: number | undefined;
  readonly onKind: (kind: ChangeKind | undefined) => void;
  readonly onList: (list: ChangedList | undefined) => void;
  readonly onSelect: (change: PlanChange, side: 'left' | 'right') => void;
  readonly onMore: (() => void) | undefined;
}

const rowHeight = 108;

const Change = ({ change, selected, onSelect }: { readonly change: PlanChange; readonly selected: boolean; readonly onSelect: ChangeListProps['onSelect'] }) => (
  <article className={selected ? 'change active' : 'change'} aria-current={selected ? 'true' : undefined}>
    <span className="change-head">
      <span className={`state change-${change.kind}`}>{changeKindLabel[change.kind]}</span>
      <span className="muted">
        {changedListLabel[change.list]}
        {change.field !== null && `·${reviewFieldLabel[change.field] ?? change.field}`}
      </span>
    </span>
    <button type="button" className="sentence-words" onClick={() => onSelect(change, change.after.length > 0 ? 'right' : 'left')}>
      {change.message}
    </button>
    <span className="change-places">
      {change.before.length > 0 && (
        <button type="button" className="text-button" onClick={() => onSelect(change, 'left')}>
          看旧文
        </button>
      )}
      {change.after.length > 0 && (
        <button type="button" className="text-button" onClick={() => onSelect(change, 'right')}>
          看新文
        </button>
      )}
    </span>
  </article>
);

/** What changed, with kinds and counts; each entry jumps to its places in both texts. */
export const ChangeList = ({ changes, total, counts, kind, list, selected, onKind, onList, onSelect, onMore }: ChangeListProps) => (
  <div className="records-panel">
    <div className="kind-chips">
      <Button size="small" type={kind === undefined ? 'primary' : 'default'} aria-pressed={kind === undefined} onClick={() => onKind(undefined)}>
        全部 {counts.reduce((sum, each) => sum + each.count, 0)}
      </Button>
      {counts.map((each) => (
        <Button key={each.kind} size="small" type={kind === each.kind ? 'primary' : 'default'} aria-pressed={kind === each.kind} onClick={() => onKind(each.kind)}>
          {changeKindLabel[each.kind]} {each.count}
        </Button>
      ))}
    </div>
    <div className="records-bar">
      <Select<ChangedList | 'all'>
        aria-label="变化对象"
        className="panel-select"
        value={list ?? 'all'}
        options={[{ value: 'all' as const, label: '全部对象' }, ...changedLists.map((value) => ({ value, label: changedListLabel[value] }))]}
        onChange={(next) => onList(next === 'all' ? undefined : next)}
      />
      <output data-testid="change-count">{total} 处变化</output>
    </div>
    {changes.length === 0 ? (
      <p className="muted panel-empty">没有这样的变化。</p>
    ) : (
      <VirtualRows
        key={`${kind} ${list}`}
        label="变化"
        count={changes.length}
        estimate={() => rowHeight}
        rowKey={(index) => String(changes[index]?.ordinal ?? index)}
        onNearEnd={onMore}
        render={(index) => {
          const change = changes[index];
          return change === undefined ? null : <Change change={change} selected={change.ordinal === selected} onSelect={onSelect} />;
        }}
      />
    )}
  </div>
);
