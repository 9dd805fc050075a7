import { Link } from '@tanstack/react-router';
import type { UseQueryResult } from '@tanstack/react-query';
import { asProblem } from '#kernel/web/problem-error.ts';
import { PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { LightCauses, LightHistory, LightLine, RuleLine, type ShownLight } from './light-facts.tsx';
import { supervisionPaths } from './supervision-paths.ts';
import './supervision.css';

interface LightPanelProps {
  readonly query: Pick<UseQueryResult<{ readonly lit: ShownLight | null }>, 'data' | 'error' | 'isPending' | 'refetch'>;
}

/**
 * The light on the page of the thing itself: colour, causes, what comes next; the days before folded away. Nothing where there is
 * no light: not handed out yet, not applicable, a threshold.
 */
export const LightPanel = ({ query }: LightPanelProps) => {
  const lit = query.data?.lit;
  if (lit === null) return null;
  return (
    <section className="supervision-card light-panel" aria-label="灯号">
      <h2>灯号</h2>
      {query.error !== null && <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />}
      {query.isPending && <PageLoading />}
      {lit !== undefined && (
        <>
          <LightLine shown={lit} />
          <LightCauses shown={lit} />
          <details>
            <summary>此前各天</summary>
            <LightHistory shown={lit} />
          </details>
          <RuleLine shown={lit} />
          <Link to={supervisionPaths.lightRules() as never}>判灯规则</Link>
        </>
      )}
    </section>
  );
};
