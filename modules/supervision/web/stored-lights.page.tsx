import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { buildUrl, type Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { ChoiceFilter, WordsFilter } from '#ui/filter-bar.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { exportStoredLights, lightColourLabel, type LightObjectKind, lightObjectKindLabel, listStoredLights } from '../contract/index.ts';
import { LightLinks } from './light-links.tsx';
import { LightTag } from './light-tag.tsx';
import { DayFilter, momentWords } from './parts.tsx';
import { supervisionPaths } from './supervision-paths.ts';

export interface StoredLightsSearch {
  readonly on?: string | undefined;
  readonly kind?: LightObjectKind | undefined;
  readonly q?: string | undefined;
  readonly differs?: '1' | undefined;
  readonly cursor?: string | undefined;
}

type Line = Reply<typeof listStoredLights>['items'][number];
type Shades = Line['stored'];
const kinds = ['task', 'clause'] as const;

const Shade = ({ shades }: { readonly shades: Shades }) => (
  <>
    <LightTag colour={shades.objectLight} />
    {shades.unitLight !== shades.objectLight && <small className="muted">（责任单位{lightColourLabel[shades.unitLight]}）</small>}
  </>
);
const shadeWords = ({ objectLight, unitLight }: Shades): string =>
  objectLight === unitLight ? lightColourLabel[objectLight] : `${lightColourLabel[objectLight]}（责任单位${lightColourLabel[unitLight]}）`;
const isSame = (a: Shades, b: Shades): boolean => a.objectLight === b.objectLight && a.unitLight === b.unitLight;

const Errata = ({ line }: { readonly line: Line }) => (
  <ul className="light-causes">
    {line.errata.map((one) => (
      <li key={`${one.recordedAt}${one.from}`}>
        {momentWords(one.recordedAt)} 出勘误：{one.from}至{one.to}原为{shadeWords(one.was)}，应为{shadeWords(one.now)}。
      </li>
    ))}
    {line.because.map((words) => (
      <li key={words}>{words}</li>
    ))}
  </ul>
);

const columns: readonly Column<Line>[] = [
  { key: 'kind', title: '对象', wideOnly: true, render: ({ objectKind }) => lightObjectKindLabel[objectKind] },
  {
    key: 'title',
    title: '名称',
    render: ({ objectKind, objectId, title }) => (objectKind === 'task' ? <Link to={supervisionPaths.task(objectId) as never}>{title}</Link> : title),
  },
  { key: 'stored', title: '当天存下', render: ({ stored }) => <Shade shades={stored} /> },
  { key: 'then', title: '按当时所知重放', wideOnly: true, render: ({ stored, asThen }) => (isSame(stored, asThen) ? '一致' : <Shade shades={asThen} />) },
  { key: 'now', title: '按现在所知', render: ({ stored, asNow }) => (isSame(stored, asNow) ? '一致' : <Shade shades={asNow} />) },
  { key: 'errata', title: '勘误与原因', wideOnly: true, render: (line) => <Errata line={line} /> },
];

/** What a day showed, that nobody changed it, and what later knowledge makes of it. */
export const Page = ({ search, setSearch }: PageProps<unknown, StoredLightsSearch>) => {
  const query = useQuery(pageQueryOf(listStoredLights, { query: search }));
  const { cursor: _cursor, ...filter } = search;
  const data = query.data;
  const next = data?.nextCursor ?? undefined;
  const narrow = (change: Partial<StoredLightsSearch>): void => setSearch({ ...change, cursor: undefined });
  return (
    <PageFrame
      title="留存与勘误"
      note={
        data === undefined
          ? ''
          : `${data.on}存下${data.stored}盏灯，按当时所知重放${data.unlikeThen === 0 ? '全部一致' : `有${data.unlikeThen}盏不一致`}，按现在所知${data.unlikeNow === 0 ? '没有不同' : `有${data.unlikeNow}盏不同`}。存下的不改写，不同的另出勘误。`
      }
      actions={
        <>
          <LightLinks here="stored" />
          <a className="plain-button" href={buildUrl(exportStoredLights, { query: filter })} download>
            导出 Excel
          </a>
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      <search className="filter-bar">
        <WordsFilter label="查找任务或条款" value={search.q} onChange={(q) => narrow({ q })} />
        <ChoiceFilter label="对象" value={search.kind} choices={kinds} labels={lightObjectKindLabel} onChange={(kind) => narrow({ kind })} />
        <DayFilter value={search.on ?? data?.on} onChange={(on) => narrow({ on })} />
        <label>
          <input type="checkbox" checked={search.differs === '1'} onChange={(event) => narrow({ differs: event.target.checked ? '1' : undefined })} /> 只看不同的
        </label>
      </search>
      {query.error !== null ? (
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <DataTable
          label="存下的灯号"
          columns={columns}
          rows={data?.items ?? []}
          rowKey={({ objectKind, objectId }) => `${objectKind} ${objectId}`}
          loading={query.isFetching && (query.isPending || query.isPlaceholderData)}
          empty={<EmptyState title="这一天没有这样的灯号" hint="灯号在每天结束后存下；换一天或别的条件。" />}
          paging={{
            note: data === undefined ? '' : `共${data.total}项`,
            ...(search.cursor === undefined ? {} : { onFirst: () => setSearch({ cursor: undefined }, { push: true }) }),
            ...(next === undefined ? {} : { onNext: () => setSearch({ cursor: next }, { push: true }) }),
          }}
        />
      )}
    </PageFrame>
  );
};
