/** Permissions of the module. Official figures are entered by the bureau of statistics alone (workflows S12). */
import { definePermissions } from '#kernel/access.ts';

const staff = [
  'lg_leader',
  'lg_deputy',
  'county_leader',
  'office_director',
  'supervisor',
  'dispatcher',
  'data_reviewer',
  'verifier',
  'unit_head',
  'unit_deputy',
  'unit_liaison',
  'unit_reporter',
  'co_unit',
  'township',
  'park',
  'team',
  'invest_group',
  'agent',
  'statistician',
  'assessor',
  'discipline_reader',
  'congress_reader',
  'upper_reader',
] as const;

export const indicatorPermissions = definePermissions({
  'indicator.read': { label: '查看指标数据', roles: staff },
  'indicator.define': { label: '维护指标口径', roles: ['statistician', 'data_reviewer', 'office_director'] },
  'indicator.enter': { label: '填报统计数', roles: ['statistician'] },
  'indicator.approve': { label: '核定统计数', roles: ['statistician', 'data_reviewer', 'office_director'], secondFactor: true },
  'indicator.link': { label: '确认指标对应的条款', roles: ['office_director', 'dispatcher', 'data_reviewer'] },
});
export type IndicatorPermission = keyof typeof indicatorPermissions;
