import { type ReactNode, useEffect, useRef, useState } from 'react';

export interface ChartLine {
  readonly name: string;
  /** one per category; null leaves a gap that no line bridges */
  readonly values: readonly (number | null)[];
  readonly style?: 'solid' | 'dashed' | 'points';
}

export interface ChartBand {
  readonly name: string;
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
}

interface ChartProps {
  /** what the picture shows, in a sentence, for those who do not see it */
  readonly label: string;
  readonly categories: readonly string[];
  readonly unit: string;
  readonly lines: readonly ChartLine[];
  readonly band?: ChartBand | undefined;
  /** a band across the picture around the level, e.g. what still counts as 左右 */
  readonly zone?: { readonly name: string; readonly low: number; readonly high: number } | undefined;
  /** a level across the picture, e.g. the target */
  readonly level?: { readonly name: string; readonly value: number } | undefined;
  readonly height?: number;
  /** the same figures as a table: a chart never stands alone */
  readonly table: ReactNode;
}

const colours = ['#1b4b8a', '#b35900', '#2f7d4f', '#7a4b9a', '#8a6d1b', '#4d5868'];

/** Only what line charts need; loaded when the first chart is shown. */
const loadEcharts = async () => {
  const [core, charts, components, renderers] = await Promise.all([import('echarts/core'), import('echarts/charts'), import('echarts/components'), import('echarts/renderers')]);
  core.use([charts.LineChart, components.GridComponent, components.TooltipComponent, components.LegendComponent, components.MarkLineComponent, renderers.CanvasRenderer]);
  return core;
};

const lineOf = (line: ChartLine, index: number, level: ChartProps['level']) => ({
  name: line.name,
  type: 'line' as const,
  data: [...line.values],
  color: colours[index % colours.length] ?? '#1b4b8a',
  connectNulls: false,
  symbolSize: line.style === 'points' ? 9 : 6,
  lineStyle: { type: line.style === 'dashed' ? ('dashed' as const) : ('solid' as const), width: line.style === 'points' ? 0 : 2 },
  ...(index === 0 && level !== undefined
    ? {
        markLine: {
          symbol: 'none',
          silent: true,
          lineStyle: { color: '#a3202a', type: 'dashed' as const },
          label: { formatter: level.name, position: 'insideEndTop' as const },
          data: [{ yAxis: level.value }],
        },
      }
    : {}),
});

/** A band is drawn as an invisible line with the width stacked on top of it, below zero as well as above. */
const bandOf = (band: ChartBand, colour: string) => {
  const hidden = { type: 'line' as const, stack: band.name, stackStrategy: 'all' as const, symbol: 'none', lineStyle: { opacity: 0 }, silent: true, tooltip: { show: false } };
  const width = band.high.map((high, index) => (high === null || band.low[index] == null ? null : high - (band.low[index] ?? 0)));
  return [
    { ...hidden, name: `${band.name}下限`, data: [...band.low] },
    { ...hidden, name: band.name, data: width, color: colour, areaStyle: { color: colour, opacity: 0.16 } },
  ];
};

const zoneColour = '#2f7d4f';
const zoneOf = ({ zone, categories }: Pick<ChartProps, 'zone' | 'categories'>) =>
  zone === undefined ? [] : bandOf({ name: zone.name, low: categories.map(() => zone.low), high: categories.map(() => zone.high) }, zoneColour);

const keyOf = (name: string, colour: string) => ({ name, icon: 'roundRect', itemStyle: { color: colour, opacity: 0.4 } });

const optionOf = ({ categories, unit, lines, band, zone, level }: ChartProps) => ({
  animation: false,
  grid: { left: 12, right: 24, top: 44, bottom: 8, containLabel: true },
  legend: { top: 4, type: 'plain' as const, data: [...lines.map((line) => line.name), ...(zone === undefined ? [] : [keyOf(zone.name, zoneColour)])] },
  // richText draws the tip on the canvas: no markup is made, so the page's Trusted Types policy has nothing to refuse.
  tooltip: {
    trigger: 'axis' as const,
    renderMode: 'richText' as const,
    confine: true,
    valueFormatter: (value: unknown) => (typeof value === 'number' ? `${value}${unit}` : '无数值'),
  },
  xAxis: { type: 'category' as const, data: [...categories], axisLabel: { hideOverlap: true } },
  yAxis: { type: 'value' as const, scale: true, name: unit, nameTextStyle: { align: 'left' as const } },
  series: [...zoneOf({ zone, categories }), ...(band === undefined ? [] : bandOf(band, '#1b4b8a')), ...lines.map((line, index) => lineOf(line, index, level))],
});

/** A line chart beside its table. The picture has a text alternative and can be left out of a narrow print. */
export const Chart = (props: ChartProps) => {
  const box = useRef<HTMLDivElement>(null);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const node = box.current;
    if (node === null) return;
    let dispose = (): void => undefined;
    let isGone = false;
    void loadEcharts().then((core) => {
      if (isGone) return;
      const chart = core.init(node, null, { renderer: 'canvas' });
      chart.setOption(optionOf(props));
      const watcher = new ResizeObserver(() => chart.resize());
      watcher.observe(node);
      setReady(true);
      dispose = () => {
        watcher.disconnect();
        chart.dispose();
      };
    });
    return () => {
      isGone = true;
      dispose();
    };
  }, [props]);
  return (
    <div className="chart-and-table">
      <div className="chart-box" role="img" aria-label={props.label} data-chart={ready ? 'ready' : 'loading'} ref={box} style={{ height: props.height ?? 320 }} />
      <div className="chart-table">{props.table}</div>
    </div>
  );
};
