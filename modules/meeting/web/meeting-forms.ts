/** What the forms of a meeting ask for, as data. */
import type { ActField } from '#supervision/web';
import { agendaGroupLabel, agendaGroups, decisionKindLabel, decisionKinds, type MeetingDetails, presenceLabel, presences } from '../contract/index.ts';

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
type Attendance = MeetingDetails['attendance'][number];
/** As it was entered before, so that one change does not wipe the rest. */
export const attendanceFields = ({ agenda }: Pick<MeetingDetails, 'agenda'>, known: Attendance | undefined): readonly ActField[] => [
  { name: 'presence', label: '出席', kind: 'choice', initial: known?.presence ?? 'present', options: presences.map((value) => ({ value, label: presenceLabel[value] })) },
  { name: 'substitute', label: '代为出席人', kind: 'text', hint: '代为出席时填写', initial: known?.substitute ?? '' },
  { name: 'authority', label: '委托依据', kind: 'text', hint: '代为出席时填写', initial: known?.authority ?? '' },
  {
    name: 'recusedItems',
    label: '回避的议题',
    kind: 'many',
    initial: (known?.recusedItems ?? []).join(','),
    options: agenda.filter(({ state }) => state !== 'dropped').map(({ itemId, title }) => ({ value: itemId, label: title })),
  },
];
export const moveFields = (position: number): readonly ActField[] => [
  { name: 'position', label: '移到第几项', kind: 'text', initial: String(position), hint: '1 为最前' },
  reasonField,
];
/** Who leaves the room for an item. */
export const recusedFrom = ({ attendance }: Pick<MeetingDetails, 'attendance'>, itemId: string): readonly string[] =>
  attendance.filter(({ recusedItems }) => recusedItems.some((one) => one === itemId)).map(({ name }) => name);
export const reasonField: ActField = { name: 'reason', label: '理由', kind: 'text' };
