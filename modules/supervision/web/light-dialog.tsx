import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { Dialog } from '#ui/dialog.tsx';
import { PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { getTaskLight, type ReplayMode } from '../contract/index.ts';
import { LightCauses, LightHistory, LightLine, RuleLine } from './light-facts.tsx';
import { supervisionPaths } from './supervision-paths.ts';

/** Why a task has its light, what it will turn into and what it was. */
interface LightDialogProps {
  readonly taskId: string;
  /** a past day; left out = today */
  readonly on?: string | undefined;
  readonly mode?: ReplayMode | undefined;
  readonly onClose: () => void;
}

export const LightDialog = ({ taskId, on, mode, onClose }: LightDialogProps) => {
  const query = useQuery(queryOf(getTaskLight, { params: { taskId }, query: { on, mode: mode ?? 'as-now' } }));
  const lit = query.data?.lit;
  return (
    <Dialog
      title={query.data?.title ?? '灯号'}
      onClose={onClose}
      footer={
        <>
          <Link className="plain-button" to={supervisionPaths.task(taskId) as never}>
            打开任务
          </Link>
          <Button onClick={onClose}>关闭</Button>
        </>
      }
    >
      {query.error !== null && <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />}
      {query.isPending && <PageLoading />}
      {lit === null && <p>这项任务还没有下达，不判灯。</p>}
      {lit !== undefined && lit !== null && (
        <>
          <LightLine shown={lit} more={`，${query.data?.lead?.name ?? '未定牵头单位'}`} />
          <LightCauses shown={lit} />
          <h3>此前</h3>
          <LightHistory shown={lit} />
          <RuleLine shown={lit} />
        </>
      )}
    </Dialog>
  );
};
