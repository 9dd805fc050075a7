/** Permissions of the module. Administering needs a second factor (trust.md 4). */
import { definePermissions } from '#kernel/access.ts';

export const identityPermissions = definePermissions({
  'identity.administer-people': { label: '管理单位、人员和岗位', roles: ['system_admin'], secondFactor: true },
  'identity.administer-grants': { label: '管理授权', roles: ['security_admin'], secondFactor: true },
  'identity.read-grants': { label: '查看授权', roles: ['system_admin', 'security_admin', 'audit_admin', 'office_director'] },
  'identity.read-audit': { label: '查阅审计记录', roles: ['audit_admin'], secondFactor: true },
});
export type IdentityPermission = keyof typeof identityPermissions;
