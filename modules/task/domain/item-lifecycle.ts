/** The machine of a yearly task as an item of the ledger. */
import { allowed, denied } from '#kernel/decision.ts';
import { lifecycle } from '#kernel/lifecycle.ts';
import { itemStateLabel, itemStates, taskSeparations } from '../contract/index.ts';

export interface ItemFacts {
  /** null when the standard is met by counting evidence, else what is missing, in words */
  readonly unmet: string | null;
  /** the actor belongs to a unit of the task (separation of duty S3) */
  readonly isOwnUnit: boolean;
  /** the actor applied for the closing (S2) */
  readonly isApplicant: boolean;
}

const isMet = ({ unmet }: ItemFacts) => (unmet === null ? allowed : denied('task.standard_unmet', `尚未达到完成标准：${unmet}`));
const { 'task.verify-closing': verifying } = taskSeparations;
const isOther = ({ isOwnUnit, isApplicant }: ItemFacts) => (isOwnUnit || isApplicant ? denied(verifying.code, verifying.reason) : allowed);

export const itemLifecycle = lifecycle<ItemFacts>()({
  name: 'task.item',
  title: '台账事项',
  version: 1,
  states: itemStates,
  stateLabel: itemStateLabel,
  steps: [
    { action: 'open', label: '列入台账', from: [null], to: 'awaiting', permission: null, note: '任务下达时' },
    { action: 'start', label: '开始推进', from: ['awaiting'], to: 'advancing', permission: null, note: '牵头和全部配合单位签收后' },
    { action: 'apply', label: '申请销号', from: ['advancing'], to: 'verifying', permission: 'task.apply-closing', when: isMet, note: '达到完成标准；演示和模拟的证据不计' },
    {
      action: 'verify',
      label: '核验通过',
      from: ['verifying'],
      to: 'closed',
      permission: 'task.verify',
      when: (facts) => {
        const other = isOther(facts);
        return other.allowed ? isMet(facts) : other;
      },
      note: '核验人不属于牵头和配合单位；当日重新判定',
    },
    { action: 'send-back', label: '退回', from: ['verifying'], to: 'advancing', permission: 'task.verify', when: isOther, note: '写明理由，退回次数加一' },
    { action: 'rebound', label: '确认反弹', from: ['closed'], to: 'advancing', permission: 'task.rebound', note: '写明依据，轮次加一，原销号记录保留' },
    { action: 'suspend', label: '中止', from: ['advancing'], to: 'suspended', permission: 'task.rule', note: '写明理由和复核日期' },
    { action: 'resume', label: '恢复', from: ['suspended'], to: 'advancing', permission: 'task.rule', note: '' },
    { action: 'withdraw', label: '撤销', from: ['awaiting', 'advancing', 'verifying', 'suspended'], to: 'withdrawn', permission: 'task.rule', note: '写明理由，仍计入台账' },
  ],
});
