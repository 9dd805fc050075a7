import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { asProblem } from '#kernel/web/problem-error.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import type { OrgId } from '#identity/contract';
import { OrgPicker } from '#identity/web';
import { BusyButton } from '#ui/busy-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { actOnBlockages, type BulkBlockageAct, bulkBlockageActLabel } from '../contract/index.ts';

interface BulkBlockagesProps {
  readonly action: BulkBlockageAct;
  readonly blockageIds: readonly string[];
  readonly onClose: () => void;
}

/** Many blockages: first what would happen to each, then the act, with a result per row. */
export const BulkBlockages = ({ action, blockageIds, onClose }: BulkBlockagesProps) => {
  const id = useId();
  const [note, setNote] = useState('');
  const [org, setOrg] = useState<OrgId>();
  const [isDone, setDone] = useState(false);
  const preview = useWrite(actOnBlockages, () => undefined);
  const act = useWrite(actOnBlockages, () => setDone(true));
  const label = bulkBlockageActLabel[action];
  const body = (isPreview: boolean) => ({
    body: { blockageIds: [...blockageIds] as never[], action, note, isPreview, ...(org === undefined || action !== 'route' ? {} : { authorityOrgId: org }) },
  });
  const shown = act.data ?? preview.data;
  const error = act.error ?? preview.error;
  return (
    <Dialog
      title={`批量${label}（${blockageIds.length}项）`}
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
              {label}
            </BusyButton>
          )}
        </>
      }
    >
      {error !== null && <ProblemNotice problem={asProblem(error)} />}
      {action === 'route' && (
        <div className="supervision-field">
          <OrgPicker label="协调单位" value={org} onChange={setOrg} />
        </div>
      )}
      <div className="supervision-field">
        <label htmlFor={id}>说明</label>
        <Input.TextArea id={id} rows={2} value={note} maxLength={4000} onChange={(event) => setNote(event.target.value)} />
      </div>
      {shown !== undefined && (
        <div role="status">
          <p>
            {isDone ? `已${label}` : `可以${label}`}
            {shown.done}项，{shown.items.length - shown.done}项不能。
          </p>
          <ul>
            {shown.items.map((item) => (
              <li key={item.blockageId}>
                {item.title}：{item.isDone ? (isDone ? `已${label}` : '可以') : item.reason}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Dialog>
  );
};
