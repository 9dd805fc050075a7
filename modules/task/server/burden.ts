/** Minutes asked of units: rounds by what was frozen at opening, forms by their fields, visits by their charges, all against the budget. */
import { Decimal } from 'decimal.js';
import { Temporal } from 'temporal-polyfill';
import { scope } from '#kernel/access.ts';
import type { ScopeParams } from '#kernel/access.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { listOrgNames } from '#identity/server';
import { cellKinds, getBurden } from '../contract/index.ts';
import type { CellKind } from '../contract/index.ts';
import { addCells, isOverBudget, minutesOf, noCells, parsePeriod } from '../domain/index.ts';
import type { CellCounts, CellMinutes } from '../domain/index.ts';
import { formStore } from './form-store.ts';
import type { StoredForm } from './form-store.ts';
import { cellMinutesOn } from './list-debts.ts';
import { inPaths } from './report-rows.ts';
import { cellsOfCharge, listCharges, minutesOfCharges } from './burden-charges.ts';
import type { ChargeRow } from './burden-charges.ts';

/** A round asks in the month in which it is open; a report of 无变化 cost one click only. */
const sumDebts = statement({
  name: 'task.sum-debts-of-month',
  class: 'router',
  text: `select d.org_id, sum(case when p.is_no_change then 0 else d.numbers end)::int4 as numbers, sum(case when p.is_no_change then 0 else d.choices end)::int4 as choices,
           sum(case when p.is_no_change then 0 else d.texts end)::int4 as texts, sum(case when p.is_no_change then 0 else d.files end)::int4 as files,
           sum(case when p.is_no_change then d.confirms + 1 else d.confirms end)::int4 as confirms
         from task.debt d join task.round r on r.region_code = d.region_code and r.round_id = d.round_id
         join task.assignment a on a.region_code = d.region_code and a.assignment_id = d.assignment_id
         join task.task t on t.region_code = d.region_code and t.task_id = a.task_id
         left join task.report p on p.region_code = d.region_code and p.round_id = d.round_id and p.assignment_id = d.assignment_id
         where d.region_code = $1 and r.opens_on between $2 and $3 ${inPaths(4)} group by d.org_id`,
  params: { region: 'text', first: 'date', last: 'date', paths: 'text?[]' },
  row: { org_id: 'uuid', numbers: 'int4', choices: 'int4', texts: 'int4', files: 'int4', confirms: 'int4' },
});

export const cellsOfForm = ({ fields }: Pick<StoredForm, 'fields'>): CellCounts => addCells(noCells, ...fields.map(({ cellKind }) => ({ ...noCells, [cellKind]: 1 })));

const everyMonths: Readonly<Record<StoredForm['every'], number>> = { once: 1, month: 1, quarter: 3, year: 12 };

/** A form asks in the month in which it was approved and then in its rhythm, until it expires. */
export function isAskedIn(form: Pick<StoredForm, 'every' | 'approvedOn' | 'expiresOn'>, month: string): boolean {
  if (form.approvedOn === null) return false;
  const start = parsePeriod(form.approvedOn.slice(0, 7));
  const at = parsePeriod(month);
  const months = (at.year - start.year) * 12 + at.month - start.month;
  if (months < 0 || form.expiresOn.slice(0, 7) < month) return false;
  return form.every === 'once' ? months === 0 : months % everyMonths[form.every] === 0;
}

export interface UnitBurden {
  readonly orgId: string;
  readonly cells: CellCounts;
  readonly roundMinutes: string;
  readonly formMinutes: string;
  /** asked by later modules, e.g. visits of inspection */
  readonly visitMinutes: string;
  readonly minutes: string;
  readonly adHocForms: number;
}

const plus = (a: string, b: string): string => new Decimal(a).add(b).toFixed(1);

function spanOf(month: string): { readonly first: string; readonly last: string } {
  const at = parsePeriod(month);
  return { first: at.toPlainDate({ day: 1 }).toString(), last: at.toPlainDate({ day: at.daysInMonth }).toString() };
}

/** What every unit is asked in a month; in a part of a plan the reports on its tasks alone, forms and visits are of no part. */
export async function readUnitBurdens(
  context: Pick<Context, 'tx'>,
  month: string,
  of: { readonly forms: readonly StoredForm[]; readonly minutes: CellMinutes; readonly part?: readonly string[] },
): Promise<ReadonlyMap<string, UnitBurden>> {
  const { tx } = context;
  const span = spanOf(month);
  const debts = await tx.many(sumDebts, { region: tx.region, ...span, paths: of.part ?? [null] });
  const charges = of.part === undefined ? await listCharges(tx, span) : [];
  const rounds = new Map(debts.map((row) => [row.org_id, { number: row.numbers, choice: row.choices, text: row.texts, file: row.files, confirm: row.confirms }]));
  const asked = of.forms.filter((form) => isAskedIn(form, month));
  const units = new Set([...rounds.keys(), ...asked.flatMap(({ orgIds }) => orgIds), ...charges.map(({ org_id }) => org_id)]);
  return new Map(
    [...units].map((orgId) => {
      const own = asked.filter(({ orgIds }) => orgIds.includes(orgId));
      const roundCells = rounds.get(orgId) ?? noCells;
      const formCells = addCells(noCells, ...own.map(cellsOfForm));
      const roundMinutes = minutesOf(roundCells, of.minutes);
      const formMinutes = minutesOf(formCells, of.minutes);
      const visits = charges.filter(({ org_id }) => org_id === orgId);
      const visitMinutes = minutesOfCharges(visits);
      return [
        orgId,
        {
          orgId,
          cells: addCells(roundCells, formCells, ...visits.map(cellsOfCharge)),
          roundMinutes,
          formMinutes,
          visitMinutes,
          minutes: plus(plus(roundMinutes, formMinutes), visitMinutes),
          adHocForms: own.filter(({ every }) => every === 'once').length,
        },
      ];
    }),
  );
}

