import { writeWorkbook } from '#kernel/server/readers/write-workbook.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { fileReply, presentFile, xlsxReply } from '#kernel/server/file-reply.ts';
import { csvMediaType } from '#kernel/csv.ts';
import { toCsv } from '#libs/plantext/index.ts';
import { exportSeries, gapReasonLabel, precisionLabel, qualityLabel, stampLabel, unitLabel } from '../contract/index.ts';
import type { Point } from '../contract/index.ts';
import { knownAtOf } from './known-at.ts';
import { loadFigures } from './load-figures.ts';
import { indicatorRefusals } from './refusals.ts';

const columns = ['指标', '地区', '时期', '数值', '单位', '空缺或未知原因', '精确程度', '数据质量', '分子', '分母', '来源文件', '公布日期', '来源网址', '数据性质'] as const;
const widths: readonly number[] = [28, 14, 16, 16, 14, 30, 12, 12, 14, 14, 40, 14, 40, 10];

function whyNone(point: Point): string {
  if (point.value !== null) return '';
  return point.gap === null ? point.reasons.map(({ text }) => text).join('；') : gapReasonLabel[point.gap];
}

interface RowFacts {
  readonly indicator: string;
  readonly unit: string;
  readonly areaName: string;
}

const rowOf = (point: Point, { indicator, unit, areaName }: RowFacts): readonly string[] => [
  indicator,
  areaName,
  point.label,
  point.value ?? '',
  unitLabel(unit),
  whyNone(point),
  precisionLabel[point.precision],
  point.quality === null ? '公式计算' : qualityLabel[point.quality],
  point.numerator ?? '',
  point.denominator ?? '',
  point.source?.document ?? '',
  point.source?.publishedOn ?? '',
  point.source?.link ?? '',
  stampLabel[point.stamp],
];

const safe = (name: string): string => [...name.replace(/[/\\:*?"<>|\s]/g, '_')].slice(0, 60).join('');

export const exportSeriesUseCase = useCase(
  exportSeries,
  async ({ params, query }, context) => {
    const figures = await loadFigures(context.tx, [params.indicatorId], { knownAt: knownAtOf(query.knownOn) });
    const head = figures.definitions.get(params.indicatorId);
    if (head === undefined) return context.refuse(indicatorRefusals.not_found());
    const rows = figures
      .areasOf(params.indicatorId)
      .flatMap(({ area, areaName }) => figures.pointsOf(params.indicatorId, area).map((point) => rowOf(point, { indicator: head.name, unit: head.unit, areaName })));
    const fileName = `${safe(head.name)}${query.knownOn === undefined ? '' : `-截至${query.knownOn}`}.${query.format}`;
    if (query.format === 'csv') return fileReply(fileName, csvMediaType, toCsv([columns, ...rows]));
    const bytes = await writeWorkbook({ name: '指标数列', heading: head.name, columns: columns.map((title, index) => ({ title, width: widths[index] ?? 12 })), rows });
    return xlsxReply(fileName, bytes);
  },
  { present: presentFile },
);
