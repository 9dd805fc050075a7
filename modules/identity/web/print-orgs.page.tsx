import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { Page as PageFrame, PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { getOrgTree, type Org, orgKindLabel } from '../contract/index.ts';
import './identity.css';

const Branch = ({ orgs, parentId }: { readonly orgs: readonly Org[]; readonly parentId: string | null }) => {
  const children = orgs.filter((org) => org.parentId === parentId);
  if (children.length === 0) return null;
  return (
    <ul className="print-tree">
      {children.map((org) => (
        <li key={org.orgId}>
          {org.name}（{orgKindLabel[org.kind]}
          {org.uscc === null ? '' : `，${org.uscc}`}）{org.stamp === 'demo' && '〔演示〕'}
          <Branch orgs={orgs} parentId={org.orgId} />
        </li>
      ))}
    </ul>
  );
};

/** The whole tree of a day, for paper. */
export const Page = ({ search }: PageProps<unknown, { readonly on?: string | undefined }>) => {
  const query = useQuery(queryOf(getOrgTree, { query: { on: search.on } }));
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <PageLoading />;
  return (
    <PageFrame
      title={`单位树（截至 ${query.data.on}）`}
      note={`共 ${query.data.items.length} 个单位`}
      actions={
        <Button className="no-print" onClick={() => window.print()}>
          打印
        </Button>
      }
    >
      <Branch orgs={query.data.items} parentId={null} />
    </PageFrame>
  );
};
