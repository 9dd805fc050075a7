import { expectations } from './expectation.ts';

/** What the node itself answers. Public pages are not built in this run: 503 for everybody. */
export const kernelExpectations = expectations({
  module: 'kernel',
  prepare: async () => undefined,
  routes: {
    'GET /health': { may: 'everyone', done: 200 },
    'GET /.well-known/security.txt': { may: 'everyone', done: 200 },
    'GET /api/live': { may: 'signed-in', done: 200, isStream: true },
  },
});
