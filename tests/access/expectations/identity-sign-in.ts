import { expectations } from './expectation.ts';

/** Signing in is open to everybody; one's own sign-ins are for whoever is signed in. */
export const identitySignInExpectations = expectations<undefined>({
  module: 'identity',
  prepare: async () => undefined,
  routes: {
    'GET /api/me': { may: 'everyone', done: 200 },
    'GET /api/sign-in-options': { may: 'everyone', done: 200 },
    // An account of its own each time: five failures of one would be put off, and thirty of one address.
    'POST /api/sign-ins': {
      may: 'everyone',
      done: ['sign_in.failed', 'sign_in.locked'],
      request: (_facts, nth) => ({ json: { account: `nobody${nth}`, password: 'Wrong-password-1' } }),
    },
    'POST /api/demo-sign-ins': { may: 'everyone', done: 'sign_in.no_demo', request: () => ({ json: { account: 'nobody' } }) },
    'POST /api/sign-outs': { may: 'everyone', done: 200, request: () => ({ json: {} }) },
    'GET /api/me/sessions': { may: 'signed-in', done: 200 },
    'POST /api/me/sessions/ends': { may: 'signed-in', done: 200, request: () => ({ json: { session: 'others' } }) },
  },
});
