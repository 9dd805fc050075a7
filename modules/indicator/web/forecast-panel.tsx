import { Button, Input } from 'antd';
import { type FormEvent, useState } from 'react';
import type { Reply } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { forecastMethodLabel, type Frequency, type getForecast, paceLabel, periodExample } from '../contract/index.ts';
import { Labelled } from './labelled.tsx';

type Forecast = Reply<typeof getForecast>;

interface ForecastPanelProps {
  readonly forecast: Forecast | undefined;
  readonly error: Error | null;
  readonly frequency: Frequency;
  readonly unit: string;
  readonly target: string | undefined;
  readonly low: string | undefined;
  readonly high: string | undefined;
  readonly due: string | undefined;
  readonly onAim: (aim: Aim) => void;
}

type Aim = Readonly<Record<'target' | 'low' | 'high' | 'due', string | undefined>>;

const Facts = ({ forecast, unit }: { readonly forecast: Forecast; readonly unit: string }) => (
  <dl className="indicator-facts">
    {forecast.method !== null && (
      <div>
        <dt>方法</dt>
        <dd>{forecastMethodLabel[forecast.method]}（以往误差最小）</dd>
      </div>
    )}
    {forecast.probability !== null && (
      <div>
        <dt>达到目标的可能性</dt>
        <dd>约 {forecast.probability}%</dd>
      </div>
    )}
    {forecast.required !== null && (
      <div>
        <dt>还需</dt>
        <dd>
          每期平均{forecast.required.perPeriod.startsWith('-') ? '减少' : '增加'} {forecast.required.perPeriod.replace('-', '')}
          {unit}，还有 {forecast.required.remaining} 期
        </dd>
      </div>
    )}
    {forecast.timeShare !== null && (
      <div>
        <dt>目标年的序时进度</dt>
        <dd>{forecast.timeShare}%</dd>
      </div>
    )}
    {forecast.pace !== null && (
      <div>
        <dt>实际增速与所需增速之比</dt>
        <dd>
          {forecast.pace.ratio}（{paceLabel[forecast.pace.pace]}，仅供横向比较）
        </dd>
      </div>
    )}
  </dl>
);

const StepTable = ({ forecast }: { readonly forecast: Forecast }) => (
  <table className="figure-table">
    <caption className="visually-hidden">预测值</caption>
    <thead>
      <tr>
        <th scope="col">时期</th>
        <th scope="col" className="number">
          估计值
        </th>
        <th scope="col" className="number">
          {forecast.coverage}%区间
        </th>
      </tr>
    </thead>
    <tbody>
      {forecast.steps.map((step) => (
        <tr key={step.period}>
          <th scope="row">{step.label}</th>
          <td className="number">{step.value}</td>
          <td className="number">
            {step.low} 至 {step.high}
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

/** What may come, as an estimate, and what is still needed, exactly. */
export const ForecastPanel = ({ forecast, error, frequency, unit, target, low, high, due, onAim }: ForecastPanelProps) => {
  const [draft, setDraft] = useState({ target: target ?? '', low: low ?? '', high: high ?? '', due: due ?? '' });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const filled = (text: string): string | undefined => (text.trim() === '' ? undefined : text.trim());
    onAim({ target: filled(draft.target), low: filled(draft.low), high: filled(draft.high), due: filled(draft.due) });
  };
  return (
    <section className="indicator-section" aria-labelledby="forecast-title">
      <h2 id="forecast-title">目标与预测</h2>
      <form className="aim-form" onSubmit={submit}>
        <Labelled>
          目标值
          <Input value={draft.target} inputMode="decimal" onChange={(event) => setDraft({ ...draft, target: event.target.value })} />
        </Labelled>
        <Labelled>
          区间下限
          <Input value={draft.low} inputMode="decimal" placeholder="左右、区间的目标才填" onChange={(event) => setDraft({ ...draft, low: event.target.value })} />
        </Labelled>
        <Labelled>
          区间上限
          <Input value={draft.high} inputMode="decimal" onChange={(event) => setDraft({ ...draft, high: event.target.value })} />
        </Labelled>
        <Labelled>
          目标时期
          <Input value={draft.due} placeholder={periodExample[frequency]} onChange={(event) => setDraft({ ...draft, due: event.target.value })} />
        </Labelled>
        <Button htmlType="submit">对照目标</Button>
      </form>
      {error !== null && <ProblemNotice problem={asProblem(error)} />}
      {forecast !== undefined && (
        <>
          <p role="status" className={forecast.state === 'enough' ? 'muted' : 'forecast-none'}>
            {forecast.message}
          </p>
          <Facts forecast={forecast} unit={unit} />
          {forecast.steps.length > 0 && <StepTable forecast={forecast} />}
        </>
      )}
    </section>
  );
};
