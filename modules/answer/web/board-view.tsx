import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { buildUrl, type Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { FilterBar, WordsFilter } from '#ui/filter-bar.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { type ClauseState, clauseKindLabel, clauseStateLabel, clauseStates, exportBoard, getBoard, proposeContracts } from '../contract/index.ts';
import { answerPaths, queryOn } from './answer-paths.ts';
import type { ViewProps } from './answers.page.tsx';
import { NotRegistered, untilRegistered } from './not-registered.tsx';
import { SealDialog, SealedPeriods } from './seal-dialog.tsx';
import { StateTag } from './state-tag.tsx';

type Board = Reply<typeof getBoard>;
type Group = Board['groups'][number];

/** Lines whose own words or clauses hold the words, cut to the clauses in the wanted state. */
function filterGroups(groups: readonly Group[], words: string, state: ClauseState | undefined): readonly Group[] {
  return groups.flatMap((group) => {
    const isNamed = `${group.label ?? ''}${group.title ?? ''}`.includes(words);
    const clauses = group.clauses.filter(
      (clause) => (words === '' || isNamed || clause.title.includes(words) || clause.quote.includes(words)) && (state === undefined || clause.state === state),
    );
    return clauses.length === 0 ? [] : [{ ...group, clauses }];
  });
}

const ClauseLine = ({ clause, planId, asOf }: { readonly clause: Group['clauses'][number]; readonly planId: string; readonly asOf: string | undefined }) => (
  <li className="clause-line">
    <StateTag state={clause.state} />
    <div className="clause-line-words">
      <Link to={answerPaths.clause(planId, clause.clauseKey) as never} search={queryOn(asOf) as never}>
        {clause.title}
      </Link>
      <span className="clause-kind">{clauseKindLabel[clause.kind]}</span>
      <p className="clause-reason">{clause.reason}</p>
    </div>
    <span className="clause-evidence">{clause.evidenceCount === 0 ? '无证据' : `有效${clause.liveCount}／共${clause.evidenceCount}份`}</span>
  </li>
);

const GroupCard = ({ group, planId, asOf }: { readonly group: Group; readonly planId: string; readonly asOf: string | undefined }) => (
  <section className="group-card" aria-label={`${group.label ?? ''}${group.title ?? ''}`}>
    <header>
      <h3>
        {group.label !== null && <span className="group-label">{group.label}</span>}
        {group.title ?? '段落'}
      </h3>
      <StateTag state={group.state} />
    </header>
    <ul>
      {group.clauses.map((clause) => (
        <ClauseLine key={clause.clauseKey} clause={clause} planId={planId} asOf={asOf} />
      ))}
    </ul>
  </section>
);

const Summary = ({ board, state, onState }: { readonly board: Board; readonly state: ClauseState | undefined; readonly onState: (state: ClauseState | undefined) => void }) => (
  <fieldset className="state-sum">
    <legend>
      {board.measures}条举措，{Object.values(board.counts).reduce((sum, count) => sum + count, 0)}个条款
    </legend>
    {clauseStates
      .filter((one) => (board.counts[one] ?? 0) > 0)
      .map((one) => (
        <button key={one} type="button" className={`state-chip state-${one}`} aria-pressed={one === state} onClick={() => onState(one === state ? undefined : one)}>
          {clauseStateLabel[one]} <b>{board.counts[one]}</b>
        </button>
      ))}
  </fieldset>
);

/** Lines of the measures by state: the picture at a glance, with words beside. */
const MeasureBar = ({ board }: { readonly board: Board }) => {
  const present = clauseStates.filter((one) => (board.measureCounts[one] ?? 0) > 0);
  return <p className="measure-bar">举措按最要紧的条款计：{present.map((one) => `${clauseStateLabel[one]}${board.measureCounts[one]}`).join('，')}。</p>;
};

/** Every measure and box of the plan with its clauses: state, why, evidence. */
export const BoardView = ({ planId, search, setSearch }: ViewProps) => {
  const query = useQuery({ ...pageQueryOf(getBoard, { params: { planId }, query: queryOn(search.asOf) }), refetchInterval: untilRegistered(search.asOf) });
  const propose = useWrite(proposeContracts, () => setSearch({ view: 'contracts' }, { push: true }));
  const [isSealing, setSealing] = useState(false);
  const words = search.q ?? '';
  const groups = useMemo(() => filterGroups(query.data?.groups ?? [], words.trim(), search.state), [query.data, words, search.state]);
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  const board = query.data;
  if (board === undefined) return <PageLoading />;
  if (!board.isRegistered) return <NotRegistered planId={planId} asOf={search.asOf} />;
  const seal = board.actions.find(({ action }) => action === 'answer.freeze');
  const draft = board.actions.find(({ action }) => action === 'answer.propose');
  const hasOpen = (board.counts['uncontracted'] ?? 0) > 0;
  return (
    <>
      <Summary board={board} state={search.state} onState={(state) => setSearch({ state })} />
      <MeasureBar board={board} />
      <FilterBar
        tools={
          <>
            {!board.isPast && hasOpen && draft?.allowed === true && (
              <ActionButton offer={{ ...draft, label: '按原文起草约定' }} busy={propose.isPending} onAct={() => propose.mutate({ params: { planId }, body: {} })} />
            )}
            {!board.isPast && seal?.allowed === true && <ActionButton offer={seal} onAct={() => setSealing(true)} />}
            <a className="plain-button" href={buildUrl(exportBoard, { params: { planId }, query: queryOn(search.asOf) })} download>
              导出 Excel
            </a>
            <Button onClick={() => print()}>打印</Button>
          </>
        }
      >
        <WordsFilter label="查找条款" placeholder="按举措、条款、原文查找" value={words} onChange={(q) => setSearch({ q })} />
      </FilterBar>
      {propose.error !== null && <ProblemNotice problem={asProblem(propose.error)} onClose={() => propose.reset()} />}
      <SealedPeriods sealed={board.sealed} />
      {isSealing && <SealDialog planId={planId} onClose={() => setSealing(false)} />}
      {groups.length === 0 ? (
        <EmptyState title="没有符合条件的条款" hint="换一个词，或点亮其他状态。">
          <Button onClick={() => setSearch({ q: undefined, state: undefined })}>清除条件</Button>
        </EmptyState>
      ) : (
        <div className="group-list" aria-busy={query.isPlaceholderData}>
          {groups.map((group) => (
            <GroupCard key={group.nodeId} group={group} planId={planId} asOf={search.asOf} />
          ))}
        </div>
      )}
    </>
  );
};
