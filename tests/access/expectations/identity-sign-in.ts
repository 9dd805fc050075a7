import { expectations } from './expectation.ts';

const nobody = '01900000-0000-7000-8000-00000000ffff';
const newAdmin = { displayName: '某人', accountName: 'some.body', password: 'Right-Brook-81' };
const answer = { id: 'a', rawId: 'a', type: 'public-key', response: {}, clientExtensionResults: {} };

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
    // The people of the matrix have neither password nor factor; whatever comes after the door is the business of second-factor.db.test.ts.
    'POST /api/me/password-changes': { may: 'signed-in', done: 'sign_in.no_password', request: () => ({ json: { current: 'x', next: 'y' } }) },
    'POST /api/me/totp/enrolments': { may: 'signed-in', done: 200, request: () => ({ json: {} }) },
    'POST /api/me/totp/confirmations': { may: 'signed-in', done: ['sign_in.enrolment_missing', 'sign_in.code_wrong', 'sign_in.locked'], request: () => ({ json: { code: '0' } }) },
    'POST /api/me/totp/removals': { may: 'signed-in', done: ['sign_in.factor_missing', 'sign_in.factor_needed', 'sign_in.last_factor', 200], request: () => ({ json: {} }) },
    'GET /api/me/passkeys': { may: 'signed-in', done: 200 },
    'POST /api/me/passkeys/options': { may: 'signed-in', done: 'sign_in.passkey_unusable', request: () => ({ json: {} }) },
    'POST /api/me/passkeys': { may: 'signed-in', done: 'sign_in.passkey_unusable', request: () => ({ json: { challengeId: nobody, label: 'x', response: answer } }) },
    'POST /api/me/passkeys/:passkeyId/removals': {
      may: 'signed-in',
      done: 'sign_in.passkey_not_found',
      request: () => ({ params: { passkeyId: nobody }, json: {} }),
    },
    'POST /api/me/factor/totp': { may: 'signed-in', done: ['sign_in.factor_missing', 'sign_in.locked'], request: () => ({ json: { code: '0' } }) },
    'POST /api/me/factor/passkey-options': { may: 'signed-in', done: 'sign_in.factor_missing', request: () => ({ json: {} }) },
    'POST /api/me/factor/passkey': { may: 'signed-in', done: 'sign_in.passkey_unusable', request: () => ({ json: { challengeId: nobody, response: answer } }) },
    'POST /api/passkey-sign-ins/options': { may: 'everyone', done: 'sign_in.passkey_unusable', request: () => ({ json: {} }) },
    'GET /api/accounts': { may: ['system_admin'], secondFactor: true, done: 200 },
    'POST /api/people/:userId/account': {
      may: ['system_admin'],
      secondFactor: true,
      done: 'identity.person_not_found',
      request: () => ({ params: { userId: nobody }, json: { accountName: 'somebody', expectedRevision: 1 } }),
    },
    'POST /api/people/:userId/account/names': {
      may: ['system_admin'],
      secondFactor: true,
      done: 'identity.person_not_found',
      request: () => ({ params: { userId: nobody }, json: { accountName: 'somebody', expectedRevision: 1, reason: '测试' } }),
    },
    'GET /api/recoveries': { may: ['security_admin'], secondFactor: true, done: 200 },
    'POST /api/recoveries': { may: ['security_admin'], secondFactor: true, done: 'account.unknown', request: () => ({ json: { account: 'nobody', reason: '测试' } }) },
    'POST /api/recoveries/:recoveryId/decisions': {
      may: ['security_admin'],
      secondFactor: true,
      done: 'account.recovery_unknown',
      request: () => ({ params: { recoveryId: nobody }, json: { approves: true } }),
    },
    'POST /api/recovery-uses': {
      may: 'everyone',
      done: ['account.code_wrong', 'sign_in.locked'],
      request: (_facts, nth) => ({ json: { account: `nobody${nth}`, code: 'X', password: 'Right-Brook-81' } }),
    },
    'POST /api/setup': {
      may: 'everyone',
      done: 'account.setup_closed',
      request: () => ({ json: { code: 'X', systemAdmin: newAdmin, securityAdmin: newAdmin, auditAdmin: newAdmin } }),
    },
    'POST /api/registrations': {
      may: 'everyone',
      done: ['account.name_invalid', 'sign_in.locked'],
      request: () => ({ json: { kind: 'citizen', displayName: '某人', accountName: 'a b', password: 'Right-Brook-81' } }),
    },
    'POST /api/oidc/:provider/beginnings': { may: 'everyone', done: 'sign_in.provider_unknown', request: () => ({ params: { provider: 'none' }, json: {} }) },
    'POST /api/oidc/returns': { may: 'everyone', done: 'sign_in.provider_refused', request: () => ({ json: { search: '?code=x' } }) },
    'POST /api/passkey-sign-ins': {
      may: 'everyone',
      done: ['sign_in.passkey_unusable', 'sign_in.locked'],
      request: () => ({ json: { challengeId: nobody, response: answer } }),
    },
  },
});
