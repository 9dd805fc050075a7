/** What can happen to a sentence between two editions, in the words officials use. */
export const changeKinds = [
  'added',
  'dropped',
  'raised',
  'lowered',
  'deadline-earlier',
  'deadline-later',
  'deadline-added',
  'deadline-removed',
  'owner-changed',
  'scope-changed',
  'hardened',
  'softened',
  'attribute-changed',
  'split',
  'merged',
  'moved',
  'reworded',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

export const changeKindLabel = {
  added: '新增',
  dropped: '删去',
  raised: '提高',
  lowered: '降低',
  'deadline-earlier': '时限提前',
  'deadline-later': '时限推后',
  'deadline-added': '补上时限',
  'deadline-removed': '取消时限',
  'owner-changed': '责任单位变更',
  'scope-changed': '范围变更',
  hardened: '要求变硬',
  softened: '要求变软',
  'attribute-changed': '项目参数变更',
  split: '拆分',
  merged: '合并',
  moved: '移动',
  reworded: '改写',
} satisfies Record<ChangeKind, string>;

export const changedLists = ['outline', 'targets', 'milestones', 'documents', 'projects', 'actors'] as const;
export type ChangedList = (typeof changedLists)[number];

export interface Change {
  readonly kind: ChangeKind;
  readonly list: ChangedList;
  /** ids in the old edition; empty for additions */
  readonly before: readonly string[];
  /** ids in the new edition; empty for omissions */
  readonly after: readonly string[];
  readonly field?: string;
  readonly from?: string;
  readonly to?: string;
  /** zh-CN, one line */
  readonly message: string;
}
