/** One line of what happened, and its event. */
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { addEntry } from '#supervision/server';
import { inspectionStepped } from '../contract/index.ts';
import { inspectionLifecycle } from '../domain/index.ts';
import type { InspectionRow } from './rows.ts';

export async function logStep(
  context: Context,
  row: InspectionRow,
  step: { readonly action: string; readonly label: string; readonly from: string | null; readonly reason?: string; readonly note: string },
): Promise<void> {
  await addEntry(context, {
    machine: inspectionLifecycle.name,
    machineVersion: row.machine_version,
    objectId: row.inspection_id,
    action: step.action,
    label: step.label,
    from: step.from,
    to: row.state,
    reason: step.reason ?? '',
    note: step.note,
  });
  await record(context, inspectionStepped, {
    inspectionId: row.inspection_id,
    action: step.action,
    from: step.from ?? '',
    to: row.state,
    orgId: row.org_id,
    plannedOn: row.planned_on,
    verdict: row.verdict ?? '',
    note: step.note,
  });
}
