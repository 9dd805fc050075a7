/** What is wrong with the wording of a yearly task, and what it still lacks before it may be issued. */
import { parseDay } from '#kernel/calendar.ts';
import type { PlainDate, WorkingCalendar } from '#kernel/calendar.ts';
import type { AssignmentRole, StandardKind } from '../contract/index.ts';
import { quarterName, quartersWithoutMilestone } from './quarters.ts';

export interface MilestoneDraft {
  readonly title: string;
  /** YYYY-MM-DD */
  readonly dueOn: string;
}

export interface TaskDraft {
  readonly year: number;
  readonly title: string;
  readonly standardKind: StandardKind | null;
  readonly standardText: string;
  readonly startsOn: string;
  readonly dueOn: string | null;
  readonly milestones: readonly MilestoneDraft[];
  readonly units: readonly { readonly orgId: string; readonly role: AssignmentRole }[];
}

/** A fault names the field (dotted, as in the request), its Chinese name and what to do. */
export interface TaskFault {
  readonly path: string;
  readonly label: string;
  readonly message: string;
}

const dayFault = (path: string, label: string, day: PlainDate, calendar: WorkingCalendar): readonly TaskFault[] =>
  calendar.isWorkingDay(day)
    ? []
    : [{ path, label, message: `「${label}」${day.toString()} 不是工作日，请改为 ${calendar.addWorkingDays(day, 1).toString()}（下一个工作日）或其他工作日` }];

const isBefore = (a: PlainDate, b: PlainDate): boolean => a.until(b).sign > 0;

function milestoneFaults(draft: TaskDraft, calendar: WorkingCalendar): readonly TaskFault[] {
  const startsOn = parseDay(draft.startsOn);
  const dueOn = draft.dueOn === null ? null : parseDay(draft.dueOn);
  return draft.milestones.flatMap((milestone, index) => {
    const path = `milestones.${index}.dueOn`;
    const label = `节点 ${index + 1} 的日期`;
    const day = parseDay(milestone.dueOn);
    if (isBefore(day, startsOn)) return [{ path, label, message: `「${label}」${day.toString()} 早于任务开始日 ${draft.startsOn}` }];
    if (dueOn !== null && isBefore(dueOn, day)) return [{ path, label, message: `「${label}」${day.toString()} 晚于完成时限 ${dueOn.toString()}` }];
    return dayFault(path, label, day, calendar);
  });
}

function unitFaults(draft: TaskDraft): readonly TaskFault[] {
  const leads = draft.units.filter(({ role }) => role === 'lead').length;
  const orgs = draft.units.map(({ orgId }) => orgId);
  const twice = orgs.some((org, index) => orgs.indexOf(org) !== index);
  return [
    ...(leads > 1 ? [{ path: 'units', label: '责任单位', message: `牵头单位只能有一个，现有 ${leads} 个；请把其余的改为配合单位` }] : []),
    ...(twice ? [{ path: 'units', label: '责任单位', message: '同一单位在一项任务里只能出现一次；请删去重复的' }] : []),
  ];
}

/** Faults that stop even a draft from being stored: it would be wrong, not merely unfinished. */
export function faultsOfTask(draft: TaskDraft, calendar: WorkingCalendar): readonly TaskFault[] {
  const startsOn = parseDay(draft.startsOn);
  const dueOn = draft.dueOn === null ? null : parseDay(draft.dueOn);
  const order = dueOn !== null && isBefore(dueOn, startsOn) ? [{ path: 'dueOn', label: '完成时限', message: `「完成时限」${dueOn.toString()} 早于开始日 ${draft.startsOn}` }] : [];
  const year = startsOn.year !== draft.year ? [{ path: 'startsOn', label: '开始日', message: `「开始日」应在 ${draft.year} 年内` }] : [];
  const due = dueOn === null || order.length > 0 ? [] : dayFault('dueOn', '完成时限', dueOn, calendar);
  return [...order, ...year, ...due, ...(order.length > 0 ? [] : milestoneFaults(draft, calendar)), ...unitFaults(draft)];
}

/** What an otherwise correct draft lacks before it may go out, in words for a sentence. */
export function lackingOfTask(draft: TaskDraft): readonly string[] {
  const lacking: string[] = [];
  if (draft.standardKind === null || draft.standardText.trim() === '') lacking.push('完成标准');
  if (draft.dueOn === null) lacking.push('完成时限');
  if (!draft.units.some(({ role }) => role === 'lead')) lacking.push('牵头单位');
  if (draft.dueOn !== null) {
    const days = draft.milestones.map(({ dueOn }) => parseDay(dueOn));
    lacking.push(...quartersWithoutMilestone(parseDay(draft.startsOn), parseDay(draft.dueOn), days).map((quarter) => `${quarterName(quarter)}的节点`));
  }
  return lacking;
}
