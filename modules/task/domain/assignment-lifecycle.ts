/** The machine of an assignment (task × unit). Silence after issue is derived, never a state. */
import { allowed, denied } from '#kernel/decision.ts';
import { lifecycle } from '#kernel/lifecycle.ts';
import { assignmentStateLabel, assignmentStates } from '../contract/index.ts';
import type { AssignmentRole, TaskPermission } from '../contract/index.ts';

export interface AssignmentFacts {
  readonly role: AssignmentRole;
  /** what the task still lacks before it may be issued, in words */
  readonly lacking: readonly string[];
  /** comments of the consultation without an answer */
  readonly openComments: number;
  /** how often this assignment was refused so far */
  readonly refusals: number;
}

const isComplete = ({ lacking }: AssignmentFacts) => (lacking.length === 0 ? allowed : denied('task.incomplete', `任务还缺：${lacking.join('、')}。请补齐后再继续。`));
const isForRole = (role: AssignmentRole) => (facts: AssignmentFacts) =>
  facts.role === role ? allowed : denied('task.other_role', role === 'lead' ? '这是配合任务，请用「签收配合任务」。' : '这是牵头任务，须由单位负责人签收。');

export const assignmentLifecycle = lifecycle<AssignmentFacts>()({
  name: 'task.assignment',
  title: '任务分工',
  version: 1,
  states: assignmentStates,
  stateLabel: assignmentStateLabel,
  steps: [
    { action: 'draft', label: '草拟', from: [null], to: 'draft', permission: 'task.draft', note: '一个牵头单位，若干配合单位' },
    {
      action: 'consult',
      label: '征求意见',
      from: ['draft'],
      to: 'consulting',
      permission: 'task.draft',
      when: isComplete,
      note: '完成标准、时限、牵头单位、每季度节点齐备；期满未提视为无意见',
    },
    {
      action: 'issue',
      label: '下达',
      from: ['consulting'],
      to: 'awaiting',
      permission: 'task.issue',
      when: (facts) => (facts.openComments > 0 ? denied('task.comments_open', `还有 ${facts.openComments} 条意见没有答复。请逐条答复采纳或不采纳及理由。`) : isComplete(facts)),
      note: '意见逐条答复；内容自此冻结为一版',
    },
    { action: 'drop', label: '撤下', from: ['draft', 'consulting'], to: 'ended', permission: 'task.draft', note: '写明理由，留存备查' },
    { action: 'accept', label: '签收', from: ['awaiting'], to: 'accepted', permission: 'task.accept', when: isForRole('lead'), note: '牵头单位；指定在岗的具体责任人和替代人' },
    { action: 'accept-co', label: '签收', from: ['awaiting'], to: 'accepted', permission: 'task.accept-co', when: isForRole('co'), note: '配合单位；指定在岗的具体责任人和替代人' },
    { action: 'refuse', label: '退签', from: ['awaiting'], to: 'refused', permission: 'task.refuse', note: '选择理由并说明' },
    { action: 'keep', label: '维持原分工', from: ['refused'], to: 'awaiting', permission: 'task.settle', note: '重新计时' },
    { action: 'amend', label: '修改后再下达', from: ['refused'], to: 'awaiting', permission: 'task.settle', note: '各单位同时收到新的一版，重新计时' },
    { action: 'reassign', label: '改派', from: ['refused'], to: 'changed', permission: 'task.settle', note: '在另一单位新建分工，保留来源' },
    {
      action: 'rule',
      label: '裁定',
      from: ['refused'],
      to: 'accepted',
      permission: 'task.rule',
      when: ({ refusals }) => (refusals >= 2 ? allowed : denied('task.ruling_early', '第二次退签后才能裁定。请先维持、修改或改派。')),
      note: '第二次退签起；永久标明「裁定」',
    },
    { action: 'change', label: '变更分工', from: ['accepted', 'awaiting'], to: 'changed', permission: 'task.settle', note: '写明理由和生效日期，保留来源' },
    { action: 'end', label: '终止', from: ['accepted'], to: 'ended', permission: 'task.settle', note: '条款被替代，或任务不再进行' },
  ],
});
/** Keeps the permissions of the table inside those that the module declares. */
export const assignmentPermissionsAreKnown: readonly TaskPermission[] = assignmentLifecycle.steps.flatMap(({ permission }) => (permission === null ? [] : [permission]));
