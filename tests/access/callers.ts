/** Who calls in the access matrix, and the usual rows of its table. Rows are written by hand from the rules; builders only spell them out. */
export const callers = [
  'visitor',
  'office director',
  'office director in production',
  'unit reporter',
  'system admin',
  'security admin',
  'audit admin',
  'expired grant',
  'suspended director',
  'signed-out director',
  'director of another region',
  'demo director in production',
  'director without origin',
  'director from a foreign origin',
] as const;
export type Caller = (typeof callers)[number];
/** status when it is done, else the code of the refusal */
export type Row = Readonly<Record<Caller, number | string>>;

const all = (value: number | string): Row => Object.fromEntries(callers.map((caller) => [caller, value])) as Row;
/** Their cookie is worth nothing, whatever it was worth before. */
const notSignedIn = {
  visitor: 'access.not_signed_in',
  'suspended director': 'access.not_signed_in',
  'signed-out director': 'access.not_signed_in',
  'director of another region': 'access.not_signed_in',
  'demo director in production': 'access.not_signed_in',
} as const;
/** A browser says where a write comes from; whoever does not, or comes from elsewhere, writes nothing. */
const fromElsewhere = { 'director without origin': 'request.origin', 'director from a foreign origin': 'request.origin' } as const;

/** Read by everybody, signed in or not. */
export const openRead = (): Row => all(200);
/** Written by everybody, from our own pages. */
export const openWrite = (done: number | string): Row => ({ ...all(done), ...fromElsewhere });
/** Read by everybody who is signed in. */
export const signedInRead = (done: number | string = 200): Row => ({ ...all(done), ...notSignedIn });
export const signedInWrite = (done: number | string): Row => ({ ...signedInRead(done), ...fromElsewhere });

type Holder = 'office director' | 'unit reporter' | 'system admin' | 'security admin' | 'audit admin';

/** Needs a permission that these posts hold; everybody else who is signed in is refused it. */
export function heldRead(holders: readonly Holder[], done: number | string = 200): Row {
  const directors = holders.includes('office director') ? done : 'access.forbidden';
  return {
    ...all('access.forbidden'),
    'office director in production': directors,
    'director without origin': directors,
    'director from a foreign origin': directors,
    ...Object.fromEntries(holders.map((holder) => [holder, done])),
    ...notSignedIn,
  };
}
export const heldWrite = (holders: readonly Holder[], done: number | string): Row => ({ ...heldRead(holders, done), ...fromElsewhere });
