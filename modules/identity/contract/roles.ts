/**
 * The roles of a county's follow-up work. What a role may do stands with each permission
 * (`definePermissions`); how far it goes is said by the grant. The normal reach is what the form offers first.
 */
import { z } from 'zod';

export const roles = [
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
  'partner_region',
  'enterprise',
  'citizen',
  'visitor',
  'system_admin',
  'security_admin',
  'audit_admin',
] as const;
export type Role = (typeof roles)[number];

export const roleLabel = {
  lg_leader: '领导小组组长',
  lg_deputy: '领导小组副组长',
  county_leader: '分管（包保）县领导',
  office_director: '领导小组办公室主任',
  supervisor: '督查员',
  dispatcher: '调度员',
  data_reviewer: '数据审核员',
  verifier: '核验员',
  unit_head: '责任单位主要领导',
  unit_deputy: '责任单位分管领导',
  unit_liaison: '责任单位联络员',
  unit_reporter: '责任单位填报人',
  co_unit: '配合单位人员',
  township: '乡镇人员',
  park: '园区人员',
  team: '四套班子工作人员',
  invest_group: '招商小组成员',
  agent: '代办员（项目管家）',
  statistician: '统计人员',
  assessor: '考核员',
  discipline_reader: '纪检监察人员',
  congress_reader: '人大代表、政协委员',
  upper_reader: '上级只读人员',
  partner_region: '协作地区人员',
  enterprise: '企业用户',
  citizen: '实名群众',
  visitor: '访客',
  system_admin: '系统管理员',
  security_admin: '安全管理员',
  audit_admin: '审计管理员',
} satisfies Record<Role, string>;

export const roleSchema = z.enum(roles).meta({ label: '角色' });

/** How far below its unit a grant goes. */
export const grantReaches = ['unit', 'subtree', 'all'] as const;
export type GrantReach = (typeof grantReaches)[number];
export const grantReachLabel = { unit: '本单位', subtree: '本单位及下属单位', all: '全部单位' } satisfies Record<GrantReach, string>;

const adminRoles: readonly Role[] = ['system_admin', 'security_admin', 'audit_admin'];

/** The three administrators exclude each other and every other role (三权分立, rule S10). */
export const isAdminRole = (role: string): boolean => (adminRoles as readonly string[]).includes(role);

/** Held by everybody or by kind of account: nobody grants visitor, citizen or enterprise. */
export const isGrantable = (role: Role): boolean => role !== 'visitor' && role !== 'citizen' && role !== 'enterprise';

const unitRoles: readonly Role[] = ['unit_head', 'unit_deputy', 'unit_liaison', 'unit_reporter', 'co_unit', 'township', 'park', 'team', 'invest_group', 'agent', 'enterprise'];

/** The scope that a role normally has. */
export function normalReach(role: Role): GrantReach {
  if (role === 'unit_head' || role === 'unit_deputy') return 'subtree';
  return unitRoles.includes(role) ? 'unit' : 'all';
}
