import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { ChoiceFilter } from '#ui/filter-bar.tsx';
import { PageLoading, Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { type BlockageLevel, blockageLevelLabel, blockageLevels, type BlockageType, blockageTypeLabel, blockageTypes, listAuthorities, setAuthority } from '../contract/index.ts';
import { ActDialog, type ActField } from './act-form.tsx';
import { supervisionPaths } from './supervision-paths.ts';

export interface AuthoritySearch {
  readonly type?: BlockageType | undefined;
  readonly history?: '1' | undefined;
}

type Authority = Reply<typeof listAuthorities>['items'][number];
interface Line {
  readonly type: BlockageType;
  readonly level: BlockageLevel;
  readonly one: Authority | undefined;
}

/** Every type and level has a line, also when nobody is named yet: a hole in the table is seen before somebody falls into it. */
const linesOf = (items: readonly Authority[], { type, history }: AuthoritySearch): readonly Line[] =>
  blockageTypes
    .filter((one) => type === undefined || one === type)
    .flatMap((kind) =>
      blockageLevels.flatMap((level): Line[] => {
        const found = items.filter((one) => one.type === kind && one.level === level);
        const shown = history === '1' ? found : found.filter(({ toOn }) => toOn === null);
        return shown.length === 0 ? [{ type: kind, level, one: undefined }] : shown.map((one) => ({ type: kind, level, one }));
      }),
    );

const columns: readonly Column<Line>[] = [
  { key: 'type', title: '类型', render: ({ type }) => blockageTypeLabel[type] },
  { key: 'level', title: '层级', render: ({ level }) => blockageLevelLabel[level] },
  { key: 'org', title: '协调单位', render: ({ one }) => one?.org.name ?? '未登记' },
  { key: 'from', title: '起止', render: ({ one }) => (one === undefined ? '—' : `${one.fromOn}至${one.toOn ?? '今'}`) },
  { key: 'source', title: '依据', wideOnly: true, render: ({ one }) => one?.source ?? '—' },
];

const fields: readonly ActField[] = [
  { name: 'type', label: '类型', kind: 'choice', options: blockageTypes.map((value) => ({ value, label: blockageTypeLabel[value] })) },
  { name: 'level', label: '层级', kind: 'choice', options: blockageLevels.map((value) => ({ value, label: blockageLevelLabel[value] })) },
  { name: 'orgId', label: '协调单位', kind: 'org' },
  { name: 'fromOn', label: '起始日', kind: 'day', hint: '原有的自前一天结束，记录保留' },
  { name: 'source', label: '依据', kind: 'text', hint: '文件名称、文号' },
];

/** Who can solve which blockage at which level, by dates: what is raised goes there without anybody deciding. */
export const Page = ({ search, setSearch }: PageProps<unknown, AuthoritySearch>) => {
  const [isSetting, setSetting] = useState(false);
  const query = useQuery(queryOf(listAuthorities, {}));
  const save = useWrite(setAuthority, () => setSetting(false));
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <PageLoading />;
  const lines = linesOf(query.data.items, search);
  const set = query.data.actions.find(({ action }) => action === 'set');
  const missing = linesOf(query.data.items, {}).filter(({ one }) => one === undefined).length;
  return (
    <PageFrame
      title="协调权责表"
      note={`哪类事项、哪一层级由谁协调；提出和升级时按当日的表交给该单位。${missing === 0 ? '' : `还有${missing}处没有登记。`}`}
      actions={
        <>
          <Link className="plain-button" to={supervisionPaths.blockages() as never}>
            需协调事项
          </Link>
          <Button onClick={() => window.print()}>打印</Button>
          {set !== undefined && <ActionButton offer={set} primary onAct={() => setSetting(true)} />}
        </>
      }
    >
      <search className="filter-bar">
        <ChoiceFilter label="类型" value={search.type} choices={blockageTypes} labels={blockageTypeLabel} onChange={(type) => setSearch({ type })} />
        <label>
          <input type="checkbox" checked={search.history === '1'} onChange={(event) => setSearch({ history: event.target.checked ? '1' : undefined })} /> 含已结束的
        </label>
      </search>
      <DataTable
        label="协调权责表"
        columns={columns}
        rows={lines}
        rowKey={({ type, level, one }) => one?.authorityId ?? `${type}/${level}`}
        loading={query.isFetching}
        empty={<EmptyState title="没有这一类型" />}
        paging={{ note: `共${lines.length}行` }}
      />
      {isSetting && (
        <ActDialog
          title="登记权责"
          confirm="登记"
          fields={fields}
          busy={save.isPending}
          problem={save.error === null ? null : asProblem(save.error)}
          onClose={() => setSetting(false)}
          onSubmit={(values) => save.mutate({ body: values as never })}
        />
      )}
    </PageFrame>
  );
};
