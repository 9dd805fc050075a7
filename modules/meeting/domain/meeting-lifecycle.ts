/** The machine of a meeting (workflows §9). */
import { allowed, denied, firstRefusal } from '#kernel/decision.ts';
import { lifecycle } from '#kernel/lifecycle.ts';
import { meetingStateLabel, meetingStates } from '../contract/index.ts';
import type { MeetingPermission } from '../contract/index.ts';

export interface MeetingFacts {
  readonly members: number;
  readonly isQuorumMet: boolean;
  readonly quorumWords: string;
  /** titles of items that nobody decided, deferred or noted */
  readonly openItems: readonly string[];
  readonly hasNumber: boolean;
  /** task decisions whose order is not closed */
  readonly openDecisions: number;
}

const hasMembers = ({ members }: MeetingFacts) => (members > 0 ? allowed : denied('meeting.no_members', '当日没有在任的领导小组成员。请先登记成员及任期。'));
const hasQuorum = ({ isQuorumMet, quorumWords }: MeetingFacts) =>
  isQuorumMet ? allowed : denied('meeting.no_quorum', `出席人数不足：${quorumWords}。请登记出席和代为出席，或改期。`);
const allTreated = ({ openItems }: MeetingFacts) =>
  openItems.length === 0
    ? allowed
    : denied('meeting.items_open', `还有议题没有结果：${openItems.slice(0, 3).join('、')}${openItems.length > 3 ? `等${openItems.length}项` : ''}。请逐项记下决定、缓议或知悉。`);
const numbered = ({ hasNumber }: MeetingFacts) => (hasNumber ? allowed : denied('meeting.number_missing', '印发纪要须有文号。请填写「纪要文号」。'));
const allClosed = ({ openDecisions }: MeetingFacts) =>
  openDecisions === 0 ? allowed : denied('meeting.decisions_open', `还有${openDecisions}项任务类决定的督办单没有销号，会议不能关闭。`);

export const meetingLifecycle = lifecycle<MeetingFacts>()({
  name: 'meeting.meeting',
  title: '领导小组会议',
  version: 1,
  states: meetingStates,
  stateLabel: meetingStateLabel,
  steps: [
    { action: 'plan', label: '安排会议', from: [null], to: 'planned', permission: 'meeting.run', note: '会期是工作日' },
    { action: 'collect', label: '征集议题', from: ['planned'], to: 'collecting', permission: 'meeting.run', note: '议程由系统生成' },
    { action: 'freeze', label: '冻结材料', from: ['collecting'], to: 'frozen', permission: 'meeting.run', note: '会前3个工作日；其后的改动标明' },
    {
      action: 'hold',
      label: '开会',
      from: ['frozen'],
      to: 'held',
      permission: 'meeting.run',
      when: (facts) => firstRefusal(hasMembers(facts), hasQuorum(facts)),
      note: '达到法定人数',
    },
    { action: 'end', label: '散会，起草纪要', from: ['held'], to: 'minuting', permission: 'meeting.run', when: allTreated, note: '每项议题都有结果' },
    { action: 'issue', label: '印发纪要', from: ['minuting'], to: 'issued', permission: 'meeting.issue', when: numbered, note: '任务类决定同时成为督办单' },
    { action: 'close', label: '关闭', from: ['issued'], to: 'closed', permission: 'meeting.run', when: allClosed, note: '任务类决定以督办单销号为准' },
    { action: 'cancel', label: '取消会议', from: ['planned', 'collecting', 'frozen'], to: 'cancelled', permission: 'meeting.run', note: '写明理由' },
  ],
});
export const meetingPermissionsAreKnown: readonly MeetingPermission[] = meetingLifecycle.steps.flatMap(({ permission }) => (permission === null ? [] : [permission]));
