import { Input } from 'antd';
import { useDeferredValue, useMemo, useState } from 'react';
import { TreeView } from '#ui/tree-view.tsx';
import { type Org, orgKindLabel } from '../contract/index.ts';
import { filterOrgs } from './filter-orgs.ts';
import { DayField, FormField } from './form-field.tsx';

interface OrgTreePanelProps {
  readonly orgs: readonly Org[];
  readonly on: string;
  readonly onDay: (day: string) => void;
  readonly selected: string | undefined;
  readonly onSelect: (orgId: string) => void;
}

const toEntry = (org: Org) => ({ id: org.orgId as string, parent: org.parentId as string | null, org });

/** The tree of a day with search; while something is searched the branches with hits are open. */
export const OrgTreePanel = ({ orgs, on, onDay, selected, onSelect }: OrgTreePanelProps) => {
  const [words, setWords] = useState('');
  const settled = useDeferredValue(words);
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const { shown, hits } = useMemo(() => filterOrgs(orgs, settled), [orgs, settled]);
  const entries = useMemo(() => shown.map(toEntry), [shown]);
  const expanded = useMemo(() => new Set(shown.map(({ orgId }) => orgId as string).filter((id) => settled !== '' || !closed.has(id))), [shown, closed, settled]);
  const toggle = (id: string, open: boolean): void =>
    setClosed((before) => {
      const next = new Set(before);
      if (open) next.delete(id);
      else next.add(id);
      return next;
    });
  return (
    <section className="orgs-pane" aria-label="单位树">
      <div className="orgs-tools">
        <FormField label="查找单位">
          {(id) => <Input id={id} type="search" allowClear placeholder="名称、简称或信用代码" value={words} onChange={(event) => setWords(event.target.value)} />}
        </FormField>
        <DayField label="截至日期" value={on} onChange={onDay} />
      </div>
      <TreeView
        label="单位树"
        items={entries}
        expanded={expanded}
        selected={selected}
        onSelect={onSelect}
        onToggle={toggle}
        render={({ org }) => (
          <>
            <span className={hits.has(org.orgId) ? 'org-name org-hit' : 'org-name'}>{org.name}</span>
            <span className="org-kind">{orgKindLabel[org.kind]}</span>
          </>
        )}
      />
      <div className="orgs-foot" role="status">
        {settled === '' ? `${on} 共 ${orgs.length} 个单位` : `找到 ${hits.size} 个单位`}
      </div>
    </section>
  );
};
