/** The yearly task as an item of the ledger (工作台账). */

export const itemStates = ['awaiting', 'advancing', 'verifying', 'closed', 'suspended', 'withdrawn'] as const;
export type ItemState = (typeof itemStates)[number];
export const itemStateLabel = {
  awaiting: '待签收',
  advancing: '推进',
  verifying: '待核验',
  closed: '已销号',
  suspended: '已中止',
  withdrawn: '已撤销',
} satisfies Record<ItemState, string>;

/** What proves that the task is done; a task without one cannot be issued. */
export const standardKinds = ['contract', 'document', 'title', 'count', 'milestones'] as const;
export type StandardKind = (typeof standardKinds)[number];
export const standardKindLabel = {
  contract: '条款约定的指标',
  document: '印发的文件',
  title: '获得的称号',
  count: '按期完成的次数',
  milestones: '节点清单及验收材料',
} satisfies Record<StandardKind, string>;

/** How often the task is asked for; `evidence` is never asked, because proof arrives by itself. */
export const taskTiers = ['evidence', 'monthly', 'quarterly', 'halfyearly'] as const;
export type TaskTier = (typeof taskTiers)[number];
export const taskTierLabel = { evidence: '不填报（自动取证）', monthly: '每月', quarterly: '每季', halfyearly: '每半年' } satisfies Record<TaskTier, string>;

/** How a clause stands in the proof of coverage of a year. */
export const coverageKinds = ['accepted', 'assigned', 'excused', 'open'] as const;
export type CoverageKind = (typeof coverageKinds)[number];
export const coverageKindLabel = { accepted: '已全部签收', assigned: '已分解待签收', excused: '说明理由不列', open: '尚未分解' } satisfies Record<CoverageKind, string>;
