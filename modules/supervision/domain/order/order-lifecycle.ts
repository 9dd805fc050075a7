/** The machine of a supervision order (workflows §5). Overdue and blocked are derived, never states. */
import { allowed, denied, firstRefusal } from '#kernel/decision.ts';
import type { Decision } from '#kernel/decision.ts';
import type { Signature } from '#kernel/signature.ts';
import { decideApart } from '#identity/contract';
import { lifecycle } from '#kernel/lifecycle.ts';
import { orderStateLabel, orderStates, supervisionSeparations } from '../../contract/index.ts';
import type { OrderColour, SupervisionPermission } from '../../contract/index.ts';
import { decideClosing } from './closing.ts';
import type { ClosingFacts } from './closing.ts';

export interface OrderFacts {
  readonly colour: OrderColour;
  /** in whose names the actor would act */
  readonly actor: Signature;
  /** units at which the actor holds a post */
  readonly actorOrgs: readonly string[];
  readonly partyOrgs: readonly string[];
  /** whoever reported on the work, applied for completion or countersigned in this cycle */
  readonly handlers: readonly Signature[];
  readonly firstReviewer: Signature | null;
  readonly finalReviewer: Signature | null;
  /** names of co-units that are neither confirmed nor excused */
  readonly openParties: readonly string[];
  /** 销号 lies too far back */
  readonly isReboundLate: boolean;
  readonly closing: ClosingFacts;
}

const acts = supervisionSeparations;
const notHandler = (facts: OrderFacts) => decideApart(acts['order.judge-work'], { first: facts.handlers, second: facts.actor });
const notParty = (act: string) => (facts: OrderFacts) =>
  facts.actorOrgs.some((org) => facts.partyOrgs.includes(org)) ? denied('order.own_unit', `您在牵头或配合单位任职，不能${act}。请由其他单位的人员进行。`) : allowed;
const notFirstReviewer = (facts: OrderFacts) => decideApart(acts['order.finalise'], { first: [facts.firstReviewer], second: facts.actor });
const notFinalReviewer = (facts: OrderFacts) => decideApart(acts['order.close'], { first: [facts.finalReviewer], second: facts.actor });
const all =
  (...guards: readonly ((facts: OrderFacts) => Decision)[]) =>
  (facts: OrderFacts): Decision =>
    firstRefusal(...guards.map((guard) => guard(facts)));

const isColour = (colours: readonly OrderColour[], reason: string) => (facts: OrderFacts) => (colours.includes(facts.colour) ? allowed : denied('order.other_colour', reason));
const withoutOpenParties = ({ openParties }: OrderFacts) =>
  openParties.length === 0 ? allowed : denied('order.parties_open', `配合单位尚未确认：${openParties.join('、')}。请先确认其反馈，或由办公室写明理由予以免除。`);
const withinRebound = (facts: OrderFacts) => (facts.isReboundLate ? denied('order.rebound_late', '销号时间已过反弹期限，不能在原单上反弹。请新立一单并关联原单。') : allowed);

const open = ['drafted', 'approving', 'issued', 'handling', 'countersigning', 'reviewing', 'finalising', 'returned', 'completed', 'suspended'] as const;

