import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Select } from 'antd';
import { useMemo } from 'react';
import { buildUrl } from '#kernel/endpoint.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import { queryOf } from '#kernel/web/queries.ts';
import type { PageProps } from '#kernel/web/web-module.ts';
import { ActionButton } from '#ui/action-button.tsx';
import { EmptyState } from '#ui/empty-state.tsx';
import { Page as PageFrame, PageLoading } from '#ui/page.tsx';
import { ProblemNotice } from '#ui/problem-notice.tsx';
import { exportSeries, getForecast, getIndicator, type IndicatorId, type IndicatorSeries, type Period, seriesFormatLabel, seriesFormats, unitLabel } from '../contract/index.ts';
import { AsOf } from './as-of.tsx';
import { fromPlanUnit } from '../domain/plan-unit.ts';
import { DefinitionPanel } from './definition-panel.tsx';
import { ForecastPanel } from './forecast-panel.tsx';
import { IndicatorChart, zoneOf } from './indicator-chart.tsx';
import { indicatorPaths } from './indicator-paths.ts';
import { LinksPanel } from './links-panel.tsx';
import { PeerPanel } from './peer-panel.tsx';
import { SourceList } from './source-list.tsx';
import './indicator.css';

interface IndicatorSearch {
  readonly area?: string | undefined;
  readonly target?: string | undefined;
  readonly unit?: string | undefined;
  readonly low?: string | undefined;
  readonly high?: string | undefined;
  readonly due?: Period | undefined;
  readonly knownOn?: string | undefined;
}

type Aim = Pick<IndicatorSearch, 'target' | 'low' | 'high'>;

/** A clause states its target in the unit of the plan; what does not measure the same thing is not drawn. */
function aimIn(unit: string | undefined, { target, low, high, unit: planUnit }: IndicatorSearch): Aim {
  if (planUnit === undefined) return { target, low, high };
  const drawn = (value: string | undefined): string | undefined => (value === undefined || unit === undefined ? undefined : fromPlanUnit(value, planUnit, unit));
  return { target: drawn(target), low: drawn(low), high: drawn(high) };
}

/** One indicator: chart with target, forecast, range and benchmarks; table, definition, clauses, sources. */
export const Page = ({ params, search, setSearch }: PageProps<{ readonly indicatorId: IndicatorId }, IndicatorSearch>) => {
  const navigate = useNavigate();
  const { indicatorId } = params;
  const { area, due, knownOn } = search;
  const query = useQuery(queryOf(getIndicator, { params: { indicatorId }, query: { knownOn } }));
  const { target, low, high } = aimIn(query.data?.definition.unit, search);
  const zone = useMemo(() => zoneOf(low, high), [low, high]);
  const series = query.data?.series ?? [];
  const main: IndicatorSeries | undefined = series.find((one) => one.area === area) ?? series[0];
  const forecast = useQuery({
    ...queryOf(getForecast, { params: { indicatorId }, query: { area: main?.area, target, due, knownOn } }),
    enabled: main !== undefined,
  });
  if (query.error !== null) return <ProblemNotice problem={asProblem(query.error)} onRetry={() => void query.refetch()} />;
  if (query.data === undefined) return <PageLoading />;
  const { definition, stamp, actions } = query.data;
  const offer = (action: string) => actions.find((one) => one.action === action);
  const define = offer('indicator.define');
  const enter = definition.formula === null ? offer('indicator.enter') : undefined;
  const others = series.filter((one) => one !== main);
  return (
    <PageFrame
      title={
        <>
          {definition.name}
          {stamp === 'demo' && <span className="stamp-demo">演示</span>}
        </>
      }
      note={knownOn === undefined ? `单位：${unitLabel(definition.unit)}` : `单位：${unitLabel(definition.unit)}；按 ${knownOn} 当天记录的数显示`}
      actions={
        <>
          <AsOf knownOn={knownOn} onChange={(day) => setSearch({ knownOn: day })} />
          {enter !== undefined && <ActionButton offer={{ ...enter, label: '填报' }} primary onAct={() => void navigate({ to: indicatorPaths.enter as never })} />}
          {define !== undefined && <ActionButton offer={{ ...define, label: '调整口径' }} onAct={() => void navigate({ to: indicatorPaths.redefine(indicatorId) as never })} />}
          {seriesFormats.map((format) => (
            <a key={format} className="plain-button no-print" href={buildUrl(exportSeries, { params: { indicatorId }, query: { format, knownOn } })} download>
              导出{seriesFormatLabel[format].split(' ')[0]}
            </a>
          ))}
          <Button className="no-print" onClick={() => print()}>
            打印
          </Button>
        </>
      }
    >
      {main === undefined ? (
        <EmptyState title="还没有核定的数值" hint="填报并由另一人核定后，这里显示数列图和表。" />
      ) : (
        <>
          {series.length > 1 && (
            <div className="filter-bar no-print">
              <Select<string>
                aria-label="主要显示的地区"
                className="indicator-filter"
                value={main.area}
                options={series.map((one) => ({ value: one.area, label: one.areaName }))}
                onChange={(value) => setSearch({ area: value })}
              />
            </div>
          )}
          <IndicatorChart
            indicatorId={indicatorId}
            name={definition.name}
            unit={definition.unit}
            main={main}
            others={others}
            forecast={forecast.data}
            target={target}
            zone={zone}
          />
          <ForecastPanel
            forecast={forecast.data}
            error={forecast.error}
            frequency={definition.frequency}
            unit={unitLabel(definition.unit)}
            target={target}
            low={low}
            high={high}
            due={due}
            onAim={(aim) => setSearch({ ...aim, unit: undefined } as IndicatorSearch)}
          />
        </>
      )}
      <LinksPanel
        indicatorId={indicatorId}
        links={query.data.links}
        offer={knownOn === undefined ? offer('indicator.link') : undefined}
        areas={series.filter(({ isOwn }) => !isOwn)}
      />
      <PeerPanel
        indicatorId={indicatorId}
        unit={definition.unit}
        knownOn={knownOn}
        period={series.find(({ isOwn }) => isOwn)?.points.findLast(({ value }) => value !== null)?.period}
      />
      <DefinitionPanel definition={definition} versions={query.data.versions} usedBy={query.data.usedBy} />
      {series.length > 0 && <SourceList series={series} />}
    </PageFrame>
  );
};
