import { useQuery } from '@tanstack/react-query';
import type { PanelProps } from '#kernel/web/panel-slot.tsx';
import { queryOf } from '#kernel/web/queries.ts';
import { getTaskLight } from '../contract/index.ts';
import { LightPanel } from './light-panel.tsx';

/** On the page of a task. */
export const Panel = ({ subject }: PanelProps) => <LightPanel query={useQuery(queryOf(getTaskLight, { params: { taskId: subject }, query: { mode: 'as-now' } }))} />;