export const orderLifecycle = lifecycle<OrderFacts>()({
  name: 'supervision.order',
  title: '督办单',
  version: 1,
  states: orderStates,
  stateLabel: orderStateLabel,
  steps: [
    { action: 'propose', label: '立项', from: [null], to: 'drafted', permission: 'order.propose', note: '一事一单；来源、要求、完成标准、时限、牵头单位齐备' },
    { action: 'issue-by-rule', label: '按规则交办', from: [null], to: 'issued', permission: null, note: '蓝色提示单，依据常设批准' },
    { action: 'propose-by-rule', label: '按规则立项', from: [null], to: 'approving', permission: null, note: '黄色、红色仍须人审定' },
    { action: 'issue-by-decision', label: '据决定交办', from: [null], to: 'issued', permission: null, note: '会议纪要印发时与纪要同一事务；转办、拆分的子单' },
    { action: 'submit', label: '送审', from: ['drafted'], to: 'approving', permission: 'order.propose', note: '同一来源同一单位的在办单须先并办或说明' },
    {
      action: 'approve',
      label: '审定交办',
      from: ['approving'],
      to: 'issued',
      permission: 'order.approve',
      when: isColour(['none', 'blue', 'yellow'], '红色警示单须由分管县领导审定。'),
      note: '编文号，起算签收时限；单位在办超过上限的由主任签批',
    },
    {
      action: 'approve-red',
      label: '审定红色警示单',
      from: ['approving'],
      to: 'issued',
      permission: 'order.approve-red',
      when: isColour(['red'], '这不是红色警示单，由办公室主任审定。'),
      note: '同时约谈主要领导',
    },
    { action: 'reject', label: '驳回', from: ['approving'], to: 'drafted', permission: 'order.reject', note: '写明理由' },
    { action: 'sign-in', label: '签收', from: ['issued'], to: 'handling', permission: 'order.sign-in', note: '指定责任人' },
    { action: 'refuse', label: '退签', from: ['issued'], to: 'approving', permission: 'order.refuse', note: '写明理由；办公室改派、维持或会商' },
    { action: 'feedback', label: '阶段反馈', from: ['handling'], to: 'handling', permission: 'order.handle', note: '提交后不可改，更正另报' },
    {
      action: 'apply-completion',
      label: '申请办结',
      from: ['handling'],
      to: 'countersigning',
      permission: 'order.handle',
      when: withoutOpenParties,
      note: '办结报告与佐证；配合单位均已确认或免除',
    },
    { action: 'countersign', label: '审签', from: ['countersigning'], to: 'reviewing', permission: 'order.countersign', note: '单位负责人对真实性负责' },
    { action: 'send-back', label: '单位退回', from: ['countersigning'], to: 'handling', permission: 'order.countersign', note: '写明理由' },
    {
      action: 'review',
      label: '初审通过',
      from: ['reviewing'],
      to: 'finalising',
      permission: 'order.review',
      when: all(notHandler, notParty('初审')),
      note: '可先安排核查；办理人与责任单位人员不得初审',
    },
    {
      action: 'finalise',
      label: '终审办结',
      from: ['finalising'],
      to: 'completed',
      permission: 'order.finalise',
      when: all(notHandler, notFirstReviewer),
      note: '与初审不是同一人',
    },
    {
      action: 'finalise-blue',
      label: '终审办结（蓝色）',
      from: ['finalising'],
      to: 'completed',
      permission: 'order.finalise-blue',
      when: all(isColour(['none', 'blue'], '黄色、红色督办单由分管县领导终审。'), notHandler, notFirstReviewer),
      note: '未定色与蓝色',
    },
    { action: 'return', label: '退回重办', from: ['reviewing', 'finalising'], to: 'returned', permission: 'order.return', note: '写明理由，次数加一；第二次退回升一色' },
    { action: 'redo', label: '重新办理', from: ['returned'], to: 'handling', permission: 'order.handle' },
    {
      action: 'close',
      label: '销号',
      from: ['completed'],
      to: 'closed',
      permission: 'order.close',
      when: all(notHandler, notParty('销号'), notFinalReviewer, ({ closing }) => decideClosing(closing)),
      note: '与办结分开；核验人不属于牵头、配合单位，也不是终审人；规则要求的，已经现场核查属实、公示期满',
    },
    { action: 'close-by-report', label: '补报后自动销号', from: ['issued', 'handling'], to: 'closed', permission: null, note: '未报送的蓝色提示单，报告到达即销，仍计数' },
    { action: 'rebound', label: '反弹', from: ['closed'], to: 'handling', permission: 'order.rebound', when: withinRebound, note: '销号后12个月内；新一轮，原销号记录保留' },
    { action: 'archive', label: '归档', from: ['closed'], to: 'archived', permission: null, note: '年度封账且满60天' },
    { action: 'suspend', label: '中止', from: ['handling'], to: 'suspended', permission: 'order.decide', note: '随中止申请的批准进行；自批准起停表' },
    { action: 'resume', label: '恢复', from: ['suspended'], to: 'handling', permission: 'order.decide', note: '时限顺延已中止的天数' },
    { action: 'withdraw', label: '撤销', from: [...open], to: 'withdrawn', permission: 'order.decide', note: '写明理由；留在台账与计数中' },
    { action: 'transfer', label: '转办', from: ['issued', 'handling'], to: 'transferred', permission: 'order.relate', note: '新单承接时限与历史' },
    { action: 'merge', label: '并入他单', from: ['drafted', 'approving', 'issued', 'handling'], to: 'merged', permission: 'order.relate', note: '来源合并，时限取最早' },
    { action: 'split', label: '拆分', from: ['issued', 'handling'], to: 'split', permission: 'order.relate', note: '子单全部销号才算了结' },
  ],
});
export type OrderAction = (typeof orderLifecycle.steps)[number]['action'];
/** Keeps the permissions of the table inside those that the module declares. */
export const orderPermissionsAreKnown: readonly SupervisionPermission[] = orderLifecycle.steps.flatMap(({ permission }) => (permission === null ? [] : [permission]));
