/** Events of the module. Values are strings; ids and hashes are open, who acted is internal. */
import { event } from '#kernel/event.ts';

/** A plan was taken in for the first time. */
export const planCreated = event('plan.created', {
  version: 1,
  subject: 'planId',
  fields: { planId: 'open', title: 'open' },
});

/** A text of the plan was stored; it is recorded for the first version too. */
export const planVersionImported = event('plan.version_imported', {
  version: 1,
  subject: 'planId',
  fields: {
    planId: 'open',
    versionId: 'open',
    ordinal: 'open',
    title: 'open',
    sha256: 'open',
    textSha256: 'open',
    format: 'open',
    chars: 'open',
    ledgerSchema: 'open',
    compilerVersion: 'open',
    ledgerSha256: 'open',
    fileName: 'internal',
  },
});

/** A person said something about a machine record; the words of the reason and who said it are internal. */
export const planRecordReviewed = event('plan.record_reviewed', {
  version: 1,
  subject: 'planId',
  fields: {
    planId: 'open',
    versionId: 'open',
    reviewId: 'open',
    record: 'open',
    /** empty = the whole record */
    field: 'open',
    verdict: 'open',
    from: 'open',
    /** empty unless edited */
    to: 'open',
    note: 'internal',
  },
});

/** Reviews of the version before were merged into a new version. */
export const planReviewsCarried = event('plan.reviews_carried', {
  version: 1,
  subject: 'planId',
  fields: { planId: 'open', versionId: 'open', fromVersionId: 'open', carried: 'open', conflict: 'open', stale: 'open' },
});

export const planEvents = [planCreated, planVersionImported, planRecordReviewed, planReviewsCarried] as const;
