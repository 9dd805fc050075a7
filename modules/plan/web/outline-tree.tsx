import { Button } from 'antd';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { TreeView } from '#ui/tree-view.tsx';
import { nodeKindLabel, type PlanNode } from '../contract/index.ts';
import { type BranchCounts, branchWords, nodeTitle, type Outline } from './outline.ts';

interface Entry {
  readonly id: string;
  readonly parent: string | null;
  readonly node: PlanNode;
  readonly counts: BranchCounts;
}

const openAtFirst = new Set(['part', 'section']);

const initiallyOpen = (outline: Outline): ReadonlySet<string> => new Set(outline.nodes.filter((node) => openAtFirst.has(node.kind)).map((node) => node.nodeId));

const badge = (counts: BranchCounts): string => {
  const parts = [counts.measures, counts.boxes].map(String);
  if (counts.measures > 0 && counts.boxes > 0) return parts.join('+');
  return counts.measures > 0 ? String(counts.measures) : counts.boxes > 0 ? `+${counts.boxes}` : '';
};

const Row = ({ entry, text }: { readonly entry: Entry; readonly text: string }) => {
  const { node, counts } = entry;
  const count = badge(counts);
  return (
    <span className={`outline-row kind-${node.kind}`} title={`${nodeKindLabel[node.kind]}：${node.label ?? ''}${nodeTitle(node, text)}`}>
      {node.label !== null && <span className="outline-label">{node.label}</span>}
      <span className="outline-title">{nodeTitle(node, text)}</span>
      {count !== '' && (
        <span className="outline-count" title={branchWords(counts)}>
          <span aria-hidden="true">{count}</span>
          <span className="visually-hidden">（含{branchWords(counts)}）</span>
        </span>
      )}
    </span>
  );
};

interface OutlineTreeProps {
  readonly outline: Outline;
  readonly text: string;
  readonly selected: string | undefined;
  readonly onSelect: (nodeId: string) => void;
}

/** The outline as a tree; a selected node's branches open by themselves. */
export const OutlineTree = ({ outline, text, selected, onSelect }: OutlineTreeProps) => {
  const [expanded, setExpanded] = useState(() => initiallyOpen(outline));
  const entries = useMemo(
    () => outline.nodes.filter((node) => node.kind !== 'document').map((node): Entry => ({ id: node.nodeId, parent: node.parent, node, counts: outline.branchOf(node.nodeId) })),
    [outline],
  );
  useEffect(() => setExpanded(initiallyOpen(outline)), [outline]);
  useEffect(() => {
    if (selected === undefined) return;
    const above = outline.ancestorsOf(selected).map((node) => node.nodeId);
    setExpanded((open) => (above.every((id) => open.has(id)) ? open : new Set([...open, ...above])));
  }, [outline, selected]);
  const onToggle = useCallback((id: string, open: boolean) => {
    setExpanded((before) => {
      const after = new Set(before);
      if (open) after.add(id);
      else after.delete(id);
      return after;
    });
  }, []);
  return (
    <div className="outline-tree">
      <div className="pane-tools">
        <Button size="small" type="text" onClick={() => setExpanded(new Set(entries.map((entry) => entry.id)))}>
          全部展开
        </Button>
        <Button size="small" type="text" onClick={() => setExpanded(new Set())}>
          全部折叠
        </Button>
        <span className="pane-hint">数字：举措+专栏</span>
      </div>
      <TreeView
        label="方案目录"
        items={entries}
        expanded={expanded}
        selected={selected}
        onSelect={onSelect}
        onToggle={onToggle}
        render={(entry) => <Row entry={entry} text={text} />}
      />
    </div>
  );
};
