import type { Context } from '#kernel/server/context.ts';
import { writeWorkbook } from '#kernel/server/readers/write-workbook.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { presentFile, xlsxReply } from '#kernel/server/file-reply.ts';
import { divisionNames } from '#identity/server';
import { gapReasonLabel, getSheet, maxSheetRows, qualityLabel, unitLabel } from '../contract/index.ts';
import type { GapReason, Period, Quality } from '../contract/index.ts';
import { kindOf, periodLabel, periodsBetween } from '../domain/index.ts';
import { definitionStore } from './definition-store.ts';
import type { IndicatorRow } from './definition-store.ts';
import { observationStatements } from './observation-store.ts';
import { permits } from './permit.ts';
import { indicatorRefusals } from './refusals.ts';
import { sheetName, workbookColumns, writeKey } from './sheet-columns.ts';

interface Range {
  readonly area: string;
  readonly areaName: string;
  readonly periods: readonly Period[];
}

async function chosen(wanted: readonly string[], frequency: string, context: Context): Promise<readonly IndicatorRow[]> {
  const all = await definitionStore.listCurrent(context.tx);
  const entered = all.filter((row) => row.formula === null && row.frequency === frequency);
  if (wanted.length === 0) return entered;
  const rows = wanted.map((id) => entered.find((row) => row.indicator_id === id));
  return rows.every((row) => row !== undefined) ? rows : context.refuse(indicatorRefusals.not_found());
}

const partsOf = ({ numerator, denominator }: IndicatorRow): string => (numerator === null || denominator === null ? '' : `${numerator} ÷ ${denominator}`);

/** Rows in the order of the indicators, then of the periods; the present figure stands in both columns, so that an untouched row changes nothing. */
async function rowsOf(indicators: readonly IndicatorRow[], range: Range, context: Context): Promise<readonly (readonly string[])[]> {
  const { tx } = context;
  const heads = await tx.many(observationStatements.listHeads, { region: tx.region, indicatorIds: indicators.map((row) => row.indicator_id), periods: range.periods });
  const byPlace = new Map(heads.filter((head) => head.area_code === range.area).map((head) => [`${head.indicator_id} ${head.period}`, head]));
  return indicators.flatMap((row) =>
    range.periods.map((period) => {
      const head = byPlace.get(`${row.indicator_id} ${period}`);
      const value = head === undefined ? '' : (head.value ?? gapReasonLabel[head.gap as GapReason]);
      const key = writeKey({ indicatorId: row.indicator_id, area: range.area, period, revision: head?.head_revision ?? 0 });
      const quality: Quality = head === undefined ? 'preliminary' : 'revised';
      return [
        key,
        row.name,
        range.areaName,
        periodLabel(period),
        unitLabel(row.unit),
        value,
        head?.value ?? '',
        head?.numerator ?? '',
        head?.denominator ?? '',
        qualityLabel[quality],
        '',
        '',
        partsOf(row),
      ];
    }),
  );
}

export const getSheetUseCase = useCase(
  getSheet,
  async ({ query }, context) => {
    const { tx, today, refuse } = context;
    refuse.unless(permits(context, 'indicator.enter'));
    if (kindOf(query.from) !== kindOf(query.to)) return refuse(indicatorRefusals.sheet_invalid({ first: '起止时期的写法不一致', count: 1 }));
    const periods = periodsBetween(query.from, query.to, maxSheetRows + 1);
    const indicators = await chosen(query.indicators, kindOf(query.from), context);
    if (periods.length * indicators.length > maxSheetRows) return refuse(indicatorRefusals.sheet_too_large({ limit: maxSheetRows }));
    const area = query.area ?? tx.region;
    const areaName = (await divisionNames(tx, [area], today)).get(area) ?? (area === tx.region ? '本地区' : area);
    const rows = await rowsOf(indicators, { area, areaName, periods }, context);
    const bytes = await writeWorkbook({ name: sheetName, heading: `统计数填报表 ${areaName}`, columns: workbookColumns, rows });
    return xlsxReply(`统计数填报表-${areaName}-${query.from}至${query.to}.xlsx`, bytes);
  },
  { present: presentFile },
);
