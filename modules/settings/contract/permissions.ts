/** Permissions of the module. */
import { definePermissions } from '#kernel/access.ts';

export const settingsPermissions = definePermissions({
  'param.set': { label: '设定参数', roles: ['office_director'], secondFactor: true, ofCounty: true },
  'calendar.import': { label: '导入放假通知', roles: ['office_director', 'system_admin'], secondFactor: true, ofCounty: true },
  // Whoever may register at all; which duty is decided by the post that owes it.
  'duty.complete': { label: '登记职责完成', roles: ['office_director', 'dispatcher', 'assessor', 'data_reviewer', 'invest_group', 'team', 'park', 'township'] },
  'duty.exempt': { label: '豁免职责', roles: ['office_director'], secondFactor: true, ofCounty: true },
});
