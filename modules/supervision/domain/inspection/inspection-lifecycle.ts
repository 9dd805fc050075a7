/** The machine of an inspection (workflows §17): never the own unit (S6), re-check by another person. */
import { allowed, denied } from '#kernel/decision.ts';
import { lifecycle } from '#kernel/lifecycle.ts';
import { inspectionStateLabel, inspectionStates } from '../../contract/index.ts';
import type { InspectionVerdict, SupervisionPermission } from '../../contract/index.ts';

export interface InspectionFacts {
  readonly actor: string;
  readonly actorOrgs: readonly string[];
  readonly inspectedOrg: string;
  readonly inspector: string | null;
  readonly isUnannounced: boolean;
  readonly verdict: InspectionVerdict | null;
}

const notOwnUnit = (facts: InspectionFacts) =>
  facts.actorOrgs.includes(facts.inspectedOrg) ? denied('inspection.own_unit', '不能核查自己任职的单位。请安排其他单位的人员。') : allowed;
const announced = (facts: InspectionFacts) => (facts.isUnannounced ? denied('inspection.unannounced', '这是不打招呼的核查，不发通知，请直接到场。') : allowed);
const otherPerson = (facts: InspectionFacts) => {
  const own = notOwnUnit(facts);
  if (!own.allowed) return own;
  return facts.actor === facts.inspector ? denied('inspection.same_person', '原核查人不能复查。请由另一位核查人员复查。') : allowed;
};
const isTrue = (facts: InspectionFacts) => (facts.verdict === 'true' ? allowed : denied('inspection.has_findings', '有问题的核查须整改并复查后才能关闭。'));
const hasFindings = (facts: InspectionFacts) => (facts.verdict === 'true' ? denied('inspection.no_findings', '认定属实，没有需要整改的问题，可以直接关闭。') : allowed);

export const inspectionLifecycle = lifecycle<InspectionFacts>()({
  name: 'supervision.inspection',
  title: '核查',
  version: 1,
  states: inspectionStates,
  stateLabel: inspectionStateLabel,
  steps: [
    { action: 'plan', label: '安排核查', from: [null], to: 'planned', permission: 'inspection.plan', note: '每单位每季度、每年有上限，同一事项90天内不重复；超限须签批' },
    { action: 'notify', label: '通知单位', from: ['planned'], to: 'notified', permission: 'inspection.plan', when: announced },
    { action: 'arrive', label: '到场', from: ['planned', 'notified'], to: 'arrived', permission: 'inspection.record', when: notOwnUnit, note: '登记时间、地点；到场人即核查人' },
    { action: 'record', label: '记录', from: ['arrived'], to: 'recorded', permission: 'inspection.record', when: notOwnUnit },
    {
      action: 'conclude',
      label: '认定',
      from: ['recorded'],
      to: 'concluded',
      permission: 'inspection.record',
      when: notOwnUnit,
      note: '属实、部分属实、不实；不实的撤回佐证并转红色警示单',
    },
    { action: 'demand', label: '要求整改', from: ['concluded'], to: 'rectifying', permission: 'inspection.record', when: hasFindings, note: '有整改期限' },
    { action: 'close', label: '关闭', from: ['concluded'], to: 'closed', permission: 'inspection.record', when: isTrue },
    { action: 'rectified', label: '报告整改', from: ['rectifying'], to: 'rechecking', permission: 'inspection.rectify' },
    { action: 'recheck-pass', label: '复查通过', from: ['rechecking'], to: 'closed', permission: 'inspection.record', when: otherPerson, note: '由另一人复查' },
    { action: 'recheck-fail', label: '复查不通过', from: ['rechecking'], to: 'rectifying', permission: 'inspection.record', when: otherPerson, note: '写明理由' },
    { action: 'cancel', label: '取消', from: ['planned', 'notified'], to: 'cancelled', permission: 'inspection.plan', note: '写明理由' },
  ],
});
export type InspectionAction = (typeof inspectionLifecycle.steps)[number]['action'];
export const inspectionPermissionsAreKnown: readonly SupervisionPermission[] = inspectionLifecycle.steps.flatMap(({ permission }) => (permission === null ? [] : [permission]));
