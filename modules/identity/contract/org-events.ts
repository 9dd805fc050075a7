import { event } from '#kernel/event.ts';

/** Something happened to a unit; `body` is the fact as JSON, `replaces` the change it corrects (empty when it is new). */
export const orgChanged = event('identity.org_changed', {
  version: 1,
  subject: 'orgId',
  fields: { orgId: 'open', changeId: 'open', act: 'open', effectiveOn: 'open', body: 'open', reason: 'internal', replaces: 'open', isVoid: 'open' },
});
