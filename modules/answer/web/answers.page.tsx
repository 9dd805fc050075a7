import { useQuery } from '@tanstack/react-query';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { EmptyState } from '#ui/empty-state.tsx';
import { Page as PageFrame, PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { listPlans, type PlanId, type PlanSummary } from '#plan/contract';
import type { CheckFactor, ClauseState, DoubtState, Register } from '../contract/index.ts';
import { type AnswerView, answerViewLabel, answerViews } from './answer-paths.ts';
import { BoardView } from './board-view.tsx';
import { ChecksView } from './checks-view.tsx';
import { ContractsView } from './contracts-view.tsx';
import { RegistersView } from './registers-view.tsx';
import { TargetsView } from './targets-view.tsx';
import './answer.css';

export interface AnswersSearch {
  readonly planId?: PlanId | undefined;
  readonly view?: AnswerView | undefined;
  readonly asOf?: string | undefined;
  readonly q?: string | undefined;
  readonly state?: ClauseState | undefined;
  readonly reason?: CheckFactor | undefined;
  readonly register?: Register | undefined;
  readonly cursor?: string | undefined;
  readonly doubt?: DoubtState | undefined;
  readonly doubtCursor?: string | undefined;
}

export interface ViewProps {
  readonly planId: PlanId;
  readonly search: AnswersSearch;
  readonly setSearch: PageProps<unknown, AnswersSearch>['setSearch'];
}

const views: Readonly<Record<AnswerView, (props: ViewProps) => React.ReactNode>> = {
  board: BoardView,
  targets: TargetsView,
  registers: RegistersView,
  contracts: ContractsView,
  checks: ChecksView,
};

interface BarProps extends ViewProps {
  readonly plans: readonly PlanSummary[];
  readonly view: AnswerView;
}

const Bar = ({ plans, planId, view, search, setSearch }: BarProps) => (
  <div className="answer-bar">
    <nav aria-label="应答视图" className="answer-tabs">
      {answerViews.map((one) => (
        <button
          key={one}
          type="button"
          aria-current={one === view ? 'page' : undefined}
          onClick={() =>
            setSearch(
              {
                view: one === 'board' ? undefined : one,
                q: undefined,
                state: undefined,
                reason: undefined,
                register: undefined,
                cursor: undefined,
                doubt: undefined,
                doubtCursor: undefined,
              },
              { push: true },
            )
          }
        >
          {answerViewLabel[one]}
        </button>
      ))}
    </nav>
    <div className="answer-choices">
      {plans.length > 1 && (
        <label>
          方案
          <select value={planId} onChange={(event) => setSearch({ planId: event.target.value as PlanId, cursor: undefined, doubtCursor: undefined }, { push: true })}>
            {plans.map((plan) => (
              <option key={plan.planId} value={plan.planId}>
                {plan.title}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        截至日期
        <input
          type="date"
          value={search.asOf ?? ''}
          onChange={(event) => setSearch({ asOf: event.target.value === '' ? undefined : event.target.value, cursor: undefined, doubtCursor: undefined }, { push: true })}
        />
      </label>
    </div>
  </div>
);

/** How every clause of a plan is answered; the views share plan and day. */
export const Page = ({ search, setSearch }: PageProps<unknown, AnswersSearch>) => {
  const plans = useQuery(queryOf(listPlans, { query: { limit: '100' } }));
  const view = search.view ?? 'board';
  const items = plans.data?.items ?? [];
  const planId = search.planId ?? items[0]?.planId;
  const View = views[view];
  const title = items.find((plan) => plan.planId === planId)?.title;
  if (plans.error !== null) return <ProblemNotice problem={asProblem(plans.error)} onRetry={() => void plans.refetch()} />;
  if (plans.data === undefined) return <PageLoading />;
  return (
    <PageFrame title="条款应答" note={title === undefined ? '每一条款由证据应答，状态由系统按约定计算。' : title}>
      {planId === undefined ? (
        <EmptyState title="还没有方案" hint="先在「方案」里导入一份，条款会自动登记到这里。" />
      ) : (
        <>
          <Bar plans={items} planId={planId} view={view} search={search} setSearch={setSearch} />
          {search.asOf !== undefined && (
            <p className="answer-past" role="status">
              这是{search.asOf}当天显示的内容。
              <button type="button" className="text-button" onClick={() => setSearch({ asOf: undefined }, { push: true })}>
                回到今天
              </button>
            </p>
          )}
          <View planId={planId} search={search} setSearch={setSearch} />
        </>
      )}
    </PageFrame>
  );
};
