import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { asProblem, ProblemError } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { PageLoading, Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { assignmentRoleLabel, getDebt, judgementLabel, judgements, saveReport, standardKindLabel } from '../contract/index.ts';
import type { AssignmentId, Judgement, ReportContentInput, RoundId } from '../contract/index.ts';
import { ChoiceField, TextField } from './form-parts.tsx';
import { FactList } from './fact-list.tsx';
import { MilestoneClaims } from './milestone-claims.tsx';
import { dropDraft, keepDraft, keptDraft } from './report-drafts.ts';
import { ReportSteps } from './report-steps.tsx';
import { taskPaths } from './task-paths.ts';
import { useAct } from './use-act.ts';
import { momentWords, ReportTag, StandingTag } from './words.tsx';
import './task.css';

type Debt = NonNullable<ReturnType<typeof useDebt>['data']>;
const useDebt = (params: { readonly roundId: RoundId; readonly assignmentId: AssignmentId }) => useQuery(queryOf(getDebt, { params }));

const emptyContent: ReportContentInput = { isNoChange: false, done: '', next: '', judgement: 'normal', countToDate: null, claims: [], facts: [], explanations: {} };

/** The first form is prefilled: what the modules delivered stands confirmed until somebody disputes it. */
const startOf = (debt: Debt): ReportContentInput =>
  debt.report?.content ?? {
    ...emptyContent,
    judgement: debt.last?.judgement ?? 'normal',
    countToDate: debt.isCounted ? (debt.last?.countToDate ?? null) : null,
    facts: debt.facts.map(({ factId }) => ({ factId, answer: 'confirmed', reason: '' })),
  };

const lengthNote = (text: string, limit: number) => <span className={[...text].length > limit ? 'task-over' : ''}>{`${[...text].length}/${limit} 字`}</span>;

interface FormProps {
  readonly debt: Debt;
  readonly content: ReportContentInput;
  readonly change: (part: Partial<ReportContentInput>) => void;
}

const Fields = ({ debt, content, change }: FormProps) => (
  <>
    {debt.facts.length > 0 && <FactList facts={debt.facts} answers={content.facts} onChange={(facts) => change({ facts })} />}
    <TextField label="本期进展" lines={4} value={content.done} onChange={(done) => change({ done, isNoChange: false })} hint={lengthNote(content.done, debt.limits.done)} />
    <TextField label="下期打算" lines={3} value={content.next} onChange={(next) => change({ next })} hint={lengthNote(content.next, debt.limits.next)} />
    {debt.isCounted && (
      <TextField
        label="今年累计次数"
        type="number"
        value={content.countToDate ?? ''}
        onChange={(text) => change({ countToDate: text === '' ? null : text })}
        hint={debt.last?.countToDate == null ? '' : `上期 ${debt.last.countToDate}`}
      />
    )}
    <ChoiceField<Judgement>
      label="单位自评"
      value={content.judgement}
      choices={judgements}
      labels={judgementLabel}
      onChange={(judgement) => change({ judgement: judgement === '' ? 'normal' : judgement })}
    />
    {debt.dueMilestones.length > 0 && <MilestoneClaims debt={debt} claims={content.claims} onChange={(claims) => change({ claims })} />}
    {debt.checks
      .filter(({ kind }) => kind === 'soft')
      .map(({ check, message }) => (
        <TextField
          key={check}
          label={`说明：${message}`}
          value={content.explanations[check] ?? ''}
          onChange={(text) => change({ explanations: { ...content.explanations, [check]: text } })}
          hint={`至少 ${debt.limits.explanation} 字`}
        />
      ))}
  </>
);

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

const Editor = ({ debt, params }: { readonly debt: Debt; readonly params: { readonly roundId: RoundId; readonly assignmentId: AssignmentId } }) => {
  const navigate = useNavigate();
  const { roundId, assignmentId } = params;
  const stored = debt.report?.revision ?? 0;
  const [content, setContent] = useState(() => {
    const kept = keptDraft(roundId, assignmentId);
    return kept !== undefined && kept.revision === stored ? kept.content : startOf(debt);
  });
  const [revision, setRevision] = useState(stored);
  const save = useAct(saveReport);
  const change = (part: Partial<ReportContentInput>): void => {
    const next = { ...content, ...part };
    setContent(next);
    keepDraft(roundId, assignmentId, { revision, content: next });
  };
  const send = (isSubmitted: boolean): void =>
    save.mutate(
      { params, body: { expectedRevision: revision, content, isSubmitted } },
      {
        onSuccess: (reply) => {
          dropDraft(roundId, assignmentId);
          setRevision(reply.revision);
          if (isSubmitted) void navigate({ to: taskPaths.debts() as never });
        },
      },
    );
  const noAnswer = save.error instanceof ProblemError && save.error.code === 'client.no_answer';
  useEffect(() => {
    if (!noAnswer) return;
    const again = (): void => send(false);
    window.addEventListener('online', again, { once: true });
    return () => window.removeEventListener('online', again);
  });
  const isOutdated = save.error instanceof ProblemError && save.error.code === 'task.changed_meanwhile';
  return (
    <form
      className="task-panel task-form"
      aria-label="填报"
      onSubmit={(event) => {
        event.preventDefault();
        send(true);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send(true);
      }}
    >
      {save.error !== null && <ProblemNotice problem={asProblem(save.error)} />}
      {noAnswer && <p role="status">内容已留在本机，连上网络后自动保存。</p>}
      {isOutdated && (
        <div className="task-buttons">
          <Button
            onClick={() => {
              setRevision(stored);
              save.reset();
            }}
          >
            以我的内容为准继续
          </Button>
          <Button
            onClick={() => {
              setContent(startOf(debt));
              setRevision(stored);
              save.reset();
            }}
          >
            采用对方的内容
          </Button>
        </div>
      )}
      <Fields debt={debt} content={content} change={change} />
      <div className="task-buttons">
        <Button type="primary" htmlType="submit" loading={save.isPending}>
          提交（Ctrl+Enter）
        </Button>
        <Button onClick={() => send(false)} loading={save.isPending}>
          保存草稿
        </Button>
      </div>
    </form>
  );
};

const ReadOnly = ({ debt }: { readonly debt: Debt }) => {
  const { report } = debt;
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

/** One debt: prefilled facts, the last text beside the new one, photos with place, keys for everything. */
export const Page = ({ params }: PageProps<{ readonly roundId: RoundId; readonly assignmentId: AssignmentId }, unknown>) => {
  const query = useDebt(params);
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  const debt = query.data;
  if (debt === undefined) return <PageLoading />;
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
        {isWriting ? <Editor key={`${params.roundId}${params.assignmentId}`} debt={debt} params={params} /> : <ReadOnly debt={debt} />}
        <Beside debt={debt} />
      </div>
    </PageFrame>
  );
};
