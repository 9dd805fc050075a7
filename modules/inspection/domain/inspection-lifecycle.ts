/** The machine of an inspection (workflows §17): never the own unit (S6), re-check by another person. */
import { allowed, denied, firstRefusal } from '#kernel/decision.ts';
import type { Decision } from '#kernel/decision.ts';
import { lifecycle } from '#kernel/lifecycle.ts';
import { joinSigners } from '#kernel/signature.ts';
import { decideApart } from '#identity/contract';
import { inspectionSeparations, inspectionStateLabel, inspectionStates } from '../contract/index.ts';
import type { InspectionPermission, InspectionVerdict } from '../contract/index.ts';

export interface InspectionFacts {
  /** who acts, and for whom */
  readonly persons: readonly string[];
  readonly actorOrgs: readonly string[];
  readonly inspectedOrg: string;
  readonly team: readonly string[];
  readonly leastMembers: number;
  /** whoever came, noted or concluded */
  readonly finders: readonly string[];
  readonly findings: number;
  readonly isUnannounced: boolean;
  readonly verdict: InspectionVerdict | null;
  readonly hasOrder: boolean;
}

const meet = (one: readonly string[], other: readonly string[]): boolean => one.some((item) => other.includes(item));

const notOwnUnit = ({ actorOrgs, inspectedOrg }: InspectionFacts): Decision =>
  actorOrgs.includes(inspectedOrg) ? denied('inspection.own_unit', '不能检查自己任职的单位。请由其他单位的人员检查。') : allowed;
const onTeam = (facts: InspectionFacts): Decision =>
  firstRefusal(notOwnUnit(facts), meet(facts.persons, facts.team) ? allowed : denied('inspection.not_on_team', '您不在这次检查的检查组里。请由检查组成员办理，或先调整检查组。'));
const wholeTeam = ({ team, leastMembers }: InspectionFacts): Decision =>
  team.length >= leastMembers
    ? allowed
    : denied('inspection.team_small', `检查组现有${team.length}人，至少要有${leastMembers}人。请先在「改期、调整检查组」中补足，回避的人不计在内。`);
const announced = ({ isUnannounced }: InspectionFacts): Decision => (isUnannounced ? denied('inspection.unannounced', '这是不打招呼的检查，不发通知，请直接到场。') : allowed);
const needsNoNotice = ({ isUnannounced }: InspectionFacts): Decision =>
  isUnannounced ? allowed : denied('inspection.not_notified', '这次检查须先通知单位，再到场。请先「通知单位」。');
const otherPerson = (facts: InspectionFacts): Decision =>
  firstRefusal(notOwnUnit(facts), decideApart(inspectionSeparations['inspection.recheck'], { first: facts.finders, second: joinSigners(facts.persons) }));
const isTrue = ({ verdict }: InspectionFacts): Decision =>
  verdict === 'true' ? allowed : denied('inspection.has_findings', '有问题的检查须整改并复查后才能关闭。请先「要求整改」。');
const hasFindings = ({ verdict }: InspectionFacts): Decision => (verdict === 'true' ? denied('inspection.no_findings', '认定属实，没有需要整改的问题，可以直接关闭。') : allowed);
const noOrder = ({ hasOrder }: InspectionFacts): Decision =>
  hasOrder ? denied('inspection.order_made', '已据这次认定立督办单，认定不能更正。请先由分管领导撤销督办单，再另行安排检查。') : allowed;
const isNoted = ({ findings, verdict }: InspectionFacts): Decision =>
  findings === 0 && verdict !== 'true' ? denied('inspection.nothing_noted', '没有登记现场情况，不能完成记录。请先登记至少一项现场发现；没有问题的写明查看了什么。') : allowed;

