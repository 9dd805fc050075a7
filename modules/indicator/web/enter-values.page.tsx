import { useQuery } from '@tanstack/react-query';
import { Input, Select } from 'antd';
import { useEffect, useState } from 'react';
import { queryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { Page as PageFrame } from '#ui/page.tsx';
import { type Frequency, frequencies, frequencyLabel, frequencyOf, getEntryGround, type Period, periodExample } from '../contract/index.ts';
import { periodsBetween } from '../domain/period-steps.ts';
import { FillGrid } from './fill-grid.tsx';
import { SheetPanel } from './sheet-panel.tsx';
import { Labelled } from './labelled.tsx';
import './indicator.css';

export const entryWays = ['grid', 'sheet'] as const;
export type EntryWay = (typeof entryWays)[number];
const wayWords: Readonly<Record<EntryWay, string>> = { grid: '填写或粘贴', sheet: 'Excel 填报表' };

interface EnterSearch {
  readonly way?: EntryWay | undefined;
  readonly frequency?: Frequency | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const maxColumns = 24;

interface PeriodFieldProps {
  readonly label: string;
  readonly value: string;
  readonly frequency: Frequency;
  readonly onChange: (period: Period) => void;
}

/** A period as text; it counts as soon as it is one. */
const PeriodField = ({ label, value, frequency, onChange }: PeriodFieldProps) => {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const isPeriod = frequencyOf(text.trim()) === frequency;
  const change = (next: string): void => {
    setText(next);
    if (frequencyOf(next.trim()) === frequency) onChange(next.trim() as Period);
  };
  return (
    <Labelled>
      {label}
      <Input
        value={text}
        status={isPeriod ? '' : 'error'}
        aria-invalid={!isPeriod}
        placeholder={periodExample[frequency]}
        className="period-field"
        onChange={(event) => change(event.target.value)}
      />
    </Labelled>
  );
};

/** Figures in: a grid that takes pasted blocks, or a spreadsheet. */
export const Page = ({ search, setSearch }: PageProps<unknown, EnterSearch>) => {
  const frequency = search.frequency ?? 'year';
  const ground = useQuery(queryOf(getEntryGround, { query: { frequency } }));
  const way = search.way ?? 'grid';
  const from = frequencyOf(search.from ?? '') === frequency ? (search.from as Period) : ground.data?.from;
  const to = frequencyOf(search.to ?? '') === frequency ? (search.to as Period) : ground.data?.to;
  const periods = from === undefined || to === undefined ? [] : periodsBetween(from, to, maxColumns);
  return (
    <PageFrame title="填报统计数" note={ground.data === undefined ? '' : `${ground.data.areaName}；提交后由另一人核定才算数。`}>
      <div className="entry-tools">
        <Labelled>
          频率
          <Select<Frequency>
            aria-label="频率"
            className="indicator-filter"
            value={frequency}
            options={frequencies.map((value) => ({ value, label: frequencyLabel[value] }))}
            onChange={(value) => setSearch({ frequency: value, from: undefined, to: undefined })}
          />
        </Labelled>
        <PeriodField label="从" value={from ?? ''} frequency={frequency} onChange={(period) => setSearch({ from: period })} />
        <PeriodField label="到" value={to ?? ''} frequency={frequency} onChange={(period) => setSearch({ to: period })} />
        <fieldset className="way-switch">
          <legend className="visually-hidden">填报方式</legend>
          {entryWays.map((one) => (
            <label key={one}>
              <input type="radio" name="way" checked={way === one} onChange={() => setSearch({ way: one })} />
              {wayWords[one]}
            </label>
          ))}
        </fieldset>
      </div>
      {ground.data !== undefined && from !== undefined && to !== undefined && periods.length === 0 && <p role="alert">「从」应不晚于「到」。</p>}
      {ground.data !== undefined &&
        from !== undefined &&
        to !== undefined &&
        periods.length > 0 &&
        (way === 'grid' ? (
          <FillGrid key={`${frequency} ${from} ${to}`} frequency={frequency} periods={periods} area={ground.data.area} />
        ) : (
          <SheetPanel from={from} to={to} area={ground.data.area} />
        ))}
    </PageFrame>
  );
};
