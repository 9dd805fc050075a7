import { useQuery } from '@tanstack/react-query';
import type { PanelProps } from '#kernel/web/panel-slot.tsx';
import { queryOf } from '#kernel/web/queries.ts';
import { listLightMarks } from '../contract/index.ts';
import { LightTag } from './light-tag.tsx';

/** In a row of a list: all rows share one reply. A row without a light stays empty, and so do all when the lights are out of reach. */
export const Panel = ({ subject, among }: PanelProps) => {
  const { data } = useQuery(queryOf(listLightMarks, { query: { tasks: among.join(',') } }));
  const mark = data?.items.find(({ taskId }) => taskId === subject);
  return mark === undefined ? null : (
    <span title={mark.causes.join('')}>
      <LightTag colour={mark.objectLight} />
    </span>
  );
};
