import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { useSettledWords } from '#ui/use-typed-words.ts';
import { exportParameters, listParameters, type Parameter, type ParameterRow, parameterLevelLabel, parameterLevels } from '../contract/index.ts';
import { Labelled } from './labelled.tsx';
import { settingsPaths } from './settings-paths.ts';
import './settings.css';

interface ListSearch {
  readonly q?: string | undefined;
  readonly level?: ParameterRow['level'] | undefined;
  readonly module?: string | undefined;
  readonly on?: string | undefined;
}

const columns: readonly Column<Parameter>[] = [
  {
    key: 'label',
    title: '参数',
    render: (one) => (
      <Link className="parameter-name" to={settingsPaths.parameter(one.code) as never}>
        {one.label}
      </Link>
    ),
  },
  { key: 'value', title: '当天生效的值', render: (one) => <span className="parameter-value">{one.current?.text ?? '没有生效的值'}</span> },
  { key: 'level', title: '层级', render: (one) => (one.current === null ? '' : parameterLevelLabel[one.current.level]) },
  { key: 'source', title: '依据', wideOnly: true, render: (one) => one.current?.source.document ?? '' },
  { key: 'next', title: '下次变化', wideOnly: true, render: (one) => (one.next === null ? '' : `${one.next.from}：${one.next.text ?? '无'}`) },
  { key: 'module', title: '模块', wideOnly: true, render: (one) => one.module },
];

/** Every threshold and time limit in force on a day, with where it comes from. */
export const Page = ({ search, setSearch }: PageProps<unknown, ListSearch>) => {
  const [words, setWords] = useSettledWords(search.q ?? '', (typed) => setSearch({ q: typed === '' ? undefined : typed }));
  const query = useQuery(pageQueryOf(listParameters, { query: { q: search.q, level: search.level, module: search.module, on: search.on } }));
  const anyLevel = [{ value: '', label: '全部层级' }, ...parameterLevels.map((value) => ({ value, label: parameterLevelLabel[value] }))];
  const anyModule = [{ value: '', label: '全部模块' }, ...(query.data?.modules ?? []).map(({ name, title }) => ({ value: name, label: title }))];
  return (
    <PageFrame
      title="参数"
      note="时限、阈值和口径都是带生效日期和依据的参数；点名称查看历史或设定新值。"
      actions={
        <a className="plain-button" href={exportParameters.path}>
          导出参数表
        </a>
      }
    >
      <search className="settings-form settings-card">
        <Labelled label="名称或编码" type="search" value={words} onChange={setWords} />
        <Labelled label="层级" value={search.level ?? ''} options={anyLevel} onChange={(value) => setSearch({ level: value === '' ? undefined : (value as never) })} />
        <Labelled label="模块" value={search.module ?? ''} options={anyModule} onChange={(value) => setSearch({ module: value === '' ? undefined : value })} />
        <Labelled label="哪一天的值" type="date" value={search.on ?? query.data?.on ?? ''} onChange={(value) => setSearch({ on: value === '' ? undefined : value })} />
      </search>
      {query.error !== null ? (
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="参数列表"
          columns={columns}
          rows={query.data?.items ?? []}
          rowKey={(one) => one.code}
          loading={query.isFetching && query.data === undefined}
          empty={<EmptyState title="没有符合条件的参数" hint="换一个词，或放宽层级和模块。" />}
          paging={{ note: query.data === undefined ? '' : `共${query.data.items.length}个参数（${query.data.on}）` }}
        />
      )}
    </PageFrame>
  );
};
