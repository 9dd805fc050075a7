/** Permissions of the module. Reading a published plan needs none. */
import { definePermissions } from '#kernel/access.ts';

export const planPermissions = definePermissions({
  'plan.import': { label: '导入方案', roles: ['office_director', 'dispatcher'], ofCounty: true },
  'plan.review': { label: '审核方案记录', roles: ['office_director', 'dispatcher', 'data_reviewer'] },
});
