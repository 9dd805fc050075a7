import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Reply } from '#kernel/endpoint.ts';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { lightColourLabel, lightObjectKindLabel, type tryLightRules } from '../contract/index.ts';
import { LightTag } from './light-tag.tsx';
import { supervisionPaths } from './supervision-paths.ts';

type Trial = Reply<typeof tryLightRules>;
type Line = Trial['differences'][number];
const pageSize = 50;

const columns: readonly Column<Line>[] = [
  { key: 'on', title: '日期', render: ({ on }) => on },
  { key: 'kind', title: '对象', wideOnly: true, render: ({ objectKind }) => lightObjectKindLabel[objectKind] },
  {
    key: 'title',
    title: '名称',
    render: ({ objectKind, objectId, title }) => (objectKind === 'task' ? <Link to={supervisionPaths.task(objectId) as never}>{title}</Link> : title),
  },
  { key: 'old', title: '现行规则', render: ({ old }) => <LightTag colour={old} /> },
  { key: 'trial', title: '试算', render: ({ trial }) => <LightTag colour={trial} /> },
  {
    key: 'unit',
    title: '责任单位灯号',
    wideOnly: true,
    render: ({ oldUnit, trialUnit }) => (oldUnit === trialUnit ? '不变' : `${lightColourLabel[oldUnit]}→${lightColourLabel[trialUnit]}`),
  },
];

const changeWords = (changes: Trial['changes']): string => changes.map(({ old, trial, count }) => `${lightColourLabel[old]}→${lightColourLabel[trial]} ${count}盏`).join('，');

/** How many lights would have been others, which kinds of change, and every one by name. */
export const TrialResult = ({ year, trial }: { readonly year: number; readonly trial: Trial }) => {
  const [from, setFrom] = useState(0);
  if (trial.days.length === 0) return <EmptyState title={`${year}年还没有开始`} hint="换一个已经开始的年度再试算。" />;
  const shown = trial.differences.slice(from, from + pageSize);
  return (
    <section aria-label="试算结果" className="light-trial">
      <p role="status">
        {year}年各月末（今年的含今天）共{trial.days.length}天，{trial.objects}个任务和条款，共判{trial.lights}盏灯：
        <strong>{trial.total === 0 ? '没有一盏会变。' : `${trial.total}盏会变。`}</strong>
      </p>
      {trial.changes.length > 0 && <p>事项灯号：{changeWords(trial.changes)}。</p>}
      {trial.unitChanges.length > 0 && <p>责任单位灯号：{changeWords(trial.unitChanges)}。</p>}
      {trial.total > 0 && (
        <DataTable
          label="会变的灯"
          columns={columns}
          rows={shown}
          rowKey={({ objectId, on }) => `${objectId} ${on}`}
          loading={false}
          empty={null}
          paging={{
            note: `第${from + 1}至${from + shown.length}项，共${trial.total}项${trial.total > trial.differences.length ? `（列出前${trial.differences.length}项）` : ''}，变坏的在前`,
            ...(from === 0 ? {} : { onFirst: () => setFrom(0) }),
            ...(from + pageSize < trial.differences.length ? { onNext: () => setFrom(from + pageSize) } : {}),
          }}
        />
      )}
    </section>
  );
};
