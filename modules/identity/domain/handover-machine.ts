/** The hand-over of a post as a table: who may do what when (拟调整 → 清单 → 核对 → 移交签字 → 接收签字 → 生效). */
import { allowed, denied } from '#kernel/decision.ts';
import type { Decision } from '#kernel/decision.ts';
import { lifecycle } from '#kernel/lifecycle.ts';
import { handoverActionLabel, handoverStateLabel, handoverStates } from '../contract/index.ts';

/** What the guards look at. `party` is what the actor is in this hand-over. */
export interface HandoverFacts {
  readonly today: string;
  readonly effectiveOn: string;
  readonly isOutgoing: boolean;
  readonly isIncoming: boolean;
  /** the actor is the one who has checked already */
  readonly hasChecked: boolean;
}

const isParty = ({ isOutgoing, isIncoming }: HandoverFacts): Decision =>
  isOutgoing || isIncoming ? allowed : denied('identity.handover_not_party', '核对只能由移交人和接收人办理。');
const otherParty = (facts: HandoverFacts): Decision => (facts.hasChecked ? denied('identity.handover_checked_already', '您已核对过，等待另一方核对。') : isParty(facts));

const onlyOutgoing = ({ isOutgoing }: HandoverFacts): Decision => (isOutgoing ? allowed : denied('identity.handover_not_party', '移交签字只能由移交人本人办理。'));
const onlyIncoming = ({ isIncoming }: HandoverFacts): Decision => (isIncoming ? allowed : denied('identity.handover_not_party', '接收签字只能由接收人本人办理。'));
const dayHasCome = ({ today, effectiveOn }: HandoverFacts): Decision =>
  today >= effectiveOn ? allowed : denied('identity.handover_too_early', `生效日期是 ${effectiveOn}，到那一天自动生效，也可在当天手动生效。`);

export const handoverMachine = lifecycle<HandoverFacts>()({
  name: 'identity.handover',
  title: '岗位移交',
  version: 1,
  states: handoverStates,
  stateLabel: handoverStateLabel,
  steps: [
    { action: 'plan', label: handoverActionLabel.plan, from: [null], to: 'planned', permission: 'identity.hand-over', note: '写明生效日期、接收人和代理人' },
    {
      action: 'list',
      label: handoverActionLabel.list,
      from: ['planned', 'listed', 'half_checked', 'checked'],
      to: 'listed',
      permission: 'identity.hand-over',
      note: '汇集该岗位全部未了事项；再次生成只增不减',
    },
    {
      action: 'check',
      label: handoverActionLabel.check,
      from: ['listed'],
      to: 'half_checked',
      permission: 'identity.sign-hand-over',
      when: isParty,
      note: '移交人、接收人各核对一次，可逐项提意见',
    },
    { action: 'check', label: handoverActionLabel.check, from: ['half_checked'], to: 'checked', permission: 'identity.sign-hand-over', when: otherParty, note: '另一方核对' },
    {
      action: 'sign_out',
      label: handoverActionLabel.sign_out,
      from: ['checked'],
      to: 'outgoing_signed',
      permission: 'identity.sign-hand-over',
      when: onlyOutgoing,
      note: '移交人本人，第二重验证',
    },
    {
      action: 'sign_in',
      label: handoverActionLabel.sign_in,
      from: ['outgoing_signed'],
      to: 'both_signed',
      permission: 'identity.sign-hand-over',
      when: onlyIncoming,
      note: '接收人本人，第二重验证',
    },
    {
      action: 'complete',
      label: handoverActionLabel.complete,
      from: ['both_signed'],
      to: 'effective',
      permission: 'identity.hand-over',
      when: dayHasCome,
      note: '移交人权限结束，全部事项在同一事务中转给接收人',
    },
    {
      action: 'take_over',
      label: handoverActionLabel.take_over,
      from: ['planned', 'listed', 'half_checked', 'checked', 'outgoing_signed'],
      to: 'deputised',
      permission: null,
      when: dayHasCome,
      note: '生效日仍缺签字：代理人自动接管，并告知办公室',
    },
    {
      action: 'withdraw',
      label: handoverActionLabel.withdraw,
      from: ['planned', 'listed', 'half_checked', 'checked', 'outgoing_signed', 'both_signed'],
      to: 'withdrawn',
      permission: 'identity.hand-over',
      note: '写明原因',
    },
  ],
});
