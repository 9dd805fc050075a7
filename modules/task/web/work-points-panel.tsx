import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { PlanId } from '#plan/contract';
import { buildUrl } from '#kernel/endpoint.ts';
import { queryOf } from '#kernel/web/queries.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { exportWorkPoints, getWorkPoints, publishWorkPoints } from '../contract/index.ts';
import { FormDialog } from '#ui/form-dialog.tsx';
import { TextField } from '#ui/form-fields.tsx';
import { momentWords } from './words.tsx';

/** The year's work points: as they would be now, or as published. */
export const WorkPointsPanel = ({ planId, year }: { readonly planId: PlanId; readonly year: string }) => {
  const [isAsking, setAsking] = useState(false);
  const [documentNo, setDocumentNo] = useState('');
  const points = useQuery(queryOf(getWorkPoints, { query: { planId, year } }));
  const publish = useWrite(publishWorkPoints, () => setAsking(false));
  const data = points.data;
  if (data === undefined) return null;
  const [offer] = data.actions;
  return (
    <details className="task-panel task-spaced">
      <summary>
        {year} 年工作要点（{data.points.length} 项）
        {data.publishedAt === null
          ? `：${data.open.length === 0 ? '可以印发' : `还差：${data.open.join('，')}`}`
          : `：${data.documentNo ?? ''}，${momentWords(data.publishedAt)} 印发`}
      </summary>
      <Button href={buildUrl(exportWorkPoints, { query: { planId, year } })}>导出 Word</Button>{' '}
      {data.publishedAt === null && offer !== undefined && <ActionButton offer={offer} onAct={() => setAsking(true)} />}
      <ol className="task-lines">
        {data.points.map((point) => (
          <li key={point.code}>
            {point.title}。{point.standard}。{point.dueOn} 前完成。牵头单位：{point.lead}
            {point.coUnits.length > 0 && `；配合单位：${point.coUnits.join('、')}`}。
          </li>
        ))}
      </ol>
      {isAsking && (
        <FormDialog
          title="印发工作要点"
          submit="印发"
          busy={publish.isPending}
          error={publish.error}
          onClose={() => setAsking(false)}
          onSubmit={() => publish.mutate({ body: { planId, year: Number(year), documentNo } })}
        >
          <TextField label="文号" value={documentNo} onChange={setDocumentNo} />
        </FormDialog>
      )}
    </details>
  );
};
