import { useState } from 'react';
import type { Reply } from '#kernel/endpoint.ts';
import { asProblem, ProblemError } from '#kernel/web/problem-error.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { type getDebt, judgementLabel, judgements } from '../contract/index.ts';
import type { ReportContentInput } from '../contract/index.ts';
import { FactList } from './fact-list.tsx';
import { ChoiceField, TextField } from '#ui/form-fields.tsx';
import { MergePanel } from './merge-panel.tsx';
import { MilestoneClaims } from './milestone-claims.tsx';
import { dropDraft, keepDraft, keptDraft } from './report-drafts.ts';
import type { KeptDraft } from './report-drafts.ts';
import { useQueued, useReportSending, waitingReport } from './use-report-sending.ts';
import type { ReportKey } from './use-report-sending.ts';

export type Debt = Reply<typeof getDebt>;

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
  readonly ownerId: string;
}

const Fields = ({ debt, content, change, ownerId }: FormProps) => (
  <>
    {debt.facts.length > 0 && <FactList facts={debt.facts} answers={content.facts} onChange={(facts) => change({ facts })} />}
    <TextField label="本期进展" lines={4} isFirst value={content.done} onChange={(done) => change({ done, isNoChange: false })} hint={lengthNote(content.done, debt.limits.done)} />
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
    <ChoiceField label="单位自评" value={content.judgement} choices={judgements} labels={judgementLabel} onChange={(judgement) => change({ judgement })} />
    {debt.dueMilestones.length > 0 && <MilestoneClaims debt={debt} ownerId={ownerId} claims={content.claims} onChange={(claims) => change({ claims })} />}
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

interface Begun {
  readonly revision: number;
  readonly content: ReportContentInput;
  /** the stored text from which this person began; null when that was another day */
  readonly base: ReportContentInput | null;
}

/** Where the person stopped: what waits in the queue, else what was typed and not sent, else what the server has. */
function beginning(debt: Debt, waiting: ReturnType<typeof waitingReport>, kept: KeptDraft | undefined): Begun {
  if (waiting !== undefined) return { revision: waiting.body.expectedRevision, content: waiting.body.content, base: null };
  return kept === undefined ? { revision: debt.report?.revision ?? 0, content: startOf(debt), base: startOf(debt) } : { ...kept, base: null };
}

interface EditorProps {
  readonly debt: Debt;
  readonly params: ReportKey;
  readonly ownerId: string;
  /** after sending, e.g. on to the next debt */
  readonly onSent: () => void;
}

/** What was typed, where it is kept while typing, and how it is sent. */
function useReportForm({ debt, params, ownerId, onSent }: EditorProps) {
  const draft = { ownerId, ...params };
  const { queue, items } = useQueued(ownerId);
  const waiting = waitingReport(items, params);
  const [begun, setBegun] = useState(() => beginning(debt, waiting, keptDraft(draft)));
  const [content, setContent] = useState(begun.content);
  const sending = useReportSending(params, {
    ownerId,
    label: `填报（${debt.debt.period}，${debt.debt.title.slice(0, 20)}）`,
    onSent: (result, { content: sent, isSubmitted }) => {
      dropDraft(draft);
      if (result.sent) setBegun({ revision: result.reply.revision, content: sent, base: sent });
      if (isSubmitted) onSent();
    },
  });
  const take = (next: Begun): void => {
    setBegun(next);
    setContent(next.content);
    keepDraft(draft, { revision: next.revision, content: next.content });
    sending.reset();
  };
  const send = (isSubmitted: boolean): void => sending.mutate({ expectedRevision: begun.revision, content, isSubmitted });
  const stuck = waiting?.submission.problem == null ? null : new ProblemError(waiting.submission.problem);
  return {
    content,
    begun,
    waiting,
    error: sending.error === null ? stuck : asProblem(sending.error),
    isPending: sending.isPending,
    change: (part: Partial<ReportContentInput>): void => {
      const next = { ...content, ...part };
      setContent(next);
      keepDraft(draft, { revision: begun.revision, content: next });
    },
    /** goes on from the other writer's revision with the merged text */
    take: (merged: ReportContentInput): void => {
      if (waiting !== undefined) void queue.discard(waiting.submission.id);
      take({ revision: debt.report?.revision ?? 0, content: merged, base: startOf(debt) });
    },
    send,
  };
}

export const ReportEditor = (props: EditorProps) => {
  const { debt, ownerId } = props;
  const form = useReportForm(props);
  const isOutdated = form.error?.code === 'task.changed_meanwhile' && (debt.report?.revision ?? 0) !== form.begun.revision;
  return (
    <form
      className="task-panel form-fields"
      aria-label="填报"
      onSubmit={(event) => {
        event.preventDefault();
        form.send(true);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.send(true);
      }}
    >
      {form.error !== null && <ProblemNotice problem={form.error} />}
      {form.waiting?.submission.state === 'waiting' && <p role="status">这份填报已存在本机，联网后自动提交；现在仍可修改。</p>}
      {isOutdated && <MergePanel fields={form.error?.fields ?? []} base={form.begun.base} mine={form.content} theirs={startOf(debt)} onMerged={form.take} />}
      <Fields debt={debt} content={form.content} change={form.change} ownerId={ownerId} />
      <div className="task-buttons">
        <BusyButton type="primary" htmlType="submit" busy={form.isPending}>
          提交（Ctrl+Enter）
        </BusyButton>
        <BusyButton onClick={() => form.send(false)} busy={form.isPending}>
          保存草稿
        </BusyButton>
      </div>
    </form>
  );
};
