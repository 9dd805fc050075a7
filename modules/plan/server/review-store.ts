/** Statements of the overlay: reviews of a version, and what an import made of those of the version before. */
import { formatMoment, parseMoment } from '#kernel/calendar.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';
import type { Anchor, Review } from '#libs/plantext/index.ts';
import type { MergeOutcome, ReviewVerdict } from '../contract/index.ts';

const columns = `r.review_id, r.version_id, r.ordinal, r.record_id, r.field, r.verdict, r.from_value, r.to_value, r.note, r.quote, r.quote_before,
  r.quote_after, r.quote_start, r.carried_from, r.reviewed_by, r.reviewed_at`;

const row = {
  review_id: 'uuid',
  version_id: 'uuid',
  ordinal: 'int4',
  record_id: 'text',
  field: 'text?',
  verdict: 'text',
  from_value: 'text',
  to_value: 'text?',
  note: 'text',
  quote: 'text',
  quote_before: 'text',
  quote_after: 'text',
  quote_start: 'int4',
  carried_from: 'uuid?',
  reviewed_by: 'text',
  reviewed_at: 'timestamptz',
} as const;

const listLatest = statement({
  name: 'plan.list-latest-reviews',
  class: 'router',
  text: `select distinct on (r.record_id, r.field) ${columns} from plan.review r
         where r.region_code = $1 and r.version_id = $2 and ($3::int4 is null or r.ordinal <= $3)
         order by r.record_id, r.field, r.ordinal desc`,
  params: { region: 'text', versionId: 'uuid', upTo: 'int4?' },
  row,
});

const listOfRecord = statement({
  name: 'plan.list-reviews-of-record',
  class: 'router',
  text: `select ${columns} from plan.review r where r.region_code = $1 and r.version_id = $2 and r.record_id = $3 order by r.ordinal desc`,
  params: { region: 'text', versionId: 'uuid', record: 'text' },
  row,
});

const countReviews = statement({
  name: 'plan.count-reviews',
  class: 'router',
  text: 'select coalesce(max(r.ordinal), 0)::int4 as total from plan.review r where r.region_code = $1 and r.version_id = $2',
  params: { region: 'text', versionId: 'uuid' },
  row: { total: 'int4' },
});

const insertReviews = statement({
  name: 'plan.insert-reviews',
  class: 'router',
  text: `insert into plan.review (region_code, version_id, review_id, ordinal, record_id, field, verdict, from_value, to_value, note,
           quote, quote_before, quote_after, quote_start, carried_from, reviewed_by, reviewed_at)
         select $1, $2, n.review_id, n.ordinal, n.record_id, n.field, n.verdict, n.from_value, n.to_value, n.note,
           n.quote, n.quote_before, n.quote_after, n.quote_start, n.carried_from::uuid, n.reviewed_by, n.reviewed_at::timestamptz
         from unnest($3::uuid[], $4::int4[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[],
             $11::text[], $12::text[], $13::text[], $14::int4[], $15::text[], $16::text[], $17::text[])
           as n (review_id, ordinal, record_id, field, verdict, from_value, to_value, note, quote, quote_before, quote_after, quote_start, carried_from,
             reviewed_by, reviewed_at)`,
  params: {
    region: 'text',
    versionId: 'uuid',
    reviewIds: 'uuid[]',
    ordinals: 'int4[]',
    records: 'text[]',
    fields: 'text?[]',
    verdicts: 'text[]',
    froms: 'text[]',
    tos: 'text?[]',
    notes: 'text[]',
    quotes: 'text[]',
    befores: 'text[]',
    afters: 'text[]',
    starts: 'int4[]',
    carriedFroms: 'text?[]',
    bys: 'text[]',
    ats: 'text[]',
  },
  row: {},
});

const insertMerges = statement({
  name: 'plan.insert-review-merges',
  class: 'router',
  text: `insert into plan.review_merge (region_code, version_id, review_id, outcome, record_id, machine_value)
         select $1, $2, n.review_id, n.outcome, n.record_id, n.machine_value
         from unnest($3::uuid[], $4::text[], $5::text[], $6::text[]) as n (review_id, outcome, record_id, machine_value)`,
  params: { region: 'text', versionId: 'uuid', reviewIds: 'uuid[]', outcomes: 'text[]', records: 'text?[]', machines: 'text?[]' },
  row: {},
});

