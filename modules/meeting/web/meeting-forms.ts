/** What the forms of a meeting ask for, as data. */
import type { ActField } from '#supervision/web';
import { agendaGroupLabel, agendaGroups, decisionKindLabel, decisionKinds, presenceLabel, presences } from '../contract/index.ts';

export const addItemFields: readonly ActField[] = [
  { name: 'title', label: '标题', kind: 'text' },
  {
    name: 'group',
    label: '类别',
    kind: 'choice',
    initial: 'other',
    options: agendaGroups.filter((group) => group !== 'fate').map((value) => ({ value, label: agendaGroupLabel[value] })),
  },
  { name: 'page', label: '材料', kind: 'note', hint: '一项议题一页；不得录入涉密内容' },
  { name: 'reason', label: '理由', kind: 'text' },
];
export const decisionFields = (title: string): readonly ActField[] => [
  { name: 'kind', label: '决定类别', kind: 'choice', initial: 'task', options: decisionKinds.map((value) => ({ value, label: decisionKindLabel[value] })) },
  { name: 'text', label: '决定内容', kind: 'note', initial: title },
  { name: 'leadOrgId', label: '牵头单位', kind: 'org', hint: '任务类必填' },
  { name: 'coOrgId', label: '配合单位', kind: 'org' },
  { name: 'dueOn', label: '办理时限', kind: 'day', hint: '任务类必填，须是工作日' },
  { name: 'standard', label: '完成标准', kind: 'note', hint: '任务类必填' },
];
export const attendanceFields: readonly ActField[] = [
  { name: 'presence', label: '出席', kind: 'choice', initial: 'present', options: presences.map((value) => ({ value, label: presenceLabel[value] })) },
  { name: 'substitute', label: '代为出席人', kind: 'text', hint: '代为出席时填写' },
  { name: 'authority', label: '委托依据', kind: 'text', hint: '代为出席时填写' },
];
export const reasonField: ActField = { name: 'reason', label: '理由', kind: 'text' };
