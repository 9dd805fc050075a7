/** Endpoints about signing in, one's own account and accounts, for the manifest. */
import { getMe } from './me.ts';
import { endMySession, listMySessions } from './my-sessions.ts';
import { getSignInOptions } from './sign-in-options.ts';
import { signIn, signInAsDemo, signOut } from './sign-in.ts';

export const signInEndpoints = [getMe, getSignInOptions, signIn, signInAsDemo, signOut, listMySessions, endMySession] as const;
