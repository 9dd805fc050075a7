/** The machine of a blockage (workflows §8). It never closes by age; the raiser confirms, the authority cannot close (S7). */
import { allowed, denied, firstRefusal } from '#kernel/decision.ts';
import { lifecycle } from '#kernel/lifecycle.ts';
import type { Signature } from '#kernel/signature.ts';
import { decideApart } from '#identity/contract';
import { blockageStateLabel, blockageStates, supervisionSeparations } from '../../contract/index.ts';
import type { BlockageLevel, SupervisionPermission } from '../../contract/index.ts';

export interface BlockageFacts {
  readonly level: BlockageLevel;
  readonly actorOrgs: readonly string[];
  readonly raisedOrg: string;
  readonly authorityOrg: string;
  /** holds a right over all units, as the office does */
  readonly isOffice: boolean;
  /** of the answer that waits to be confirmed */
  readonly answeredBy: Signature | null;
  /** in whose names the actor would confirm */
  readonly actor: Signature;
}

const isRaiser = (facts: BlockageFacts) =>
  facts.isOffice || facts.actorOrgs.includes(facts.raisedOrg) ? allowed : denied('blockage.not_raiser', '只有提出单位可以这样做。请联系提出单位。');
const isRaiserNotAuthority = (facts: BlockageFacts) =>
  facts.actorOrgs.includes(facts.authorityOrg) && !facts.actorOrgs.includes(facts.raisedOrg)
    ? denied('blockage.own_answer', '协调单位不能确认自己的答复，须由提出单位确认。')
    : firstRefusal(isRaiser(facts), decideApart(supervisionSeparations['blockage.confirm'], { first: [facts.answeredBy], second: facts.actor }));
const isAuthority = (facts: BlockageFacts) =>
  facts.actorOrgs.includes(facts.authorityOrg) ? allowed : denied('blockage.not_authority', '本事项不由您的单位协调。如应改派，请联系领导小组办公室。');
const canRise = ({ level }: BlockageFacts) => (level === 'city' ? denied('blockage.at_top', '已转报市级，没有更高的层级。') : allowed);

export const blockageLifecycle = lifecycle<BlockageFacts>()({
  name: 'supervision.blockage',
  title: '需协调事项',
  version: 1,
  states: blockageStates,
  stateLabel: blockageStateLabel,
  steps: [
    { action: 'raise', label: '提出', from: [null], to: 'registered', permission: 'blockage.raise', note: '同一对象、类型、协调单位的在办事项先行列出，可并入' },
    { action: 'accept', label: '受理', from: ['registered'], to: 'handling', permission: 'blockage.answer', when: isAuthority, note: '2个工作日内' },
    { action: 'reject', label: '退回', from: ['registered'], to: 'incomplete', permission: 'blockage.answer', when: isAuthority, note: '写明理由；非本单位职责的须指明应由谁办' },
    { action: 'route', label: '改派', from: ['registered', 'handling', 'incomplete'], to: 'registered', permission: 'blockage.route', note: '办公室指定协调单位' },
    { action: 'supplement', label: '补正', from: ['incomplete'], to: 'registered', permission: 'blockage.raise', when: isRaiser, note: '沿用原编号' },
    { action: 'withdraw', label: '撤回', from: ['registered', 'incomplete'], to: 'withdrawn', permission: 'blockage.raise', when: isRaiser, note: '写明理由' },
    { action: 'answer', label: '答复', from: ['handling'], to: 'answered', permission: 'blockage.answer', when: isAuthority, note: '已解决、部分解决或不能解决；附文件或承诺日期' },
    { action: 'promise', label: '承诺时限', from: ['handling'], to: 'handling', permission: 'blockage.answer', when: isAuthority, note: '到期未兑现的计入协调单位' },
    { action: 'confirm', label: '确认解决', from: ['answered'], to: 'closed', permission: 'blockage.raise', when: isRaiserNotAuthority },
    { action: 'object', label: '提出异议', from: ['answered'], to: 'handling', permission: 'blockage.raise', when: isRaiserNotAuthority, note: '写明理由' },
    { action: 'confirm-by-silence', label: '逾期未答视为确认', from: ['answered'], to: 'closed', permission: null, note: '5个工作日，并如实标明' },
    {
      action: 'rise',
      label: '升级',
      from: ['handling'],
      to: 'handling',
      permission: 'blockage.raise',
      when: (facts) => (isRaiser(facts).allowed ? canRise(facts) : isRaiser(facts)),
      note: '单位 → 分管县领导 → 领导小组 → 市级',
    },
    { action: 'rise-by-clock', label: '到期自动升级', from: ['registered', 'handling'], to: 'handling', permission: null, note: '单位级与分管领导级各10个工作日' },
    { action: 'miss-promise', label: '承诺未兑现', from: ['handling', 'answered'], to: 'handling', permission: null, note: '重新计时，计入协调单位' },
    { action: 'join', label: '并入同一事项', from: ['registered', 'handling'], to: 'joined', permission: 'blockage.route', note: '各提出单位都收到答复' },
    { action: 'rule-days', label: '裁定阻滞起止', from: ['closed'], to: 'closed', permission: 'blockage.route', note: '起止日有争议时，由办公室裁定并留痕' },
  ],
});
export type BlockageAction = (typeof blockageLifecycle.steps)[number]['action'];
export const blockagePermissionsAreKnown: readonly SupervisionPermission[] = blockageLifecycle.steps.flatMap(({ permission }) => (permission === null ? [] : [permission]));
