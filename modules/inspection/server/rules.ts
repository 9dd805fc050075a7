/** Rules in force on a day, and the numbers that they give. */
import type { WorkingCalendar } from '#kernel/calendar.ts';
import { workingCalendarOf } from '#kernel/server/calendar-days.ts';
import type { Context } from '#kernel/server/context.ts';
import { loadParams } from '#kernel/server/params.ts';
import { inspectionNumberParam, inspectionParam, inspectionTeamParam } from '../contract/index.ts';
import type { InspectionLimits } from '../domain/index.ts';
import { rows } from './rows.ts';

export interface InspectionRules {
  readonly limits: InspectionLimits & { readonly rectifyDays: number };
  readonly team: { readonly leastMembers: number; readonly remindDays: number; readonly visitMinutes: number; readonly rectifyMinutes: number };
  readonly forms: { readonly notice: string; readonly rectify: string };
  readonly calendar: WorkingCalendar;
}

export async function loadInspectionRules({ tx, today }: Pick<Context, 'tx' | 'today'>): Promise<InspectionRules> {
  const read = await loadParams(tx, [inspectionParam, inspectionTeamParam, inspectionNumberParam], { region: tx.region });
  return {
    limits: read(inspectionParam, today).value,
    team: read(inspectionTeamParam, today).value,
    forms: read(inspectionNumberParam, today).value,
    calendar: await workingCalendarOf(tx),
  };
}

const numbered = (form: string, year: number, serial: number): string => form.replace('{年}', String(year)).replace('{号}', String(serial));

export async function nextNumber({ tx, today: { year } }: Pick<Context, 'tx' | 'today'>, rules: InspectionRules) {
  await rows.takeTurn(tx, 'number');
  const serial = (await rows.lastSerial(tx, year)) + 1;
  return { year, serial, number: numbered(rules.forms.notice, year, serial) };
}

export async function nextRectifyNumber({ tx, today }: Pick<Context, 'tx' | 'today'>, rules: InspectionRules) {
  await rows.takeTurn(tx, 'rectify-number');
  const serial = (await rows.lastRectifySerial(tx, today.year)) + 1;
  return { rectify_year: today.year, rectify_serial: serial, rectify_number: numbered(rules.forms.rectify, today.year, serial), rectify_on: today.toString() };
}
