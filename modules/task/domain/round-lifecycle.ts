/** The machine of a round: the system opens, closes and seals; people only comment. */
import { lifecycle } from '#kernel/lifecycle.ts';
import { roundStateLabel, roundStates } from '../contract/index.ts';

export const roundLifecycle = lifecycle<Record<never, never>>()({
  name: 'task.round',
  title: '调度轮次',
  version: 1,
  states: roundStates,
  stateLabel: roundStateLabel,
  steps: [
    { action: 'plan', label: '预定', from: [null], to: 'planned', permission: null, note: '按工作日历推算开放、截止、封账日' },
    { action: 'open', label: '开放', from: ['planned'], to: 'open', permission: null, note: '算定并冻结应报清单' },
    { action: 'close', label: '截止', from: ['open'], to: 'closed', permission: null, note: '截止日次日零时' },
    { action: 'summarise', label: '汇总', from: ['closed', 'summarised'], to: 'summarised', permission: 'round.summarise', note: '只写说明，不改填报内容' },
    { action: 'seal', label: '封账', from: ['closed', 'summarised'], to: 'sealed', permission: null, note: '未核定的填报照样封存并标明' },
  ],
});
