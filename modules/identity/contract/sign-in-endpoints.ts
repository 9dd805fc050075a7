/** Endpoints about signing in, one's own account and accounts, for the manifest. */
import { accountEndpoints } from './accounts.ts';
import { changePassword } from './change-password.ts';
import { getMe } from './me.ts';
import { endMySession, listMySessions } from './my-sessions.ts';
import { recoveryEndpoints } from './recovery.ts';
import { secondFactorEndpoints } from './second-factor.ts';
import { providerEndpoints } from './sign-in-with-provider.ts';
import { setUpEndpoints } from './set-up.ts';
import { getSignInOptions } from './sign-in-options.ts';
import { signIn, signInAsDemo, signOut } from './sign-in.ts';

export const signInEndpoints = [
  getMe,
  getSignInOptions,
  signIn,
  signInAsDemo,
  signOut,
  listMySessions,
  endMySession,
  changePassword,
  ...secondFactorEndpoints,
  ...accountEndpoints,
  ...recoveryEndpoints,
  ...setUpEndpoints,
  ...providerEndpoints,
] as const;
