/** How stored reviews leave: values as JSON; the reason and the person only for those who may review. */
import { presentAction } from '#kernel/decision.ts';
import type { ActionOffer } from '#kernel/decision.ts';
import { firstRefusal } from '#kernel/decision.ts';
import { decidePermission } from '#kernel/server/actor.ts';
import type { Actor } from '#kernel/server/actor.ts';
import type { ReplyInput } from '#kernel/endpoint.ts';
import type { listReviews } from '../contract/index.ts';
import { planPermissions } from '../contract/index.ts';
import { decideOnReview, findSubject } from '../domain/index.ts';
import type { ReviewGround } from '../domain/index.ts';
import type { StoredReview } from './review-store.ts';

type PresentedField = ReplyInput<typeof listReviews>['items'][number];
type Json = PresentedField['machine'];

export const jsonOf = (text: string | null): Json => (text === null ? null : (JSON.parse(text) as Json));

const permission = 'plan.review';
const { label } = planPermissions[permission];

const mayReview = (actor: Actor): boolean => actor.permissions.has(permission);

/** Who looks, and the names of those who gave reviews. */
export interface Viewer {
  readonly actor: Actor;
  readonly nameOf: (by: string) => string;
}

export function presentReview(review: StoredReview, { actor, nameOf }: Viewer): PresentedField['latest'] {
  const isShown = mayReview(actor);
  return {
    reviewId: review.id,
    versionId: review.versionId,
    record: review.record,
    field: review.field,
    verdict: review.verdict,
    from: jsonOf(review.from),
    to: jsonOf(review.to),
    quote: review.anchor.exact,
    note: isShown ? review.note : null,
    by: isShown ? review.by : null,
    byName: isShown ? nameOf(review.by) : null,
    at: review.at,
    carriedFrom: review.carriedFrom,
  };
}

export function presentField(review: StoredReview, ground: ReviewGround, viewer: Viewer): PresentedField {
  const subject = findSubject(ground, review.record, review.field);
  return { record: review.record, field: review.field, machine: jsonOf(subject?.machine ?? review.from), latest: presentReview(review, viewer) };
}

/** `plan.review`, from the same decisions that guard the write. */
export function reviewActions(actor: Actor, edition: Parameters<typeof decideOnReview>[0]): ActionOffer[] {
  return [presentAction(permission, label, firstRefusal(decidePermission(actor, permission), decideOnReview(edition)))];
}
