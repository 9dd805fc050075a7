import { decide } from '#kernel/access.ts';
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { joinSigners } from '#kernel/signature.ts';
import { decideApart, endGrant, identitySeparations, partyOf } from '../contract/index.ts';
import { accessRefusals } from './access-refusals.ts';
import { grantStore } from './grant-store.ts';
import { requireAdminRemains } from './last-administrator.ts';

export const endGrantUseCase = useCase(endGrant, async ({ params, body }, context) => {
  const { tx, refuse, actor, now, today } = context;
  await requireAdminRemains(context, { grantId: params.grantId });
  const row = await grantStore.lockGrant(tx, params.grantId);
  if (row === undefined) return refuse(accessRefusals.grant_not_found());
  refuse.unless(decide(actor, 'identity.administer-grants', { region: tx.region, ownerOrg: row.org_id, level: 'internal' }, today));
  if (row.ended_at !== null) refuse(accessRefusals.grant_ended_already({ at: formatMoment(parseMoment(row.ended_at)) }));
  const own = decideApart(identitySeparations['identity.give-grant'], { first: [row.user_id], second: joinSigners(partyOf(actor).persons) });
  if (!own.allowed) refuse(accessRefusals.grant_to_self({ reason: own.reason }));
  await grantStore.end(context, { grantId: row.grant_id, userId: row.user_id, role: row.role }, body.reason);
  return { grantId: row.grant_id, endedAt: formatMoment(now) };
});
