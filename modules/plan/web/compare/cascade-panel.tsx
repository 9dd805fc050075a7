import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { VirtualRows } from '#ui/virtual-rows.tsx';
import { type CascadeKind, cascadeKindLabel, cascadeKinds, getCascade, listPlans, type PlanId, type VersionId } from '../../contract/index.ts';
import { planPaths } from '../plan-paths.ts';

interface CascadePanelProps {
  readonly planId: PlanId;
  readonly versionId: VersionId;
  readonly upper: VersionId | undefined;
  readonly onUpper: (upper: VersionId) => void;
}

const rowHeight = 96;

const Rows = ({ planId, versionId, upper }: { readonly planId: PlanId; readonly versionId: VersionId; readonly upper: VersionId }) => {
  const [kind, setKind] = useState<CascadeKind | 'all'>('all');
  const query = useQuery(queryOf(getCascade, { params: { planId, versionId }, query: { upper, kind: kind === 'all' ? undefined : kind } }));
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <p className="muted panel-empty">正在读取…</p>;
  const { items, counts, upper: above, lower } = query.data;
  const nodeLink = (plan: typeof above, node: string): string => `${planPaths.version(plan.planId, plan.versionId)}?node=${encodeURIComponent(node)}`;
  return (
    <>
      <p className="panel-lead">
        上级：《{above.title}》第{above.ordinal}版；本级：《{lower.title}》第{lower.ordinal}版。
      </p>
      <dl className="figures" data-testid="cascade-counts">
        {cascadeKinds.map((each) => (
          <div key={each}>
            <dt>{cascadeKindLabel[each]}</dt>
            <dd>{counts[each]}</dd>
          </div>
        ))}
      </dl>
      <Select
        aria-label="对照结果"
        className="panel-select"
        value={kind}
        options={[{ value: 'all' as const, label: '全部结果' }, ...cascadeKinds.map((value) => ({ value, label: cascadeKindLabel[value] }))]}
        onChange={setKind}
      />
      {items.length === 0 ? (
        <p className="muted panel-empty">没有可以对照的指标。</p>
      ) : (
        <VirtualRows
          key={kind}
          label="对照"
          count={items.length}
          estimate={() => rowHeight}
          rowKey={(index) => items[index]?.upper.id ?? String(index)}
          render={(index) => {
            const item = items[index];
            if (item === undefined) return null;
            return (
              <article className="change">
                <span className="change-head">
                  <span className={`state cascade-${item.kind}`}>{cascadeKindLabel[item.kind]}</span>
                  <b>{item.upper.subject}</b>
                </span>
                <span>{item.message}</span>
                <span className="cascade-values">
                  <a href={`/console${nodeLink(above, item.upper.node)}`}>上级：{item.upper.value.text}</a>
                  {item.lower === null ? <span className="muted">本级：没有对应</span> : <a href={`/console${nodeLink(lower, item.lower.node)}`}>本级：{item.lower.value.text}</a>}
                </span>
              </article>
            );
          }}
        />
      )}
    </>
  );
};

/** 上下级对照: the figures of an upper plan beside this version's. */
export const CascadePanel = ({ planId, versionId, upper, onUpper }: CascadePanelProps) => {
  const plans = useQuery(queryOf(listPlans, { query: { limit: '100' } }));
  if (plans.error !== null) return <ProblemNotice problem={asProblem(plans.error)} onRetry={() => void plans.refetch()} />;
  const others = (plans.data?.items ?? []).filter((plan) => plan.planId !== planId);
  if (plans.data !== undefined && others.length === 0) {
    return (
      <p className="panel-lead">
        这里还没有别的方案。请先<Link to={planPaths.import() as never}>导入上级方案</Link>，再回来对照。
      </p>
    );
  }
  return (
    <div className="records-panel">
      <Select<VersionId>
        aria-label="上级方案"
        placeholder="选择上级方案"
        className="upper-select"
        value={upper ?? null}
        options={others.map((plan) => ({ value: plan.latestVersion.versionId, label: `${plan.title}（第${plan.latestVersion.ordinal}版）` }))}
        onChange={onUpper}
      />
      {upper === undefined ? (
        <p className="muted panel-empty">选一个上级方案，逐项对照指标：一致、高于、低于，或本级没有。</p>
      ) : (
        <Rows planId={planId} versionId={versionId} upper={upper} />
      )}
    </div>
  );
};
