/** What the clock does here: hand-overs take effect on their day, every night duties without holder are told, and old traces of signing in deleted. */
import { job } from '#kernel/server/jobs.ts';
import type { Context } from '#kernel/server/context.ts';
import { notify } from '#kernel/server/notify.ts';
import { cleanUpSignIn } from './clean-up.ts';
import { bringDueIntoEffect } from './handover-steps.ts';
import { findUnheldDuties } from './open-duties.ts';
import { holdersOf } from './people-names.ts';

/** Tells the office of open duties for which nobody in office answers; once per day while there are any. */
export async function tellUnheldDuties(context: Context): Promise<void> {
  const { tx, today } = context;
  const found = await findUnheldDuties(tx, today.toString());
  const [first] = found;
  if (first === undefined) return;
  const office = await holdersOf(tx, { role: 'office_director', orgId: null }, today);
  await notify(context, {
    kind: 'identity.unheld-duties',
    to: office.map(({ userId }) => userId),
    title: `有 ${found.length} 项未了事项没有在岗责任人`,
    body: `如${first.kind}「${first.title}」。请到「移交」页查看，并为相关岗位办理移交。`,
    link: '/handovers',
    about: { type: 'unheld-duties', id: today.toString() },
    urgency: 'prompt',
    debt: { key: 'identity.unheld-duties', stage: today.toString() },
  });
}

export const identityJobs = [
  job({ name: 'handovers', label: '岗位移交到期生效', schedule: { every: 'day', at: '00:05' }, catchUp: 'latest', run: (_occasion, context) => bringDueIntoEffect(context) }),
  job({ name: 'unheld-duties', label: '核对未了事项的责任人', schedule: { every: 'day', at: '00:30' }, catchUp: 'latest', run: (_occasion, context) => tellUnheldDuties(context) }),
  job({ name: 'sign-in-clean-up', label: '清理到期的登录记录', schedule: { every: 'day', at: '03:10' }, catchUp: 'latest', run: (_occasion, context) => cleanUpSignIn(context) }),
];
