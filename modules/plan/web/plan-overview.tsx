import { useQuery } from '@tanstack/react-query';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { getLedger, type PlanVersion } from '../contract/index.ts';
import { CountLists } from './count-lists.tsx';
import { FindingList } from './finding-list.tsx';
import type { Stretch } from './text-layout.ts';

interface PlanOverviewProps {
  readonly version: PlanVersion;
  readonly onShow: (place: Stretch) => void;
}

/** The version as a whole, shown while no node is selected: what was read and what was noticed. */
export const PlanOverview = ({ version, onShow }: PlanOverviewProps) => {
  const ledger = useQuery({ ...queryOf(getLedger, { params: { planId: version.planId, versionId: version.versionId }, query: {} }), staleTime: Number.POSITIVE_INFINITY });
  const findings = ledger.data?.findings;
  return (
    <article className="details" aria-label="全文概况">
      <p className="muted pane-empty">在目录中选一条，或点原文中的一处，这里显示它的位置、原文、台账记录和检查发现。</p>
      <CountLists counts={version.counts} />
      <h3>检查发现{findings === undefined ? '' : `（${findings.length}）`}</h3>
      {ledger.error !== null && <ProblemNotice problem={asProblem(ledger.error)} onRetry={() => void ledger.refetch()} />}
      {ledger.isPending && <p className="muted">正在读取…</p>}
      {findings?.length === 0 && <p className="muted">编译器（{version.compilerVersion}）没有给出检查发现。</p>}
      {findings !== undefined && <FindingList findings={findings} onShow={onShow} />}
    </article>
  );
};
