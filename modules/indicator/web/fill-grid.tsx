import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Select } from 'antd';
import { useMemo, useState } from 'react';
import { call } from '#kernel/web/call.ts';
import { useIntentKeys } from '#kernel/web/intent-key.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  type CheckedEntry,
  checkValues,
  enterValues,
  type Frequency,
  type IndicatorId,
  listIndicators,
  type Period,
  qualities,
  type Quality,
  qualityLabel,
} from '../contract/index.ts';
import { cellKey, type Cells, entryRowsOf, filledPlaces } from '../domain/entry-rows.ts';
import { placePaste } from '../domain/read-paste.ts';
import { CheckedList, entryKey, type EntryNotes, needsReason, noNotes } from './checked-list.tsx';
import { EntryGrid } from './entry-grid.tsx';
import { noSource, type SourceDraft, SourceFields } from './source-fields.tsx';
import { Labelled } from './labelled.tsx';

interface FillGridProps {
  readonly frequency: Frequency;
  readonly periods: readonly Period[];
  readonly area: string;
}

type Notes = Readonly<Record<string, EntryNotes>>;

const entriesOf = (cells: Cells, quality: Quality, area: string) =>
  filledPlaces(cells).map(({ indicatorId, ...place }) => ({ ...place, indicatorId: indicatorId as IndicatorId, area, quality, expectedRevision: 0 }));

/** What is sent: every checked figure that changes something, at the revision that was shown. */
const changedEntries = (items: readonly CheckedEntry[], how: { readonly notes: Notes; readonly quality: Quality }) =>
  items
    .filter(({ change }) => change !== 'same')
    .map((item) => {
      const own = how.notes[entryKey(item)] ?? noNotes;
      return {
        indicatorId: item.indicatorId,
        area: item.area,
        period: item.period,
        text: item.text,
        numerator: item.numerator,
        denominator: item.denominator,
        quality: how.quality,
        expectedRevision: item.current.revision,
        explanations: own.explanations,
        correctionReason: own.correctionReason.trim() === '' ? null : own.correctionReason.trim(),
      };
    });

/** Fill in or paste, check, explain, hand in. */
export const FillGrid = ({ frequency, periods, area }: FillGridProps) => {
  const queries = useQueryClient();
  const list = useQuery(queryOf(listIndicators, { query: { frequency, origin: 'entered', limit: '100' } }));
  const [cells, setCells] = useState<Cells>({});
  const [left, setLeft] = useState<readonly string[]>([]);
  const [quality, setQuality] = useState<Quality>('preliminary');
  const [source, setSource] = useState<SourceDraft>(noSource);
  const [notes, setNotes] = useState<Notes>({});
  const [confirmed, setConfirmed] = useState(false);
  const keys = useIntentKeys();
  const check = useMutation({
    mutationFn: () => call(checkValues, { body: { entries: entriesOf(cells, quality, area) } }),
    onSuccess: () => setConfirmed(false),
  });
  const save = useMutation({
    mutationFn: (submit: boolean) => {
      const from = {
        document: source.document.trim(),
        link: source.link.trim() === '' ? null : source.link.trim(),
        publishedOn: source.publishedOn === '' ? null : source.publishedOn,
      };
      const input = { body: { entries: changedEntries(check.data?.items ?? [], { notes, quality }), source: from, submit, confirmed } };
      return call(enterValues, input, { idempotencyKey: keys.keyFor(input) });
    },
    onSuccess: () => {
      keys.done();
      setCells({});
      setNotes({});
      check.reset();
      void queries.invalidateQueries();
    },
  });
  const indicators = useMemo(() => list.data?.items ?? [], [list.data]);
  const rows = useMemo(() => indicators.flatMap(entryRowsOf), [indicators]);
  const edit = (change: Cells): void => {
    setCells((before) => ({ ...before, ...change }));
    check.reset();
    save.reset();
  };
  const paste = (text: string, from: { readonly row: number; readonly column: number }): void => {
    const placed = placePaste(text, { rows, periods, frequency }, from);
    setLeft(placed.left);
    edit(Object.fromEntries(placed.cells.map((cell) => [cellKey(rows[cell.row]?.id ?? '', periods[cell.column] ?? ''), cell.text])));
  };
  if (list.error !== null) return <ProblemNotice problem={asProblem(list.error)} onRetry={() => void list.refetch()} />;
  if (list.data !== undefined && indicators.length === 0) return <EmptyState title="这一频率没有要填报的指标" hint="换一个频率，或先建立指标。" />;
  const items = check.data?.items ?? [];
  const changed = items.filter(({ change }) => change !== 'same');
  const hasFault = items.some(({ faults }) => faults.length > 0);
  const hasFlag = changed.some(({ flags }) => flags.length > 0);
  const lacksReason = changed.some((item) => needsReason(item) && (notes[entryKey(item)]?.correctionReason ?? '').trim() === '');
  const isReady = changed.length > 0 && !hasFault && (!hasFlag || confirmed) && !lacksReason && source.document.trim() !== '';
  const filled = entriesOf(cells, quality, area).length;
  return (
    <>
      <p className="muted">
        可以逐格填写，也可以从电子表格复制一块后粘贴到任意一格：带有指标名称和时期表头时按表头对号入座（分子、分母的行写成「指标（分子）」「指标（分母）」）。比率可以只填分子、分母。没有数值时填“暂无”“—”等，不要填
        0。
      </p>
      <EntryGrid rows={rows} periods={periods} cells={cells} onCell={(key, text) => edit({ [key]: text })} onPaste={paste} />
      {left.map((line) => (
        <p key={line} role="status" className="doubt">
          {line}
        </p>
      ))}
      <div className="entry-tools">
        <Labelled>
          数据质量
          <Select<Quality>
            aria-label="数据质量"
            className="indicator-filter"
            value={quality}
            options={qualities.map((value) => ({ value, label: qualityLabel[value] }))}
            onChange={setQuality}
          />
        </Labelled>
        <BusyButton type="primary" disabled={filled === 0} busy={check.isPending} onClick={() => check.mutate()}>
          核对 {filled} 个数
        </BusyButton>
      </div>
      {check.error !== null && <ProblemNotice problem={asProblem(check.error)} />}
      {save.error !== null && <ProblemNotice problem={asProblem(save.error)} />}
      {save.data !== undefined && (
        <p role="status">
          已保存 {save.data.items.length} 个数{save.data.items[0]?.state === 'submitted' ? '，等待另一人核定' : '为草稿'}。
        </p>
      )}
      {check.data !== undefined && (
        <>
          <CheckedList items={items} notes={notes} onNotes={(key, own) => setNotes((before) => ({ ...before, [key]: own }))} />
          {!hasFault && changed.length > 0 && (
            <>
              <SourceFields value={source} onChange={setSource} />
              {hasFlag && (
                <Checkbox checked={confirmed} onChange={(event) => setConfirmed(event.target.checked)}>
                  我已再次核对有疑点的数，确认无误
                </Checkbox>
              )}
              <div className="entry-tools">
                <BusyButton type="primary" disabled={!isReady} busy={save.isPending} onClick={() => save.mutate(true)}>
                  提交审核
                </BusyButton>
                <BusyButton disabled={!isReady} busy={save.isPending} onClick={() => save.mutate(false)}>
                  存为草稿
                </BusyButton>
              </div>
            </>
          )}
        </>
      )}
    </>
  );
};
