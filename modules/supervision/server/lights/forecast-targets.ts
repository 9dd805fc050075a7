/** Once a day: how likely each clause's target is reached by its day. An estimate is a fact of the day on which it was made. */
import { formatMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { clauseGroundForLights, plansForLights } from '#answer/server';
import type { ClauseGroundForLights } from '#answer/server';
import { chancesToReach } from '#indicator/server';
import type { TargetAim } from '#indicator/server';
import { targetsForecast } from '../../contract/index.ts';
import { forecastStore } from './forecast-store.ts';

/** A figure against a number by a day; sums of several facts and ratios of two numbers are not series of figures. */
function aimOf({ anchor, goneAt, contracts }: ClauseGroundForLights, today: string): TargetAim | undefined {
  const body = contracts.at(-1)?.body;
  if (body === undefined || goneAt !== null || body.to < today) return undefined;
  const { target, to: dueOn } = body;
  if (target.kind !== 'level' && target.kind !== 'growth' && target.kind !== 'ratio') return undefined;
  if (target.aggregate !== 'latest' || target.direction === 'neutral' || target.number.includes(':')) return undefined;
  return { anchor, number: target.number, unit: target.unit, direction: target.direction, dueOn };
}

/** Returns how many estimates are others than before. */
export async function forecastTargets(context: Context): Promise<number> {
  const { tx, now } = context;
  const today = context.today.toString();
  let changed = 0;
  for (const planId of await plansForLights(tx)) {
    const aims = (await clauseGroundForLights(context, planId)).flatMap((clause) => aimOf(clause, today) ?? []);
    const chances = await chancesToReach(aims, context);
    const before = new Map(
      (
        await forecastStore.of(
          tx,
          aims.map(({ anchor }) => anchor),
        )
      ).map((row) => [row.anchor, row]),
    );
    for (const { anchor, number: target, dueOn } of aims) {
      const chance = chances.get(anchor) ?? { indicatorId: null, points: 0, chance: 0 };
      const last = before.get(anchor);
      if (last === undefined && chance.indicatorId === null) continue;
      const isSame = last !== undefined && last.points === chance.points && last.chance === chance.chance && last.target === target && last.due_on === dueOn;
      if (isSame) continue;
      await forecastStore.add(tx, { forecastId: context.newId(), anchor, ...chance, on: today, target, dueOn, at: formatMoment(now) });
      changed += 1;
    }
  }
  if (changed > 0) await record(context, targetsForecast, { day: today, changed: String(changed) });
  return changed;
}
