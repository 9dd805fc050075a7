/** How stored reviews leave: values as JSON; the reason and the person only for those who may review. */
import { decide } from '#kernel/access.ts';
import { presentAction } from '#kernel/decision.ts';
import type { ActionOffer } from '#kernel/decision.ts';
import { firstRefusal } from '#kernel/decision.ts';
import type { Decision } from '#kernel/decision.ts';
import type { Context } from '#kernel/server/context.ts';
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

type Asking = Pick<Context, 'actor' | 'tx' | 'today'>;

/** A version is read by machine and judged by people as a whole: a right for some chapters, or at one unit, does not reach it (ADR 0034). */
export const decideReview = ({ actor, tx, today }: Asking, planId: string): Decision =>
  decide(actor, permission, { region: tx.region, ownerOrg: null, planPath: `/${planId}/`, level: 'internal' }, today);

/** Who looks, and the names of those who gave reviews. */
export interface Viewer {
  /** whoever may review sees who judged and why */
  readonly seesReasons: boolean;
  readonly nameOf: (by: string) => string;
}

export function presentReview(review: StoredReview, { seesReasons, nameOf }: Viewer): PresentedField['latest'] {
  return {
    reviewId: review.id,
    versionId: review.versionId,
    record: review.record,
    field: review.field,
    verdict: review.verdict,
    from: jsonOf(review.from),
    to: jsonOf(review.to),
    quote: review.anchor.exact,
    note: seesReasons ? review.note : null,
    by: seesReasons ? review.by : null,
    byName: seesReasons ? nameOf(review.by) : null,
    at: review.at,
    carriedFrom: review.carriedFrom,
  };
}

export function presentField(review: StoredReview, ground: ReviewGround, viewer: Viewer): PresentedField {
  const subject = findSubject(ground, review.record, review.field);
  return { record: review.record, field: review.field, machine: jsonOf(subject?.machine ?? review.from), latest: presentReview(review, viewer) };
}

/** `plan.review`, from the same decisions that guard the write. */
export function reviewActions(context: Asking, edition: Parameters<typeof decideOnReview>[0] & { readonly planId: string }): ActionOffer[] {
  return [presentAction(permission, label, firstRefusal(decideReview(context, edition.planId), decideOnReview(edition)))];
}
