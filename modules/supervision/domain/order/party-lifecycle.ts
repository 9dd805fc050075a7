/** The sub-state of a co-unit: it has a clock of its own (workflows §5.1). */
import { lifecycle } from '#kernel/lifecycle.ts';
import { partyStateLabel, partyStates } from '../../contract/index.ts';

export const partyLifecycle = lifecycle<object>()({
  name: 'supervision.party',
  title: '督办单配合单位',
  version: 1,
  states: partyStates,
  stateLabel: partyStateLabel,
  steps: [
    { action: 'add', label: '列入', from: [null], to: 'awaiting', permission: null, note: '随督办单交办' },
    { action: 'sign-in', label: '签收', from: ['awaiting'], to: 'signed', permission: 'order.assist' },
    { action: 'refuse', label: '退签', from: ['awaiting'], to: 'refused', permission: 'order.assist', note: '写明理由，由办公室处理' },
    { action: 'work', label: '阶段反馈', from: ['signed', 'working', 'returned'], to: 'working', permission: 'order.assist' },
    { action: 'answer', label: '反馈结果', from: ['signed', 'working', 'returned'], to: 'answered', permission: 'order.assist', note: '附佐证' },
    { action: 'confirm', label: '确认', from: ['answered'], to: 'confirmed', permission: 'order.handle', note: '由牵头单位确认' },
    { action: 'return', label: '退回', from: ['answered'], to: 'returned', permission: 'order.handle', note: '由牵头单位写明理由' },
    {
      action: 'excuse',
      label: '免除',
      from: ['awaiting', 'signed', 'working', 'answered', 'returned', 'refused'],
      to: 'excused',
      permission: 'order.excuse',
      note: '由办公室写明理由',
    },
    { action: 'keep', label: '维持', from: ['refused'], to: 'awaiting', permission: 'order.excuse', note: '重新计时' },
  ],
});
