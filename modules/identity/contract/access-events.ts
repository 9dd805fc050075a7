/** What happened to rights: public that it happened, internal to whom and why. */
import { event } from '#kernel/event.ts';

export const grantGiven = event('identity.grant_given', {
  version: 1,
  subject: 'grantId',
  fields: {
    grantId: 'open',
    userId: 'internal',
    role: 'internal',
    orgId: 'internal',
    reach: 'internal',
    from: 'internal',
    to: 'internal',
    delegatedFrom: 'internal',
    reason: 'internal',
  },
});

export const grantEnded = event('identity.grant_ended', {
  version: 1,
  subject: 'grantId',
  fields: { grantId: 'open', userId: 'internal', role: 'internal', reason: 'internal' },
});
