import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { buildUrl } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { type Column, DataTable } from '#ui/data-table.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { PageLoading, Page as PageFrame } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { type DutyOccurrenceView, dutyStandingLabel, dutyStandings, exportDuties, listDuties } from '../contract/index.ts';
import { DutyDetails } from './duty-details.tsx';
import { Labelled } from './labelled.tsx';
import { firstOf, lastOf, shiftMonth, weeksOf } from './month-grid.ts';
import { settingsPaths } from './settings-paths.ts';
import './settings.css';

type DutyView = 'month' | 'year';

interface DutySearch {
  readonly month?: string | undefined;
  readonly view?: DutyView | undefined;
  readonly standing?: DutyOccurrenceView['standing'] | undefined;
  readonly q?: string | undefined;
  readonly mine?: 'yes' | undefined;
}

const dueOf = (duty: DutyOccurrenceView): string => duty.dueOn ?? duty.nominalOn;
const weekdays = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const;

interface MonthProps {
  readonly month: string;
  readonly today: string;
  readonly items: readonly DutyOccurrenceView[];
  readonly days: readonly { readonly on: string; readonly working: boolean; readonly name: string }[];
  readonly onOpen: (duty: DutyOccurrenceView) => void;
}

const Month = ({ month, today, items, days, onOpen }: MonthProps) => {
  const known = new Map(days.map((day) => [day.on, day]));
  return (
    <table className="month" aria-label={`${month} 的职责`}>
      <thead>
        <tr>
          {weekdays.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week[0]?.on}>
            {week.map(({ on, inside, isWeekend }) => {
              const special = known.get(on);
              const due = inside ? items.filter((duty) => dueOf(duty) === on) : [];
              const isOff = special === undefined ? isWeekend : !special.working;
              const names = [isOff ? 'off' : '', inside ? '' : 'outside', on === today ? 'today' : '', due.length === 0 ? 'idle' : ''];
              return (
                <td key={on} className={names.join(' ').trim()}>
                  <time dateTime={on}>{Number(on.slice(8))}日</time>
                  {special !== undefined && <span className="day-name">{special.working ? '上班' : special.name}</span>}
                  {due.length > 0 && (
                    <ul>
                      {due.map((duty) => (
                        <li key={`${duty.code}${duty.period}`}>
                          <button type="button" className={`duty-chip ${duty.standing}`} onClick={() => onOpen(duty)}>
                            {duty.label} · {dutyStandingLabel[duty.standing]}
                          </button>
                        </li>
                      ))}
                    </ul>
                  )}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const columnsWith = (onOpen: (duty: DutyOccurrenceView) => void): readonly Column<DutyOccurrenceView>[] => [
  {
    key: 'label',
    title: '职责',
    render: (duty) => (
      <button type="button" className={`duty-chip ${duty.standing}`} onClick={() => onOpen(duty)}>
        {duty.label}
      </button>
    ),
  },
  { key: 'period', title: '期间', render: (duty) => duty.periodText },
  { key: 'due', title: '期限', render: (duty) => (duty.dueOn === null ? `${duty.nominalOn}（待放假通知）` : duty.dueOn) },
  { key: 'standing', title: '办理情况', render: (duty) => dutyStandingLabel[duty.standing] },
  { key: 'owner', title: '责任岗位', wideOnly: true, render: (duty) => duty.ownerLabel },
  { key: 'code', title: '代号', wideOnly: true, render: (duty) => duty.code },
];

/** Recurring duties by month or over a year ahead: what is due, done, missed; export and print. */
export const Page = ({ search, setSearch }: PageProps<unknown, DutySearch>) => {
  const [open, setOpen] = useState<DutyOccurrenceView>();
  // The server knows the day; until it has said so the month comes from the first answer.
  const probe = useQuery({ ...pageQueryOf(listDuties, { query: { from: '2026-01-01', to: '2026-01-01' } }), enabled: search.month === undefined });
  const month = search.month ?? probe.data?.today.slice(0, 7);
  const view = search.view ?? 'month';
  const span = month === undefined ? undefined : { from: firstOf(month), to: lastOf(view === 'month' ? month : shiftMonth(month, 11)) };
  const filters = { standing: search.standing, q: search.q, mine: search.mine };
  const query = useQuery({ ...pageQueryOf(listDuties, { query: { ...(span ?? { from: '2026-01-01', to: '2026-01-01' }), ...filters } }), enabled: span !== undefined });
  if (probe.error !== null || query.error !== null)
    return (
      <PageFrame title="职责日历">
        <ProblemNotice problem={asProblem(probe.error ?? query.error)} onRetry={() => void query.refetch()} />
      </PageFrame>
    );
  if (month === undefined || span === undefined || query.data === undefined) return <PageLoading />;
  const { data } = query;
  const exportUrl = (format: 'ics' | 'xlsx') => buildUrl(exportDuties, { query: { ...span, ...filters, format } });
  const standings = [{ value: '', label: '全部' }, ...dutyStandings.map((value) => ({ value, label: `${dutyStandingLabel[value]}（${data.counts[value]}）` }))];
  return (
    <PageFrame
      title="职责日历"
      note="定期职责到期自动编排；办结以会议、封账、检查等成果为准，其余由责任岗位登记完成，期限逢休息日顺延。"
      actions={
        <>
          <Link className="plain-button" to={settingsPaths.workingCalendar as never}>
            工作日历
          </Link>
          <a className="plain-button" href={exportUrl('xlsx')}>
            导出 Excel
          </a>
          <a className="plain-button" href={exportUrl('ics')}>
            日历文件
          </a>
          <Button onClick={() => window.print()}>打印</Button>
        </>
      }
    >
      {data.missingYears.length > 0 && <p className="settings-warning">{data.missingYears.join('、')}年的放假通知还没有导入，这些年份的期限先按规定日显示。</p>}
      <search className="settings-form settings-card">
        <div className="month-nav wide">
          <Button onClick={() => setSearch({ month: shiftMonth(month, view === 'month' ? -1 : -12) })}>上{view === 'month' ? '月' : '年'}</Button>
          <strong aria-live="polite">{view === 'month' ? month : `${month} 起一年`}</strong>
          <Button onClick={() => setSearch({ month: shiftMonth(month, view === 'month' ? 1 : 12) })}>下{view === 'month' ? '月' : '年'}</Button>
          <Button onClick={() => setSearch({ month: data.today.slice(0, 7) })}>回到今天</Button>
          <fieldset className="segments" aria-label="显示方式">
            <button type="button" aria-pressed={view === 'month'} onClick={() => setSearch({ view: 'month' })}>
              月历
            </button>
            <button type="button" aria-pressed={view === 'year'} onClick={() => setSearch({ view: 'year' })}>
              全年列表
            </button>
          </fieldset>
        </div>
        <Labelled label="名称、代号或岗位" type="search" value={search.q ?? ''} onChange={(q) => setSearch({ q: q === '' ? undefined : q })} />
        <Labelled
          label="办理情况"
          value={search.standing ?? ''}
          options={standings}
          onChange={(value) => setSearch({ standing: value === '' ? undefined : (value as DutyOccurrenceView['standing']) })}
        />
        <Labelled
          label="范围"
          value={search.mine ?? ''}
          options={[
            { value: '', label: '全部岗位' },
            { value: 'yes', label: '只看我的岗位' },
          ]}
          onChange={(value) => setSearch({ mine: value === 'yes' ? 'yes' : undefined })}
        />
      </search>
      {view === 'month' ? (
        <>
          <Month month={month} today={data.today} items={data.items} days={data.days} onOpen={setOpen} />
          {data.items.length === 0 && <EmptyState title="这个月没有到期的职责" hint="换一个月，或改看全年列表。" />}
        </>
      ) : (
        <DataTable
          label="全年职责"
          columns={columnsWith(setOpen)}
          rows={data.items}
          rowKey={(duty) => `${duty.code}${duty.period}`}
          loading={false}
          empty={<EmptyState title="没有符合条件的职责" hint="放宽办理情况，或换一个时间段。" />}
          paging={{ note: `共${data.items.length}期` }}
        />
      )}
      {open !== undefined && <DutyDetails duty={open} onClose={() => setOpen(undefined)} />}
    </PageFrame>
  );
};