const listMerges = statement({
  name: 'plan.list-review-merges',
  class: 'router',
  text: `select ${columns}, m.outcome, m.record_id as merged_record_id, m.machine_value
         from plan.review_merge m join plan.review r on r.region_code = m.region_code and r.review_id = m.review_id
         where m.region_code = $1 and m.version_id = $2
         order by m.review_id`,
  params: { region: 'text', versionId: 'uuid' },
  row: { ...row, outcome: 'text', merged_record_id: 'text?', machine_value: 'text?' },
});

/** A stored review: the library's review with its place in the order of arrival. */
export interface StoredReview extends Review {
  readonly versionId: string;
  readonly ordinal: number;
  readonly carriedFrom: string | null;
}

export interface StoredMerge {
  readonly review: StoredReview;
  readonly outcome: MergeOutcome;
  readonly record: string | null;
  readonly machine: string | null;
}

const toReview = (found: ValuesOf<typeof row>): StoredReview => ({
  id: found.review_id,
  versionId: found.version_id,
  ordinal: found.ordinal,
  record: found.record_id,
  field: found.field,
  verdict: found.verdict as ReviewVerdict,
  from: found.from_value,
  to: found.to_value,
  note: found.note,
  anchor: { exact: found.quote, prefix: found.quote_before, suffix: found.quote_after, pos: found.quote_start } satisfies Anchor,
  carriedFrom: found.carried_from,
  by: found.reviewed_by,
  at: formatMoment(parseMoment(found.reviewed_at)),
});

export const reviewStore = {
  /** The review that counts for each field, in order of arrival; with `upTo` as it was after so many reviews. */
  listLatest: async (tx: Tx, versionId: string, upTo: number | null = null): Promise<readonly StoredReview[]> =>
    (await tx.many(listLatest, { region: tx.region, versionId, upTo })).map(toReview).sort((a, b) => a.ordinal - b.ordinal),

  /** Every review of a record, newest first. */
  listOfRecord: async (tx: Tx, versionId: string, record: string): Promise<readonly StoredReview[]> =>
    (await tx.many(listOfRecord, { region: tx.region, versionId, record })).map(toReview),

  /** Reviews of the version so far; ordinals have no gap. */
  count: async (tx: Tx, versionId: string): Promise<number> => (await tx.one(countReviews, { region: tx.region, versionId })).total,

  /** One statement, however many. */
  save: (tx: Tx, versionId: string, reviews: readonly StoredReview[]): Promise<number> =>
    tx.run(insertReviews, {
      region: tx.region,
      versionId,
      reviewIds: reviews.map(({ id }) => id),
      ordinals: reviews.map(({ ordinal }) => ordinal),
      records: reviews.map(({ record }) => record),
      fields: reviews.map(({ field }) => field),
      verdicts: reviews.map(({ verdict }) => verdict),
      froms: reviews.map(({ from }) => from),
      tos: reviews.map(({ to }) => to),
      notes: reviews.map(({ note }) => note),
      quotes: reviews.map(({ anchor }) => anchor.exact),
      befores: reviews.map(({ anchor }) => anchor.prefix),
      afters: reviews.map(({ anchor }) => anchor.suffix),
      starts: reviews.map(({ anchor }) => anchor.pos),
      carriedFroms: reviews.map(({ carriedFrom }) => carriedFrom),
      bys: reviews.map(({ by }) => by),
      ats: reviews.map(({ at }) => at),
    }),

  saveMerges: (
    tx: Tx,
    versionId: string,
    merges: readonly { readonly reviewId: string; readonly outcome: MergeOutcome; readonly record: string | null; readonly machine: string | null }[],
  ): Promise<number> =>
    tx.run(insertMerges, {
      region: tx.region,
      versionId,
      reviewIds: merges.map(({ reviewId }) => reviewId),
      outcomes: merges.map(({ outcome }) => outcome),
      records: merges.map(({ record }) => record),
      machines: merges.map(({ machine }) => machine),
    }),

  listMerges: async (tx: Tx, versionId: string): Promise<readonly StoredMerge[]> =>
    (await tx.many(listMerges, { region: tx.region, versionId })).map((found) => ({
      review: toReview(found),
      outcome: found.outcome as MergeOutcome,
      record: found.merged_record_id,
      machine: found.machine_value,
    })),
} as const;
