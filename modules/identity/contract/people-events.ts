import { event } from '#kernel/event.ts';

export const personRegistered = event('identity.person_registered', { version: 1, subject: 'userId', fields: { userId: 'internal', displayName: 'personal' } });
export const personChanged = event('identity.person_changed', {
  version: 1,
  subject: 'userId',
  fields: { userId: 'internal', displayName: 'personal', status: 'internal', reason: 'internal' },
});
/** One for the whole file: how many, and the digest by which the file can be recognised. */
export const registerImported = event('identity.register_imported', {
  version: 1,
  subject: 'fileSha256',
  fields: { fileSha256: 'internal', units: 'open', people: 'open', posts: 'open' },
});

const post = { postId: 'internal', userId: 'internal', orgId: 'open', role: 'open', firstDay: 'open', lastDay: 'open', reason: 'internal' } as const;
export const postTaken = event('identity.post_taken', { version: 1, subject: 'postId', fields: post });
export const postLeft = event('identity.post_left', { version: 1, subject: 'postId', fields: post });

export const delegationMade = event('identity.delegation_made', {
  version: 1,
  subject: 'delegationId',
  fields: { delegationId: 'internal', fromUser: 'internal', toUser: 'internal', firstDay: 'internal', lastDay: 'internal', cause: 'personal' },
});
export const delegationRevoked = event('identity.delegation_revoked', { version: 1, subject: 'delegationId', fields: { delegationId: 'internal', reason: 'personal' } });

/** A step of a hand-over; `moved` counts the duties that changed hands. */
export const handoverStepped = event('identity.handover_stepped', {
  version: 1,
  subject: 'handoverId',
  fields: {
    handoverId: 'internal',
    postId: 'internal',
    action: 'internal',
    toState: 'internal',
    outgoingId: 'internal',
    incomingId: 'internal',
    deputyId: 'internal',
    moved: 'internal',
    missing: 'internal',
  },
});
