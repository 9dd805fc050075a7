import { Button } from 'antd';
import type { OrgId } from '#identity/contract';
import { OrgPicker } from '#identity/web';
import { assignmentRoleLabel, assignmentRoles, standardKindLabel, standardKinds, taskTierLabel, taskTiers } from '../contract/index.ts';
import type { AssignmentRole, TaskFields } from '../contract/index.ts';
import { ChoiceField, TextField } from '#ui/form-fields.tsx';

export const taskFieldWords: Readonly<Record<keyof TaskFields, string>> = {
  title: '任务',
  standardKind: '完成标准类型',
  standardText: '完成标准',
  startsOn: '开始日',
  dueOn: '完成时限',
  tier: '填报周期',
  upperTask: '上级任务',
  leaderId: '县领导',
  milestones: '节点',
  units: '责任单位',
};

interface TaskFormProps {
  readonly fields: TaskFields;
  readonly onChange: (fields: TaskFields) => void;
}

const Milestones = ({ fields, onChange }: TaskFormProps) => {
  const put = (index: number, part: Partial<TaskFields['milestones'][number]>): void =>
    onChange({ ...fields, milestones: fields.milestones.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <div className="form-field">
      <span className="task-label">节点（每个季度至少一个，在工作日）</span>
      {fields.milestones.map((one, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a new milestone has no id yet, and rows are not reordered
        <div key={index} className="task-bar">
          <input type="date" aria-label={`节点 ${index + 1} 的日期`} value={one.dueOn} onChange={(event) => put(index, { dueOn: event.target.value })} />
          <input aria-label={`节点 ${index + 1}`} value={one.title} onChange={(event) => put(index, { title: event.target.value })} />
          <Button onClick={() => onChange({ ...fields, milestones: fields.milestones.filter((_, at) => at !== index) })}>删去</Button>
        </div>
      ))}
      <Button onClick={() => onChange({ ...fields, milestones: [...fields.milestones, { milestoneId: null, title: '', dueOn: fields.dueOn ?? fields.startsOn }] })}>
        增加节点
      </Button>
    </div>
  );
};

const Units = ({ fields, onChange }: TaskFormProps) => {
  const put = (index: number, part: Partial<TaskFields['units'][number]>): void =>
    onChange({ ...fields, units: fields.units.map((one, at) => (at === index ? { ...one, ...part } : one)) });
  return (
    <div className="form-field">
      <span className="task-label">责任单位（一个牵头，若干配合）</span>
      {fields.units.map((one, index) => (
        <div key={one.orgId} className="task-bar">
          <OrgPicker label={`责任单位 ${index + 1}`} value={one.orgId as OrgId} onChange={(orgId) => orgId !== undefined && put(index, { orgId })} />
          <select aria-label={`责任单位 ${index + 1} 的分工`} value={one.role} onChange={(event) => put(index, { role: event.target.value as AssignmentRole })}>
            {assignmentRoles.map((role) => (
              <option key={role} value={role}>
                {assignmentRoleLabel[role]}
              </option>
            ))}
          </select>
          <Button onClick={() => onChange({ ...fields, units: fields.units.filter((_, at) => at !== index) })}>删去</Button>
        </div>
      ))}
      <OrgPicker
        label="增加责任单位"
        placeholder="增加责任单位"
        value={undefined}
        onChange={(orgId) =>
          orgId !== undefined && onChange({ ...fields, units: [...fields.units, { orgId, role: fields.units.some(({ role }) => role === 'lead') ? 'co' : 'lead' }] })
        }
      />
    </div>
  );
};

/** The wording of a yearly task and its units. */
export const TaskForm = ({ fields, onChange }: TaskFormProps) => {
  const set = (part: Partial<TaskFields>): void => onChange({ ...fields, ...part });
  return (
    <>
      <TextField label="任务" lines={2} value={fields.title} onChange={(title) => set({ title })} />
      <ChoiceField
        label="完成标准类型"
        value={fields.standardKind ?? ''}
        choices={standardKinds}
        labels={standardKindLabel}
        none="请选择"
        onChange={(kind) => set({ standardKind: kind === '' ? null : kind })}
      />
      <TextField label="完成标准" lines={2} value={fields.standardText} onChange={(standardText) => set({ standardText })} />
      <TextField label="开始日" type="date" value={fields.startsOn} onChange={(startsOn) => set({ startsOn })} />
      <TextField label="完成时限" type="date" value={fields.dueOn ?? ''} onChange={(dueOn) => set({ dueOn: dueOn === '' ? null : dueOn })} />
      <ChoiceField label="填报周期" value={fields.tier} choices={taskTiers} labels={taskTierLabel} onChange={(tier) => set({ tier })} />
      <TextField label="上级任务" value={fields.upperTask} onChange={(upperTask) => set({ upperTask })} hint="对应市、省任务的名称和编号" />
      <Milestones fields={fields} onChange={onChange} />
      <Units fields={fields} onChange={onChange} />
    </>
  );
};
