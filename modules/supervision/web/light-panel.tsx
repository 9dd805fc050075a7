import { Link } from '@tanstack/react-router';
import type { UseQueryResult } from '@tanstack/react-query';
import { asProblem } from '#kernel/web/problem-error.ts';
import { PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { LightCauses, LightHistory, LightLine, RuleLine, type ShownLight } from './light-facts.tsx';
import { supervisionPaths } from './supervision-paths.ts';
import './supervision.css';

interface LightPanelProps {
  readonly query: Pick<UseQueryResult<ShownLight>, 'data' | 'error' | 'isPending' | 'refetch'>;
}

/** Not handed out yet, not applicable, a threshold: nothing to show. */
const hasNoLight = (error: Error | null): boolean => error !== null && asProblem(error).code === 'supervision.object_not_found';

/** The light on the page of the thing itself: colour, causes, what comes next; the days before folded away. */
export const LightPanel = ({ query }: LightPanelProps) =>
  hasNoLight(query.error) ? null : (
    <section className="supervision-card light-panel" aria-label="灯号">
      <h2>灯号</h2>
      {query.error !== null && <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />}
      {query.isPending && <PageLoading />}
      {query.data !== undefined && (
        <>
          <LightLine shown={query.data} />
          <LightCauses shown={query.data} />
          <details>
            <summary>此前各天</summary>
            <LightHistory shown={query.data} />
          </details>
          <RuleLine shown={query.data} />
          <Link to={supervisionPaths.lightRules() as never}>判灯规则</Link>
        </>
      )}
    </section>
  );
