import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { actOnOrders } from '../contract/index.ts';

/** Reminds many orders: first what would happen to each, then the act, with a result per row. */
export const BulkUrge = ({ orderIds, onClose }: { readonly orderIds: readonly string[]; readonly onClose: () => void }) => {
  const id = useId();
  const [note, setNote] = useState('请抓紧办理，并按时反馈进展。');
  const [isDone, setDone] = useState(false);
  const preview = useWrite(actOnOrders, () => undefined);
  const act = useWrite(actOnOrders, () => setDone(true));
  const body = (isPreview: boolean) => ({ body: { orderIds: [...orderIds] as never[], action: 'urge' as const, note, isPreview } });
  const shown = act.data ?? preview.data;
  const error = act.error ?? preview.error;
  return (
    <Dialog
      title={`批量催办（${orderIds.length}张）`}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{isDone ? '关闭' : '取消'}</Button>
          {!isDone && (
            <BusyButton busy={preview.isPending} onClick={() => preview.mutate(body(true))}>
              预览
            </BusyButton>
          )}
          {!isDone && (
            <BusyButton type="primary" disabled={preview.data === undefined} busy={act.isPending} onClick={() => act.mutate(body(false))}>
              催办
            </BusyButton>
          )}
        </>
      }
    >
      {error !== null && <ProblemNotice problem={asProblem(error)} />}
      <div className="supervision-field">
        <label htmlFor={id}>催办内容</label>
        <Input.TextArea id={id} rows={2} value={note} maxLength={4000} onChange={(event) => setNote(event.target.value)} />
      </div>
      {shown !== undefined && (
        <div role="status">
          <p>
            {isDone ? '已催办' : '可以催办'}
            {shown.done}张，{shown.items.length - shown.done}张不能。
          </p>
          <ul>
            {shown.items.map((item) => (
              <li key={item.orderId}>
                {item.title}：{item.isDone ? (isDone ? '已催办' : '可以') : item.reason}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Dialog>
  );
};
