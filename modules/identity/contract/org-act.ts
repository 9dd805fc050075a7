/** What can happen to a unit. `amend` changes particulars (kind, code, order), `rename` and `move` are amendments with a name of their own. */
export const orgActs = ['establish', 'rename', 'move', 'amend', 'merge', 'split', 'dissolve'] as const;
export type OrgAct = (typeof orgActs)[number];
export const orgActLabel = {
  establish: '设立',
  rename: '更名',
  move: '调整隶属',
  amend: '变更登记',
  merge: '合并',
  split: '分设',
  dissolve: '撤销',
} satisfies Record<OrgAct, string>;
