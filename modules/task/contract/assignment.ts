/** A task at a unit: how it is handed out, accepted, sent back and changed. */

export const assignmentStates = ['draft', 'consulting', 'awaiting', 'accepted', 'refused', 'changed', 'ended'] as const;
export type AssignmentState = (typeof assignmentStates)[number];
export const assignmentStateLabel = {
  draft: '草拟',
  consulting: '征求意见',
  awaiting: '待签收',
  accepted: '已签收',
  refused: '退签待会商',
  changed: '已变更',
  ended: '已终止',
} satisfies Record<AssignmentState, string>;

/** Exactly one lead per task, any number of co-units. */
export const assignmentRoles = ['lead', 'co'] as const;
export type AssignmentRole = (typeof assignmentRoles)[number];
export const assignmentRoleLabel = { lead: '牵头单位', co: '配合单位' } satisfies Record<AssignmentRole, string>;

export const refusalGrounds = ['not-ours', 'overlap', 'standard', 'deadline', 'duplicate'] as const;
export type RefusalGround = (typeof refusalGrounds)[number];
export const refusalGroundLabel = {
  'not-ours': '非本单位职责',
  overlap: '职责交叉',
  standard: '标准不可行',
  deadline: '时限不可行',
  duplicate: '重复',
} satisfies Record<RefusalGround, string>;
