/** Permissions of the module. Administering needs a second factor (trust.md 4). */
import { definePermissions } from '#kernel/access.ts';
import { isGrantable, roles } from './roles.ts';

/** Everybody who works here: all roles that are given, none that comes with a kind of account. */
const staffRoles: readonly string[] = roles.filter(isGrantable);

export const identityPermissions = definePermissions({
  'identity.administer-people': { label: '管理单位、人员和岗位', roles: ['system_admin'], secondFactor: true, ofCounty: true },
  'identity.administer-grants': { label: '管理授权', roles: ['security_admin'], secondFactor: true },
  'identity.read-people': { label: '查看人员和岗位', roles: staffRoles },
  /** a post gives rights, so it is given by whoever gives rights; the system administrator registers people (三权分立) */
  'identity.appoint': { label: '任免岗位', roles: ['security_admin'], secondFactor: true, ofCounty: true },
  /** the sheet of units asks for administering people as well, the sheet of people for appointing */
  'identity.import-register': { label: '导入单位与人员名册', roles: ['system_admin', 'security_admin'], secondFactor: true, ofCounty: true },
  'identity.delegate': { label: '委托代理', roles: staffRoles },
  'identity.hand-over': { label: '办理岗位移交', roles: ['office_director', 'security_admin'], ofCounty: true },
  'identity.sign-hand-over': { label: '移交、接收签字', roles: staffRoles, secondFactor: true },
  'identity.read-grants': { label: '查看授权', roles: ['system_admin', 'security_admin', 'audit_admin', 'office_director'] },
  'identity.recover-accounts': { label: '找回账号', roles: ['security_admin'], secondFactor: true, ofCounty: true },
  'identity.read-audit': { label: '查阅审计记录', roles: ['audit_admin'], secondFactor: true, ofCounty: true },
});
export type IdentityPermission = keyof typeof identityPermissions;
