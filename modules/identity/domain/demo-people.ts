/**
 * The people of a demonstration: invented, generated, stamped. Two units with the usual posts, the office of the leading group,
 * a county leader, a statistician and the administrators; enough to walk every path of the product.
 */
import type { Role } from '../contract/index.ts';

export interface DemoPerson {
  /** the account is `demo.<key>` */
  readonly key: string;
  readonly name: string;
  readonly role: Role;
  /** name of a demo unit in `demoOrgIds`; null = the whole county */
  readonly org: 'team' | 'office' | 'bureau1' | 'bureau2' | 'bureau4' | null;
}

const unitPeople = (key: string, org: 'bureau1' | 'bureau2', letter: string): readonly DemoPerson[] => [
  { key: `${key}-head`, name: `演示${letter}主要领导`, role: 'unit_head', org },
  { key: `${key}-deputy`, name: `演示${letter}分管领导`, role: 'unit_deputy', org },
  { key: `${key}-liaison`, name: `演示${letter}联络员`, role: 'unit_liaison', org },
  { key: `${key}-reporter`, name: `演示${letter}填报人`, role: 'unit_reporter', org },
];

export const demoPeople: readonly DemoPerson[] = [
  { key: 'office', name: '演示办公室主任', role: 'office_director', org: 'office' },
  { key: 'dispatcher', name: '演示调度员', role: 'dispatcher', org: 'office' },
  { key: 'supervisor', name: '演示督查员', role: 'supervisor', org: 'office' },
  { key: 'reviewer', name: '演示数据审核员', role: 'data_reviewer', org: 'office' },
  { key: 'verifier', name: '演示核验员', role: 'verifier', org: 'office' },
  ...unitPeople('unit-a', 'bureau1', '一局'),
  ...unitPeople('unit-b', 'bureau2', '二局'),
  { key: 'leader', name: '演示组长', role: 'lg_leader', org: 'team' },
  { key: 'county-leader', name: '演示分管县领导', role: 'county_leader', org: 'team' },
  { key: 'statistician', name: '演示统计人员', role: 'statistician', org: 'bureau4' },
  { key: 'system-admin', name: '演示系统管理员', role: 'system_admin', org: null },
  { key: 'security-admin', name: '演示安全管理员一', role: 'security_admin', org: null },
  { key: 'security-admin-2', name: '演示安全管理员二', role: 'security_admin', org: null },
  { key: 'audit-admin', name: '演示审计管理员', role: 'audit_admin', org: null },
];
