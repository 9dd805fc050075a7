/** The machine of a report: one per unit, task and round. Late, silent and on time are derived. */
import { allowed, denied } from '#kernel/decision.ts';
import type { Decision } from '#kernel/decision.ts';
import { lifecycle } from '#kernel/lifecycle.ts';
import { reportStateLabel, reportStates, taskSeparations } from '../contract/index.ts';

export interface ReportFacts {
  /** may the content be written now: window open, or an unlock in force */
  readonly writing: Decision;
  /** hard checks that fail and soft checks without explanation, in words */
  readonly failing: readonly string[];
  /** the actor, or whom the actor stands for, wrote or signed this content or had it done (separation of duty S1) */
  readonly isAuthor: boolean;
  readonly isSigner: boolean;
  /** the next level has opened it, so that it cannot be pulled back */
  readonly isOpenedByNext: boolean;
  /** parts of co-units that are neither in nor marked missing */
  readonly openParts: number;
  /** tier 1 and red, disputed or with a failed soft check: the director confirms */
  readonly needsConfirmation: boolean;
  /** something above (a confirmation, a seal) rests on it */
  readonly isRestedOn: boolean;
}

const may = ({ writing }: ReportFacts) => writing;
const passes = (facts: ReportFacts) => {
  if (!facts.writing.allowed) return facts.writing;
  return facts.failing.length === 0 ? allowed : denied('task.report_checks', `不能提交：${facts.failing.join('；')}。请改正或逐项说明。`);
};
const { 'task.sign-report': signing, 'task.review-report': reviewing } = taskSeparations;
const notAuthor = ({ isAuthor }: ReportFacts) => (isAuthor ? denied(signing.code, signing.reason) : allowed);
const notInvolved = ({ isAuthor, isSigner }: ReportFacts) => (isAuthor || isSigner ? denied(reviewing.code, reviewing.reason) : allowed);
const unopened = ({ isOpenedByNext }: ReportFacts) => (isOpenedByNext ? denied('task.report_opened', '下一级已经打开，不能撤回。需要修改时请对方退回。') : allowed);
const complete = (facts: ReportFacts) => {
  const involved = notInvolved(facts);
  if (!involved.allowed) return involved;
  return facts.openParts === 0 ? allowed : denied('task.parts_open', `还有 ${facts.openParts} 个配合单位没有报送。请等待报送，或截止后再核定（缺报会标明）。`);
};

export const reportLifecycle = lifecycle<ReportFacts>()({
  name: 'task.report',
  title: '进展填报',
  version: 1,
  states: reportStates,
  stateLabel: reportStateLabel,
  steps: [
    { action: 'save', label: '保存', from: [null, 'draft', 'returned'], to: 'draft', permission: 'report.write', when: may, note: '封账前，或解锁期内' },
    { action: 'submit', label: '提交', from: ['draft'], to: 'signing', permission: 'report.write', when: passes, note: '硬性校验通过，提醒项逐条说明' },
    { action: 'withdraw', label: '撤回', from: ['signing'], to: 'draft', permission: 'report.write', when: unopened, note: '审签人尚未打开' },
    { action: 'sign', label: '审签', from: ['signing'], to: 'reviewing', permission: 'report.sign', when: notAuthor, note: '审签人不是填报人；审签时刻决定按时或迟报' },
    { action: 'return-unit', label: '退回修改', from: ['signing'], to: 'returned', permission: 'report.sign', note: '选择理由，指出栏目' },
    { action: 'withdraw', label: '撤回审签', from: ['reviewing'], to: 'signing', permission: 'report.sign', when: unopened, note: '审核员尚未打开' },
    {
      action: 'approve',
      label: '核定',
      from: ['reviewing'],
      to: 'approved',
      permission: 'report.approve',
      when: complete,
      note: '审核员不是填报人和审签人；配合部分已到或标明缺报',
    },
    { action: 'return-review', label: '退回', from: ['reviewing'], to: 'returned', permission: 'report.approve', when: notInvolved, note: '选择理由，指出栏目' },
    {
      action: 'confirm',
      label: '终核',
      from: ['approved'],
      to: 'confirmed',
      permission: 'report.confirm',
      when: (facts) => {
        const involved = notInvolved(facts);
        if (!involved.allowed) return involved;
        return facts.needsConfirmation ? allowed : denied('task.confirmation_needless', '这份填报不需要终核。只有每月填报且有异议、红灯或带提醒项的才需要。');
      },
      note: '仅每月填报且有异议、红灯或提醒项的',
    },
    {
      action: 'unapprove',
      label: '取消核定',
      from: ['approved'],
      to: 'reviewing',
      permission: 'report.approve',
      when: ({ isRestedOn }) => (isRestedOn ? denied('task.report_rested_on', '上级已据此核定，不能取消。请走解锁更正。') : allowed),
      note: '未锁定且上级未据此核定；写明理由',
    },
    { action: 'seal', label: '锁定', from: ['approved', 'confirmed'], to: 'locked', permission: null, note: '封账时' },
    { action: 'seal-unapproved', label: '未核定封存', from: ['draft', 'signing', 'reviewing', 'returned'], to: 'unapproved', permission: null, note: '封账时仍未核定' },
    { action: 'correct', label: '更正', from: ['locked', 'unapproved'], to: 'correcting', permission: 'report.sign', when: may, note: '解锁期内；新的一版，旧版保留' },
    { action: 'approve-correction', label: '核定更正', from: ['correcting'], to: 'locked', permission: 'report.approve', when: notInvolved, note: '审核员不是更正人' },
    { action: 'decline-correction', label: '不予更正', from: ['correcting'], to: 'locked', permission: 'report.approve', when: notInvolved, note: '原版继续有效' },
  ],
});
