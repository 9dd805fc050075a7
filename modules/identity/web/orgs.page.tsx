import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { getOrgTree, type OrgId } from '../contract/index.ts';
import { ChangeOrgDialog } from './change-org-dialog.tsx';
import { identityPaths } from './identity-paths.ts';
import { OrgDetails } from './org-details.tsx';
import { OrgTreePanel } from './org-tree-panel.tsx';
import { RegisterMenu } from './register-menu.tsx';
import './identity.css';

interface OrgsSearch {
  readonly on?: string | undefined;
  readonly org?: OrgId | undefined;
}

/** The tree of units as of a day, and the unit that is chosen in it. */
export const Page = ({ search, setSearch }: PageProps<unknown, OrgsSearch>) => {
  const query = useQuery(pageQueryOf(getOrgTree, { query: { on: search.on } }));
  const [isNew, setNew] = useState(false);
  const select = (orgId: string): void => setSearch({ org: orgId as OrgId }, { push: true });
  const tree = query.data;
  const offer = tree?.actions[0];
  const on = search.on ?? tree?.on ?? '';
  return (
    <PageFrame
      title="单位"
      note="单位的设立、更名、合并、分设和撤销都有生效日期和理由；选一个日期，看到那一天的单位树。"
      full
      actions={
        <>
          {offer !== undefined && <ActionButton offer={{ ...offer, label: '新设顶层单位' }} onAct={() => setNew(true)} />}
          <RegisterMenu on={on} />
          <Link to={identityPaths.printOrgs(on) as never} className="plain-button">
            打印单位树
          </Link>
        </>
      }
    >
      {query.error !== null && <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />}
      {tree !== undefined && (
        <div className="orgs-split">
          <OrgTreePanel orgs={tree.items} on={on} onDay={(day) => day !== '' && setSearch({ on: day })} selected={search.org} onSelect={select} />
          {search.org === undefined ? (
            <section className="orgs-pane" aria-label="单位详情">
              <EmptyState
                title={tree.items.length === 0 ? '这一天还没有单位' : '请在左侧选择一个单位'}
                hint={tree.items.length === 0 ? '新设一个顶层单位，或导入单位与人员名册。' : '方向键移动，回车选择。'}
              />
            </section>
          ) : (
            <OrgDetails key={search.org} orgId={search.org} on={on} onSelect={select} />
          )}
        </div>
      )}
      {isNew && (
        <ChangeOrgDialog
          act="establish"
          view={undefined}
          on={on}
          onClose={() => setNew(false)}
          onSaved={(orgId) => {
            setNew(false);
            select(orgId);
          }}
        />
      )}
    </PageFrame>
  );
};
