/** Transitions in words: the machines know the names of their states and acts. */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { refusalGroundLabel, returnGroundLabel } from '../contract/index.ts';
import { lifecycles } from '../domain/index.ts';
import type { stepStore } from './step-store.ts';

type StepRow = Awaited<ReturnType<typeof stepStore.ofTask>>[number];

const otherActs: Readonly<Record<string, string>> = {
  opinion: '提出意见',
  answer: '答复意见',
  opened: '打开',
  'hand-over': '随岗位移交',
  'ask-unlock': '申请解锁',
  'grant-unlock': '批准解锁',
};
const reasons: Readonly<Record<string, string>> = { ...refusalGroundLabel, ...returnGroundLabel, adopted: '采纳', 'not-adopted': '不采纳' };

export function presentSteps(rows: readonly StepRow[], unitOf: (objectId: string) => string | null) {
  return rows.map((row) => {
    const machine = lifecycles.find(({ name }) => name === row.machine);
    const labels: Readonly<Record<string, string>> = machine?.stateLabel ?? {};
    const step = machine?.steps.find(({ action, from }) => action === row.action && (from as readonly (string | null)[]).includes(row.from_state));
    return {
      at: formatMoment(parseMoment(row.taken_at)),
      actor: row.actor_name,
      onBehalfOf: row.on_behalf_of,
      unit: unitOf(row.object_id),
      action: step?.label ?? machine?.steps.find(({ action }) => action === row.action)?.label ?? otherActs[row.action] ?? row.action,
      from: row.from_state === null ? null : (labels[row.from_state] ?? row.from_state),
      to: labels[row.to_state] ?? row.to_state,
      reason: row.reason_code === null ? null : (reasons[row.reason_code] ?? row.reason_code),
      note: row.note,
    };
  });
}
