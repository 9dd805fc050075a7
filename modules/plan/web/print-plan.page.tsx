import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useMemo } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { getVersion, type PlanId, type PlanNode, type VersionId } from '../contract/index.ts';
import { branchWords, buildOutline, nodeName, type Outline } from './outline.ts';
import { planPaths } from './plan-paths.ts';
import { layOutText } from './text-layout.ts';
import { countWords, momentWords, nodeCount, sourceWords } from './words.ts';
import './plan.css';
import './plan-print.css';

const printedKinds = new Set(['part', 'section', 'task', 'measure', 'box', 'annex', 'table']);

const Contents = ({ nodes, outline, text }: { readonly nodes: readonly PlanNode[]; readonly outline: Outline; readonly text: string }) => {
  const shown = nodes.filter((node) => printedKinds.has(node.kind));
  if (shown.length === 0) return null;
  return (
    <ul>
      {shown.map((node) => (
        <li key={node.nodeId}>
          {nodeName(node, text)}
          <span className="print-count">{branchWords(outline.branchOf(node.nodeId))}</span>
          <Contents nodes={outline.childrenOf(node.nodeId)} outline={outline} text={text} />
        </li>
      ))}
    </ul>
  );
};

/** Outline and whole text on paper: nothing virtualised, page size and breaks by `@page` rules in plan.css. */
export const Page = ({ params }: PageProps<{ readonly planId: PlanId; readonly versionId: VersionId }, unknown>) => {
  const { planId, versionId } = params;
  const { data, error, refetch } = useQuery({ ...queryOf(getVersion, { params: { planId, versionId } }), staleTime: Number.POSITIVE_INFINITY });
  const outline = useMemo(() => buildOutline(data?.nodes ?? []), [data]);
  const paragraphs = useMemo(() => layOutText(data?.text ?? '', data?.nodes ?? []), [data]);
  if (error !== null) return <ProblemNotice problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (data === undefined) return <PageLoading />;
  const { version } = data;
  return (
    <div className="print-sheet">
      <div className="print-bar">
        <Button type="primary" onClick={() => window.print()}>
          打印
        </Button>
        <Link className="plain-button" to={planPaths.version(planId, versionId) as never}>
          返回
        </Link>
      </div>
      <h1>{data.plan.title}</h1>
      <p className="print-facts">
        第{version.ordinal}版 · {nodeCount(version.counts, 'measure')}条举措 · {nodeCount(version.counts, 'box')}个专栏 · {countWords(version.chars)}字符 ·{' '}
        {sourceWords(version.format, version.encoding)} · {momentWords(version.importedAt)}导入
        <br />
        原文件 SHA-256 {version.sha256}
      </p>
      <section aria-label="目录" className="print-contents">
        <h2>目录</h2>
        <Contents nodes={outline.roots} outline={outline} text={data.text} />
      </section>
      <section aria-label="原文" className="print-text">
        <h2>原文</h2>
        {paragraphs.map((paragraph) => (
          <p key={paragraph.start} className={`para-${outline.find(paragraph.segments[0]?.nodeId)?.kind ?? 'paragraph'}`}>
            {data.text.slice(paragraph.start, paragraph.end)}
          </p>
        ))}
      </section>
    </div>
  );
};
