import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { Reply } from '#kernel/endpoint.ts';
import { PanelSlot } from '#kernel/web/panel-slot.tsx';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { Page as PageFrame, PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { clauseAnchor } from '#plan/contract';
import type { PlanId } from '#plan/contract';
import { momentWords } from '#plan/web';
import { clauseKindLabel, clauseStateLabel, type ContractBody, getClause } from '../contract/index.ts';
import { answerPaths } from './answer-paths.ts';
import { answerSlots } from './answer-slots.ts';
import { ContractDialog } from './contract-dialog.tsx';
import { ContractPanel } from './contract-panel.tsx';
import { DutyProofs } from './duty-proofs.tsx';
import { EnterDialog } from './enter-dialog.tsx';
import { ExcludeDialog } from './exclude-dialog.tsx';
import { EvidenceList } from './evidence-list.tsx';
import { StateTag } from './state-tag.tsx';
import { IndicatorLinks } from './indicator-links.tsx';
import { VerdictPanel, VoicesPanel } from './verdict-panel.tsx';
import './answer.css';

export interface ClauseSearch {
  readonly asOf?: string | undefined;
}
export type ClauseReply = Reply<typeof getClause>;

interface Piece {
  readonly at: number;
  readonly text: string;
  readonly isMarked: boolean;
}

/** The paragraph with the clause's own characters marked. */
const Sentence = ({ paragraph, marks }: Pick<ClauseReply, 'paragraph' | 'marks'>) => {
  const cuts = marks.reduce<{ readonly parts: readonly Piece[]; readonly at: number }>(
    ({ parts, at }, { start, end }) =>
      start < at
        ? { parts, at }
        : { parts: [...parts, { at, text: paragraph.slice(at, start), isMarked: false }, { at: start, text: paragraph.slice(start, end), isMarked: true }], at: end },
    { parts: [], at: 0 },
  );
  const parts = [...cuts.parts, { at: cuts.at, text: paragraph.slice(cuts.at), isMarked: false }];
  return <blockquote className="clause-sentence">{parts.map(({ at, text, isMarked }) => (isMarked ? <mark key={at}>{text}</mark> : text))}</blockquote>;
};

const History = ({ clause }: { readonly clause: ClauseReply }) => (
  <section className="clause-panel">
    <h2>状态历史</h2>
    {clause.history.length === 0 ? (
      <p className="muted">还没有记录。</p>
    ) : (
      <ol className="clause-history">
        {clause.history.map((row) => (
          <li key={row.ordinal}>
            <StateTag state={row.state} /> <span>{momentWords(row.recordedAt)}</span>
            <p className="clause-reason">{row.reason}</p>
          </li>
        ))}
      </ol>
    )}
    {clause.errata.length > 0 && (
      <>
        <h3>封存后的更正</h3>
        <ul>
          {clause.errata.map((one) => (
            <li key={`${one.from}${one.recordedAt}`}>
              {one.from}至{one.to}：封存时为「{clauseStateLabel[one.was]}」，现知应为「{clauseStateLabel[one.now]}」。{one.nowReason}
            </li>
          ))}
        </ul>
      </>
    )}
  </section>
);

type Open = 'enter' | 'contract' | 'exclude';

const Actions = ({ clause, onOpen }: { readonly clause: ClauseReply; readonly onOpen: (open: Open) => void }) => {
  const find = (action: string) => clause.actions.find((one) => one.action === action);
  const enter = find('answer.enter');
  const propose = find('answer.propose');
  const approve = find('answer.approve');
  const isExcluded = clause.excludedBecause !== null;
  const isJudged = clause.clause.kind !== 'outlook' && clause.clause.kind !== 'threshold';
  return (
    <>
      {enter !== undefined && isJudged && <ActionButton offer={enter} primary onAct={() => onOpen('enter')} />}
      {propose !== undefined && isJudged && <ActionButton offer={propose} onAct={() => onOpen('contract')} />}
      {approve !== undefined && isJudged && <ActionButton offer={{ ...approve, label: isExcluded ? '恢复适用' : '不适用' }} onAct={() => onOpen('exclude')} />}
      <Button onClick={() => print()}>打印</Button>
    </>
  );
};

const contractStart = (clause: ClauseReply): ContractBody =>
  clause.contracts.find(({ status }) => status === 'approved')?.body ??
  clause.proposal ?? {
    accepts: ['document', 'milestone', 'attestation', 'agreement', 'case', 'value'],
    minGrade: 'B',
    freshDays: null,
    sources: [],
    tolerance: null,
    target: { kind: 'done', what: clause.clause.title },
    doneMeans: clause.clause.title,
    from: clause.asOf,
    to: `${clause.asOf.slice(0, 4)}-12-31`,
    bonusOnly: false,
  };

const DayBar = ({ search, setSearch, planId }: Pick<PageProps<unknown, ClauseSearch>, 'search' | 'setSearch'> & { readonly planId: PlanId }) => (
  <div className="answer-bar">
    <Link className="plain-button" to={answerPaths.home as never} search={{ planId, ...search } as never}>
      返回总览
    </Link>
    <div className="answer-choices">
      <label>
        截至日期
        <input type="date" value={search.asOf ?? ''} onChange={(event) => setSearch({ asOf: event.target.value === '' ? undefined : event.target.value }, { push: true })} />
      </label>
    </div>
  </div>
);

/** One clause: its words, how it is judged, what speaks for it, and what it showed on any day. */
export const Page = ({ params, search, setSearch }: PageProps<{ readonly planId: PlanId; readonly clauseKey: string }, ClauseSearch>) => {
  const [open, setOpen] = useState<Open>();
  const query = useQuery(pageQueryOf(getClause, { params, query: search.asOf === undefined ? {} : { asOf: search.asOf } }));
  const clause = query.data;
  if (query.error !== null)
    return (
      <PageFrame title="条款">
        <DayBar search={search} setSearch={setSearch} planId={params.planId} />
        <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />
      </PageFrame>
    );
  if (clause === undefined) return <PageLoading />;
  const inForce = clause.contracts.find(({ status }) => status === 'approved');
  return (
    <PageFrame
      title={clause.clause.title}
      note={[clause.planTitle, clause.groupLabel, clause.groupTitle, clauseKindLabel[clause.clause.kind]].filter((part) => part !== null).join('　')}
      actions={<Actions clause={clause} onOpen={setOpen} />}
    >
      <DayBar search={search} setSearch={setSearch} planId={params.planId} />
      {clause.isPast && (
        <p className="answer-past" role="status">
          这是{clause.asOf}当天显示的内容。
        </p>
      )}
      {clause.isWithdrawn && <p className="answer-past">方案的最新版本里已经没有这一条款：历史保留，不再接受证据。</p>}
      <div className="clause-state" aria-busy={query.isPlaceholderData}>
        <StateTag state={clause.clause.state} />
        <p>{clause.clause.reason}</p>
        {clause.nextBecause !== null && <p className="muted">{clause.nextBecause}</p>}
      </div>
      <Sentence paragraph={clause.paragraph} marks={clause.marks} />
      <div className="clause-columns">
        <div>
          <VerdictPanel clause={clause} />
          <IndicatorLinks clause={clause} />
          <EvidenceList clause={clause} />
        </div>
        <div>
          {!clause.isPast && <PanelSlot slot={answerSlots.clause} subject={clauseAnchor(params.planId, params.clauseKey)} />}
          <ContractPanel clause={clause} />
          <DutyProofs planId={params.planId} clauseKey={params.clauseKey} />
          <VoicesPanel clause={clause} />
          <History clause={clause} />
        </div>
      </div>
      {open === 'enter' && (
        <EnterDialog planId={params.planId} clauseKey={params.clauseKey} contract={inForce?.body ?? clause.proposal} today={clause.asOf} onClose={() => setOpen(undefined)} />
      )}
      {open === 'exclude' && <ExcludeDialog planId={params.planId} clauseKey={params.clauseKey} isExcluded={clause.excludedBecause === null} onClose={() => setOpen(undefined)} />}
      {open === 'contract' && (
        <ContractDialog
          planId={params.planId}
          clauseKey={params.clauseKey}
          start={contractStart(clause)}
          replaces={inForce?.contractId ?? null}
          onClose={() => setOpen(undefined)}
        />
      )}
    </PageFrame>
  );
};
