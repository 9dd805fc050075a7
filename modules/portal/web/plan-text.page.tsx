import type { PlanTextPage, SearchHit } from '#plan/contract';
import { buildOutline, countWords, momentWords, nodeCount, sourceWords } from '#plan/web';
import { PlanContents } from './plan-contents.tsx';
import { PlanWords } from './plan-words.tsx';

type Data = PlanTextPage['data'];

const Snippet = ({ snippet }: { readonly snippet: SearchHit['snippet'] }) => (
  <>
    {snippet.hits.map((hit, index) => (
      <span key={hit.start}>
        {snippet.text.slice(snippet.hits[index - 1]?.end ?? 0, hit.start)}
        <mark>{snippet.text.slice(hit.start, hit.end)}</mark>
      </span>
    ))}
    {snippet.text.slice(snippet.hits.at(-1)?.end ?? 0)}
  </>
);

const Hits = ({ search, path }: { readonly search: NonNullable<Data['search']>; readonly path: string }) => (
  <section aria-labelledby="hits" className="hits">
    <h2 id="hits">
      「{search.q}」：{search.total}条
    </h2>
    {search.total === 0 && <p>原文中没有「{search.q}」。请换一个词，或减少字数。</p>}
    <ol>
      {search.items.map((hit) => (
        <li key={hit.nodeId}>
          <a href={`#${hit.nodeId}`}>{hit.path.join(' › ')}</a>
          <p>
            <Snippet snippet={hit.snippet} />
          </p>
        </li>
      ))}
    </ol>
    {search.nextCursor !== null && (
      <p>
        <a href={`${path}?${new URLSearchParams({ q: search.q, cursor: search.nextCursor }).toString()}`}>更多结果</a>
      </p>
    )}
    <p>
      <a href={path}>清除查找</a>
    </p>
  </section>
);

const Provenance = ({ data, path }: { readonly data: Data; readonly path: string }) => (
  <>
    <p className="counts">
      <span>
        <b>{nodeCount(data.version.counts, 'measure')}</b>条举措
      </span>
      <span>
        <b>{nodeCount(data.version.counts, 'box')}</b>个专栏
      </span>
      <span>
        <b>{countWords(data.version.chars)}</b>字符
      </span>
    </p>
    <p className="note">
      第{data.version.ordinal}版，{momentWords(data.version.importedAt)}导入，{sourceWords(data.version.format, data.version.encoding)}。原文件 SHA-256 摘要{' '}
      <code>{data.version.sha256}</code>
    </p>
    {data.versions.length > 1 && (
      <p className="note">
        各版：
        {data.versions.map((version) =>
          version.versionId === data.version.versionId ? (
            <strong key={version.versionId}>第{version.ordinal}版</strong>
          ) : (
            <a key={version.versionId} href={`/plans/${data.plan.planId}/versions/${version.versionId}`}>
              第{version.ordinal}版
            </a>
          ),
        )}
      </p>
    )}
    <p>
      <a href={`/plans/${data.plan.planId}/answers`}>条款应答情况</a>：每条举措现在的状态、理由和公开的证据
    </p>
    <search>
      <form method="get" action={path} className="find">
        <label htmlFor="q">在原文中查找</label>
        <input id="q" name="q" type="search" defaultValue={data.search?.q ?? ''} maxLength={100} required />
        <button type="submit">查找</button>
      </form>
    </search>
  </>
);

/** `/plans/:planId`: provenance, contents and the whole text of a plan; `?q=` marks words in it. */
export const PlanTextView = ({ data, path }: { readonly data: Data; readonly path: string }) => {
  const outline = buildOutline(data.nodes);
  const hits = data.search?.items.flatMap((hit) => hit.places).sort((a, b) => a.start - b.start) ?? [];
  return (
    <>
      <h1>{data.plan.title}</h1>
      <Provenance data={data} path={path} />
      {data.search !== null && <Hits search={data.search} path={path} />}
      <PlanContents outline={outline} text={data.text} />
      <article aria-label="原文" className="words">
        <PlanWords text={data.text} outline={outline} hits={hits} />
      </article>
    </>
  );
};
