/** Rights on the figures of the county as such, and the names of those who acted. */
import { decide } from '#kernel/access.ts';
import type { Resource } from '#kernel/access.ts';
import { presentAction } from '#kernel/decision.ts';
import type { ActionOffer, Decision } from '#kernel/decision.ts';
import { signatureOn } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import type { Tx } from '#kernel/server/db.ts';
import type { Signature } from '#kernel/signature.ts';
import { signatureNames } from '#identity/server';
import { indicatorPermissions } from '../contract/index.ts';
import type { IndicatorPermission } from '../contract/index.ts';

/** Official statistics belong to the county, not to a unit: a grant has to reach all units of the region. */
const ofCounty = (region: string): Resource => ({ region, ownerOrg: null, level: 'open' });

export const permits = (context: Pick<Context, 'actor' | 'tx' | 'today'>, permission: IndicatorPermission): Decision =>
  decide(context.actor, permission, ofCounty(context.tx.region), context.today);

/** In whose names the caller acts on them. */
export const signatureFor = ({ actor, tx, today }: Pick<Context, 'actor' | 'tx' | 'today'>, permission: IndicatorPermission): Signature =>
  signatureOn(actor, [permission], { resource: ofCounty(tx.region), today });

export const offer = (context: Pick<Context, 'actor' | 'tx' | 'today'>, permission: IndicatorPermission): ActionOffer =>
  presentAction(permission, indicatorPermissions[permission].label, permits(context, permission));

/** Display names of actor ids as events keep them, and of signatures. */
export const actorNames: (tx: Tx, ids: readonly string[]) => Promise<(id: string) => string> = signatureNames;
