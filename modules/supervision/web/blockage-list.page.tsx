import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { buildUrl } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
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
  type BlockageLevel,
  blockageLevelLabel,
  blockageLevels,
  type BlockageStanding,
  blockageStandingLabel,
  blockageStandings,
  blockageStateLabel,
  type BlockageState,
  blockageStates,
  type BlockageSummary,
  type BlockageType,
  blockageTypeLabel,
  blockageTypes,
  type BulkBlockageAct,
  bulkBlockageActLabel,
  bulkBlockageActs,
  exportBlockages,
  listBlockages,
  raiseBlockage,
} from '../contract/index.ts';
import { ActDialog, type ActField } from './act-form.tsx';
import { BulkBlockages } from './bulk-blockages.tsx';
import { supervisionPaths } from './supervision-paths.ts';

export interface BlockageListSearch {
  readonly q?: string | undefined;
  readonly standing?: BlockageStanding | undefined;
  readonly type?: BlockageType | undefined;
  readonly level?: BlockageLevel | undefined;
  readonly state?: BlockageState | undefined;
  readonly cursor?: string | undefined;
}

const columnsWith = (chosen: ReadonlySet<string>, toggle: (blockageId: string) => void): readonly Column<BlockageSummary>[] => [
  {
    key: 'choose',
    title: '选择',
    render: (one) => <Checkbox aria-label={`选择${one.title}`} checked={chosen.has(one.blockageId)} onChange={() => toggle(one.blockageId)} />,
  },
  { key: 'title', title: '事项', render: (one) => <Link to={supervisionPaths.blockage(one.blockageId) as never}>{one.title}</Link> },
  { key: 'type', title: '类型', wideOnly: true, render: (one) => blockageTypeLabel[one.type] },
  { key: 'raised', title: '提出单位', wideOnly: true, render: (one) => one.raisedBy.name },
  { key: 'authority', title: '协调单位', render: (one) => one.authority.name },
  { key: 'level', title: '层级', render: (one) => blockageLevelLabel[one.level] },
  { key: 'state', title: '状态', render: (one) => blockageStateLabel[one.state] },
  { key: 'days', title: '已等待', align: 'right', render: (one) => `${one.daysOpen}天` },
  { key: 'rises', title: '自动升级', wideOnly: true, render: (one) => one.risesOn ?? '—' },
];

const fields: readonly ActField[] = [
  { name: 'title', label: '事项', kind: 'text' },
  { name: 'type', label: '类型', kind: 'choice', options: blockageTypes.map((value) => ({ value, label: blockageTypeLabel[value] })) },
  { name: 'what', label: '受阻情况', kind: 'note' },
  { name: 'raisedOrgId', label: '提出单位', kind: 'org' },
  { name: 'authorityOrgId', label: '协调单位', kind: 'org', hint: '不填的按权责表' },
  { name: 'objectTitle', label: '受阻的事项', kind: 'text' },
  { name: 'sinceOn', label: '受阻起始日', kind: 'day' },
];

const RaiseDialog = ({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: (blockageId: string) => void }) => {
  const save = useWrite(raiseBlockage, ({ blockageId }) => onDone(blockageId));
  return (
    <ActDialog
      title="提出需协调事项"
      confirm="提出"
      fields={fields}
      busy={save.isPending}
      problem={save.error === null ? null : asProblem(save.error)}
      onClose={onClose}
      onSubmit={(values) => save.mutate({ body: values as never })}
    />
  );
};

