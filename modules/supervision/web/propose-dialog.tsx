import { asProblem } from '#kernel/web/problem-error.ts';
import { useWrite } from '#kernel/web/use-write.ts';
import { orderColourLabel, orderColours, type OrderSource, orderSourceLabel, orderSources, proposeOrder } from '../contract/index.ts';
import { ActDialog, type ActField } from './act-form.tsx';

const typed = orderSources.filter((source): source is Exclude<OrderSource, 'rule' | 'decision'> => source !== 'rule' && source !== 'decision');
const fields: readonly ActField[] = [
  { name: 'title', label: '事项', kind: 'text' },
  { name: 'matter', label: '办理要求', kind: 'note' },
  { name: 'standard', label: '完成标准', kind: 'note', hint: '写明怎样才算完成，例如取得哪份文件' },
  { name: 'leadOrgId', label: '牵头单位', kind: 'org', hint: '一张督办单只有一个牵头单位' },
  { name: 'coOrgId', label: '配合单位', kind: 'org' },
  { name: 'dueOn', label: '办理时限', kind: 'day', hint: '今天以后的工作日' },
  { name: 'colour', label: '颜色', kind: 'choice', initial: 'none', options: orderColours.map((value) => ({ value, label: orderColourLabel[value] })) },
  { name: 'source', label: '来源', kind: 'choice', initial: 'instruction', options: typed.map((value) => ({ value, label: orderSourceLabel[value] })) },
  { name: 'sourceTitle', label: '来源名称', kind: 'text', hint: '例如批示的标题' },
  { name: 'sourceRef', label: '来源编号', kind: 'text' },
  { name: 'distinctReason', label: '不并办的理由', kind: 'text', hint: '同一来源同一单位已有在办单时填写' },
];

/** 督办立项. */
export const ProposeDialog = ({ onClose, onDone }: { readonly onClose: () => void; readonly onDone: (orderId: string) => void }) => {
  const save = useWrite(proposeOrder, ({ orderId }) => onDone(orderId));
  return (
    <ActDialog
      title="督办立项"
      confirm="立项"
      fields={fields}
      busy={save.isPending}
      problem={save.error === null ? null : asProblem(save.error)}
      onClose={onClose}
      onSubmit={({ coOrgId, ...values }) => save.mutate({ body: { ...values, coOrgIds: coOrgId === undefined ? [] : [coOrgId] } as never })}
    />
  );
};
