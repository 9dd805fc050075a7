import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { Page as PageFrame, PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { getPerson, type HandoverState, handoverStateLabel, personStatusLabel, type PostView, type UserId } from '../contract/index.ts';
import { AppointDialog } from './appoint-dialog.tsx';
import { ChangePersonDialog } from './change-person-dialog.tsx';
import { DelegationTable } from './delegation-table.tsx';
import { EndPostDialog } from './end-post-dialog.tsx';
import { identityPaths } from './identity-paths.ts';
import { PlanHandoverDialog } from './plan-handover-dialog.tsx';
import { PostTable } from './post-table.tsx';
import { useMe } from './use-me.ts';
import './identity.css';

type View = Reply<typeof getPerson>;
type Task = { readonly kind: 'change' } | { readonly kind: 'appoint' } | { readonly kind: 'end' | 'handover'; readonly post: PostView };

const TaskDialog = ({ task, view, onClose }: { readonly task: Task; readonly view: View; readonly onClose: () => void }) => {
  switch (task.kind) {
    case 'change':
      return <ChangePersonDialog person={view.person} onClose={onClose} />;
    case 'appoint':
      return <AppointDialog userId={view.person.userId} name={view.person.displayName} onClose={onClose} />;
    case 'end':
      return <EndPostDialog post={task.post} onClose={onClose} />;
    default:
      return <PlanHandoverDialog post={task.post} onClose={onClose} />;
  }
};

const Handovers = ({ view }: { readonly view: View }) =>
  view.handovers.length === 0 ? null : (
    <section className="panel" aria-label="移交">
      <h2>岗位移交</h2>
      <ol className="timeline">
        {view.handovers.map((one) => (
          <li key={one.handoverId}>
            <span>{one.effectiveOn}</span>
            <span>
              <Link to={identityPaths.handover(one.handoverId) as never}>{one.title}</Link> <span className="tag">{handoverStateLabel[one.state as HandoverState]}</span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );

/** One person: posts over time, delegations, hand-overs, and what may be done. */
export const Page = ({ params }: PageProps<{ readonly userId: UserId }, unknown>) => {
  const query = useQuery(queryOf(getPerson, { params }));
  const { can } = useMe();
  const [task, setTask] = useState<Task>();
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  const view = query.data;
  if (view === undefined) return <PageLoading />;
  const { person } = view;
  const offerOf = (action: string) => view.actions.find((offer) => offer.action === action);
  const change = offerOf('identity.administer-people');
  const appoint = offerOf('identity.appoint');
  return (
    <PageFrame
      title={
        <>
          {person.displayName} {person.stamp === 'demo' && <span className="tag tag-demo">演示</span>}
        </>
      }
      note={`${personStatusLabel[person.status]}${person.accountName === null ? '' : `，账号 ${person.accountName}`}`}
      actions={
        <>
          {appoint !== undefined && <ActionButton offer={{ ...appoint, label: '任命岗位' }} primary onAct={() => setTask({ kind: 'appoint' })} />}
          {can('identity.read-grants') && (
            <Link className="plain-button" to={identityPaths.personAccess(person.userId) as never}>
              能看到什么
            </Link>
          )}
          {change !== undefined && <ActionButton offer={{ ...change, label: '更正或停用' }} onAct={() => setTask({ kind: 'change' })} />}
        </>
      }
    >
      <div className="stack">
        <section className="panel" aria-label="岗位">
          <h2>岗位</h2>
          <PostTable posts={view.posts} onEnd={(post) => setTask({ kind: 'end', post })} onHandover={(post) => setTask({ kind: 'handover', post })} />
        </section>
        {view.given.length + view.received.length > 0 && (
          <section className="panel" aria-label="代理">
            <h2>代理</h2>
            <DelegationTable rows={[...view.given, ...view.received]} />
          </section>
        )}
        <Handovers view={view} />
      </div>
      {task !== undefined && <TaskDialog task={task} view={view} onClose={() => setTask(undefined)} />}
    </PageFrame>
  );
};
