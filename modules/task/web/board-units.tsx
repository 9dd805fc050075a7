import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { BulkBar } from '#ui/bulk-bar.tsx';
import { BusyButton } from '#ui/busy-button.tsx';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { ChoiceFilter, FilterBar, WordsFilter } from '#ui/filter-bar.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { type getRound, remindUnitsOfRound } from '../contract/index.ts';
import type { RoundId, RowResult } from '../contract/index.ts';
import { RowResults } from './row-results.tsx';
import { SavedFilters } from './saved-filters.tsx';
import { taskPaths } from './task-paths.ts';
import { rateWords } from './words.tsx';

type Board = Reply<typeof getRound>;
type Row = Board['units'][number];

const wants = ['silent', 'missing', 'returned', 'review'] as const;
export type UnitWant = (typeof wants)[number];
const wantLabel = { silent: '逾期未报', missing: '没有报齐', returned: '有退回', review: '有待审核' } satisfies Record<UnitWant, string>;
const fits: Readonly<Record<UnitWant, (row: Row) => boolean>> = {
  silent: ({ standings }) => standings.silent > 0,
  missing: ({ standings }) => standings.silent + standings.waiting + standings['in-hand'] + standings.returned > 0,
  returned: ({ standings }) => standings.returned > 0,
  review: ({ waitingForReview }) => waitingForReview > 0,
};

export interface BoardSearch {
  readonly q?: string | undefined;
  readonly want?: UnitWant | undefined;
}

interface Choosing {
  readonly chosen: ReadonlySet<string>;
  readonly onToggle: (orgId: string) => void;
}

/** The boxes are there for whoever may remind. */
const chooseColumn = ({ chosen, onToggle }: Choosing): Column<Row> => ({
  key: 'choose',
  title: '选',
  render: ({ org }) => <input type="checkbox" aria-label={`选择 ${org.name}`} checked={chosen.has(org.orgId)} onChange={() => onToggle(org.orgId)} />,
});

const columnsOf = (roundId: string): readonly Column<Row>[] => [
  {
    key: 'org',
    title: '单位',
    render: ({ org }) => (
      <Link to={taskPaths.debts() as never} search={{ roundId, orgId: org.orgId } as never}>
        {org.name}
      </Link>
    ),
  },
  { key: 'silent', title: '逾期未报', align: 'right', render: ({ standings }) => <span className={standings.silent > 0 ? 'task-over' : ''}>{standings.silent}</span> },
  { key: 'waiting', title: '未报', align: 'right', render: ({ standings }) => standings.waiting + standings['in-hand'] },
  { key: 'returned', title: '退回', align: 'right', render: ({ standings }) => standings.returned },
  { key: 'review', title: '待审核', align: 'right', render: ({ waitingForReview }) => waitingForReview },
  { key: 'received', title: '报送率', align: 'right', render: ({ rates }) => rateWords(rates.received) },
  { key: 'onTime', title: '按时率', align: 'right', wideOnly: true, render: ({ rates }) => rateWords(rates.onTime) },
  { key: 'complete', title: '核定率', align: 'right', wideOnly: true, render: ({ rates }) => rateWords(rates.complete) },
  { key: 'hours', title: '审签中位小时', align: 'right', wideOnly: true, render: ({ rates }) => rates.medianHoursToSign ?? '—' },
  { key: 'minutes', title: '填报分钟', align: 'right', wideOnly: true, render: ({ minutes }) => minutes },
];

interface BoardUnitsProps {
  readonly board: Board;
  readonly roundId: RoundId;
  readonly search: BoardSearch;
  readonly setSearch: (change: Partial<BoardSearch>) => void;
}

/** The units of a round: found by name, narrowed by what is missing, reminded many at once. */
export const BoardUnits = ({ board, roundId, search, setSearch }: BoardUnitsProps) => {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [results, setResults] = useState<{ readonly words: string; readonly items: readonly RowResult[] }>();
  const act = useWrite(remindUnitsOfRound);
  const canRemind = board.actions.some(({ action, allowed }) => action === 'remind' && allowed);
  const rows = board.units.filter((row) => row.org.name.includes(search.q?.trim() ?? '') && (search.want === undefined || fits[search.want](row)));
  const toggle = (orgId: string): void => setChosen((before) => new Set(before.has(orgId) ? [...before].filter((one) => one !== orgId) : [...before, orgId]));
  const remind = (isPreview: boolean): void =>
    act.mutate(
      { params: { roundId }, body: { orgIds: [...chosen] as never, isPreview } },
      {
        onSuccess: ({ items }) => {
          setResults({ words: isPreview ? '预览催办' : '催办', items });
          if (!isPreview) setChosen(new Set());
        },
      },
    );
  return (
    <>
      <FilterBar tools={<SavedFilters page="round-board" filter={{ q: search.q, want: search.want }} onChoose={({ q, want }) => setSearch({ q, want })} />}>
        <WordsFilter label="查找单位" placeholder="单位名称" value={search.q ?? ''} onChange={(q) => setSearch({ q })} />
        <ChoiceFilter label="情况" value={search.want} choices={wants} labels={wantLabel} onChange={(want) => setSearch({ want })} />
        {canRemind && <Button onClick={() => setChosen(new Set(rows.filter(fits.missing).map(({ org }) => org.orgId)))}>选出没有报齐的</Button>}
      </FilterBar>
      <BulkBar count={chosen.size} measure="个单位" onClear={() => setChosen(new Set())}>
        <BusyButton busy={act.isPending} onClick={() => remind(true)}>
          预览催办
        </BusyButton>
        <BusyButton type="primary" busy={act.isPending} onClick={() => remind(false)}>
          催办
        </BusyButton>
      </BulkBar>
      {act.error !== null && <ProblemNotice problem={asProblem(act.error)} onClose={() => act.reset()} />}
      {results !== undefined && <RowResults {...results} />}
      <DataTable
        label="各单位填报情况"
        columns={canRemind ? [chooseColumn({ chosen, onToggle: toggle }), ...columnsOf(roundId)] : columnsOf(roundId)}
        rows={rows}
        rowKey={({ org }) => org.orgId}
        loading={false}
        empty={board.units.length === 0 ? <EmptyState title="这一轮没有应报的单位" /> : <EmptyState title="没有符合条件的单位" hint="换一个条件，或清空筛选。" />}
        paging={{ note: rows.length === board.units.length ? `共${rows.length}个单位` : `${rows.length}个，共${board.units.length}个单位` }}
      />
    </>
  );
};
