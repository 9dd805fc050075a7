import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { Alert, Segmented, Select } from 'antd';
import { useEffect, useMemo, useState } from 'react';
import { buildUrl, type Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { useIsNarrow } from '#ui/media.ts';
import { Page as PageFrame, PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { getLedger, getPlan, getVersion, type PlanId, type PlanVersion, type VersionId } from '../contract/index.ts';
import { ExportMenu } from './export-menu.tsx';
import { NodeDetails } from './node-details.tsx';
import { buildOutline, type Outline } from './outline.ts';
import { OutlineTree } from './outline-tree.tsx';
import { PlanOverview } from './plan-overview.tsx';
import { planPaths } from './plan-paths.ts';
import { SearchBox, SearchHits } from './search-panel.tsx';
import { SourceText } from './source-text.tsx';
import { layOutText, type Stretch } from './text-layout.ts';
import { type PlanSearch, usePlanSearch } from './use-plan-search.ts';
import { countWords, dayWords, momentWords, nodeCount, sourceWords } from './words.ts';
import './plan.css';
import './plan-print.css';

interface PlaceSearch {
  readonly node?: string | undefined;
  readonly q?: string | undefined;
  /** just stored by an import */
  readonly imported?: '1' | undefined;
}
type Pane = 'outline' | 'source' | 'details';
type VersionReply = Reply<typeof getVersion>;

const paneTitles = { outline: '目录', source: '原文', details: '详情' } satisfies Record<Pane, string>;

const Facts = ({ version }: { readonly version: PlanVersion }) => (
  <span className="plan-facts">
    <b data-testid="measure-count">{nodeCount(version.counts, 'measure')}条举措</b>
    <b data-testid="box-count">{nodeCount(version.counts, 'box')}个专栏</b>
    <span>{countWords(version.chars)}字符</span>
    <span>{sourceWords(version.format, version.encoding)}</span>
    <span>{momentWords(version.importedAt)}导入</span>
    <span title={`原文件 SHA-256：${version.sha256}`}>
      摘要 <code>{version.sha256.slice(0, 12)}</code>
    </span>
  </span>
);

const VersionSwitch = ({ versions, current }: { readonly versions: readonly PlanVersion[]; readonly current: PlanVersion }) => {
  const navigate = useNavigate();
  if (versions.length < 2) return <span className="version-only">第{current.ordinal}版</span>;
  return (
    <Select<VersionId>
      aria-label="版本"
      value={current.versionId}
      className="version-select"
      options={versions.map((version) => ({ value: version.versionId, label: `第${version.ordinal}版 · ${dayWords(version.importedAt)}` }))}
      onChange={(versionId) => void navigate({ to: planPaths.version(current.planId, versionId), search: (before: object) => ({ ...before, imported: undefined }) } as never)}
    />
  );
};

const PageActions = ({ data, versions }: { readonly data: VersionReply; readonly versions: readonly PlanVersion[] }) => {
  const navigate = useNavigate();
  const { version } = data;
  const importOffer = data.actions.find((offer) => offer.action === 'plan.import');
  return (
    <>
      <VersionSwitch versions={versions} current={version} />
      <Link className="plain-button" to={planPaths.review(version.planId, version.versionId) as never}>
        审核记录
      </Link>
      <Link className="plain-button" to={planPaths.compare(version.planId) as never} search={{ to: version.versionId } as never}>
        比较
      </Link>
      <ExportMenu planId={version.planId} versionId={version.versionId} />
      <Link className="plain-button" to={planPaths.print(version.planId, version.versionId) as never}>
        打印视图
      </Link>
      <a className="plain-button" href={buildUrl(getLedger, { params: { planId: version.planId, versionId: version.versionId }, query: { download: '1' } })} download>
        下载台账
      </a>
      {importOffer !== undefined && <ActionButton offer={{ ...importOffer, label: '导入新版本' }} onAct={() => void navigate({ to: planPaths.import(version.planId) } as never)} />}
    </>
  );
};

interface PanesProps {
  readonly data: VersionReply;
  readonly outline: Outline;
  readonly search: PlanSearch;
  readonly selected: string | undefined;
  readonly focused: Stretch | undefined;
  readonly onSelect: (nodeId: string) => void;
  readonly onShow: (place: Stretch) => void;
}

const LeftPane = ({ data, outline, search, selected, onSelect }: PanesProps) => {
  const [view, setView] = useState<'outline' | 'hits'>(search.words === '' ? 'outline' : 'hits');
  useEffect(() => setView(search.words === '' ? 'outline' : 'hits'), [search.words]);
  return (
    <section className="pane pane-outline" aria-label="目录与查找结果">
      {search.words !== '' && (
        <Segmented
          block
          value={view}
          options={[
            { value: 'outline', label: '目录' },
            { value: 'hits', label: '查找结果' },
          ]}
          onChange={(next) => setView(next as typeof view)}
        />
      )}
      {search.error !== null && <ProblemNotice problem={asProblem(search.error)} />}
      {view === 'hits' ? <SearchHits search={search} /> : <OutlineTree outline={outline} text={data.text} selected={selected} onSelect={onSelect} />}
    </section>
  );
};

const SourcePane = ({ data, outline, search, selected, focused, onSelect }: PanesProps) => {
  const paragraphs = useMemo(() => layOutText(data.text, data.nodes), [data]);
  const marked = outline.find(selected);
  return (
    <section className="pane pane-source" aria-label="原文栏">
      <SourceText text={data.text} outline={outline} paragraphs={paragraphs} marks={{ marked, focused, hits: search.places }} onPick={onSelect} />
    </section>
  );
};

const DetailsPane = ({ data, outline, selected, onSelect, onShow }: PanesProps) => {
  const node = outline.find(selected);
  return (
    <section className="pane pane-details" aria-label="详情栏">
      {selected !== undefined && node === undefined && (
        <p className="place-missing" role="status">
          这一版里没有编号为「{selected}」的条目，可能是其他版本的链接。请在目录中选择，或切换版本。
        </p>
      )}
      {node === undefined ? (
        <PlanOverview version={data.version} onShow={onShow} />
      ) : (
        <NodeDetails version={data.version} text={data.text} outline={outline} node={node} onSelect={onSelect} onShow={onShow} />
      )}
    </section>
  );
};

const Reading = ({
  data,
  versions,
  search,
  setSearch,
}: { readonly data: VersionReply; readonly versions: readonly PlanVersion[] } & Pick<PageProps<unknown, PlaceSearch>, 'search' | 'setSearch'>) => {
  const narrow = useIsNarrow();
  const [pane, setPane] = useState<Pane>(search.node === undefined ? 'outline' : 'source');
  const [focus, setFocus] = useState<{ readonly place: Stretch; readonly within: string }>();
  const outline = useMemo(() => buildOutline(data.nodes), [data]);
  // A jump belongs to the version and the words it was made with; with others it is gone.
  const within = `${data.version.versionId} ${search.q ?? ''}`;
  const focused = focus?.within === within ? focus.place : undefined;
  useEffect(() => {
    document.title = `${data.plan.title} · 落实`;
  }, [data]);

  const select = (nodeId: string): void => {
    setFocus(undefined);
    setSearch({ node: nodeId }, { push: true });
    if (pane !== 'source') setPane('source');
  };
  const show = (place: Stretch): void => {
    setFocus({ place: { start: place.start, end: place.end }, within });
    setPane('source');
  };
  const planSearch = usePlanSearch({
    planId: data.plan.planId,
    versionId: data.version.versionId,
    words: search.q ?? '',
    onPlace: (place) => {
      setSearch({ node: place.nodeId });
      show(place);
    },
  });
  const panes: PanesProps = { data, outline, search: planSearch, selected: search.node, focused, onSelect: select, onShow: show };
  return (
    <PageFrame full title={data.plan.title} note={<Facts version={data.version} />} actions={<PageActions data={data} versions={versions} />}>
      {search.imported === '1' && (
        <Alert
          type="success"
          showIcon
          className="import-done"
          title="已导入。下一步：对照原文审核系统读出的记录，采纳、修改或不采纳。"
          action={
            <Link className="plain-button" to={planPaths.review(data.version.planId, data.version.versionId) as never}>
              去审核
            </Link>
          }
          closable={{ onClose: () => setSearch({ imported: undefined }), 'aria-label': '关闭提示' }}
        />
      )}
      <div className="reading-tools">
        <SearchBox search={planSearch} onWords={(words) => setSearch({ q: words === '' ? undefined : words })} />
        {narrow && <Segmented<Pane> block value={pane} options={Object.entries(paneTitles).map(([value, label]) => ({ value: value as Pane, label }))} onChange={setPane} />}
      </div>
      <div className={narrow ? 'panes narrow' : 'panes'}>
        {(!narrow || pane === 'outline') && <LeftPane {...panes} />}
        {(!narrow || pane === 'source') && <SourcePane {...panes} />}
        {(!narrow || pane === 'details') && <DetailsPane {...panes} />}
      </div>
      <p className="print-hint">要打印本方案，请用页面上方的「打印视图」。</p>
    </PageFrame>
  );
};

/** A version of a plan: outline, original text and details side by side (tabs on a phone); `?node=` opens a place. */
export const Page = ({ params, search, setSearch }: PageProps<{ readonly planId: PlanId; readonly versionId?: VersionId | undefined }, PlaceSearch>) => {
  const plan = useQuery(queryOf(getPlan, { params: { planId: params.planId } }));
  const versionId = params.versionId ?? plan.data?.plan.latestVersion.versionId;
  const version = useQuery({
    ...queryOf(getVersion, { params: { planId: params.planId, versionId: versionId ?? '' } }),
    enabled: versionId !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const failed = plan.error ?? version.error;
  if (failed !== null) {
    return (
      <div className="page">
        <ProblemNotice problem={asProblem(failed)} onRetry={() => void Promise.all([plan.refetch(), version.refetch()])} />
        <p>
          <Link to={planPaths.list as never}>回到方案列表</Link>
        </p>
      </div>
    );
  }
  if (plan.data === undefined || version.data === undefined) return <PageLoading />;
  return <Reading data={version.data} versions={plan.data.versions} search={search} setSearch={setSearch} />;
};
