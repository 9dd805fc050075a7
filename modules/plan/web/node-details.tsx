import { useQuery } from '@tanstack/react-query';
import { Button, Tag } from 'antd';
import { type ReactNode, useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { getLedger, type Ledger, nodeKindLabel, type PlanNode, type PlanVersion } from '../contract/index.ts';
import { crossingsOf } from './box-links.ts';
import { FindingList } from './finding-list.tsx';
import { findingsAt, type RecordLine, recordsOf } from './ledger-records.ts';
import { branchWords, nodeName, type Outline } from './outline.ts';
import { deepLink } from './plan-paths.ts';
import type { Stretch } from './text-layout.ts';

interface NodeDetailsProps {
  readonly version: PlanVersion;
  readonly text: string;
  readonly outline: Outline;
  readonly node: PlanNode;
  readonly onSelect: (nodeId: string) => void;
  readonly onShow: (place: Stretch) => void;
}

const Block = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="detail-block">
    <h3>{title}</h3>
    {children}
  </section>
);

const CopyLink = ({ link }: { readonly link: string }) => {
  const [copied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(link);
    setCopied(true);
  };
  return (
    <div className="copy-link">
      <input readOnly aria-label="本条链接" value={link} onFocus={(event) => event.target.select()} />
      <Button size="small" onClick={() => void copy().catch(() => setCopied(false))}>
        {copied ? '已复制' : '复制'}
      </Button>
    </div>
  );
};

const Breadcrumb = ({ outline, node, text, onSelect }: Pick<NodeDetailsProps, 'outline' | 'node' | 'text' | 'onSelect'>) => (
  <nav aria-label="所在位置" className="detail-path">
    <ol>
      {outline.ancestorsOf(node.nodeId).map((above) => (
        <li key={above.nodeId}>
          <button type="button" className="text-button" onClick={() => onSelect(above.nodeId)}>
            {nodeName(above, text)}
          </button>
        </li>
      ))}
    </ol>
  </nav>
);

const RecordEntry = ({ record, onShow }: { readonly record: RecordLine; readonly onShow: (place: Stretch) => void }) => (
  <li>
    <button type="button" className="text-button record-title" onClick={() => onShow(record.place)} title="看原文">
      {record.title}
    </button>
    {record.facts.length > 0 && (
      <dl>
        {record.facts.map((fact) => (
          <div key={`${fact.name} ${fact.value}`}>
            <dt>{fact.name}</dt>
            <dd>{fact.value}</dd>
          </div>
        ))}
      </dl>
    )}
  </li>
);

/** 专栏 → 举措 and back: the other end opens with a press, the shared words light up in the text. */
const CrossingBlock = ({
  ledger,
  outline,
  node,
  text,
  onSelect,
  onShow,
}: Pick<NodeDetailsProps, 'outline' | 'node' | 'text' | 'onSelect' | 'onShow'> & { readonly ledger: Ledger }) => {
  const crossings = crossingsOf(ledger, outline, node);
  if (crossings === null) return null;
  return (
    <Block title={`${crossings.name}（${crossings.list.length}）`}>
      <ul className="child-list" data-testid="crossings">
        {crossings.list.map(({ node: other, words, place }) => (
          <li key={other.nodeId}>
            <button type="button" className="text-button" onClick={() => onSelect(other.nodeId)}>
              {nodeName(other, text)}
            </button>
            {place === null ? (
              <span className="muted">本任务的专栏</span>
            ) : (
              <button type="button" className="text-button muted" title="看原文" onClick={() => onShow(place)}>
                都写到「{words}」
              </button>
            )}
          </li>
        ))}
      </ul>
    </Block>
  );
};

const LedgerBlocks = ({ version, node, text, outline, onSelect, onShow }: NodeDetailsProps) => {
  const ledger = useQuery({ ...queryOf(getLedger, { params: { planId: version.planId, versionId: version.versionId }, query: {} }), staleTime: Number.POSITIVE_INFINITY });
  if (ledger.error !== null) return <ProblemNotice problem={asProblem(ledger.error)} onRetry={() => void ledger.refetch()} />;
  if (ledger.data === undefined) return <p className="muted">正在读取台账…</p>;
  const groups = recordsOf(ledger.data, node);
  const findings = findingsAt(ledger.data.findings, node);
  return (
    <>
      <CrossingBlock ledger={ledger.data} outline={outline} node={node} text={text} onSelect={onSelect} onShow={onShow} />
      {groups.map((group) => (
        <Block key={group.name} title={`${group.name}（${group.lines.length}）`}>
          <ul className="record-list">
            {group.lines.map((record) => (
              <RecordEntry key={record.id} record={record} onShow={onShow} />
            ))}
          </ul>
        </Block>
      ))}
      {findings.length > 0 && (
        <Block title={`检查发现（${findings.length}）`}>
          <FindingList findings={findings} near={node} onShow={onShow} />
        </Block>
      )}
    </>
  );
};

const Children = ({ outline, node, text, onSelect }: Pick<NodeDetailsProps, 'outline' | 'node' | 'text' | 'onSelect'>) => {
  const children = outline.childrenOf(node.nodeId);
  if (children.length === 0) return null;
  return (
    <Block title={`下级（${children.length}）`}>
      <ul className="child-list">
        {children.map((child) => (
          <li key={child.nodeId}>
            <button type="button" className="text-button" onClick={() => onSelect(child.nodeId)}>
              {nodeName(child, text)}
            </button>
            <span className="muted">{branchWords(outline.branchOf(child.nodeId))}</span>
          </li>
        ))}
      </ul>
    </Block>
  );
};

/** Everything known of one node: where it stands, its own words, its children, its ledger records, its link. */
export const NodeDetails = ({ version, text, outline, node, onSelect, onShow }: NodeDetailsProps) => {
  const branch = branchWords(outline.branchOf(node.nodeId));
  return (
    <article className="details" aria-label="条目详情" data-testid="details">
      <Breadcrumb outline={outline} node={node} text={text} onSelect={onSelect} />
      <h2>{nodeName(node, text)}</h2>
      <p className="detail-facts">
        <Tag color="blue">{nodeKindLabel[node.kind]}</Tag>
        {branch !== '' && <span>{branch}</span>}
        <span className="muted" title="本条在全文中的字符位置，起含止不含">
          字符 {node.start}–{node.end}
        </span>
      </p>
      <Block title="本条原文">
        <blockquote className="own-words">{text.slice(node.start, node.end)}</blockquote>
      </Block>
      <LedgerBlocks version={version} node={node} text={text} outline={outline} onSelect={onSelect} onShow={onShow} />
      <Children outline={outline} node={node} text={text} onSelect={onSelect} />
      <Block title="本条链接">
        <CopyLink key={node.nodeId} link={deepLink(version.planId, version.versionId, node.nodeId)} />
        <p className="muted">
          编号 <code>{node.nodeId}</code>
        </p>
      </Block>
    </article>
  );
};
