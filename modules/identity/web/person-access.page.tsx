import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { Page as PageFrame, PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { getPersonAccess, personStatusLabel, roleLabel, type UserId } from '../contract/index.ts';
import { DayField } from './form-field.tsx';
import { dayRange, reachedName } from './grant-words.ts';
import { identityPaths } from './identity-paths.ts';
import './identity.css';

type View = Reply<typeof getPersonAccess>;

const Reaches = ({ view }: { readonly view: View }) => (
  <section className="panel" aria-label="授权">
    <h2>以什么身份</h2>
    <div className="table-wide">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">角色</th>
            <th scope="col">单位</th>
            <th scope="col">区划</th>
            <th scope="col">方案章节</th>
            <th scope="col">起止日期</th>
          </tr>
        </thead>
        <tbody>
          {view.reaches.map((reach) => (
            <tr key={reach.grantId}>
              <td>
                {roleLabel[reach.role]}
                {reach.isDelegated && <small className="muted block">代理</small>}
              </td>
              <td>{reach.orgs === null ? '全部单位' : reach.orgs.map(reachedName).join('、')}</td>
              <td>{reach.regions.join('、')}</td>
              <td>{reach.planPaths === null ? '全部方案' : reach.planPaths.join('、')}</td>
              <td>{dayRange(reach)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  </section>
);

const Permissions = ({ view }: { readonly view: View }) => {
  const roleOf = new Map<string, string>(view.reaches.map(({ grantId, role }) => [grantId, roleLabel[role]]));
  return (
    <section className="panel" aria-label="权限">
      <h2>能做什么</h2>
      <ul>
        {view.permissions.map(({ permission, label, needsSecondFactor, grantIds }) => (
          <li key={permission}>
            {label}
            <span className="muted">
              {' '}
              — {[...new Set(grantIds.map((id) => roleOf.get(id) ?? ''))].join('、')}
              {needsSecondFactor && '，需第二重验证'}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** What a person can do and see on a day. Looking is recorded; the person can see who looked. */
export const Page = ({ params, search, setSearch }: PageProps<{ readonly userId: UserId }, { readonly on?: string | undefined }>) => {
  const query = useQuery(pageQueryOf(getPersonAccess, { params, query: { on: search.on } }));
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  const view = query.data;
  if (view === undefined) return <PageLoading />;
  return (
    <PageFrame
      title={`${view.person.name}能看到什么`}
      note={`${personStatusLabel[view.person.status]}；按 ${view.on} 的授权和机构计算。本次查看已留痕，本人可以查到。`}
      actions={<Link to={identityPaths.grants({ q: view.person.name }) as never}>查看全部授权</Link>}
    >
      <div className="stack">
        <DayField label="哪一天" value={search.on ?? view.on} onChange={(on) => setSearch({ on: on === '' ? undefined : on })} />
        {view.reaches.length === 0 ? (
          <EmptyState title="这一天没有任何有效的授权" hint={view.person.status === 'active' ? '登录后只能看公开内容和自己的账户。' : '账号已停用或离任，不能登录。'} />
        ) : (
          <>
            <Reaches view={view} />
            <Permissions view={view} />
          </>
        )}
      </div>
    </PageFrame>
  );
};
