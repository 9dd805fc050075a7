import { definePermissions } from '#kernel/access.ts';

const office = ['office_director', 'supervisor', 'dispatcher', 'data_reviewer'] as const;
const leaders = ['lg_leader', 'lg_deputy', 'county_leader'] as const;
const unitHeads = ['unit_head', 'unit_deputy'] as const;
/** units that own tasks without being departments have one post that does everything of a unit's staff */
const otherOwners = ['township', 'park', 'team', 'invest_group'] as const;
const unitStaff = ['unit_liaison', 'unit_reporter', 'co_unit', ...otherOwners] as const;

/** Permissions of the module; who holds them is workflow 1 (roles). */
export const taskPermissions = definePermissions({
  'task.read': {
    label: '查看任务台账',
    roles: [...office, ...leaders, ...unitHeads, ...unitStaff, 'verifier', 'assessor', 'discipline_reader', 'congress_reader', 'upper_reader', 'agent'],
  },
  'task.draft': { label: '草拟任务分解', roles: ['dispatcher', 'office_director'], forEveryUnit: true },
  'task.comment': { label: '对任务分解提出意见', roles: [...unitHeads, ...unitStaff] },
  'task.issue': { label: '下达任务', roles: ['office_director'], secondFactor: true },
  'task.accept': { label: '签收牵头任务', roles: [...unitHeads, ...otherOwners] },
  'task.accept-co': { label: '签收配合任务', roles: [...unitHeads, 'unit_liaison', 'co_unit', ...otherOwners] },
  'task.refuse': { label: '退签任务', roles: [...unitHeads, ...otherOwners] },
  'task.settle': { label: '处理退签', roles: ['office_director'], secondFactor: true },
  'task.rule': { label: '裁定任务', roles: ['county_leader'], secondFactor: true },
  'task.apply-closing': { label: '申请销号', roles: ['unit_head', ...otherOwners], secondFactor: true },
  'task.verify': { label: '核验销号', roles: ['verifier'], secondFactor: true },
  'task.rebound': { label: '确认反弹', roles: ['supervisor'] },
  'task.publish': { label: '印发年度工作要点', roles: ['office_director'], secondFactor: true, forEveryUnit: true },
  'round.read': { label: '查看调度', roles: [...office, ...leaders, ...unitHeads, ...unitStaff, 'verifier', 'assessor', 'discipline_reader', 'congress_reader', 'upper_reader'] },
  'round.summarise': { label: '汇总调度', roles: ['dispatcher'], ofCounty: true },
  'report.write': { label: '填报进展', roles: [...unitStaff] },
  'report.sign': { label: '审签填报', roles: [...unitHeads, ...otherOwners], secondFactor: true },
  'report.approve': { label: '审核填报', roles: ['data_reviewer'], secondFactor: true },
  'report.confirm': { label: '核定填报（终）', roles: ['office_director'], secondFactor: true },
  'report.ask-unlock': { label: '申请解锁', roles: [...unitHeads, 'unit_liaison', ...otherOwners] },
  'report.grant-unlock': { label: '批准解锁', roles: ['office_director'], secondFactor: true },
  'burden.read': { label: '查看填报负担', roles: [...office, ...leaders, ...unitHeads, ...unitStaff, 'assessor', 'discipline_reader'] },
  'form.draft': { label: '拟定填报表', roles: [...office], ofCounty: true },
  'form.approve': { label: '批准填报表', roles: ['office_director'], secondFactor: true, ofCounty: true },
});
export type TaskPermission = keyof typeof taskPermissions;
