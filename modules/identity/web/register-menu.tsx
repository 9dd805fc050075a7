import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { buildUrl, type Reply } from '#kernel/endpoint.ts';
import { tableEndings } from '#kernel/table-file.ts';
import { call, newIdempotencyKey } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { FileDrop } from '#ui/file-drop.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { TableReading, isReadingSettled } from '#ui/table-reading.tsx';
import { exportRegister, importRegister, previewRegister } from '../contract/index.ts';
import { useMe } from './use-me.ts';

type Preview = Reply<typeof previewRegister>;

const Errors = ({ preview }: { readonly preview: Preview }) => (
  <>
    <p role="status">
      有 {preview.errorCount} 处需要改正，现在什么也没有保存。{preview.errorCount > preview.errors.length && `下面列出前 ${preview.errors.length} 处。`}
    </p>
    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard */}
    <section className="register-errors" aria-label="名册错误" tabIndex={0}>
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">位置</th>
            <th scope="col">问题</th>
          </tr>
        </thead>
        <tbody>
          {preview.errors.map((error) => (
            <tr key={`${error.sheet}${error.row}${error.column}${error.message}`}>
              <td>
                {error.sheet}
                {error.row === 0 ? '' : `第${error.row}行`}
                {error.column === null ? '' : `「${error.column}」`}
              </td>
              <td>{error.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  </>
);

const Summary = ({ preview }: { readonly preview: Preview }) => (
  <p role="status">
    没有错误。将新增 {preview.fresh.units} 个单位、{preview.fresh.people} 名人员、{preview.fresh.posts} 个岗位
    {preview.unchanged > 0 && `；另有 ${preview.unchanged} 行已经登记，不会改动`}。
  </p>
);

const ImportDialog = ({ on, onClose }: { readonly on: string; readonly onClose: () => void }) => {
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const [saveKey, setSaveKey] = useState('');
  const [confirmed, setConfirmed] = useState(false);
  const preview = useMutation({ mutationFn: (chosen: File) => call(previewRegister, { file: chosen }) });
  const save = useMutation({
    mutationFn: (input: { readonly file: File; readonly sha256: string }) =>
      call(importRegister, { file: input.file, body: { expectedSha256: input.sha256, confirmedReading: confirmed ? 'true' : 'false' } }, { idempotencyKey: saveKey }),
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
  const seen = preview.data;
  const isReady = seen !== undefined && seen.errorCount === 0 && seen.fresh.units + seen.fresh.people + seen.fresh.posts > 0 && save.data === undefined;
  const error = save.error ?? preview.error;
  return (
    <Dialog
      title="单位与人员名册"
      onClose={onClose}
      footer={
        <>
          {seen !== undefined && save.data === undefined && <Button onClick={restart}>换一个文件</Button>}
          <Button onClick={onClose}>{save.data === undefined ? '取消' : '完成'}</Button>
          {isReady && (
            <BusyButton
              type="primary"
              disabled={!isReadingSettled(seen.reading, confirmed)}
              busy={save.isPending}
              onClick={() => file !== undefined && save.mutate({ file, sha256: seen.sha256 })}
            >
              确认导入
            </BusyButton>
          )}
        </>
      }
    >
      <p className="register-files">
        <a href={buildUrl(exportRegister, { query: { template: '1' } })} download>
          下载空白模板
        </a>
        <a href={buildUrl(exportRegister, { query: { on } })} download>
          导出 {on} 的名册
        </a>
      </p>
      {error !== null && <ProblemNotice problem={asProblem(error)} onClose={restart} />}
      {save.data !== undefined && (
        <p role="status">
          已导入 {save.data.units} 个单位、{save.data.people} 名人员、{save.data.posts} 个岗位。
        </p>
      )}
      {save.data === undefined && seen === undefined && (
        <FileDrop
          label="名册"
          hint="填好的模板（.xlsx），或其中一张表另存的 .csv（按表头辨认是单位还是人员）。先核对，列出每一处错误；确认后才导入，要么全部导入，要么什么也不改。"
          accept={tableEndings}
          busy={preview.isPending}
          onFile={choose}
        />
      )}
      {save.data === undefined && seen !== undefined && <TableReading reading={seen.reading} confirmed={confirmed} onConfirm={setConfirmed} />}
      {save.data === undefined && seen !== undefined && (seen.errorCount > 0 ? <Errors preview={seen} /> : <Summary preview={seen} />)}
    </Dialog>
  );
};

/** Import and export of the register, for those who may import. */
export const RegisterMenu = ({ on }: { readonly on: string }) => {
  const { can } = useMe();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      {can('identity.import-register') ? (
        <Button onClick={() => setOpen(true)}>导入导出名册</Button>
      ) : (
        <a className="plain-button" href={buildUrl(exportRegister, { query: { on } })} download>
          导出名册
        </a>
      )}
      {isOpen && <ImportDialog on={on} onClose={() => setOpen(false)} />}
    </>
  );
};
