import { Button, Popconfirm, Popover } from 'antd';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { BusyButton } from '#ui/busy-button.tsx';
import { ActionButton } from '#ui/action-button.tsx';
import { VirtualRows } from '#ui/virtual-rows.tsx';
import { type PlanId, recordListLabel, type VersionId } from '../../contract/index.ts';
import type { Stretch } from '../text-layout.ts';
import { everything, filterRecords, type RecordFilter, rowsOf } from './filter-records.ts';
import { type OpenForm, OpinionForm } from './opinion-form.tsx';
import { type CardHandlers, RecordCard } from './record-card.tsx';
import { RecordTools } from './record-tools.tsx';
import { ReviewFilter } from './review-filter.tsx';
import { type PlanRecord, type RecordField, stateOf } from './review-records.ts';
import type { Opinion, Reviews } from './use-reviews.ts';

interface RecordsPanelProps extends CardHandlers {
  readonly planId: PlanId;
  readonly versionId: VersionId;
  readonly records: readonly PlanRecord[];
  readonly reviews: Reviews;
  readonly active: string | undefined;
  readonly onActivate: (id: string) => void;
}

const keyHelp = (
  <dl className="key-help">
    <dt>j / k</dt>
    <dd>下一条 / 上一条</dd>
    <dt>a</dt>
    <dd>采纳</dd>
    <dt>e</dt>
    <dd>修改</dd>
    <dt>x</dt>
    <dd>不采纳</dd>
    <dt>u</dt>
    <dd>撤销上一条意见</dd>
    <dt>Esc</dt>
    <dd>关闭表单</dd>
  </dl>
);

const writes = (target: EventTarget): boolean => target instanceof HTMLElement && target.closest('input, textarea, [role="combobox"], .ant-select, form') !== null;
const cardHeight = 128;
const headHeight = 40;

const FieldTools = ({
  reviews,
  record,
  field,
  onSay,
  onForm,
}: {
  readonly reviews: Reviews;
  readonly record: PlanRecord;
  readonly field: RecordField;
  readonly onSay: (opinions: readonly Opinion[]) => void;
  readonly onForm: (form: OpenForm) => void;
}) => {
  if (!field.editable || !reviews.offer.allowed) return null;
  const verdict = reviews.byRecord.get(record.id)?.byField.get(field.field)?.latest.verdict;
  return (
    <span className="field-tools">
      {verdict !== 'accepted' && field.words !== '' && (
        <button
          type="button"
          className="text-button"
          aria-label={`采纳${field.label}`}
          onClick={() => onSay([{ record: record.id, field: field.field, verdict: 'accepted', note: '' }])}
        >
          采纳
        </button>
      )}
      <button type="button" className="text-button" aria-label={`修改${field.label}`} onClick={() => onForm({ record: record.id, field: field.field, verdict: 'edited' })}>
        修改
      </button>
      {field.words !== '' && (
        <button type="button" className="text-button" aria-label={`不采纳${field.label}`} onClick={() => onForm({ record: record.id, field: field.field, verdict: 'rejected' })}>
          不采纳
        </button>
      )}
    </span>
  );
};

