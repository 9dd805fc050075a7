/**
 * Recurring duties of every plan of this kind. Plans say 定期, 每年, 滚动; the rhythm is our default where the text names none, and
 * says so as its source. A region dates its own rule beside it when a document decides otherwise.
 */
import type { DatedDutyRule, DutyRule, DutySpec } from '#kernel/duty.ts';
import { programStart } from '#kernel/param.ts';

const byDefault = (words: string, rule: DutyRule): readonly DatedDutyRule[] => [{ ...rule, from: programStart, source: { document: '系统默认', article: words } }];

/** The last day of the quarter. */
const quarterEnd = { months: 2, day: 31 };
/** 31 March of the year. */
const endOfMarch = { months: 2, day: 31 };

export const standingDuties: readonly DutySpec[] = [
  { code: 'D01', label: '领导小组研究重大问题', ownerRole: 'office_director', rules: byDefault('方案写「定期」，默认每季度一次', { every: 'quarter', due: quarterEnd }) },
  {
    code: 'D02',
    label: '月度调度',
    ownerRole: 'dispatcher',
    rules: byDefault('方案写「定期」，默认每月一次，次月1日开放、5日截止', { every: 'month', opens: { months: 1, day: 1 }, due: { months: 1, day: 5 } }),
  },
  { code: 'D02-2', label: '季度督查', ownerRole: 'supervisor', rules: byDefault('方案写「定期」，默认每季度一次', { every: 'quarter', due: quarterEnd }) },
  {
    code: 'D03',
    label: '通报任务落实情况',
    ownerRole: 'office_director',
    rules: byDefault('方案写「每年」，默认数据截至12月31日，次年2月28日前印发', { every: 'year', opens: { months: 12, day: 1 }, due: { months: 13, day: 28 } }),
  },
  { code: 'D04', label: '印发年度考核方案', ownerRole: 'assessor', rules: byDefault('方案写「年终考核」，默认3月31日前定下当年考核方案', { every: 'year', due: endOfMarch }) },
  {
    code: 'D04-2',
    label: '年终考核评分',
    ownerRole: 'assessor',
    rules: byDefault('方案写「年终」，默认次年1月完成', { every: 'year', opens: { months: 12, day: 1 }, due: { months: 12, day: 31 } }),
  },
  { code: 'D05', label: '印发年度工作要点', ownerRole: 'office_director', rules: byDefault('方案写「每年」，默认3月31日前印发', { every: 'year', due: endOfMarch }) },
  { code: 'D09', label: '项目融资对接', ownerRole: 'office_director', rules: byDefault('方案写每年不少于4次，默认每季度一次', { every: 'quarter', due: quarterEnd }) },
  { code: 'D15', label: '项目库滚动更新', ownerRole: 'dispatcher', rules: byDefault('方案写「滚动」，默认每季度一次', { every: 'quarter', due: quarterEnd }) },
];
