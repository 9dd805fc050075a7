/** The columns of the sheet in which figures are filled in; the same list writes and reads it. */
import { qualityLabel } from '../contract/index.ts';
import type { Quality } from '../contract/index.ts';
import type { WorkbookColumn } from '#kernel/server/readers/write-workbook.ts';

export const sheetName = '统计数填报';

export const sheetColumns = ['键', '指标', '地区', '时期', '单位', '系统现值', '填报值', '分子', '分母', '数据质量', '疑点说明', '修订理由', '分子、分母是什么'] as const;
export type SheetColumn = (typeof sheetColumns)[number];

const widths: Readonly<Record<SheetColumn, number>> = {
  键: 10,
  指标: 32,
  地区: 14,
  时期: 16,
  单位: 14,
  系统现值: 16,
  填报值: 16,
  分子: 14,
  分母: 14,
  数据质量: 12,
  疑点说明: 30,
  修订理由: 30,
  '分子、分母是什么': 40,
};
const fixed: ReadonlySet<SheetColumn> = new Set(['键', '指标', '地区', '时期', '单位', '系统现值', '分子、分母是什么']);

export const workbookColumns: readonly WorkbookColumn[] = sheetColumns.map((title) => ({
  title,
  width: widths[title],
  ...(fixed.has(title) ? { isFixed: true } : {}),
  ...(title === '键' ? { isHidden: true } : {}),
  ...(title === '数据质量' ? { choices: Object.values(qualityLabel) } : {}),
}));

/** Indicator, area, period and the newest revision at the time of export. */
export interface RowKey {
  readonly indicatorId: string;
  readonly area: string;
  readonly period: string;
  readonly revision: number;
}

export const writeKey = ({ indicatorId, area, period, revision }: RowKey): string => [indicatorId, area, period, String(revision)].join('|');

export function readKey(text: string): RowKey | undefined {
  const [indicatorId = '', area = '', period = '', revision = '', ...rest] = text.trim().split('|');
  return rest.length === 0 && /^[0-9]{1,6}$/.test(revision) ? { indicatorId, area, period, revision: Number(revision) } : undefined;
}

export const qualityOf = (label: string): Quality | undefined => (Object.entries(qualityLabel).find(([, text]) => text === label.trim())?.[0] as Quality | undefined) ?? undefined;
