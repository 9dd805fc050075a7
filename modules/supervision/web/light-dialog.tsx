import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { Dialog } from '#ui/dialog.tsx';
import { PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { getTaskLight, greyReasonLabel, type ReplayMode } from '../contract/index.ts';
import { LightTag } from './light-tag.tsx';
import { supervisionPaths } from './supervision-paths.ts';

type TaskLight = Reply<typeof getTaskLight>;

const Facts = ({ shown }: { readonly shown: TaskLight }) => (
  <>
    <p>
      <LightTag colour={shown.light.objectLight} />
      {shown.light.unitLight !== shown.light.objectLight && (
        <>
          ，单位责任 <LightTag colour={shown.light.unitLight} />
        </>
      )}
      ，{shown.on}，{shown.lead?.name ?? '未定牵头单位'}
      {shown.light.greyReason !== null && `，${greyReasonLabel[shown.light.greyReason]}`}
    </p>
    <h3>原因</h3>
    <ul className="light-causes">
      {shown.light.causes.length === 0 && <li>{shown.light.objectLight === 'blue' ? '已完成，不再判灯。' : '没有可判的事实。'}</li>}
      {shown.light.causes.map((cause) => (
        <li key={`${cause.dimension}${cause.sentence}`}>
          <LightTag colour={cause.colour} /> {cause.sentence}
        </li>
      ))}
    </ul>
    <h3>预告</h3>
    <p>{shown.forecast === null ? '照现在的情况，灯号不会变。' : shown.forecast.sentence}</p>
    <h3>此前</h3>
    <ul className="light-history">
      {shown.history.toReversed().map((span) => (
        <li key={span.from}>
          {span.from} 至 {span.to} <LightTag colour={span.objectLight} />
        </li>
      ))}
    </ul>
    <p className="muted">
      依据：{shown.rule.label}（{shown.rule.source}）
    </p>
  </>
);

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
      {query.data !== undefined && <Facts shown={query.data} />}
    </Dialog>
  );
};
