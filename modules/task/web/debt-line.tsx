import { Link } from '@tanstack/react-router';
import { PanelCells } from '#kernel/web/panel-slot.tsx';
import { assignmentRoleLabel } from '../contract/index.ts';
import type { DebtView, TaskId } from '../contract/index.ts';
import type { ReportPlace } from './debt-walk.ts';
import { taskSlots } from './task-slots.ts';
import { ReportTag, StandingTag } from './words.tsx';

interface DebtLineProps {
  readonly debt: DebtView;
  /** of the whole list */
  readonly taskIds: readonly TaskId[];
  readonly to: ReportPlace;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly isDraft: boolean;
  readonly onToggle: () => void;
}

export const DebtLine = ({ debt, taskIds, to, isActive, isChosen, isDraft, onToggle }: DebtLineProps) => (
  <tr className={isActive ? 'active' : ''} aria-current={isActive}>
    <td>
      <input type="checkbox" aria-label={`选择 ${debt.code}`} checked={isChosen} disabled={!debt.canSayNoChange} onChange={onToggle} />
    </td>
    <td className="wide-only">{debt.period}</td>
    <td className="tight">{debt.code}</td>
    <td className="roomy">
      <Link to={to.to as never} search={to.search as never}>
        {debt.title}
      </Link>
      {debt.isAdded && <small className="muted">（补列：{debt.addedFor}）</small>}
      {isDraft && <small className="muted">（本机有未发出的草稿）</small>}
    </td>
    <td className="wide-only roomy">
      {debt.org.name}（{assignmentRoleLabel[debt.role]}）
    </td>
    <td className="tight">{debt.dueOn}</td>
    <td>
      <StandingTag standing={debt.standing} /> {debt.reportState !== null && debt.standing !== 'returned' && <ReportTag state={debt.reportState} />}
    </td>
    <PanelCells slot={taskSlots.row} subject={debt.taskId} among={taskIds} />
    <td className="number wide-only">{debt.minutes}</td>
    <td className="wide-only roomy">{debt.canSayNoChange ? '可选无变化' : (debt.noChangeReason ?? '')}</td>
  </tr>
);
