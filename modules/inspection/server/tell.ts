/** Tells the unit, the team and whoever may re-check; what is owed is settled when it is done. */
import type { Context } from '#kernel/server/context.ts';
import { notify, settleDebt } from '#kernel/server/notify.ts';
import type { Role } from '#identity/contract';
import { holdersAt, holdersOf } from '#identity/server';
import type { InspectionRow } from './rows.ts';

/** Posts of a unit that are told about a visit and what came of it. */
const inspectedRoles: readonly Role[] = ['unit_head', 'unit_deputy', 'unit_liaison', 'township', 'park', 'team', 'invest_group'];

export const rectifyDebt = (inspectionId: string): string => `inspection.rectify:${inspectionId}`;
export const visitDebt = (inspectionId: string): string => `inspection.visit:${inspectionId}`;

interface Telling {
  readonly kind: string;
  readonly title: string;
  readonly body: string;
  readonly urgency?: 'digest' | 'prompt';
  readonly debt?: { readonly key: string; readonly stage: string };
}

const tell = (context: Context, row: InspectionRow, to: readonly string[], telling: Telling): Promise<number> =>
  notify(context, {
    ...telling,
    kind: `inspection.${telling.kind}`,
    to,
    link: `/inspections/${row.inspection_id}`,
    about: { type: 'inspection.inspection', id: row.inspection_id },
  });

export async function tellUnit(context: Context, row: InspectionRow, telling: Telling): Promise<number> {
  const people = await holdersAt(context.tx, { roles: inspectedRoles, orgIds: [row.org_id] }, context.today);
  return tell(context, row, people.get(row.org_id) ?? [], telling);
}

export const tellTeam = (context: Context, row: InspectionRow, team: readonly string[], telling: Telling): Promise<number> => tell(context, row, team, telling);

/** Everybody who may re-check: inspectors who had no part in the visit. */
export async function tellRecheckers(context: Context, row: InspectionRow, telling: Telling): Promise<number> {
  const found = new Set<string>();
  for (const role of ['supervisor', 'verifier'] as const) for (const { userId } of await holdersOf(context.tx, { role, orgId: null }, context.today)) found.add(userId);
  return tell(
    context,
    row,
    [...found].filter((userId) => !row.finders.includes(userId)),
    telling,
  );
}

export const settle = (context: Context, key: string): Promise<number> => settleDebt(context, key);
