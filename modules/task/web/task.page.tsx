import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { ActionOffer } from '#kernel/decision.ts';
import type { Reply } from '#kernel/endpoint.ts';
import { PanelSlot } from '#kernel/web/panel-slot.tsx';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { answerPaths } from '#answer/web';
import { useMe } from '#identity/web';
import { ActionButton } from '#ui/action-button.tsx';
import { PageLoading, Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import {
  assignmentRoleLabel,
  assignmentStateLabel,
  getTask,
  itemStepActions,
  refusalGroundLabel,
  standardKindLabel,
  takeItemStep,
  takeTaskSteps,
  taskStepActions,
  taskTierLabel,
} from '../contract/index.ts';
import type { ItemStepAction, RowResult, TaskId, TaskStepAction } from '../contract/index.ts';
import { AssignmentSteps } from './assignment-steps.tsx';
import { EditTask } from './edit-task.tsx';
import { FormDialog } from '#ui/form-dialog.tsx';
import { TextField } from '#ui/form-fields.tsx';
import { OpinionPanel } from './opinion-panel.tsx';
import { RowResults } from './row-results.tsx';
import { taskPaths } from './task-paths.ts';
import { taskSlots } from './task-slots.ts';
import { ItemTag, momentWords, ReportTag, Tag } from './words.tsx';
import './task.css';

type Detail = Reply<typeof getTask>;
const isItemStep = (action: string): action is ItemStepAction => itemStepActions.some((one) => one === action);
const isTaskStep = (action: string): action is TaskStepAction => taskStepActions.some((one) => one === action);

const origin = (detail: Detail, field: string): string =>
  detail.origin[field] === 'text' ? '（出自原文）' : `（经决定补充：${detail.decidedBy}，${detail.decidedAt.slice(0, 10)}）`;

const Actions = ({ detail, onEdit }: { readonly detail: Detail; readonly onEdit: () => void }) => {
  const [asking, setAsking] = useState<ActionOffer>();
  const [reason, setReason] = useState('');
  const [items, setItems] = useState<readonly RowResult[]>();
  const item = useWrite(takeItemStep, () => setAsking(undefined));
  const whole = useWrite(takeTaskSteps, (reply) => setItems(reply.items));
  const { taskId, revision } = detail.task;
  const start = (offer: ActionOffer): void => {
    if (offer.action === 'edit') onEdit();
    else if (isTaskStep(offer.action) && offer.action !== 'drop') whole.mutate({ body: { action: offer.action, taskIds: [taskId] } });
    else setAsking(offer);
  };
  const send = (offer: ActionOffer): void => {
    if (isItemStep(offer.action)) item.mutate({ params: { taskId }, body: { action: offer.action, expectedRevision: revision, reason } });
    else if (isTaskStep(offer.action)) whole.mutate({ body: { action: offer.action, taskIds: [taskId], reason } }, { onSuccess: () => setAsking(undefined) });
  };
  return (
    <>
      <Button onClick={() => window.print()}>打印</Button>
      {detail.actions.map((offer) => (
        <ActionButton
          key={offer.action}
          offer={offer}
          primary={offer.action === 'issue' || offer.action === 'apply' || offer.action === 'verify'}
          busy={whole.isPending}
          onAct={() => start(offer)}
        />
      ))}
      {items?.some(({ isDone }) => !isDone) === true && <RowResults words="办理" items={items} />}
      {asking !== undefined && (
        <FormDialog
          title={asking.label}
          submit={asking.label}
          busy={item.isPending || whole.isPending}
          error={item.error ?? whole.error}
          onClose={() => setAsking(undefined)}
          onSubmit={() => send(asking)}
        >
          <TextField label="说明" lines={3} value={reason} onChange={setReason} />
        </FormDialog>
      )}
    </>
  );
};

const Assignments = ({ detail }: { readonly detail: Detail }) => (
  <section className="task-panel" aria-label="责任单位">
    <h2>责任单位</h2>
    <ul className="task-lines">
      {detail.assignments.map((one) => (
        <li key={one.assignmentId}>
          <strong>{one.org.name}</strong>（{assignmentRoleLabel[one.role]}）
          <Tag words={assignmentStateLabel[one.state]} tone={one.state === 'accepted' ? 'good' : one.state === 'refused' ? 'bad' : 'plain'} />
          {one.isRuled && <Tag words="裁定" tone="warn" />}
          {one.isUnsigned && <span className="task-over"> 过期未签收</span>}
          <div className="muted">
            {one.person !== null && `责任人 ${one.person.name}${one.deputy === null ? '' : `，替代 ${one.deputy.name}`}。`}
            {one.acceptDueOn !== null && one.state === 'awaiting' && `签收期限 ${one.acceptDueOn}。`}
            {one.refusalGround !== null && one.state === 'refused' && `退签：${refusalGroundLabel[one.refusalGround]}，${one.refusalNote ?? ''}。`}
            {one.replaces !== null && '由变更分工而来。'}
          </div>
          {one.actions.length > 0 && <AssignmentSteps assignment={one} />}
        </li>
      ))}
    </ul>
  </section>
);

/** The words of the plan, and for those who may see it how the clause is answered. */
const ClauseLinks = ({ task }: Pick<Detail, 'task'>) => {
  const { can } = useMe();
  return (
    <>
      <Link to={`/plans/${task.planId}` as never} search={{ node: task.clause } as never}>
        方案原文
      </Link>
      {can('answer.read') && (
        <>
          {' '}
          <Link to={answerPaths.clause(task.planId, task.clause) as never}>应答和证据</Link>
        </>
      )}
    </>
  );
};

const Facts = ({ detail }: { readonly detail: Detail }) => {
  const { task } = detail;
  return (
    <section className="task-panel" aria-label="任务内容">
      <h2>任务内容</h2>
      <dl className="task-facts">
        <dt>编号</dt>
        <dd>
          {task.code}（{task.year} 年）
        </dd>
        <dt>条款</dt>
        <dd>
          <ClauseLinks task={task} />
        </dd>
        <dt>完成标准</dt>
        <dd>
          {detail.standardKind === null ? '未定' : `${standardKindLabel[detail.standardKind]}：${detail.standardText}`}
          <span className="muted">{origin(detail, 'standardText')}</span>
        </dd>
        <dt>起止</dt>
        <dd>
          {task.startsOn} 至 <span className={task.isOverdue ? 'task-over' : ''}>{task.dueOn ?? '未定'}</span>
          {task.dueOriginalOn !== null && task.dueOriginalOn !== task.dueOn && `（原定 ${task.dueOriginalOn}）`}
          <span className="muted">{origin(detail, 'dueOn')}</span>
        </dd>
        <dt>填报周期</dt>
        <dd>
          {taskTierLabel[task.tier]}
          {detail.watchedFor !== null && `；盯办：${detail.watchedFor}，每月填报`}
        </dd>
        {detail.upperTask !== '' && (
          <>
            <dt>上级任务</dt>
            <dd>{detail.upperTask}</dd>
          </>
        )}
        {detail.leader !== null && (
          <>
            <dt>县领导</dt>
            <dd>{detail.leader.name}</dd>
          </>
        )}
        {detail.lacking.length > 0 && (
          <>
            <dt>还缺</dt>
            <dd className="task-over">{detail.lacking.join('、')}</dd>
          </>
        )}
        {task.itemState === 'advancing' && detail.unmet !== null && (
          <>
            <dt>销号还差</dt>
            <dd>{detail.unmet}</dd>
          </>
        )}
      </dl>
      <h2>节点</h2>
      <ul className="task-lines">
        {detail.milestones.map((one) => (
          <li key={one.milestoneId}>
            {one.dueOn} {one.title} {one.provedOn === null ? '' : <Tag words={`${one.provedOn} 完成`} tone="good" />}
          </li>
        ))}
      </ul>
    </section>
  );
};

/** One yearly task: wording with its origin, units with their acts, opinions, reports, and everything that happened. */
export const Page = ({ params }: PageProps<{ readonly taskId: TaskId }, unknown>) => {
  const [isEditing, setEditing] = useState(false);
  const query = useQuery(queryOf(getTask, { params }));
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  const detail = query.data;
  if (detail === undefined) return <PageLoading />;
  return (
    <PageFrame
      title={detail.task.title}
      note={
        <>
          <ItemTag state={detail.task.itemState} /> {detail.task.stamp === 'demo' && <span className="demo-mark">演示</span>}
        </>
      }
      actions={<Actions detail={detail} onEdit={() => setEditing(true)} />}
    >
      {isEditing && <EditTask taskId={params.taskId} revision={detail.task.revision} onClose={() => setEditing(false)} />}
      <div className="task-columns">
        <div>
          <Facts detail={detail} />
          <Assignments detail={detail} />
          <OpinionPanel detail={detail} />
        </div>
        <aside>
          {detail.task.itemState !== null && <PanelSlot slot={taskSlots.task} subject={params.taskId} />}
          <section className="task-panel" aria-label="历次填报">
            <h2>历次填报</h2>
            {detail.reports.length === 0 && <p className="muted">还没有填报。</p>}
            <ul className="task-lines">
              {detail.reports.map((one) => (
                <li key={one.reportId}>
                  <Link to={taskPaths.report(one.roundId, one.assignmentId) as never}>{one.period}</Link> {one.org} <ReportTag state={one.state} />
                  {one.wasUnapproved && <span className="task-over"> 封账时未核定</span>}
                  <div>{one.isNoChange ? '无变化' : one.done}</div>
                </li>
              ))}
            </ul>
          </section>
          <section className="task-panel" aria-label="经过">
            <h2>经过</h2>
            <ul className="task-lines">
              {detail.steps.map((step) => (
                <li key={`${step.at}${step.action}${step.unit ?? ''}`}>
                  {momentWords(step.at)} {step.actor}
                  {step.onBehalfOf === null ? '' : `（代${step.onBehalfOf}）`} {step.unit === null ? '' : `${step.unit}：`}
                  {step.action} → {step.to}
                  {step.reason === null ? '' : `（${step.reason}）`}
                  {step.note === '' ? '' : `：${step.note}`}
                </li>
              ))}
            </ul>
          </section>
        </aside>
      </div>
    </PageFrame>
  );
};
