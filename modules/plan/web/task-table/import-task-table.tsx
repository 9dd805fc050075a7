import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import type { ActionOffer } from '#kernel/decision.ts';
import type { Reply } from '#kernel/endpoint.ts';
import { tableEndings } from '#kernel/table-file.ts';
import { call, newIdempotencyKey } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { ActionButton } from '#ui/action-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { FileDrop } from '#ui/file-drop.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { TableReading, isReadingSettled } from '#ui/table-reading.tsx';
import { importTaskTable, maxTaskTableBytes, type PlanId, previewTaskTable, type VersionId } from '../../contract/index.ts';
import { sizeWords } from '../words.ts';
import './task-table.css';

interface ImportTaskTableProps {
  readonly planId: PlanId;
  readonly versionId: VersionId;
  readonly offer: ActionOffer;
}
type Preview = Reply<typeof previewTaskTable>;

const placeWords = (row: number, column: string | null): string => (row === 0 ? '整张表' : `第${row}行${column === null ? '' : `「${column}」`}`);

const Errors = ({ preview }: { readonly preview: Preview }) => (
  <>
    <p role="status">有 {preview.errors.length} 处需要改正，改好后重新选择文件；现在什么也没有保存。</p>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard */}
    <section className="table-scroll" aria-label="表格错误" tabIndex={0}>
      <table className="task-table">
        <thead>
          <tr>
            <th scope="col">位置</th>
            <th scope="col">问题</th>
          </tr>
        </thead>
        <tbody>
          {preview.errors.map((error) => (
            <tr key={`${error.row} ${error.column} ${error.code} ${error.message}`}>
              <td className="place">{placeWords(error.row, error.column)}</td>
              <td>{error.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  </>
);

const Edits = ({ preview }: { readonly preview: Preview }) => (
  <>
    <p role="status">
      {preview.sheet === '' ? 'CSV 表' : `工作表「${preview.sheet}」`}
      {preview.rows} 行，其中 {preview.edits.length} 个单元格与现在不同{preview.edits.length === 0 ? '，不需要导入。' : '，确认后逐格记为人工意见：'}
    </p>
    {preview.edits.length > 0 && (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard
      <section className="table-scroll" aria-label="将要导入的修改" tabIndex={0}>
        <table className="task-table">
          <thead>
            <tr>
              <th scope="col">任务</th>
              <th scope="col">列</th>
              <th scope="col">现在</th>
              <th scope="col">改为</th>
            </tr>
          </thead>
          <tbody>
            {preview.edits.map((edit) => (
              <tr key={`${edit.id} ${edit.field}`}>
                <td>{edit.task}</td>
                <td className="place">{edit.field}</td>
                <td>{edit.from === '' ? <span className="muted">（空）</span> : edit.from}</td>
                <td>
                  <b>{edit.to === '' ? '（空）' : edit.to}</b>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    )}
  </>
);

/** 任务分解表 back from Excel: a dry run with row and column of every error, or the list of edits, then confirm. */
export const ImportTaskTable = ({ planId, versionId, offer }: ImportTaskTableProps) => {
  const queries = useQueryClient();
  const [open, setOpen] = useState(false);
  const [file, setFile] = useState<File>();
  const [saveKey, setSaveKey] = useState('');
  const [confirmed, setConfirmed] = useState(false);
  const params = { planId, versionId };
  const preview = useMutation({ mutationFn: (chosen: File) => call(previewTaskTable, { params, file: chosen }) });
  const save = useMutation({
    mutationFn: (input: { readonly file: File; readonly seen: Preview }) =>
      call(
        importTaskTable,
        {
          params,
          file: input.file,
          body: { expectedSha256: input.seen.sha256, expectedReviewCount: String(input.seen.reviewCount), confirmedReading: confirmed ? 'true' : 'false' },
        },
        { idempotencyKey: saveKey },
      ),
    onSuccess: () => queries.invalidateQueries(),
  });
  const restart = (): void => {
    setFile(undefined);
    preview.reset();
    save.reset();
  };
  const choose = (chosen: File): void => {
    setFile(chosen);
    setSaveKey(newIdempotencyKey());
    setConfirmed(false);
    save.reset();
    preview.mutate(chosen);
  };
  const error = save.error ?? preview.error;
  const seen = preview.data;
  const ready = seen !== undefined && seen.errors.length === 0 && seen.edits.length > 0 && save.data === undefined;
  return (
    <>
      <ActionButton
        offer={{ ...offer, label: '导入分解表' }}
        onAct={() => {
          restart();
          setOpen(true);
        }}
      />
      {open && (
        <Dialog
          title="导入任务分解表"
          onClose={() => setOpen(false)}
          footer={
            <>
              {seen !== undefined && save.data === undefined && <Button onClick={restart}>换一个文件</Button>}
              <Button onClick={() => setOpen(false)}>{save.data === undefined ? '取消' : '完成'}</Button>
              {ready && (
                <BusyButton
                  type="primary"
                  disabled={!isReadingSettled(seen.reading, confirmed)}
                  busy={save.isPending}
                  onClick={() => file !== undefined && save.mutate({ file, seen })}
                >
                  确认导入 {seen.edits.length} 处修改
                </BusyButton>
              )}
            </>
          }
        >
          {error !== null && <ProblemNotice problem={asProblem(error)} onClose={restart} />}
          {save.data !== undefined && <p role="status">已记入 {save.data.stored} 条人工意见。</p>}
          {save.data === undefined && seen === undefined && (
            <FileDrop
              label="任务分解表"
              hint={`先用「导出 → 任务分解表（Excel）」取得表格，填好后在这里选择（.xlsx 或 .csv，不超过 ${sizeWords(maxTaskTableBytes)}）。先核对，确认后才保存。`}
              accept={tableEndings}
              busy={preview.isPending}
              onFile={choose}
            />
          )}
          {save.data === undefined && seen !== undefined && <TableReading reading={seen.reading} confirmed={confirmed} onConfirm={setConfirmed} />}
          {save.data === undefined && seen !== undefined && (seen.errors.length > 0 ? <Errors preview={seen} /> : <Edits preview={seen} />)}
          {save.data === undefined &&
            seen?.warnings.map((warning) => (
              <p key={`${warning.row} ${warning.message}`} className="muted">
                {placeWords(warning.row, null)}：{warning.message}
              </p>
            ))}
        </Dialog>
      )}
    </>
  );
};
