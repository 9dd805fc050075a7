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

export const planEvents = [planCreated, planVersionImported] as const;
