/**
 * Units and divisions, written by hand from the rules: divisions are facts of the country and public; the tree of units is for
 * everybody who is signed in; changing it belongs to the system administrator (here the person at the machine).
 */
const signedIn = {
  'remote visitor': 'access.not_signed_in',
  'local operator': 200,
  'local program without origin': 'access.not_signed_in',
  'production loopback': 'access.not_signed_in',
  'foreign origin': 'access.not_signed_in',
  'rebinding host': 'access.not_signed_in',
  'behind a proxy': 'access.not_signed_in',
} as const;
const anybody = {
  'remote visitor': 200,
  'local operator': 200,
  'local program without origin': 200,
  'production loopback': 200,
  'foreign origin': 200,
  'rebinding host': 200,
  'behind a proxy': 200,
} as const;
const administrator = (done: number) =>
  ({
    'remote visitor': 'access.forbidden',
    'local operator': done,
    'local program without origin': 'request.origin',
    'production loopback': 'access.forbidden',
    'foreign origin': 'request.origin',
    'rebinding host': 'access.forbidden',
    'behind a proxy': 'access.forbidden',
  }) as const;

export const identityOrgTable = {
  'GET /api/divisions': anybody,
  'GET /api/divisions/:code': anybody,
  'GET /api/orgs': signedIn,
  'GET /api/orgs/search': signedIn,
  'GET /api/orgs/:orgId': signedIn,
  'POST /api/orgs/changes': administrator(201),
  'POST /api/orgs/changes/:changeId/corrections': administrator(200),
} as const;
