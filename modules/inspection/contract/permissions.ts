import { definePermissions } from '#kernel/access.ts';

const office = ['office_director', 'supervisor', 'dispatcher', 'data_reviewer'] as const;
const leaders = ['lg_leader', 'lg_deputy', 'county_leader'] as const;
const unitHeads = ['unit_head', 'unit_deputy'] as const;
/** units that own tasks without being departments have one post that does everything of a unit's staff */
const unitStaff = ['unit_liaison', 'unit_reporter', 'co_unit', 'township', 'park', 'team', 'invest_group'] as const;
const readers = ['verifier', 'assessor', 'discipline_reader', 'congress_reader', 'upper_reader', 'agent'] as const;

/** Permissions of the module; who holds them is workflows §1, §17. */
export const inspectionPermissions = definePermissions({
  'inspection.read': { label: '查看检查', roles: [...office, ...leaders, ...unitHeads, ...unitStaff, ...readers] },
  'inspection.plan': { label: '安排检查', roles: ['supervisor', 'office_director'] },
  'inspection.exceed': { label: '批准超限检查', roles: ['office_director'], secondFactor: true },
  'inspection.issue-plan': { label: '印发年度检查计划', roles: ['office_director'], secondFactor: true, ofCounty: true },
  'inspection.record': { label: '记录和认定检查', roles: ['supervisor', 'verifier'] },
  'inspection.rectify': { label: '整改检查问题', roles: [...unitHeads, ...unitStaff] },
});
export type InspectionPermission = keyof typeof inspectionPermissions;
