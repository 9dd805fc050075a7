import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import type { Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { momentWords } from '#plan/web';
import { decideContracts, listPendingContracts } from '../contract/index.ts';
import { answerPaths, queryOn } from './answer-paths.ts';
import type { ViewProps } from './answers.page.tsx';
import { FormDialog } from '#ui/form-dialog.tsx';
import { TextField } from '#ui/form-fields.tsx';
import { targetWords } from './words.ts';

type Pending = Reply<typeof listPendingContracts>;
type Decision = 'approved' | 'rejected';

interface DecideProps {
  readonly planId: string;
  readonly ids: readonly string[];
  readonly decision: Decision;
  readonly onClose: () => void;
}

const DecideDialog = ({ planId, ids, decision, onClose }: DecideProps) => {
  const [reason, setReason] = useState('');
  const act = useWrite(decideContracts, onClose);
  return (
    <FormDialog
      title={`${decision === 'approved' ? '审定' : '退回'}${ids.length}份证据约定`}
      submit={decision === 'approved' ? '审定' : '退回'}
      busy={act.isPending}
      error={act.error}
      onSubmit={() => act.mutate({ params: { planId }, body: { contractIds: [...ids] as never, decision, reason } })}
      onClose={onClose}
    >
      <p>{decision === 'approved' ? '审定后按约定计算条款状态；自己起草的须由另一人审定。' : '退回要写明理由，起草人据此重新起草。'}</p>
      <TextField label="理由" value={reason} onChange={setReason} lines={3} />
    </FormDialog>
  );
};

const PendingRow = ({
  item,
  planId,
  people,
  asOf,
  isChosen,
  onChoose,
}: {
  readonly item: Pending['items'][number];
  readonly planId: string;
  readonly people: Pending['people'];
  readonly asOf: string | undefined;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}) => (
  <li className="pending-row">
    {asOf === undefined && <input type="checkbox" aria-label={`选择：${item.title}`} checked={isChosen} onChange={onChoose} />}
    <div>
      <Link to={answerPaths.clause(planId, item.clauseKey) as never} search={queryOn(asOf) as never}>
        {item.groupLabel} {item.title}
      </Link>
      <p className="clause-reason">{targetWords(item.contract.body.target)}</p>
      <p className="answer-hint">
        {item.contract.body.from}至{item.contract.body.to}，最低{item.contract.body.minGrade}级；办成：{item.contract.body.doneMeans}
      </p>
      <p className="answer-hint">
        {people[item.contract.proposedBy] ?? ''}起草于{momentWords(item.contract.proposedAt)}
      </p>
    </div>
  </li>
);

/** Drafts that wait: choose some or all, approve or send back. */
export const ContractsView = ({ planId, search }: ViewProps) => {
  const query = useQuery(queryOf(listPendingContracts, { params: { planId }, query: queryOn(search.asOf) }));
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [decision, setDecision] = useState<Decision>();
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <PageLoading />;
  const { items, people, isPast } = query.data;
  const ids = items.map(({ contract }) => contract.contractId).filter((id) => chosen.has(id));
  const toggle = (id: string): void => setChosen((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  if (items.length === 0)
    return <EmptyState title={isPast ? '当天没有待审定的约定' : '没有待审定的约定'} hint={isPast ? '换一个日期查看。' : '在总览点「按原文起草约定」，或在条款页起草。'} />;
  return (
    <>
      {!isPast && (
        <div className="answer-tools">
          <Button onClick={() => setChosen(ids.length === items.length ? new Set() : new Set(items.map(({ contract }) => contract.contractId)))}>
            {ids.length === items.length ? '全部不选' : `全选${items.length}份`}
          </Button>
          <Button type="primary" disabled={ids.length === 0} onClick={() => setDecision('approved')}>
            审定{ids.length}份
          </Button>
          <Button disabled={ids.length === 0} onClick={() => setDecision('rejected')}>
            退回
          </Button>
        </div>
      )}
      <ul className="pending-list">
        {items.map((item) => (
          <PendingRow
            key={item.contract.contractId}
            item={item}
            planId={planId}
            people={people}
            asOf={isPast ? search.asOf : undefined}
            isChosen={chosen.has(item.contract.contractId)}
            onChoose={() => toggle(item.contract.contractId)}
          />
        ))}
      </ul>
      {decision !== undefined && (
        <DecideDialog
          planId={planId}
          ids={ids}
          decision={decision}
          onClose={() => {
            setDecision(undefined);
            setChosen(new Set());
          }}
        />
      )}
    </>
  );
};
