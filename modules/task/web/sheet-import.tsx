import { Button } from 'antd';
import { useState } from 'react';
import type { PlanId } from '#plan/contract';
import { tableEndings } from '#kernel/table-file.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { FileDrop } from '#ui/file-drop.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { TableReading, isReadingSettled } from '#ui/table-reading.tsx';
import { importTasks, previewTaskImport } from '../contract/index.ts';

/** An edited 任务分解表 in two steps: what it would change, then import or discard. */
export const SheetImport = ({ planId, year }: { readonly planId: PlanId; readonly year: string }) => {
  const [isOpen, setOpen] = useState(false);
  const [file, setFile] = useState<File>();
  const [confirmed, setConfirmed] = useState(false);
  const preview = useWrite(previewTaskImport);
  const store = useWrite(importTasks, () => setOpen(false));
  const choose = (chosen: File): void => {
    setFile(chosen);
    setConfirmed(false);
    store.reset();
    preview.mutate({ file: chosen, body: { planId, year } });
  };
  const seen = preview.data;
  const ready = file !== undefined && seen !== undefined && seen.errors.length === 0 && seen.edits.length > 0 && isReadingSettled(seen.reading, confirmed);
  if (!isOpen) return <Button onClick={() => setOpen(true)}>导入任务分解表</Button>;
  return (
    <Dialog
      title="导入任务分解表"
      onClose={() => setOpen(false)}
      footer={
        <>
          <Button onClick={() => setOpen(false)}>取消</Button>
          <BusyButton
            type="primary"
            disabled={!ready}
            busy={store.isPending}
            onClick={() =>
              file !== undefined &&
              seen !== undefined &&
              store.mutate({ file, body: { planId, year, expectedSha256: seen.sha256, confirmedReading: confirmed ? 'true' : 'false' } })
            }
          >
            导入
          </BusyButton>
        </>
      }
    >
      <FileDrop label="任务分解表" hint="用「导出任务分解表」的文件填写（.xlsx 或 .csv）；先预览，确认后才保存。" accept={tableEndings} busy={preview.isPending} onFile={choose} />
      {[preview.error, store.error].map((error) => error !== null && <ProblemNotice key={String(error)} problem={asProblem(error)} />)}
      {seen !== undefined && <TableReading reading={seen.reading} confirmed={confirmed} onConfirm={setConfirmed} />}
      {seen !== undefined && (
        <section role="status" aria-label="预览">
          <p>
            共 {seen.rows} 行，改动 {seen.edits.length} 处，错误 {seen.errors.length} 处。
          </p>
          <ul className="task-lines">
            {seen.errors.slice(0, 100).map((error) => (
              <li key={`${error.row}${error.column ?? ''}${error.message}`} className="task-over">
                {error.message}
              </li>
            ))}
            {seen.edits.slice(0, 100).map((edit) => (
              <li key={`${edit.row}${edit.column}`}>
                第 {edit.row} 行 {edit.code}「{edit.column}」：{edit.from === '' ? '（空）' : edit.from} → {edit.to === '' ? '（空）' : edit.to}
              </li>
            ))}
          </ul>
        </section>
      )}
    </Dialog>
  );
};
