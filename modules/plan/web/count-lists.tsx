import { nodeKindLabel, nodeKinds, type PlanCounts, recordListLabel } from '../contract/index.ts';
import { nodeCount } from './words.ts';

const quietKinds = new Set(['document', 'title']);
const majorKinds = new Set(['measure', 'box']);

/** What was read: outline nodes by kind, then ledger records by list; what does not occur is left out. */
export const CountLists = ({ counts }: { readonly counts: PlanCounts }) => {
  const kinds = nodeKinds.filter((kind) => !quietKinds.has(kind) && nodeCount(counts, kind) > 0);
  const lists = (Object.keys(recordListLabel) as (keyof typeof recordListLabel)[]).filter((name) => counts[name] > 0);
  return (
    <>
      <h3>目录</h3>
      {kinds.length === 0 && <p>没有读出任何条目。请检查文件是否是方案的正文。</p>}
      <ul className="count-list" data-testid="counts">
        {kinds.map((kind) => (
          <li key={kind} className={majorKinds.has(kind) ? 'major' : ''}>
            <b>{nodeCount(counts, kind)}</b> {nodeKindLabel[kind]}
          </li>
        ))}
      </ul>
      {lists.length > 0 && <h3>台账</h3>}
      <ul className="count-list">
        {lists.map((name) => (
          <li key={name}>
            <b>{counts[name]}</b> {recordListLabel[name]}
          </li>
        ))}
      </ul>
    </>
  );
};
