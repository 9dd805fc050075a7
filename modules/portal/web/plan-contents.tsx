import type { PlanNode } from '#plan/contract';
import { branchWords, nodeName, type Outline } from '#plan/web';

const listedKinds = new Set(['part', 'section', 'task', 'measure', 'box', 'annex', 'table']);

interface ContentsProps {
  readonly outline: Outline;
  readonly text: string;
}

const Entry = ({ node, outline, text }: ContentsProps & { readonly node: PlanNode }) => {
  const below = outline.childrenOf(node.nodeId).filter((child) => listedKinds.has(child.kind));
  const link = <a href={`#${node.nodeId}`}>{nodeName(node, text)}</a>;
  if (below.length === 0) return <li>{link}</li>;
  const counts = branchWords(outline.branchOf(node.nodeId));
  return (
    <li className="branch">
      {link}
      {counts !== '' && <small>{counts}</small>}
      <details open={node.kind === 'part'}>
        <summary aria-label={`${nodeName(node, text)}的下级`} />
        <Entries nodes={below} outline={outline} text={text} />
      </details>
    </li>
  );
};

const Entries = ({ nodes, outline, text }: ContentsProps & { readonly nodes: readonly PlanNode[] }) => (
  <ol>
    {nodes.map((node) => (
      <Entry key={node.nodeId} node={node} outline={outline} text={text} />
    ))}
  </ol>
);

/** The contents: nested, to be opened without scripts, each entry a link to its words. */
export const PlanContents = ({ outline, text }: ContentsProps) => (
  <nav aria-labelledby="contents" className="contents">
    <h2 id="contents">目录</h2>
    <Entries nodes={outline.roots.filter((node) => listedKinds.has(node.kind))} outline={outline} text={text} />
  </nav>
);
