import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Checkbox } from 'antd';
import { useState } from 'react';
import { buildUrl, type Reply } from '#kernel/endpoint.ts';
import { tableEndings } from '#kernel/table-file.ts';
import { call } from '#kernel/web/call.ts';
import { useIntentKeys } from '#kernel/web/intent-key.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { FileDrop } from '#ui/file-drop.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { TableReading, isReadingSettled } from '#ui/table-reading.tsx';
import { getSheet, importSheet, type Period, previewSheet, type SheetEdit, type SheetTake, sheetTakeLabel, sheetTakes, unitLabel } from '../contract/index.ts';
import { noSource, type SourceDraft, SourceFields } from './source-fields.tsx';
import { figureWords, momentWords } from './words.ts';

type Preview = Reply<typeof previewSheet>;
type Choices = Readonly<Record<number, SheetTake>>;

const changeWords: Readonly<Record<SheetEdit['change'], string>> = { new: '新填', correct: '修订', same: '别人已填成同样的数', conflict: '冲突' };

const Choice = ({ edit, take, onTake }: { readonly edit: SheetEdit; readonly take: SheetTake | undefined; readonly onTake: (take: SheetTake) => void }) => (
  <fieldset className="merge-choice">
    <legend className="visually-hidden">
      {edit.indicator} {edit.label} 保留哪一个
    </legend>
    {sheetTakes.map((one) => (
      <label key={one}>
        <input type="radio" name={`row-${edit.row}`} checked={take === one} onChange={() => onTake(one)} />
        {sheetTakeLabel[one]}
      </label>
    ))}
  </fieldset>
);

