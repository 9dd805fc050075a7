/** Extension and suspension: asked by the unit, examined, decided by somebody else (workflows §5.3, §5.4, S4). */
import { lifecycle } from '#kernel/lifecycle.ts';
import type { Signature } from '#kernel/signature.ts';
import { decideApart } from '#identity/contract';
import { orderChangeStateLabel, orderChangeStates, supervisionSeparations } from '../../contract/index.ts';

export interface ChangeFacts {
  /** in whose names the actor would act, and in whose it was asked */
  readonly actor: Signature;
  readonly applicant: Signature | null;
}
const notApplicant = ({ actor, applicant }: ChangeFacts) => decideApart(supervisionSeparations['order.decide-change'], { first: [applicant], second: actor });

export const changeLifecycle = lifecycle<ChangeFacts>()({
  name: 'supervision.change',
  title: '延期与中止申请',
  version: 1,
  states: orderChangeStates,
  stateLabel: orderChangeStateLabel,
  steps: [
    { action: 'apply', label: '申请', from: [null], to: 'applied', permission: 'order.apply-change', note: '到期日之前；单位主要领导签署' },
    { action: 'examine', label: '初审', from: ['applied'], to: 'examined', permission: 'order.review', when: notApplicant },
    { action: 'ask-more', label: '要求补充', from: ['applied', 'examined'], to: 'incomplete', permission: 'order.review', when: notApplicant, note: '写明缺什么' },
    { action: 'supplement', label: '补充', from: ['incomplete'], to: 'applied', permission: 'order.apply-change' },
    { action: 'grant', label: '批准', from: ['examined'], to: 'granted', permission: 'order.decide', when: notApplicant, note: '延期：更新时限，原时限保留；中止：停表' },
    { action: 'refuse', label: '不批准', from: ['examined'], to: 'refused', permission: 'order.decide', when: notApplicant, note: '写明理由' },
  ],
});
