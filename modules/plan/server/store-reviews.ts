/**
 * Stores reviews of one version in the caller's transaction, all or none. Machine value, quote, person and moment are
 * the server's; what the client had seen must still be the latest.
 */
import { formatMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { labelAt } from '#kernel/messages.ts';
import { anchorOf, problemOfReview } from '#libs/plantext/index.ts';
import type { ReviewProblem } from '#libs/plantext/index.ts';
import { planRecordReviewed, reviewFieldLabel } from '../contract/index.ts';
import type { ReviewVerdict } from '../contract/index.ts';
import { decideOnReview, findSubject, hasSubject } from '../domain/index.ts';
import type { ReviewGround, ReviewSubject } from '../domain/index.ts';
import { planStore } from './plan-store.ts';
import type { Edition } from './read-edition.ts';
import { planRefusals } from './refusals.ts';
import type { ReviewPlace } from './refusals.ts';
import { reviewStore } from './review-store.ts';
import type { StoredReview } from './review-store.ts';

export interface ReviewRequest extends ReviewPlace {
  readonly verdict: ReviewVerdict;
  /** undefined = no value given */
  readonly to: unknown;
  readonly note: string;
  /** id of the latest review that the client knew; null for none */
  readonly expectedLatest: string | null;
}

const keyOf = ({ record: id, field }: ReviewPlace): string => JSON.stringify([id, field]);

const problemRefusal = {
  note_missing: planRefusals.review_note_missing,
  value_missing: planRefusals.review_value_missing,
  value_unexpected: planRefusals.review_value_unexpected,
  unchanged: planRefusals.review_unchanged,
} satisfies Record<ReviewProblem, (place: ReviewPlace) => Error>;

/** The person's value as JSON text, in the key order of its schema. */
function personValueOf(request: ReviewRequest, subject: ReviewSubject): string | null {
  if (request.to === undefined || (request.to === null && request.verdict !== 'edited')) return null;
  if (request.verdict !== 'edited' || subject.valueSchema === undefined) throw planRefusals.review_value_unexpected(request);
  const parsed = subject.valueSchema.safeParse(request.to);
  if (parsed.success) return JSON.stringify(parsed.data);
  const name = request.field === null ? '' : (reviewFieldLabel[request.field] ?? request.field);
  const own = parsed.error.issues.map(({ message }) => message).find((message) => /[\u4e00-\u9fff]/.test(message.slice(0, 200)));
  const inner = labelAt(subject.valueSchema, parsed.error.issues[0]?.path ?? []);
  throw planRefusals.review_value_invalid({ ...request, message: own ?? `「${name}」${inner === undefined || inner === name ? '' : `的「${inner}」`}不是允许的值` });
}

/** The words of a period say the same when year, day, cycle and relation do, whatever else the machine knows about them. */
function isSame(from: string, to: string): boolean {
  const machine: unknown = JSON.parse(from);
  const person: unknown = JSON.parse(to);
  if (typeof machine !== 'object' || machine === null || typeof person !== 'object' || person === null) return from === to;
  const known = ['year', 'from', 'on', 'every', 'rel', 'text', 'stage'];
  const pick = (value: object): string => JSON.stringify(known.map((key) => (key in value ? (value as Record<string, unknown>)[key] : null)));
  return pick(machine) === pick(person);
}

function checkOne(request: ReviewRequest, ground: ReviewGround): { readonly from: string; readonly to: string | null; readonly subject: ReviewSubject } {
  const { verdict, note } = request;
  const subject = findSubject(ground, request.record, request.field);
  if (subject === undefined) throw hasSubject(ground, request.record) ? planRefusals.review_field_unknown(request) : planRefusals.record_not_found({ record: request.record });
  const to = personValueOf(request, subject);
  const from = subject.machine;
  const problem = problemOfReview({ verdict, note, from, to: to !== null && isSame(from, to) ? from : to });
  if (problem !== undefined) throw problemRefusal[problem](request);
  return { from, to, subject };
}

function requireKnownLatest(requests: readonly ReviewRequest[], latest: ReadonlyMap<string, StoredReview>): void {
  const seen = new Set<string>();
  for (const request of requests) {
    const key = keyOf(request);
    if (seen.has(key)) throw planRefusals.review_repeated(request);
    seen.add(key);
    if ((latest.get(key)?.id ?? null) !== request.expectedLatest) throw planRefusals.review_outdated(request);
  }
}

async function recordAll(reviews: readonly StoredReview[], planId: string, context: Context): Promise<void> {
  for (const review of reviews) {
    await record(context, planRecordReviewed, {
      planId,
      versionId: review.versionId,
      reviewId: review.id,
      record: review.record,
      field: review.field ?? '',
      verdict: review.verdict,
      from: review.from,
      to: review.to ?? '',
      note: review.note,
    });
  }
}

/** Waits for the region's turn, so that no import overtakes a review; call it before the version is read. */
export const takeReviewTurn = ({ tx, now }: Pick<Context, 'tx' | 'now'>): Promise<number> => planStore.takeTurn(tx, now);

/** Checks and stores; the stored reviews come back in the order of the requests. */
export async function storeReviews(edition: Edition, ground: ReviewGround, requests: readonly ReviewRequest[], context: Context): Promise<readonly StoredReview[]> {
  const { tx, now, actor, refuse } = context;
  refuse.unless(decideOnReview(edition));
  const latest = new Map((await reviewStore.listLatest(tx, edition.versionId)).map((review) => [keyOf(review), review]));
  const checked = requests.map((request) => ({ request, ...checkOne(request, ground) }));
  requireKnownLatest(requests, latest);
  const before = await reviewStore.count(tx, edition.versionId);
  const reviews = checked.map(({ request, from, to, subject }, index): StoredReview => {
    const anchor = anchorOf(edition.text, subject.range);
    return {
      id: context.newId(),
      versionId: edition.versionId,
      ordinal: before + index + 1,
      record: request.record,
      field: request.field,
      verdict: request.verdict,
      from,
      to,
      note: request.note.trim(),
      anchor: { ...anchor, prefix: anchor.prefix.toWellFormed(), suffix: anchor.suffix.toWellFormed() },
      carriedFrom: null,
      by: actor.id,
      at: formatMoment(now),
    };
  });
  if (reviews.length === 0) return reviews;
  await reviewStore.save(tx, edition.versionId, reviews);
  await recordAll(reviews, edition.planId, context);
  return reviews;
}
