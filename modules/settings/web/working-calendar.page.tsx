import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { tableEndings } from '#kernel/table-file.ts';
import { call, newIdempotencyKey } from '#kernel/web/call.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { BusyButton } from '#ui/busy-button.tsx';
import { ActionButton } from '#ui/action-button.tsx';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { FileDrop } from '#ui/file-drop.tsx';
import { Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { TableReading, isReadingSettled } from '#ui/table-reading.tsx';
import { type CalendarDayView, dayArrangementLabel, getWorkingCalendar, importCalendarNotice, previewCalendarNotice } from '../contract/index.ts';
import { Labelled } from './labelled.tsx';
import './settings.css';

const columns: readonly Column<CalendarDayView>[] = [
  { key: 'on', title: '日期', render: (day) => day.on },
  { key: 'arrangement', title: '安排', render: (day) => dayArrangementLabel[day.arrangement] },
  { key: 'name', title: '名称', render: (day) => day.name },
  { key: 'document', title: '文号', wideOnly: true, render: (day) => day.documentNo },
];

const ImportNotice = ({ year, onDone }: { readonly year: number; readonly onDone: () => void }) => {
  const queries = useQueryClient();
  const [head, setHead] = useState({ year: String(year), documentNo: '', title: `国务院办公厅关于${year}年部分节假日安排的通知`, publishedOn: '', link: '' });
  const [file, setFile] = useState<File>();
  const [confirmed, setConfirmed] = useState(false);
  const [key, setKey] = useState(newIdempotencyKey);
  const body = { year: head.year, documentNo: head.documentNo, title: head.title, publishedOn: head.publishedOn, ...(head.link === '' ? {} : { link: head.link }) };
  const preview = useMutation({ mutationFn: (chosen: File) => call(previewCalendarNotice, { file: chosen, body }) });
  const save = useMutation({
    mutationFn: (chosen: File) => call(importCalendarNotice, { file: chosen, body: { ...body, confirmedReading: confirmed ? 'true' : 'false' } }, { idempotencyKey: key }),
    onSuccess: async () => {
      await queries.invalidateQueries();
      onDone();
    },
  });
  const set = (part: Partial<typeof head>): void => {
    setHead((before) => ({ ...before, ...part }));
    setKey(newIdempotencyKey());
  };
  const error = save.error ?? preview.error;
  const faults = preview.data?.faults ?? [];
  return (
    <section className="settings-card" aria-label="导入放假通知">
      <h2>导入放假通知</h2>
      {error !== null && <ProblemNotice problem={asProblem(error)} />}
      <div className="settings-form">
        <Labelled label="年度" required value={head.year} onChange={(value) => set({ year: value })} />
        <Labelled label="文号" required value={head.documentNo} hint="如 国办发明电〔2025〕7号" onChange={(documentNo) => set({ documentNo })} />
        <Labelled label="发布日期" type="date" required value={head.publishedOn} onChange={(publishedOn) => set({ publishedOn })} />
        <Labelled label="通知名称" required wide value={head.title} onChange={(title) => set({ title })} />
        <Labelled label="链接" type="url" wide value={head.link} onChange={(link) => set({ link })} />
      </div>
      <FileDrop
        label="放假安排表"
        hint="Excel 或 CSV，表头依次为：日期、安排（放假或上班）、名称；每天一行，只填与平常不同的日子。"
        accept={tableEndings}
        busy={preview.isPending || save.isPending}
        onFile={(chosen) => {
          setFile(chosen);
          setConfirmed(false);
          setKey(newIdempotencyKey());
          save.reset();
          preview.mutate(chosen);
        }}
      />
      {preview.data !== undefined && <TableReading reading={preview.data.reading} confirmed={confirmed} onConfirm={setConfirmed} />}
      {preview.data !== undefined && (
        <div role="status">
          <p>
            读到 {preview.data.days.length} 天{faults.length === 0 ? '，没有错误。' : `，有 ${faults.length} 处错误，改正后重新选择文件：`}
          </p>
          {faults.length > 0 && (
            <ul>
              {faults.map((fault) => (
                <li key={`${fault.row}${fault.message}`}>{fault.message}</li>
              ))}
            </ul>
          )}
        </div>
      )}
      <div className="settings-actions">
        <BusyButton
          type="primary"
          disabled={file === undefined || preview.data === undefined || faults.length > 0 || !isReadingSettled(preview.data.reading, confirmed)}
          busy={save.isPending}
          onClick={() => file !== undefined && save.mutate(file)}
        >
          导入
        </BusyButton>
        <Button onClick={onDone}>取消</Button>
      </div>
    </section>
  );
};

/** Days off and make-up working days of a year, by the notices; a new year is taken in from a file. */
export const Page = ({ search, setSearch }: PageProps<unknown, { readonly year?: string | undefined }>) => {
  const [isOpen, setOpen] = useState(false);
  const query = useQuery(pageQueryOf(getWorkingCalendar, { query: { year: search.year } }));
  const { data } = query;
  const offer = data?.actions.find(({ action }) => action === 'calendar.import');
  return (
    <PageFrame
      title="工作日历"
      note="工作日按国务院办公厅每年的放假通知推算，调休在内；没有通知的年份不推算。"
      actions={offer !== undefined && !isOpen && <ActionButton offer={offer} primary onAct={() => setOpen(true)} />}
    >
      {data?.missingYear != null && <p className="settings-warning">{data.missingYear}年的放假通知还没有导入，这一年的工作日期限暂不能确定。通知发布后请导入。</p>}
      {isOpen && data !== undefined && <ImportNotice year={data.missingYear ?? data.year} onDone={() => setOpen(false)} />}
      {query.error !== null && <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />}
      {data !== undefined && (
        <>
          <fieldset className="segments" aria-label="年度">
            {data.years.map((year) => (
              <button key={year} type="button" aria-pressed={year === data.year} onClick={() => setSearch({ year: String(year) })}>
                {year}
              </button>
            ))}
          </fieldset>
          <ul>
            {data.notices.map((notice) => (
              <li key={notice.documentNo}>
                {notice.link === null ? notice.title : <a href={notice.link}>{notice.title}</a>}（{notice.documentNo}，{notice.publishedOn}，{notice.days}天）
              </li>
            ))}
          </ul>
          <DataTable
            label={`${data.year}年的安排`}
            columns={columns}
            rows={data.days}
            rowKey={(day) => day.on}
            loading={false}
            empty={<EmptyState title={`没有${data.year}年的安排`} hint="请导入该年的放假通知。" />}
            paging={{
              note: `放假 ${data.days.filter(({ arrangement }) => arrangement === 'off').length} 天，调休上班 ${data.days.filter(({ arrangement }) => arrangement === 'work').length} 天`,
            }}
          />
        </>
      )}
    </PageFrame>
  );
};
