import { asProblem } from '#kernel/web/problem-error.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { ActDialog, type ActField } from '#supervision/web';
import { planInspection } from '../contract/index.ts';

const fields: readonly ActField[] = [
  { name: 'orgId', label: '被查单位', kind: 'org' },
  { name: 'subject', label: '检查事项', kind: 'text', hint: '同一单位同一事项在间隔期内不能重复检查' },
  { name: 'matter', label: '检查内容', kind: 'note' },
  { name: 'taskId', label: '对应任务', kind: 'task', hint: '被查单位承担的任务；认定属实的成为它的条款的独立核查证据' },
  { name: 'orderId', label: '核查的督办单', kind: 'order', hint: '被查单位的在办督办单；认定属实后可以销号' },
  { name: 'plannedOn', label: '检查日', kind: 'day', hint: '今天起的工作日' },
  {
    name: 'way',
    label: '方式',
    kind: 'choice',
    initial: 'told',
    options: [
      { value: 'told', label: '事先通知' },
      { value: 'unannounced', label: '不打招呼（到场前单位看不到）' },
    ],
  },
  { name: 'member1', label: '检查组成员一', kind: 'person', hint: '督查员或核验员；在被查单位任职的须回避' },
  { name: 'member2', label: '检查组成员二', kind: 'person' },
  { name: 'member3', label: '检查组成员三', kind: 'person' },
  { name: 'exceedReason', label: '超限理由', kind: 'text', hint: '超过次数上限时由办公室主任填写' },
  { name: 'addedReason', label: '计划外理由', kind: 'text', hint: '年度计划印发后增加的检查填写' },
];

/** 安排检查. */
export const PlanDialog = ({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: (inspectionId: string) => void }) => {
  const save = useWrite(planInspection, ({ inspectionId }) => onDone(inspectionId));
  return (
    <ActDialog
      title="安排检查"
      confirm="安排"
      fields={fields}
      busy={save.isPending}
      problem={save.error === null ? null : asProblem(save.error)}
      onClose={onClose}
      onSubmit={({ way, member1, member2, member3, ...values }) => {
        const team = [member1, member2, member3].filter((userId) => userId !== undefined);
        save.mutate({ body: { ...values, team, isUnannounced: way === 'unannounced' } as never });
      }}
    />
  );
};
