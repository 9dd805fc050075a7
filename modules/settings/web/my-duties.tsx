import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { parseDay } from '#kernel/calendar.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { type DutyOccurrenceView, dutyFulfilmentLabel, dutyStandingLabel, listDuties } from '../contract/index.ts';
import { DutyDetails } from './duty-details.tsx';
import { settingsPaths } from './settings-paths.ts';
import './settings.css';

const daysBack = 366;
const daysAhead = 31;
const shown = 20;
/** one day, asked only for the server's `today` */
const anyDay = { from: '2026-01-01', to: '2026-01-01' };
const dueOf = ({ dueOn, nominalOn }: DutyOccurrenceView): string => dueOn ?? nominalOn;

/** Recurring duties that the posts of the person at hand owe: missed ones, and those due within a month. Nothing when none is owed. */
export const MyDuties = () => {
  const [open, setOpen] = useState<DutyOccurrenceView>();
  const probe = useQuery(pageQueryOf(listDuties, { query: anyDay }));
  const today = probe.data?.today;
  const span = today === undefined ? anyDay : { from: parseDay(today).subtract({ days: daysBack }).toString(), to: parseDay(today).add({ days: daysAhead }).toString() };
  const query = useQuery({ ...pageQueryOf(listDuties, { query: { ...span, mine: 'yes' } }), enabled: today !== undefined });
  const owed = (query.data?.items ?? []).filter(({ standing }) => standing === 'missed' || standing === 'open').toSorted((one, other) => dueOf(one).localeCompare(dueOf(other)));
  const error = probe.error ?? query.error;
  if (error !== null) return <ProblemNotice problem={asProblem(error)} onRetry={() => void query.refetch()} />;
  if (owed.length === 0) return null;
  return (
    <section aria-label="职责日历上欠着的" className="settings-card">
      <h2>职责日历上欠着的（{owed.length}期）</h2>
      <ul className="my-duties">
        {owed.slice(0, shown).map((duty) => (
          <li key={`${duty.code}${duty.period}`}>
            <button type="button" className={`duty-chip ${duty.standing}`} onClick={() => setOpen(duty)}>
              {duty.label}（{duty.periodText}）· {dueOf(duty)} · {dutyStandingLabel[duty.standing]}
            </button>
            <small> {dutyFulfilmentLabel[duty.doneBy]}</small>
          </li>
        ))}
      </ul>
      {owed.length > shown && (
        <p>
          <Link to={settingsPaths.duties as never} search={{ view: 'year', mine: 'yes' } as never}>
            其余{owed.length - shown}期见职责日历
          </Link>
        </p>
      )}
      {open !== undefined && <DutyDetails duty={open} onClose={() => setOpen(undefined)} />}
    </section>
  );
};