/** All records with their opinions: filter, step through, accept, correct, refuse. Only the rows in view are drawn. */
export const RecordsPanel = ({ planId, versionId, records, reviews, active, onActivate, onPoint, onJump }: RecordsPanelProps) => {
  const [filter, setFilter] = useState<RecordFilter>(everything);
  const [form, setForm] = useState<OpenForm>();
  const [all, setAll] = useState(false);
  // Opinions of the last seconds do not throw a record out from under the hand: the list changes with the filter.
  const shown = useMemo(() => filterRecords(records, reviews.byRecord, filter), [records, reviews.byRecord, filter]);
  const rows = useMemo(() => rowsOf(shown), [shown]);
  const ordered = useMemo(() => rows.flatMap((row) => (row.kind === 'record' ? [row.record] : [])), [rows]);
  const counts = useMemo(() => {
    const found = new Map<string, number>();
    for (const record of records) found.set(record.list, (found.get(record.list) ?? 0) + 1);
    return found;
  }, [records]);
  const open = useMemo(() => ordered.filter((record) => stateOf(reviews.byRecord.get(record.id)) === 'unreviewed'), [ordered, reviews.byRecord]);
  const activeRow = rows.findIndex((row) => row.kind === 'record' && row.record.id === active);

  const say = (opinions: readonly Opinion[]): void => {
    void reviews.say(opinions).then((stored) => {
      if (stored) setForm(undefined);
    });
  };
  const activate = (record: PlanRecord | undefined): void => {
    if (record === undefined) return;
    onActivate(record.id);
    const place: Stretch | undefined = record.main;
    if (place !== undefined) onJump(place);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.nativeEvent.isComposing || writes(event.target)) return;
    const at = ordered.findIndex((record) => record.id === active);
    const current = ordered[at];
    const acts: Readonly<Record<string, () => void>> = {
      j: () => activate(ordered[Math.min(at + 1, ordered.length - 1)]),
      k: () => activate(ordered[Math.max(at - 1, 0)]),
      a: () =>
        current !== undefined &&
        reviews.byRecord.get(current.id)?.whole?.latest.verdict !== 'accepted' &&
        say([{ record: current.id, field: null, verdict: 'accepted', note: '' }]),
      e: () => current !== undefined && setForm({ record: current.id, field: null, verdict: 'edited' }),
      x: () => current !== undefined && setForm({ record: current.id, field: null, verdict: 'rejected' }),
      u: () => {
        const own = current === undefined ? undefined : reviews.byRecord.get(current.id);
        const last = own?.whole ?? [...(own?.byField.values() ?? [])].at(-1);
        if (current !== undefined && last !== undefined) void reviews.undo(current.id, last.field);
      },
    };
    const act = acts[event.key];
    if (act === undefined || (!'jk'.includes(event.key) && (!reviews.offer.allowed || reviews.busy))) return;
    event.preventDefault();
    act();
  };

  const renderRow = (index: number) => {
    const row = rows[index];
    if (row === undefined) return null;
    if (row.kind === 'group') {
      return (
        <h3 className="record-group">
          {recordListLabel[row.list]} <span className="muted">{row.count}</span>
        </h3>
      );
    }
    const { record } = row;
    const isActive = record.id === active;
    return (
      <RecordCard
        record={record}
        reviews={reviews.byRecord.get(record.id)}
        active={isActive}
        allFields={isActive && all}
        onActivate={onActivate}
        onPoint={onPoint}
        onJump={onJump}
        fieldTools={
          isActive
            ? (field) => (
                <>
                  <FieldTools reviews={reviews} record={record} field={field} onSay={say} onForm={setForm} />
                  {form?.record === record.id && form.field === field.field && (
                    <OpinionForm key={form.verdict} record={record} form={form} busy={reviews.busy} onSay={(opinion) => say([opinion])} onCancel={() => setForm(undefined)} />
                  )}
                </>
              )
            : undefined
        }
      >
        {isActive && (
          <RecordTools
            planId={planId}
            versionId={versionId}
            record={record}
            own={reviews.byRecord.get(record.id)}
            reviews={reviews}
            form={form?.record === record.id && form.field === null ? form : undefined}
            onForm={setForm}
            onSay={say}
            all={all}
            onAll={() => setAll(!all)}
          />
        )}
      </RecordCard>
    );
  };
  const bulk = {
    ...reviews.offer,
    label: `采纳列出的 ${open.length} 条`,
    ...(open.length === 0 && reviews.offer.allowed ? { allowed: false, reason: '列出的记录都已有意见' } : {}),
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: single keys work only while the focus is inside (WCAG 2.1.4); every act has a button
    <div className="records-panel" onKeyDown={onKeyDown}>
      <ReviewFilter filter={filter} onChange={(change) => setFilter({ ...filter, ...change })} counts={counts} />
      <div className="records-bar">
        <output data-testid="record-count">
          {shown.length === records.length ? `${records.length} 条` : `${shown.length} / ${records.length} 条`}，{open.length} 条未审核
        </output>
        <span className="records-bar-end">
          {bulk.allowed ? (
            <Popconfirm
              title={`采纳列出的 ${open.length} 条未审核记录？`}
              description="已有意见的记录不动。"
              okText="采纳"
              cancelText="取消"
              onConfirm={() => say(open.map((record) => ({ record: record.id, field: null, verdict: 'accepted', note: '' })))}
            >
              <BusyButton size="small" busy={reviews.busy}>
                {bulk.label}
              </BusyButton>
            </Popconfirm>
          ) : (
            <ActionButton offer={bulk} onAct={() => undefined} />
          )}
          <Popover content={keyHelp} title="快捷键（焦点在列表中时）" trigger="click" placement="bottomRight">
            <Button size="small" aria-label="快捷键">
              ?
            </Button>
          </Popover>
        </span>
      </div>
      {rows.length === 0 ? (
        <p className="muted panel-empty">没有符合条件的记录。请放宽上面的条件。</p>
      ) : (
        <VirtualRows
          label="记录"
          count={rows.length}
          estimate={(index) => (rows[index]?.kind === 'group' ? headHeight : cardHeight)}
          rowKey={(index) => {
            const row = rows[index];
            return row === undefined ? String(index) : row.kind === 'group' ? `g ${row.list}` : row.record.id;
          }}
          render={renderRow}
          reveal={activeRow < 0 ? undefined : activeRow}
        />
      )}
    </div>
  );
};
