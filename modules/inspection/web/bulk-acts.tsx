import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { actOnInspections, inspectionActLabel } from '../contract/index.ts';

interface BulkActsProps {
  readonly action: 'notify' | 'cancel';
  readonly inspectionIds: readonly string[];
  readonly onClose: () => void;
}

/** Tells many units, or cancels many visits: first what would happen to each, then the act, with a result per row. */
export const BulkActs = ({ action, inspectionIds, onClose }: BulkActsProps) => {
  const id = useId();
  const label = inspectionActLabel[action];
  const [note, setNote] = useState('');
  const [isDone, setDone] = useState(false);
  const preview = useWrite(actOnInspections, () => undefined);
  const act = useWrite(actOnInspections, () => setDone(true));
  const body = (isPreview: boolean) => ({ body: { inspectionIds: [...inspectionIds] as never[], action, note, isPreview } });
  const shown = act.data ?? preview.data;
  const error = act.error ?? preview.error;
  return (
    <Dialog
      title={`批量${label}（${inspectionIds.length}次）`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{isDone ? '关闭' : '返回'}</Button>
          {!isDone && (
            <BusyButton busy={preview.isPending} onClick={() => preview.mutate(body(true))}>
              预览
            </BusyButton>
          )}
          {!isDone && (
            <BusyButton type="primary" disabled={preview.data === undefined} busy={act.isPending} onClick={() => act.mutate(body(false))}>
              {label}
            </BusyButton>
          )}
        </>
      }
    >
      {error !== null && <ProblemNotice problem={asProblem(error)} />}
      <div className="supervision-field">
        <label htmlFor={id}>说明</label>
        <Input.TextArea id={id} rows={2} value={note} maxLength={4000} onChange={(event) => setNote(event.target.value)} />
      </div>
      {shown !== undefined && (
        <div role="status">
          <p>
            {isDone ? '已办理' : '可以办理'}
            {shown.done}次，{shown.items.length - shown.done}次不能。
          </p>
          <ul>
            {shown.items.map((item) => (
              <li key={item.inspectionId}>
                {item.subject}：{item.isDone ? (isDone ? '已办理' : '可以') : item.reason}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Dialog>
  );
};
