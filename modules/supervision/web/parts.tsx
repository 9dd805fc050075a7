import { useEffect, useState } from 'react';
import type { Entry, OrderColour } from '../contract/index.ts';
import { orderColourLabel } from '../contract/index.ts';
import './supervision.css';

export const momentWords = (moment: string): string => moment.slice(0, 16).replace('T', ' ');

/** Colour always with its word. */
export const ColourTag = ({ colour }: { readonly colour: OrderColour }) => <span className={`order-colour order-colour-${colour}`}>{orderColourLabel[colour]}</span>;

const firstDay = '2000-01-01';

/** A day to look back to. A year half typed (0202) is no day yet and stays in the field. */
export const DayFilter = ({ value, onChange }: { readonly value: string | undefined; readonly onChange: (day: string | undefined) => void }) => {
  const [day, setDay] = useState(value ?? '');
  useEffect(() => setDay(value ?? ''), [value]);
  return (
    <label className="supervision-day-filter">
      截至
      <input
        type="date"
        className="supervision-day"
        min={firstDay}
        value={day}
        onChange={({ target }) => {
          setDay(target.value);
          if (target.value === '' || target.value >= firstDay) onChange(target.value === '' ? undefined : target.value);
        }}
      />
    </label>
  );
};

/** What happened, newest first. */
export const EntryList = ({ entries }: { readonly entries: readonly Entry[] }) => (
  <ol className="entry-list">
    {entries.toReversed().map((entry) => (
      <li key={entry.entryId}>
        <div className="entry-head">
          <strong>{entry.label}</strong>
          <span>
            {entry.by}
            {entry.onBehalfOf === null ? '' : `（代${entry.onBehalfOf}）`}
          </span>
          <time dateTime={entry.at}>{momentWords(entry.at)}</time>
        </div>
        {entry.reason !== '' && <p className="entry-reason">{entry.reason}</p>}
        {entry.note !== '' && <p>{entry.note}</p>}
      </li>
    ))}
  </ol>
);