function askersOf(forms: readonly StoredForm[], month: string, minutes: CellMinutes) {
  const names = [...new Set(forms.filter((form) => isAskedIn(form, month)).map(({ askedByName }) => askedByName))];
  return names.map((name) => {
    const own = forms.filter((form) => form.askedByName === name && isAskedIn(form, month));
    const total = own.reduce((sum, form) => sum.add(new Decimal(minutesOf(cellsOfForm(form), minutes)).mul(form.orgIds.length)), new Decimal(0));
    return {
      name,
      forms: own.length,
      visits: 0,
      units: new Set(own.flatMap(({ orgIds }) => orgIds)).size,
      minutes: total.toFixed(1),
      reasons: own.flatMap(({ overBudgetReason }) => (overBudgetReason === null ? [] : [overBudgetReason])),
    };
  });
}

/** Offices that come to the unit, beside those that send forms; a ceiling passed is listed with its reason. */
function visitorsOf(charges: readonly ChargeRow[]) {
  return [...new Set(charges.map(({ asker }) => asker))].map((name) => {
    const own = charges.filter(({ asker }) => asker === name);
    return {
      name,
      forms: 0,
      visits: own.length,
      units: new Set(own.map(({ org_id }) => org_id)).size,
      minutes: minutesOfCharges(own),
      reasons: own.flatMap(({ label, reason }) => (reason === '' ? [] : [`${label}：${reason}`])),
    };
  });
}

interface Reach {
  /** units reached in all of the plan; null = all */
  readonly orgs: readonly (string | null)[];
  readonly parts: readonly { readonly org: string | null; readonly path: string }[];
}

function reachOf({ orgs, paths }: Pick<ScopeParams, 'orgs' | 'paths'>): Reach {
  const pairs = orgs.map((org, index) => ({ org, path: paths[index] ?? null }));
  return { orgs: pairs.flatMap(({ org, path }) => (path === null ? [org] : [])), parts: pairs.flatMap(({ org, path }) => (path === null ? [] : [{ org, path }])) };
}

/** Units that the reader reaches in a part of the plan only. */
async function readParts(
  context: Context,
  month: string,
  { minutes, reach }: { readonly minutes: CellMinutes; readonly reach: Reach },
): Promise<(UnitBurden & { isPart: boolean })[]> {
  const found: (UnitBurden & { isPart: boolean })[] = [];
  if (reach.orgs.includes(null)) return found;
  for (const [org, own] of Map.groupBy(reach.parts, (part) => part.org)) {
    const burdens = await readUnitBurdens(context, month, { forms: [], minutes, part: own.map(({ path }) => path) });
    const isNew = ({ orgId }: UnitBurden): boolean => (org === null || org === orgId) && !reach.orgs.includes(orgId) && !found.some((one) => one.orgId === orgId);
    found.push(...[...burdens.values()].filter(isNew).map((one) => ({ ...one, isPart: true })));
  }
  return found;
}

export const getBurdenUseCase = useCase(getBurden, async ({ query }, context) => {
  const { tx, actor, today } = context;
  const { budget, adHocForms: _limit, ...minutes } = await cellMinutesOn(context);
  const forms = await formStore.list(tx);
  const month = query.month ?? Temporal.PlainYearMonth.from(today).toString();
  const reach = reachOf(scope(actor, 'burden.read', tx.region, today));
  const { orgs } = reach;
  const whole = [...(await readUnitBurdens(context, month, { forms, minutes })).values()].filter(({ orgId }) => orgs.includes(null) || orgs.includes(orgId));
  const visible = [...whole.map((one) => ({ ...one, isPart: false })), ...(await readParts(context, month, { minutes, reach }))];
  const names = await listOrgNames(
    tx,
    visible.map(({ orgId }) => orgId),
    today,
  );
  const units = visible.map(({ orgId, ...burden }) => ({ org: { orgId, name: names.get(orgId) ?? orgId }, ...burden, isOver: isOverBudget(burden.minutes, budget) }));
  units.sort((a, b) => new Decimal(b.minutes).cmp(a.minutes) || (a.org.name < b.org.name ? -1 : 1));
  const minutesPerCell = Object.fromEntries(cellKinds.map((kind) => [kind, minutes[kind]])) as Record<CellKind, string>;
  return { month, budget, minutesPerCell, units, askers: orgs.includes(null) ? [...askersOf(forms, month, minutes), ...visitorsOf(await listCharges(tx, spanOf(month)))] : [] };
});
