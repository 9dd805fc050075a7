import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { offlineQueueOf } from '#kernel/web/use-offline-queue.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { useMe } from '#identity/web';
import { PageLoading, Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { assignmentRoleLabel, getDebt, judgementLabel, standardKindLabel } from '../contract/index.ts';
import type { AssignmentId, RoundId } from '../contract/index.ts';
import { placeOfList } from './debt-walk.ts';
import { ReportEditor } from './report-editor.tsx';
import type { Debt } from './report-editor.tsx';
import { ReportSteps } from './report-steps.tsx';
import { useOpening } from './use-opening.ts';
import { momentWords, ReportTag, StandingTag } from './words.tsx';
import './task.css';

const useDebt = (params: { readonly roundId: RoundId; readonly assignmentId: AssignmentId }) => useQuery(queryOf(getDebt, { params }));

const Beside = ({ debt }: { readonly debt: Debt }) => (
  <aside>
    <section className="task-panel" aria-label="任务要求">
      <h2>任务要求</h2>
      <dl className="task-facts">
        <dt>单位</dt>
        <dd>
          {debt.debt.org.name}（{assignmentRoleLabel[debt.debt.role]}）
        </dd>
        <dt>期限</dt>
        <dd>{debt.debt.dueOn}</dd>
        <dt>完成标准</dt>
        <dd>
          {debt.standardKind === null ? '' : `${standardKindLabel[debt.standardKind]}：`}
          {debt.standardText}
        </dd>
        <dt>约需</dt>
        <dd>{debt.debt.minutes} 分钟</dd>
      </dl>
    </section>
    {debt.last !== null && (
      <section className="task-panel" aria-label="上期填报">
        <h2>上期（{debt.last.period}）</h2>
        <p className="task-beside">{debt.last.done === '' ? '（无变化）' : debt.last.done}</p>
        {debt.last.next !== '' && <p className="muted">当时打算：{debt.last.next}</p>}
      </section>
    )}
    {debt.parts.length > 0 && (
      <section className="task-panel" aria-label="其他单位的部分">
        <h2>其他单位的部分</h2>
        <ul className="task-lines">
          {debt.parts.map((part) => (
            <li key={part.org}>
              {part.org}（{assignmentRoleLabel[part.role]}）{part.isMissing ? <span className="task-over">缺报</span> : part.done === null ? '未报' : `：${part.done}`}
            </li>
          ))}
        </ul>
      </section>
    )}
    {debt.steps.length > 0 && (
      <section className="task-panel" aria-label="经过">
        <h2>经过</h2>
        <ul className="task-lines">
          {debt.steps.slice(0, 12).map((step) => (
            <li key={`${step.at}${step.action}`}>
              {momentWords(step.at)} {step.actor} {step.action}
              {step.reason === null ? '' : `（${step.reason}）`}
              {step.note === '' ? '' : `：${step.note}`}
            </li>
          ))}
        </ul>
      </section>
    )}
  </aside>
);

const ReadOnly = ({ debt }: { readonly debt: Debt }) => {
  const { report } = debt;
  useOpening(debt);
  if (report === null) return <section className="task-panel">还没有填报。</section>;
  const { content } = report;
  return (
    <section className="task-panel" aria-label="填报内容">
      <dl className="task-facts">
        <dt>本期进展</dt>
        <dd>{content.isNoChange ? '无变化' : content.done}</dd>
        <dt>下期打算</dt>
        <dd>{content.next === '' ? '（空）' : content.next}</dd>
        <dt>单位自评</dt>
        <dd>{judgementLabel[content.judgement]}</dd>
        {content.countToDate !== null && (
          <>
            <dt>今年累计</dt>
            <dd>{content.countToDate} 次</dd>
          </>
        )}
        <dt>填报人</dt>
        <dd>{report.writtenBy}</dd>
        <dt>审签</dt>
        <dd>{report.signedBy === null ? '未审签' : `${report.signedBy}（${momentWords(report.signedAt ?? '')}）`}</dd>
      </dl>
      {content.claims.length > 0 && (
        <ul className="task-lines">
          {content.claims.map((claim) => (
            <li key={claim.milestoneId}>
              完成节点「{debt.dueMilestones.find(({ milestoneId }) => milestoneId === claim.milestoneId)?.title ?? '节点'}」：{claim.proof}
              <span className="task-photos">
                {claim.photoIds.map((photoId) => (
                  <img key={photoId} src={`/api/photos/${photoId}`} alt="佐证照片" />
                ))}
              </span>
            </li>
          ))}
        </ul>
      )}
      {content.facts
        .filter(({ answer }) => answer === 'disputed')
        .map((fact) => (
          <p key={fact.factId} className="task-over">
            有异议：{debt.facts.find(({ factId }) => factId === fact.factId)?.words ?? ''}（{fact.reason}）
          </p>
        ))}
    </section>
  );
};

/** What waits on this device is read before the form begins, so that it continues where the person stopped. */
const useOwner = (): string | undefined => {
  const { me } = useMe();
  const [ready, setReady] = useState<string>();
  const ownerId = me?.userId;
  useEffect(() => {
    if (ownerId !== undefined)
      void offlineQueueOf(ownerId)
        .refresh()
        .finally(() => setReady(ownerId));
  }, [ownerId]);
  return ready;
};

interface ReportSearch {
  readonly list?: string | undefined;
  readonly next?: string | undefined;
}

/** One debt: prefilled facts, the last text beside the new one, photos with place, keys for everything. */
export const Page = ({ params, search }: PageProps<{ readonly roundId: RoundId; readonly assignmentId: AssignmentId }, ReportSearch>) => {
  const navigate = useNavigate();
  const query = useDebt(params);
  const ownerId = useOwner();
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  const debt = query.data;
  if (debt === undefined || ownerId === undefined) return <PageLoading />;
  const isWriting = debt.actions.some(({ action, allowed }) => action === 'save' && allowed);
  const blocked = debt.actions.find(({ action, allowed }) => action === 'save' && !allowed);
  return (
    <PageFrame
      title={debt.debt.title}
      note={
        <>
          {debt.debt.period} 调度 <StandingTag standing={debt.debt.standing} /> {debt.report !== null && <ReportTag state={debt.report.state} />}
          {debt.report?.wasUnapproved === true && <span className="task-over"> 封账时未核定</span>}
        </>
      }
      actions={<ReportSteps debt={debt} />}
    >
      {blocked?.reason != null && <p role="status">{blocked.reason}</p>}
      <div className="task-columns">
        {isWriting ? (
          <ReportEditor key={`${params.roundId}${params.assignmentId}`} debt={debt} params={params} ownerId={ownerId} onSent={() => void navigate(placeOfList(search) as never)} />
        ) : (
          <ReadOnly debt={debt} />
        )}
        <Beside debt={debt} />
      </div>
    </PageFrame>
  );
};
