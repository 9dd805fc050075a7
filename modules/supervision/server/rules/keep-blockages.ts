/** The daily round over blockages: silence confirms, missed promises re-open the clock, levels rise. Nobody clicks (workflows §8). */
import { parseDay } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import type { BlockageLevel } from '../../contract/index.ts';
import { blockageLevelLabel } from '../../contract/index.ts';
import { openBlockageStates, risesOn } from '../../domain/index.ts';
import { risen } from '../blockage/act-on-blockage.ts';
import { blockageRows } from '../blockage/blockage-rows.ts';
import type { BlockageRow } from '../blockage/blockage-rows.ts';
import { decidedStep, loadBlockageRules, stepBlockage } from '../blockage/step-blockage.ts';
import type { BlockageRules } from '../blockage/step-blockage.ts';
import { withoutNotice } from './without-notice.ts';

async function keepOne(row: BlockageRow, context: Context, { clock, calendar }: BlockageRules): Promise<void> {
  const today = context.today.toString();
  if (row.state === 'answered') {
    const last = calendar.addWorkingDays(parseDay(row.answered_on ?? today), clock.confirmDays).toString();
    if (last < today)
      await stepBlockage(context, row, {
        step: decidedStep(context, row, 'confirm-by-silence'),
        note: `答复后${clock.confirmDays}个工作日内没有异议`,
        change: { closed_on: today, is_silent_close: true },
      });
    return;
  }
  if (row.state === 'incomplete') return;
  let current = row;
  if (current.state === 'handling' && current.promised_on !== null && current.promised_on < today) {
    const change = { promised_on: null, missed_promises: current.missed_promises + 1, level_since_on: today };
    current = await stepBlockage(context, current, { step: decidedStep(context, current, 'miss-promise'), note: `承诺${row.promised_on}前解决，未兑现`, change });
  }
  // A promise that still runs holds the clock of the level.
  if (current.promised_on !== null) return;
  const due = risesOn(current.level as BlockageLevel, parseDay(current.level_since_on), { clock, calendar });
  if (due === null || due.toString() > today) return;
  const change = await risen(current, context);
  await stepBlockage(context, current, {
    step: decidedStep(context, current, 'rise-by-clock'),
    note: `${blockageLevelLabel[current.level as BlockageLevel]}自${current.level_since_on}起期限已满，升至${blockageLevelLabel[change.level as BlockageLevel]}`,
    change,
  });
}

export async function keepBlockages(context: Context): Promise<void> {
  const rules = await loadBlockageRules(context);
  for (const row of await blockageRows.open(context.tx, openBlockageStates)) await withoutNotice(() => keepOne(row, context, rules));
}
