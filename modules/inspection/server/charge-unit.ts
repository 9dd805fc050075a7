/** A visit and a report of rectification cost the unit time; both count in its burden of the month (workflows §17). */
import { dayOf, parseMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { chargeBurden } from '#task/server';
import { rows } from './rows.ts';
import type { InspectionRow } from './rows.ts';
import { loadInspectionRules } from './rules.ts';

const asker = '督查检查';

export async function chargeVisit(context: Context, row: InspectionRow): Promise<void> {
  const { team } = await loadInspectionRules(context);
  await chargeBurden(context, {
    source: `inspection:${row.inspection_id}:visit`,
    orgId: row.org_id,
    on: row.arrived_at === null ? context.today : dayOf(parseMoment(row.arrived_at)),
    asker,
    label: `${row.number}迎检`,
    minutes: team.visitMinutes,
    reason: row.exceed_reason,
  });
}

/** Each report of a rectification is asked anew; the revision tells them apart. */
export async function chargeRectification(context: Context, row: InspectionRow): Promise<void> {
  const { team } = await loadInspectionRules(context);
  const files = (await rows.files(context.tx, row.inspection_id)).filter(({ side }) => side === 'rectification').length;
  await chargeBurden(context, {
    source: `inspection:${row.inspection_id}:rectification:${row.revision}`,
    orgId: row.org_id,
    on: context.today,
    asker,
    label: `${row.rectify_number ?? row.number}整改报告`,
    minutes: team.rectifyMinutes,
    cells: { text: 1, file: files },
  });
}
