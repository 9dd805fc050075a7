import { useQuery } from '@tanstack/react-query';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { HomeCardBox } from '#ui/home-card.tsx';
import { type LightColour, lightColourLabel, listTaskLights } from '../contract/index.ts';
import { supervisionPaths } from './supervision-paths.ts';

/** The most pressing first; green and blue ask nothing of anybody. */
const pressing: readonly LightColour[] = ['red', 'yellow', 'grey'];
const shownTasks = 5;

/** Tasks by light, and the red and yellow ones by name. */
export const Card = () => {
  const query = useQuery(queryOf(listTaskLights, { query: {} }));
  const data = query.data;
  return (
    <HomeCardBox
      title="任务灯号"
      isLoading={query.isPending}
      problem={query.error === null ? null : asProblem(query.error)}
      onRetry={() => void query.refetch()}
      tiles={pressing.map((colour) => ({
        words: lightColourLabel[colour],
        count: data?.counts[colour] ?? 0,
        to: supervisionPaths.lights(),
        search: { colour },
        isUrgent: colour === 'red',
      }))}
      lines={(data?.items ?? [])
        .filter(({ objectLight }) => objectLight === 'red' || objectLight === 'yellow')
        .slice(0, shownTasks)
        .map((line) => ({
          key: line.taskId,
          title: line.title,
          to: supervisionPaths.lights(),
          search: { task: line.taskId },
          note: `${lightColourLabel[line.objectLight]}，${line.lead?.name ?? '未定牵头单位'}`,
          isUrgent: line.objectLight === 'red',
        }))}
      empty="没有红灯、黄灯和灰灯的任务。"
    />
  );
};
