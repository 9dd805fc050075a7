import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '#kernel/web/call.ts';
import { useIntentKeys } from '#kernel/web/intent-key.ts';
import { asProblem } from '#kernel/web/problem-error.ts';
import {
  actOnChange,
  actOnOrder,
  actOnParty,
  applyChange,
  colourOrder,
  editOrder,
  orderColourLabel,
  type OrderDetails,
  orderReturnGroundLabel,
  orderReturnGrounds,
  relateOrder,
  suspensionGroundLabel,
  suspensionGrounds,
  urgeOrder,
  urgeWayLabel,
} from '../contract/index.ts';
import { ActDialog, type ActField, type ActValues } from './act-form.tsx';

export type PendingAct =
  | { readonly kind: 'order'; readonly action: string; readonly label: string }
  | { readonly kind: 'party'; readonly action: string; readonly label: string; readonly orgId: string }
  | { readonly kind: 'change'; readonly action: string; readonly label: string; readonly changeId: string };

const note: ActField = { name: 'note', label: '说明', kind: 'note' };
const choices = <V extends string>(values: readonly V[], labels: Readonly<Record<V, string>>) => values.map((value) => ({ value, label: labels[value] }));

/** What each act asks for beside the note. */
const fieldsOf = (order: OrderDetails, { kind, action }: PendingAct): readonly ActField[] => {
  if (kind !== 'order') return [note];
  switch (action) {
    case 'sign-in':
      return [{ name: 'personId', label: '责任人', kind: 'person', orgId: order.lead.orgId }];
    case 'return':
      return [{ name: 'ground', label: '退回理由', kind: 'choice', options: choices(orderReturnGrounds, orderReturnGroundLabel) }, note];
    case 'rebound':
      return [{ name: 'dueOn', label: '新的办理时限', kind: 'day' }, note];
    case 'urge':
      return [
        { name: 'way', label: '方式', kind: 'choice', initial: 'phone', options: choices(['phone', 'written', 'talk'] as const, urgeWayLabel) },
        { name: 'person', label: '对象', kind: 'text' },
        note,
      ];
    case 'colour':
      return [{ name: 'colour', label: '颜色', kind: 'choice', initial: 'red', options: choices(['blue', 'yellow', 'red'] as const, orderColourLabel) }, note];
    case 'extend':
      return [
        { name: 'newDueOn', label: '新的时限', kind: 'day', hint: '须在到期日之前申请；原时限保留' },
        { name: 'reason', label: '理由', kind: 'note' },
      ];
    case 'suspend':
      return [
        { name: 'ground', label: '中止理由', kind: 'choice', options: choices(suspensionGrounds, suspensionGroundLabel) },
        { name: 'blockageId', label: '需协调事项', kind: 'blockage', hint: '理由是「等待要素」时填写' },
        { name: 'reviewOn', label: '复核日期', kind: 'day' },
        { name: 'reason', label: '说明', kind: 'note' },
      ];
    case 'transfer':
      return [{ name: 'leadOrgId', label: '承接单位', kind: 'org' }, note];
    case 'merge':
      return [{ name: 'intoOrderId', label: '并入的督办单', kind: 'order', hint: '来源合并，时限取最早' }, note];
    case 'split':
      return [
        { name: 'title1', label: '子单一事项', kind: 'text' },
        { name: 'org1', label: '子单一牵头单位', kind: 'org' },
        { name: 'title2', label: '子单二事项', kind: 'text' },
        { name: 'org2', label: '子单二牵头单位', kind: 'org' },
        note,
      ];
    case 'edit':
      return [
        { name: 'title', label: '事项', kind: 'text', initial: order.title },
        { name: 'matter', label: '办理要求', kind: 'note', initial: order.matter },
        { name: 'standard', label: '完成标准', kind: 'note', initial: order.standard },
        { name: 'leadOrgId', label: '牵头单位', kind: 'org', initial: order.lead.orgId },
        { name: 'dueOn', label: '办理时限', kind: 'day', initial: order.dueOn },
      ];
    default:
      return [note];
  }
};

const partsOf = (values: ActValues) => [
  { title: values['title1'] ?? '', leadOrgId: values['org1'] ?? '' },
  { title: values['title2'] ?? '', leadOrgId: values['org2'] ?? '' },
];

/** The call of an act; what is missing or wrong the server says, field by field. */
const send = (order: OrderDetails, act: PendingAct, values: ActValues, idempotencyKey: string): Promise<unknown> => {
  const params = { orderId: order.orderId };
  const { revision } = order;
  const options = { idempotencyKey };
  if (act.kind === 'party') return call(actOnParty, { params: { ...params, orgId: act.orgId }, body: { action: act.action as 'sign-in', note: values['note'] } }, options);
  if (act.kind === 'change') return call(actOnChange, { params: { ...params, changeId: act.changeId }, body: { action: act.action as 'examine', note: values['note'] } }, options);
  switch (act.action) {
    case 'urge':
      return call(urgeOrder, { params, body: values as never }, options);
    case 'colour':
      return call(colourOrder, { params, body: { ...values, revision } as never }, options);
    case 'extend':
      return call(applyChange, { params, body: { ...values, kind: 'extension' } as never }, options);
    case 'suspend':
      return call(applyChange, { params, body: { ...values, kind: 'suspension' } as never }, options);
    case 'transfer':
    case 'merge':
      return call(relateOrder, { params, body: { ...values, kind: act.action, revision } as never }, options);
    case 'split':
      return call(relateOrder, { params, body: { kind: 'split', revision, note: values['note'] ?? '', parts: partsOf(values) } as never }, options);
    case 'edit':
      return call(
        editOrder,
        { params, body: { ...values, coOrgIds: order.parties.filter(({ state }) => state !== 'excused').map(({ org }) => org.orgId), colour: order.colour, revision } as never },
        options,
      );
    default:
      return call(actOnOrder, { params, body: { ...values, action: act.action, revision } as never }, options);
  }
};

export const OrderActDialog = ({ order, act, onClose }: { readonly order: OrderDetails; readonly act: PendingAct; readonly onClose: () => void }) => {
  const queries = useQueryClient();
  const keys = useIntentKeys();
  const save = useMutation({
    mutationFn: (values: ActValues) => send(order, act, values, keys.keyFor(values)),
    onSuccess: async () => {
      keys.done();
      await queries.invalidateQueries();
      onClose();
    },
  });
  return (
    <ActDialog
      title={`${act.label}：${order.number ?? order.title}`}
      confirm={act.label}
      fields={fieldsOf(order, act)}
      busy={save.isPending}
      problem={save.error === null ? null : asProblem(save.error)}
      onClose={onClose}
      onSubmit={(values) => save.mutate(values)}
    />
  );
};
