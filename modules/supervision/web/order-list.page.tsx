import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { buildUrl } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { SavedFilters } from '#task/web';
import { ActionButton } from '#ui/action-button.tsx';
import { BulkBar } from '#ui/bulk-bar.tsx';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { ChoiceFilter, FilterBar, WordsFilter } from '#ui/filter-bar.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  exportOrders,
  listOrders,
  orderColourLabel,
  orderColours,
  type OrderColour,
  type OrderSort,
  type OrderSource,
  orderSortLabel,
  orderSorts,
  orderSourceLabel,
  orderSources,
  type OrderStanding,
  orderStandingLabel,
  orderStandings,
  type OrderState,
  orderStateLabel,
  orderStates,
  type OrderSummary,
} from '../contract/index.ts';
import { BulkUrge } from './bulk-urge.tsx';
import { ColourTag } from './parts.tsx';
import { ProposeDialog } from './propose-dialog.tsx';
import { supervisionPaths } from './supervision-paths.ts';

export interface OrderListSearch {
  readonly q?: string | undefined;
  readonly standing?: OrderStanding | undefined;
  readonly state?: OrderState | undefined;
  readonly colour?: OrderColour | undefined;
  readonly source?: OrderSource | undefined;
  readonly sort?: OrderSort | undefined;
  readonly cursor?: string | undefined;
}

const dueWords = ({ dueOn, timing }: OrderSummary) => (
  <>
    {dueOn}
    {timing.isOverdue && (
      <span className="order-late">
        {' '}
        逾期{timing.daysLate}天{timing.blockedDays > 0 && timing.unitDelay !== timing.daysLate ? `（单位自身${timing.unitDelay}天）` : ''}
      </span>
    )}
  </>
);

const columnsWith = (chosen: ReadonlySet<string>, toggle: (orderId: string) => void): readonly Column<OrderSummary>[] => [
  {
    key: 'choose',
    title: '选择',
    render: (order) => <Checkbox aria-label={`选择${order.title}`} checked={chosen.has(order.orderId)} onChange={() => toggle(order.orderId)} />,
  },
  { key: 'title', title: '事项', render: (order) => <Link to={supervisionPaths.order(order.orderId) as never}>{order.title}</Link> },
  { key: 'number', title: '文号', wideOnly: true, render: (order) => order.number ?? '未编号' },
  { key: 'lead', title: '牵头单位', wideOnly: true, render: (order) => order.lead.name },
  { key: 'colour', title: '颜色', render: (order) => <ColourTag colour={order.colour} /> },
  { key: 'state', title: '状态', render: (order) => orderStateLabel[order.state] },
  { key: 'due', title: '时限', render: dueWords },
  { key: 'source', title: '来源', wideOnly: true, render: (order) => orderSourceLabel[order.source] + (order.isAutomatic ? '（自动）' : '') },
];

/** Orders: find, narrow, sort, act on many, export, print. */
export const Page = ({ search, setSearch }: PageProps<unknown, OrderListSearch>) => {
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [isProposing, setProposing] = useState(false);
  const [isUrging, setUrging] = useState(false);
  const standing = search.standing ?? 'open';
  const { cursor, ...kept } = search;
  const filter = { q: search.q, standing, state: search.state, colour: search.colour, source: search.source };
  const query = useQuery(pageQueryOf(listOrders, { query: { ...filter, sort: search.sort ?? 'due', cursor } }));

  const toggle = (orderId: string): void =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(orderId)) next.add(orderId);
      return next;
    });
  const proposal = query.data?.actions.find(({ action }) => action === 'propose');
  const next = query.data?.nextCursor ?? undefined;
  return (
    <PageFrame
      title="督办单"
      note="一事一单；逾期按原时限和现时限分别统计，他方阻滞的天数另列。"
      actions={
        <>
          <a className="plain-button" href={buildUrl(exportOrders, { query: filter })} download>
            导出 Excel
          </a>
          <Button onClick={() => window.print()}>打印</Button>
          {proposal !== undefined && <ActionButton offer={proposal} primary onAct={() => setProposing(true)} />}
        </>
      }
    >
      <FilterBar tools={<SavedFilters page="orders" filter={kept} onChoose={setSearch} />}>
        <WordsFilter label="查找督办单" placeholder="按事项、文号、要求查找" value={search.q} onChange={(words) => setSearch({ q: words, cursor: undefined })} />
        <ChoiceFilter
          label="情况"
          isRequired
          value={standing}
          choices={orderStandings}
          labels={orderStandingLabel}
          onChange={(value) => setSearch({ standing: value, cursor: undefined })}
        />
        <ChoiceFilter label="状态" value={search.state} choices={orderStates} labels={orderStateLabel} onChange={(value) => setSearch({ state: value, cursor: undefined })} />
        <ChoiceFilter label="颜色" value={search.colour} choices={orderColours} labels={orderColourLabel} onChange={(value) => setSearch({ colour: value, cursor: undefined })} />
        <ChoiceFilter label="来源" value={search.source} choices={orderSources} labels={orderSourceLabel} onChange={(value) => setSearch({ source: value, cursor: undefined })} />
        <ChoiceFilter
          label="排序"
          isRequired
          value={search.sort ?? 'due'}
          choices={orderSorts}
          labels={orderSortLabel}
          onChange={(value) => setSearch({ sort: value, cursor: undefined })}
        />
      </FilterBar>
      <BulkBar count={chosen.size} measure="张" onClear={() => setChosen(new Set())}>
        <Button onClick={() => setUrging(true)}>批量催办</Button>
      </BulkBar>
      {query.error !== null ? (
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <>
          <ul className="supervision-counts" aria-label="按颜色">
            {orderColours.map((colour) => (
              <li key={colour}>
                {orderColourLabel[colour]} {query.data?.byColour[colour] ?? 0}
              </li>
            ))}
          </ul>
          <DataTable
            label="督办单列表"
            columns={columnsWith(chosen, toggle)}
            rows={query.data?.items ?? []}
            rowKey={(order) => order.orderId}
            loading={query.isFetching && (query.isPending || query.isPlaceholderData)}
            empty={<EmptyState title="没有这样的督办单" hint="换一个条件，或由督查员立项。" />}
            keys={{ onOpen: ({ orderId }) => void navigate({ to: supervisionPaths.order(orderId) as never }), onToggle: ({ orderId }) => toggle(orderId) }}
            paging={{
              note: query.data === undefined ? '' : `共${query.data.total}张`,
              ...(search.cursor === undefined ? {} : { onFirst: () => setSearch({ cursor: undefined }, { push: true }) }),
              ...(next === undefined ? {} : { onNext: () => setSearch({ cursor: next }, { push: true }) }),
            }}
          />
        </>
      )}
      {isProposing && <ProposeDialog onClose={() => setProposing(false)} onDone={(orderId) => void navigate({ to: supervisionPaths.order(orderId) as never })} />}
      {isUrging && <BulkUrge orderIds={[...chosen]} onClose={() => setUrging(false)} />}
    </PageFrame>
  );
};