const EditRows = ({ preview, choices, onTake }: { readonly preview: Preview; readonly choices: Choices; readonly onTake: (row: number, take: SheetTake) => void }) => (
  // biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard
  <section className="entry-scroll" aria-label="将要导入的修改" tabIndex={0}>
    <table className="figure-table">
      <thead>
        <tr>
          <th scope="col">行</th>
          <th scope="col">指标与时期</th>
          <th scope="col">导出时</th>
          <th scope="col">表中填写</th>
          <th scope="col">系统现值</th>
          <th scope="col">处理</th>
        </tr>
      </thead>
      <tbody>
        {preview.edits.map((edit) => (
          <tr key={edit.row} className={edit.change === 'conflict' ? 'conflict' : ''}>
            <td>{edit.row}</td>
            <th scope="row">
              {edit.indicator}，{edit.label}
              <span className="muted">（{unitLabel(edit.unit)}）</span>
            </th>
            <td>{edit.base.revision === 0 ? '没有数值' : figureWords(edit.base.value, edit.base.gap)}</td>
            <td>
              <b>{figureWords(edit.value, edit.gap)}</b>
              {edit.flags.map(({ flag, message }) => (
                <p key={flag} className="doubt">
                  {message}
                </p>
              ))}
            </td>
            <td>
              {edit.current.revision === 0 ? '没有数值' : (edit.current.value ?? '无数值')}
              {edit.current.by !== null && edit.current.at !== null && (
                <span className="muted">
                  {' '}
                  {edit.current.by}，{momentWords(edit.current.at)}
                </span>
              )}
            </td>
            <td>{edit.change === 'conflict' ? <Choice edit={edit} take={choices[edit.row]} onTake={(take) => onTake(edit.row, take)} /> : changeWords[edit.change]}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </section>
);

const ErrorRows = ({ preview }: { readonly preview: Preview }) => (
  <>
    <p role="status">有 {preview.errors.length} 处需要改正，改好后重新选择文件；现在什么也没有保存。</p>
    <ul className="checked-list">
      {preview.errors.map((error) => (
        <li key={`${error.row} ${error.column} ${error.message}`} className="faulty">
          {error.message}
        </li>
      ))}
    </ul>
  </>
);

/** Template out, filled sheet back: a difference per cell, decisions on conflicts, then all or nothing. */
export const SheetPanel = ({ from, to, area }: { readonly from: Period; readonly to: Period; readonly area: string }) => {
  const queries = useQueryClient();
  const [file, setFile] = useState<File>();
  const [choices, setChoices] = useState<Choices>({});
  const [source, setSource] = useState<SourceDraft>(noSource);
  const [confirmed, setConfirmed] = useState(false);
  const [hasRead, setHasRead] = useState(false);
  const keys = useIntentKeys();
  const preview = useMutation({ mutationFn: (chosen: File) => call(previewSheet, { file: chosen }) });
  const seen = preview.data;
  const save = useMutation({
    mutationFn: (input: { readonly file: File; readonly seen: Preview }) => {
      const taken = input.seen.edits.flatMap(({ row, current }) => (choices[row] === undefined ? [] : [{ row, take: choices[row], seenRevision: current.revision }]));
      const body = {
        expectedSha256: input.seen.sha256,
        sourceDocument: source.document.trim(),
        ...(source.link.trim() === '' ? {} : { sourceLink: source.link.trim() }),
        ...(source.publishedOn === '' ? {} : { publishedOn: source.publishedOn }),
        choices: JSON.stringify(taken),
        confirmedReading: hasRead ? ('true' as const) : ('false' as const),
        confirmed: confirmed ? ('true' as const) : ('false' as const),
        submit: 'true' as const,
      };
      const sent = { file: input.file, body };
      return call(importSheet, sent, { idempotencyKey: keys.keyFor(sent) });
    },
    onSuccess: () => {
      keys.done();
      void queries.invalidateQueries();
    },
  });
  const choose = (chosen: File): void => {
    setFile(chosen);
    setChoices({});
    setConfirmed(false);
    setHasRead(false);
    save.reset();
    preview.mutate(chosen);
  };
  const conflicts = seen?.edits.filter(({ change }) => change === 'conflict') ?? [];
  const open = conflicts.filter(({ row }) => choices[row] === undefined).length;
  const hasFlag = seen?.edits.some(({ flags }) => flags.length > 0) === true;
  const isRead = seen !== undefined && seen.errors.length === 0 && isReadingSettled(seen.reading, hasRead);
  const isReady = isRead && seen.edits.length > 0 && open === 0 && (!hasFlag || confirmed) && source.document.trim() !== '';
  return (
    <>
      <p>
        <a className="plain-button" href={buildUrl(getSheet, { query: { from, to, area } })} download>
          导出填报表（Excel）
        </a>
      </p>
      <FileDrop
        label="填报表"
        hint="在导出的表里填“填报值”一列，不要删改隐藏的键（.xlsx，或另存的 .csv）。先核对，确认后才保存；有一处错误就全部不导入。"
        accept={tableEndings}
        busy={preview.isPending}
        onFile={choose}
      />
      {preview.error !== null && <ProblemNotice problem={asProblem(preview.error)} />}
      {save.error !== null && <ProblemNotice problem={asProblem(save.error)} />}
      {save.data !== undefined && (
        <p role="status">
          已导入 {save.data.items.length} 个数，等待另一人核定{save.data.kept > 0 ? `；${save.data.kept} 格保留系统里的数` : ''}。
        </p>
      )}
      {seen !== undefined && save.data === undefined && (
        <>
          <TableReading reading={seen.reading} confirmed={hasRead} onConfirm={setHasRead} />
          {seen.errors.length > 0 ? (
            <ErrorRows preview={seen} />
          ) : (
            <>
              <p role="status">
                {seen.rows} 行中有 {seen.edits.length} 行与导出时不同{conflicts.length > 0 ? `，其中 ${conflicts.length} 行在导出之后被别人改过，请逐行选择` : ''}
                {seen.edits.length === 0 ? '，不需要导入' : ''}。
              </p>
              {seen.edits.length > 0 && (
                <>
                  <EditRows preview={seen} choices={choices} onTake={(row, take) => setChoices((before) => ({ ...before, [row]: take }))} />
                  <SourceFields value={source} onChange={setSource} />
                  {hasFlag && (
                    <Checkbox checked={confirmed} onChange={(event) => setConfirmed(event.target.checked)}>
                      我已再次核对有疑点的数，并在表中写明原因
                    </Checkbox>
                  )}
                  <div className="entry-tools">
                    <BusyButton type="primary" disabled={!isReady} busy={save.isPending} onClick={() => file !== undefined && save.mutate({ file, seen })}>
                      导入
                    </BusyButton>
                    {open > 0 && <span className="doubt">还有 {open} 处冲突没有选择</span>}
                  </div>
                </>
              )}
            </>
          )}
        </>
      )}
    </>
  );
};
