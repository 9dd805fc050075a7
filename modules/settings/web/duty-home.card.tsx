import { useQuery } from '@tanstack/react-query';
import { parseDay } from '#kernel/calendar.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { pageQueryOf } from '#kernel/web/queries.ts';
import { useMe } from '#identity/web';
import { HomeCardBox, type HomeLine } from '#ui/home-card.tsx';
import { dutyStandingLabel, type DutyOccurrenceView, listDuties } from '../contract/index.ts';
import { settingsPaths } from './settings-paths.ts';

const daysAhead = 14;
/** missed duties of so many days back are still shown */
const daysBack = 60;
const shownDuties = 8;
/** one day, asked only for the server's `today` */
const anyDay = { from: '2026-01-01', to: '2026-01-01' };

const dueOf = ({ dueOn, nominalOn }: DutyOccurrenceView): string => dueOn ?? nominalOn;

/** A day's or a week's duty of somebody else is news only when it was missed. */
const isWorthTelling = ({ standing, period }: DutyOccurrenceView): boolean => standing === 'missed' || (period.length <= 7 && !period.includes('W'));

const lineOf = (duty: DutyOccurrenceView): HomeLine => ({
  key: `${duty.code}${duty.period}`,
  title: `${duty.label}（${duty.periodText}）`,
  to: settingsPaths.duties,
  search: { month: dueOf(duty).slice(0, 7) },
  note: `${dueOf(duty)}，${duty.ownerLabel}，${dutyStandingLabel[duty.standing]}`,
  isUrgent: duty.standing === 'missed',
});

/** Recurring duties of the person's posts that are missed or fall due in a fortnight; whoever may exempt sees those of others, too. */
export const Card = () => {
  const { me, can } = useMe();
  const probe = useQuery(pageQueryOf(listDuties, { query: anyDay }));
  const today = probe.data?.today;
  const span = today === undefined ? anyDay : { from: parseDay(today).subtract({ days: daysBack }).toString(), to: parseDay(today).add({ days: daysAhead }).toString() };
  const query = useQuery({ ...pageQueryOf(listDuties, { query: span }), enabled: today !== undefined });
  const roles = new Set<string>((me?.posts ?? []).map(({ role }) => role));
  const error = probe.error ?? query.error;
  const duties = (query.data?.items ?? []).filter(
    (one) => (one.standing === 'missed' || one.standing === 'open' || one.standing === 'later') && (roles.has(one.ownerRole) || (can('duty.exempt') && isWorthTelling(one))),
  );
  // A person whose posts own no duty has no use for an empty card.
  if (error === null && query.data !== undefined && duties.length === 0 && !can('duty.exempt')) return null;
  return (
    <HomeCardBox
      title="近期职责"
      isLoading={query.isPending}
      problem={error === null ? null : asProblem(error)}
      onRetry={() => void Promise.all([probe.refetch(), query.refetch()])}
      tiles={[]}
      lines={duties
        .toSorted((one, other) => dueOf(one).localeCompare(dueOf(other)))
        .slice(0, shownDuties)
        .map(lineOf)}
      empty={`今后${daysAhead}天没有到期的职责。`}
    />
  );
};
