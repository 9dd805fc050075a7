import { useQuery } from '@tanstack/react-query';
import type { PanelProps } from '#kernel/web/panel-slot.tsx';
import { queryOf } from '#kernel/web/queries.ts';
import { getClauseLight } from '../contract/index.ts';
import { LightPanel } from './light-panel.tsx';

/** On the page of a clause; the subject is its anchor, `planId/clauseKey`. */
export const Panel = ({ subject }: PanelProps) => {
  const cut = subject.indexOf('/');
  const params = { planId: subject.slice(0, cut), clauseKey: subject.slice(cut + 1) };
  return <LightPanel query={useQuery(queryOf(getClauseLight, { params, query: { mode: 'as-now' } }))} />;
};
