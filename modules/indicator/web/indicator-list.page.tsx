import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Select } from 'antd';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { WordsFilter } from '#ui/filter-bar.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  type Direction,
  directionLabel,
  directions,
  type Frequency,
  frequencies,
  frequencyLabel,
  type IndicatorOrigin,
  type IndicatorSort,
  type IndicatorSummary,
  indicatorOriginLabel,
  indicatorOrigins,
  indicatorSortLabel,
  indicatorSorts,
  listIndicators,
  unitLabel,
} from '../contract/index.ts';
import { AsOf, asOfNote } from './as-of.tsx';
import { indicatorPaths } from './indicator-paths.ts';
import { momentWords, pointWords } from './words.ts';
import './indicator.css';

interface ListSearch {
  readonly q?: string | undefined;
  readonly frequency?: Frequency | undefined;
  readonly direction?: Direction | undefined;
  readonly origin?: IndicatorOrigin | undefined;
  readonly sort?: IndicatorSort | undefined;
  readonly cursor?: string | undefined;
  readonly knownOn?: string | undefined;
}

const columnsOn = (knownOn: string | undefined): readonly Column<IndicatorSummary>[] => [
  {
    key: 'name',
    title: '指标',
    render: (one) => (
      <>
        <Link to={indicatorPaths.one(one.indicatorId) as never} search={{ knownOn } as never}>
          {one.name}
        </Link>
        {one.stamp === 'demo' && <span className="stamp-demo">演示</span>}
      </>
    ),
  },
  { key: 'latest', title: '最新数值', align: 'right', render: (one) => (one.latest === null ? <span className="muted">暂无</span> : pointWords(one.latest)) },
  { key: 'unit', title: '单位', render: (one) => unitLabel(one.unit) },
  { key: 'period', title: '时期', wideOnly: true, render: (one) => one.latest?.label ?? '—' },
  { key: 'frequency', title: '频率', wideOnly: true, render: (one) => frequencyLabel[one.frequency] },
  { key: 'direction', title: '方向', wideOnly: true, render: (one) => directionLabel[one.direction] },
  { key: 'origin', title: '来历', wideOnly: true, render: (one) => indicatorOriginLabel[one.origin] },
  { key: 'areas', title: '地区数', align: 'right', wideOnly: true, render: (one) => one.areas },
  { key: 'waiting', title: '待审', align: 'right', wideOnly: true, render: (one) => (one.waiting === 0 ? '—' : one.waiting) },
  { key: 'updated', title: '更新时间', wideOnly: true, render: (one) => momentWords(one.updatedAt) },
];

interface FilterProps<Value extends string> {
  readonly label: string;
  readonly value: Value | undefined;
  readonly values: readonly Value[];
  readonly labels: Readonly<Record<Value, string>>;
  readonly onChange: (value: Value | undefined) => void;
}

const Filter = <Value extends string>({ label, value, values, labels, onChange }: FilterProps<Value>) => (
  <Select<string>
    aria-label={label}
    className="indicator-filter"
    value={value ?? ''}
    options={[{ value: '', label: `${label}：不限` }, ...values.map((one) => ({ value: one as string, label: labels[one] }))]}
    onChange={(chosen) => onChange(chosen === '' ? undefined : (chosen as Value))}
  />
);

/** What is measured: find, filter, sort; newest figure of the own region, and what waits. */
export const Page = ({ search, setSearch }: PageProps<unknown, ListSearch>) => {
  const navigate = useNavigate();
  const sort = search.sort ?? 'name';
  const { q, frequency, direction, origin, cursor, knownOn } = search;
  const query = useQuery(pageQueryOf(listIndicators, { query: { q, frequency, direction, origin, sort, cursor, knownOn } }));

  const offers = query.data?.actions ?? [];
  const go = (path: string) => () => void navigate({ to: path as never });
  const button = (action: string, label: string, path: string, primary = false) => {
    const offer = offers.find((one) => one.action === action);
    return offer === undefined ? null : <ActionButton key={action} offer={{ ...offer, label }} primary={primary} onAct={go(path)} />;
  };
  const isFiltered = [q, frequency, direction, origin].some((part) => part !== undefined);
  const empty = isFiltered ? (
    <EmptyState title="没有符合条件的指标" hint="换一个词，或放宽筛选条件。" />
  ) : (
    <EmptyState title="还没有指标" hint="先建立指标并写明口径，再填报数值。">
      {button('indicator.define', '建立指标', indicatorPaths.define, true)}
    </EmptyState>
  );
  const next = query.data?.nextCursor ?? undefined;
  return (
    <PageFrame
      title="指标数据"
      note={`每个数都有来源和全部修订；核定后才算数。${asOfNote(knownOn)}`}
      actions={
        <>
          <AsOf knownOn={knownOn} onChange={(day) => setSearch({ knownOn: day, cursor: undefined })} />
          {button('indicator.enter', '填报', indicatorPaths.enter, true)}
          {button('indicator.approve', '核定', indicatorPaths.waiting)}
          {button('indicator.define', '建立指标', indicatorPaths.define)}
        </>
      }
    >
      <search className="filter-bar">
        <WordsFilter label="按名称查找指标" placeholder="按名称或别名查找" value={search.q} onChange={(words) => setSearch({ q: words, cursor: undefined })} />
        <Filter label="频率" value={frequency} values={frequencies} labels={frequencyLabel} onChange={(value) => setSearch({ frequency: value, cursor: undefined })} />
        <Filter label="方向" value={direction} values={directions} labels={directionLabel} onChange={(value) => setSearch({ direction: value, cursor: undefined })} />
        <Filter label="来历" value={origin} values={indicatorOrigins} labels={indicatorOriginLabel} onChange={(value) => setSearch({ origin: value, cursor: undefined })} />
        <div className="filter-sort">
          <span aria-hidden="true">排序</span>
          <Select<IndicatorSort>
            aria-label="排序"
            value={sort}
            options={indicatorSorts.map((value) => ({ value, label: indicatorSortLabel[value] }))}
            onChange={(value) => setSearch({ sort: value, cursor: undefined })}
            className="filter-select"
          />
        </div>
      </search>
      {query.error !== null ? (
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="指标列表"
          columns={columnsOn(knownOn)}
          rows={query.data?.items ?? []}
          rowKey={(one) => one.indicatorId}
          loading={query.isFetching && (query.isPending || query.isPlaceholderData)}
          empty={empty}
          paging={{
            note: query.data === undefined ? '' : `共${query.data.total}个指标`,
            ...(cursor === undefined ? {} : { onFirst: () => setSearch({ cursor: undefined }, { push: true }) }),
            ...(next === undefined ? {} : { onNext: () => setSearch({ cursor: next }, { push: true }) }),
          }}
        />
      )}
    </PageFrame>
  );
};
