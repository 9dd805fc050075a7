import { useMemo } from 'react';
import { Link } from '@tanstack/react-router';
import type { Reply } from '#kernel/endpoint.ts';
import { Chart, type ChartBand, type ChartLine } from '#ui/chart.tsx';
import { type getForecast, type IndicatorSeries, type Period, unitLabel } from '../contract/index.ts';
import { indexOf, periodLabel, periodsBetween } from '../domain/period-steps.ts';
import { indicatorPaths } from './indicator-paths.ts';
import { pointWords, qualityWords } from './words.ts';

type Forecast = Reply<typeof getForecast>;

interface IndicatorChartProps {
  readonly indicatorId: string;
  readonly name: string;
  readonly unit: string;
  /** the series in front; the others are benchmarks */
  readonly main: IndicatorSeries;
  readonly others: readonly IndicatorSeries[];
  readonly forecast: Forecast | undefined;
  readonly target: string | undefined;
  /** what still counts around an approximate target (左右), or the two ends of a range */
  readonly zone: TargetZone | undefined;
}

export interface TargetZone {
  readonly low: string;
  readonly high: string;
}

/** Both ends, the lower one first; undefined without both. */
export function zoneOf(low: string | undefined, high: string | undefined): TargetZone | undefined {
  if (low === undefined || high === undefined) return undefined;
  return Number(low) <= Number(high) ? { low, high } : { low: high, high: low };
}

const numberAt = (series: IndicatorSeries, period: Period): number | null => {
  const value = series.points.find((point) => point.period === period)?.value ?? null;
  return value === null ? null : Number(value);
};

/** The axis has every period between the first and the last, so that a gap is seen as a gap. */
const axisOf = (props: IndicatorChartProps): readonly Period[] => {
  const periods = [props.main, ...props.others].flatMap(({ points }) => points.map(({ period }) => period));
  const ahead = (props.forecast?.steps ?? []).map(({ period }) => period);
  const known = [...new Set([...periods, ...ahead])].sort((a, b) => indexOf(a) - indexOf(b));
  const [first, last] = [known[0], known.at(-1)];
  return first === undefined || last === undefined ? [] : periodsBetween(first, last);
};

const linesOf = (props: IndicatorChartProps, axis: readonly Period[]): readonly ChartLine[] => {
  const steps = props.forecast?.steps ?? [];
  const last = props.main.points.findLast(({ value }) => value !== null);
  const forecastAt = (period: Period): number | null => {
    const step = steps.find((one) => one.period === period);
    if (step !== undefined) return Number(step.value);
    return steps.length > 0 && period === last?.period ? numberAt(props.main, period) : null;
  };
  return [
    { name: props.main.areaName, values: axis.map((period) => numberAt(props.main, period)) },
    ...props.others.map((series) => ({ name: series.areaName, values: axis.map((period) => numberAt(series, period)), style: 'points' as const })),
    ...(steps.length === 0 ? [] : [{ name: '预测（估计）', values: axis.map(forecastAt), style: 'dashed' as const }]),
  ];
};

const bandOf = ({ forecast }: IndicatorChartProps, axis: readonly Period[]): ChartBand | undefined => {
  if (forecast === undefined || forecast.steps.length === 0) return undefined;
  const at = (period: Period, side: 'low' | 'high'): number | null => {
    const step = forecast.steps.find((one) => one.period === period);
    return step === undefined ? null : Number(step[side]);
  };
  return { name: `${forecast.coverage}%区间`, low: axis.map((period) => at(period, 'low')), high: axis.map((period) => at(period, 'high')) };
};

const FigureTable = ({ indicatorId, main, others, unit }: Pick<IndicatorChartProps, 'indicatorId' | 'main' | 'others' | 'unit'>) => (
  <table className="figure-table">
    <caption className="visually-hidden">各时期数值</caption>
    <thead>
      <tr>
        <th scope="col">时期</th>
        <th scope="col" className="number">
          {main.areaName}（{unitLabel(unit)}）
        </th>
        <th scope="col">数据质量</th>
        {others.map((series) => (
          <th key={series.area} scope="col" className="number">
            {series.areaName}
          </th>
        ))}
      </tr>
    </thead>
    <tbody>
      {[...axisOf({ indicatorId, main, others, unit, name: '', forecast: undefined, target: undefined, zone: undefined })].reverse().map((period) => {
        const point = main.points.find((one) => one.period === period);
        return (
          <tr key={period}>
            <th scope="row">
              {point !== undefined && point.revision !== null ? (
                <Link
                  to={indicatorPaths.revisions(indicatorId, main.area, period) as never}
                  search={(before: { readonly knownOn?: string }) => ({ knownOn: before.knownOn }) as never}
                >
                  {periodLabel(period)}
                </Link>
              ) : (
                periodLabel(period)
              )}
            </th>
            <td className={point?.value === null || point === undefined ? 'muted' : 'number'}>{point === undefined ? '没有数值' : pointWords(point)}</td>
            <td>{point === undefined ? '—' : qualityWords(point)}</td>
            {others.map((series) => {
              const other = series.points.find((one) => one.period === period);
              return (
                <td key={series.area} className="number">
                  {other === undefined ? '—' : pointWords(other)}
                </td>
              );
            })}
          </tr>
        );
      })}
    </tbody>
  </table>
);

/** The series with target, forecast, range and benchmarks, and the same figures as a table beside it. */
export const IndicatorChart = (props: IndicatorChartProps) => {
  const { indicatorId, name, unit, main, others, forecast, target, zone } = props;
  const picture = useMemo(() => {
    const all = { indicatorId, name, unit, main, others, forecast, target, zone: undefined };
    const axis = axisOf(all);
    return { axis, lines: linesOf(all, axis), band: bandOf(all, axis) };
  }, [indicatorId, name, unit, main, others, forecast, target]);
  const table = useMemo(() => <FigureTable indicatorId={indicatorId} main={main} others={others} unit={unit} />, [indicatorId, main, others, unit]);
  const categories = useMemo(() => picture.axis.map(periodLabel), [picture]);
  const level = useMemo(() => (target === undefined ? undefined : { name: `目标 ${target}`, value: Number(target) }), [target]);
  const area = useMemo(() => (zone === undefined ? undefined : { name: `目标区间 ${zone.low}至${zone.high}`, low: Number(zone.low), high: Number(zone.high) }), [zone]);
  const aim = `${target === undefined ? '' : `；目标 ${target}`}${area === undefined ? '' : `；${area.name}`}`;
  return (
    <Chart
      label={`${name}的数列图：${main.areaName}${others.length === 0 ? '' : `与${others.map((one) => one.areaName).join('、')}`}${aim}`}
      categories={categories}
      unit={unitLabel(unit)}
      lines={picture.lines}
      band={picture.band}
      level={level}
      zone={area}
      table={table}
    />
  );
};