/** The board of what others must solve; the longest waiting stand first. */
export const Page = ({ search, setSearch }: PageProps<unknown, BlockageListSearch>) => {
  const navigate = useNavigate();
  const [isRaising, setRaising] = useState(false);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [bulk, setBulk] = useState<BulkBlockageAct>();
  const toggle = (blockageId: string): void =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(blockageId)) after.add(blockageId);
      return after;
    });
  const standing = search.standing ?? 'open';
  const { cursor, ...kept } = search;
  const filter = { q: search.q, standing, type: search.type, level: search.level, state: search.state };
  const query = useQuery(pageQueryOf(listBlockages, { query: { ...filter, cursor } }));
  const raise = query.data?.actions.find(({ action }) => action === 'raise');
  const next = query.data?.nextCursor ?? undefined;
  const { medianDays = null, solvedAtUnit, promises } = query.data ?? {};
  return (
    <PageFrame
      title="需协调事项"
      note="等得最久的在前；到期自动由单位升到分管县领导、领导小组。"
      actions={
        <>
          <a className="plain-button" href={buildUrl(exportBlockages, { query: filter })} download>
            导出 Excel
          </a>
          <Link className="plain-button" to={supervisionPaths.authorities() as never}>
            权责表
          </Link>
          <Button onClick={() => window.print()}>打印</Button>
          {raise !== undefined && <ActionButton offer={raise} primary onAct={() => setRaising(true)} />}
        </>
      }
    >
      <FilterBar tools={<SavedFilters page="blockages" filter={kept} onChoose={setSearch} />}>
        <WordsFilter label="查找需协调事项" placeholder="按事项、编号、对象查找" value={search.q} onChange={(words) => setSearch({ q: words, cursor: undefined })} />
        <ChoiceFilter
          label="情况"
          isRequired
          value={standing}
          choices={blockageStandings}
          labels={blockageStandingLabel}
          onChange={(value) => setSearch({ standing: value, cursor: undefined })}
        />
        <ChoiceFilter label="类型" value={search.type} choices={blockageTypes} labels={blockageTypeLabel} onChange={(value) => setSearch({ type: value, cursor: undefined })} />
        <ChoiceFilter label="层级" value={search.level} choices={blockageLevels} labels={blockageLevelLabel} onChange={(value) => setSearch({ level: value, cursor: undefined })} />
        <ChoiceFilter label="状态" value={search.state} choices={blockageStates} labels={blockageStateLabel} onChange={(value) => setSearch({ state: value, cursor: undefined })} />
      </FilterBar>
      <BulkBar count={chosen.size} onClear={() => setChosen(new Set())}>
        {bulkBlockageActs.map((action) => (
          <Button key={action} onClick={() => setBulk(action)}>
            批量{bulkBlockageActLabel[action]}
          </Button>
        ))}
      </BulkBar>
      {query.error !== null ? (
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <>
          <ul className="supervision-counts" aria-label="按层级">
            {blockageLevels.map((level) => (
              <li key={level}>
                {blockageLevelLabel[level]} {query.data?.byLevel[level] ?? 0}
              </li>
            ))}
            {medianDays !== null && <li>解决用时中位数 {medianDays}天</li>}
            {solvedAtUnit !== undefined && solvedAtUnit.of > 0 && (
              <li>
                单位级解决 {solvedAtUnit.count}/{solvedAtUnit.of}
              </li>
            )}
            {promises !== undefined && promises.kept + promises.missed > 0 && (
              <li>
                承诺兑现 {promises.kept}，未兑现 {promises.missed}
              </li>
            )}
          </ul>
          <DataTable
            label="需协调事项列表"
            columns={columnsWith(chosen, toggle)}
            rows={query.data?.items ?? []}
            rowKey={(one) => one.blockageId}
            loading={query.isFetching && (query.isPending || query.isPlaceholderData)}
            empty={<EmptyState title="没有需要协调的事项" hint="自己解决不了的问题在这里提出，系统按权责表交给能解决的单位。" />}
            keys={{ onOpen: ({ blockageId }) => void navigate({ to: supervisionPaths.blockage(blockageId) as never }), onToggle: ({ blockageId }) => toggle(blockageId) }}
            paging={{
              note: query.data === undefined ? '' : `共${query.data.total}项`,
              ...(search.cursor === undefined ? {} : { onFirst: () => setSearch({ cursor: undefined }, { push: true }) }),
              ...(next === undefined ? {} : { onNext: () => setSearch({ cursor: next }, { push: true }) }),
            }}
          />
        </>
      )}
      {bulk !== undefined && <BulkBlockages action={bulk} blockageIds={[...chosen]} onClose={() => setBulk(undefined)} />}
      {isRaising && <RaiseDialog onClose={() => setRaising(false)} onDone={(blockageId) => void navigate({ to: supervisionPaths.blockage(blockageId) as never })} />}
    </PageFrame>
  );
};
