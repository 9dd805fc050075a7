/** Permissions of the module. */
import { definePermissions } from '#kernel/access.ts';

export const settingsPermissions = definePermissions({
  'param.set': { label: '设定参数', roles: ['office_director'], secondFactor: true },
  'calendar.import': { label: '导入放假通知', roles: ['office_director', 'system_admin'], secondFactor: true },
  'duty.exempt': { label: '豁免职责', roles: ['office_director'], secondFactor: true },
});
export type SettingsPermission = keyof typeof settingsPermissions;
