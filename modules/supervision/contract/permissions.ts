import { definePermissions } from '#kernel/access.ts';

const office = ['office_director', 'supervisor', 'dispatcher', 'data_reviewer'] as const;
const leaders = ['lg_leader', 'lg_deputy', 'county_leader'] as const;
const unitHeads = ['unit_head', 'unit_deputy'] as const;
/** units that own tasks without being departments have one post that does everything of a unit's staff */
const otherOwners = ['township', 'park', 'team', 'invest_group'] as const;
const unitStaff = ['unit_liaison', 'unit_reporter', 'co_unit', ...otherOwners] as const;
const readers = ['verifier', 'assessor', 'discipline_reader', 'congress_reader', 'upper_reader', 'agent'] as const;

/** Permissions of the module; who holds them is workflows §1, §5, §8. */
export const supervisionPermissions = definePermissions({
  'light.read': { label: '查看灯号', roles: [...office, ...leaders, ...unitHeads, ...unitStaff, ...readers] },
  'light.try-rules': { label: '试算判灯规则', roles: ['office_director', 'supervisor', 'dispatcher'] },
  'order.read': { label: '查看督办单', roles: [...office, ...leaders, ...unitHeads, ...unitStaff, ...readers] },
  'order.propose': { label: '督办立项', roles: ['supervisor'] },
  'order.approve': { label: '审定督办单', roles: ['office_director'], secondFactor: true },
  'order.approve-red': { label: '审定红色警示单', roles: ['county_leader'], secondFactor: true },
  'order.reject': { label: '驳回督办立项', roles: ['office_director', 'county_leader'] },
  'order.sign-in': { label: '签收督办单', roles: ['unit_liaison', ...otherOwners] },
  'order.refuse': { label: '退签督办单', roles: [...unitHeads, ...otherOwners] },
  'order.handle': { label: '办理督办单', roles: ['unit_liaison', 'unit_reporter', ...otherOwners] },
  'order.countersign': { label: '审签办结报告', roles: [...unitHeads, ...otherOwners], secondFactor: true },
  'order.assist': { label: '办理配合事项', roles: ['unit_liaison', 'unit_reporter', 'co_unit', ...otherOwners] },
  'order.excuse': { label: '免除配合单位', roles: ['office_director'] },
  'order.urge': { label: '催办', roles: ['supervisor', 'office_director'] },
  'order.apply-change': { label: '申请延期或中止', roles: ['unit_head', ...otherOwners], secondFactor: true },
  'order.review': { label: '初审', roles: ['supervisor'] },
  'order.finalise': { label: '终审', roles: ['county_leader'], secondFactor: true },
  'order.finalise-blue': { label: '终审蓝色提示单', roles: ['office_director'], secondFactor: true },
  'order.return': { label: '退回重办', roles: ['supervisor', 'office_director', 'county_leader'] },
  'order.close': { label: '销号', roles: ['verifier', 'office_director'], secondFactor: true },
  'order.publish': { label: '公示办结结果', roles: ['office_director'], secondFactor: true },
  'order.letter': { label: '印发督查文书', roles: ['office_director'], secondFactor: true },
  'order.rebound': { label: '确认反弹', roles: ['supervisor'] },
  'order.decide': { label: '批准延期、中止与撤销', roles: ['county_leader'], secondFactor: true },
  'order.relate': { label: '转办、并办与拆分', roles: ['office_director'], secondFactor: true },
  'order.object': { label: '对督办颜色提出异议', roles: [...unitHeads, ...otherOwners] },
  'order.rule-objection': { label: '裁定督办异议', roles: ['office_director'], secondFactor: true },
  'order.colour': { label: '直接定色', roles: ['county_leader'], secondFactor: true },
  'blockage.read': { label: '查看需协调事项', roles: [...office, ...leaders, ...unitHeads, ...unitStaff, ...readers] },
  'blockage.raise': { label: '提出需协调事项', roles: [...unitHeads, ...unitStaff, 'agent', 'supervisor', 'office_director'] },
  'blockage.answer': { label: '受理和答复需协调事项', roles: [...unitHeads, 'unit_liaison', ...otherOwners] },
  'blockage.route': { label: '转派和裁定需协调事项', roles: ['office_director'] },
  'blockage.authority': { label: '维护协调权责表', roles: ['office_director'], ofCounty: true },
});
export type SupervisionPermission = keyof typeof supervisionPermissions;