export const inspectionLifecycle = lifecycle<InspectionFacts>()({
  name: 'inspection.inspection',
  title: '检查',
  version: 1,
  states: inspectionStates,
  stateLabel: inspectionStateLabel,
  steps: [
    {
      action: 'plan',
      label: '安排检查',
      from: [null],
      to: 'planned',
      permission: 'inspection.plan',
      note: '检查日是工作日；每单位每季度、每年有上限，同一事项90天内不重复；超限须签批',
    },
    {
      action: 'notify',
      label: '通知单位',
      from: ['planned'],
      to: 'notified',
      permission: 'inspection.plan',
      when: (facts) => firstRefusal(announced(facts), wholeTeam(facts)),
      note: '检查组满员；不打招呼的检查不通知',
    },
    { action: 'reschedule', label: '改期、调整检查组', from: ['planned', 'notified'], to: 'planned', permission: 'inspection.plan', note: '写明理由；已通知的须重新通知' },
    { action: 'recuse', label: '回避', from: ['planned'], to: 'planned', permission: 'inspection.record', when: onTeam, note: '本人提出，写明理由；仍列在检查组名单里' },
    { action: 'recuse', label: '回避', from: ['notified'], to: 'notified', permission: 'inspection.record', when: onTeam },
    {
      action: 'arrive',
      label: '到场',
      from: ['planned'],
      to: 'arrived',
      permission: 'inspection.record',
      when: (facts) => firstRefusal(needsNoNotice(facts), onTeam(facts), wholeTeam(facts)),
      note: '不打招呼的检查直接到场；登记时间、地点',
    },
    {
      action: 'arrive',
      label: '到场',
      from: ['notified'],
      to: 'arrived',
      permission: 'inspection.record',
      when: (facts) => firstRefusal(onTeam(facts), wholeTeam(facts)),
      note: '登记时间、地点',
    },
    { action: 'note', label: '登记现场发现', from: ['arrived'], to: 'arrived', permission: 'inspection.record', when: onTeam, note: '照片须带时间、地点' },
    { action: 'note', label: '登记现场发现', from: ['recorded'], to: 'recorded', permission: 'inspection.record', when: onTeam, note: '补记与更正，更正写明理由，原记录保留' },
    {
      action: 'record',
      label: '完成现场记录',
      from: ['arrived'],
      to: 'recorded',
      permission: 'inspection.record',
      when: (facts) => firstRefusal(onTeam(facts), isNoted(facts)),
    },
    {
      action: 'conclude',
      label: '认定',
      from: ['recorded'],
      to: 'concluded',
      permission: 'inspection.record',
      when: onTeam,
      note: '属实、部分属实、不实；属实的作为独立核查证据；不实的撤回该单位自报证据并转红色警示单待审定',
    },
    {
      action: 'demand',
      label: '要求整改',
      from: ['concluded'],
      to: 'rectifying',
      permission: 'inspection.record',
      when: (facts) => firstRefusal(onTeam(facts), hasFindings(facts)),
      note: '整改期限是工作日；编整改通知文号',
    },
    { action: 'close', label: '关闭', from: ['concluded'], to: 'closed', permission: 'inspection.record', when: (facts) => firstRefusal(onTeam(facts), isTrue(facts)) },
    { action: 'rectified', label: '报告整改', from: ['rectifying'], to: 'rechecking', permission: 'inspection.rectify', note: '写明怎样整改，附佐证' },
    {
      action: 'recheck-pass',
      label: '复查通过',
      from: ['rechecking'],
      to: 'closed',
      permission: 'inspection.record',
      when: otherPerson,
      note: '由没有到场、记录、认定的另一人复查',
    },
    { action: 'recheck-fail', label: '复查不通过', from: ['rechecking'], to: 'rectifying', permission: 'inspection.record', when: otherPerson, note: '写明理由，重新给出整改期限' },
    {
      action: 'correct',
      label: '更正认定',
      from: ['concluded', 'closed'],
      to: 'recorded',
      permission: 'inspection.record',
      when: (facts) => firstRefusal(onTeam(facts), noOrder(facts)),
      note: '写明理由；由它产生的证据一并撤回，重新认定',
    },
    { action: 'cancel', label: '取消', from: ['planned', 'notified'], to: 'cancelled', permission: 'inspection.plan', note: '写明理由' },
  ],
});
export type InspectionAction = (typeof inspectionLifecycle.steps)[number]['action'];
export const inspectionPermissionsAreKnown: readonly InspectionPermission[] = inspectionLifecycle.steps.flatMap(({ permission }) => (permission === null ? [] : [permission]));
