/** Use cases about signing in, one's own account and accounts. */
import { changePasswordUseCase } from './change-password.ts';
import { listAccountsUseCase } from './list-accounts.ts';
import { openAccountUseCase, renameAccountUseCase } from './open-account.ts';
import { decideRecoveryUseCase, listRecoveriesUseCase, recoverUseCase, requestRecoveryUseCase } from './recoveries.ts';
import { registerUseCase } from './register-account.ts';
import { setUpUseCase } from './set-up.ts';
import { getMeUseCase } from './get-me.ts';
import { endMySessionUseCase, listMySessionsUseCase } from './my-sessions.ts';
import {
  addPasskeyUseCase,
  beginFactorPasskeyUseCase,
  beginPasskeySignInUseCase,
  beginPasskeyUseCase,
  listPasskeysUseCase,
  provePasskeyUseCase,
  removePasskeyUseCase,
  signInWithPasskeyUseCase,
} from './passkeys.ts';
import { signInAsDemoUseCase } from './sign-in-as-demo.ts';
import { getSignInOptionsUseCase } from './sign-in-options.ts';
import { signInUseCase } from './sign-in.ts';
import { beginProviderUseCase, finishProviderUseCase } from './sign-in-with-provider.ts';
import { signOutUseCase } from './sign-out.ts';
import { beginTotpUseCase, confirmTotpUseCase, proveTotpUseCase, removeTotpUseCase } from './totp-factor.ts';

export const signInRoutes = [
  getMeUseCase,
  getSignInOptionsUseCase,
  signInUseCase,
  signInAsDemoUseCase,
  signOutUseCase,
  listMySessionsUseCase,
  endMySessionUseCase,
  changePasswordUseCase,
  beginTotpUseCase,
  confirmTotpUseCase,
  proveTotpUseCase,
  removeTotpUseCase,
  beginPasskeyUseCase,
  addPasskeyUseCase,
  listPasskeysUseCase,
  removePasskeyUseCase,
  beginFactorPasskeyUseCase,
  provePasskeyUseCase,
  beginPasskeySignInUseCase,
  signInWithPasskeyUseCase,
  listAccountsUseCase,
  openAccountUseCase,
  renameAccountUseCase,
  listRecoveriesUseCase,
  requestRecoveryUseCase,
  decideRecoveryUseCase,
  recoverUseCase,
  setUpUseCase,
  registerUseCase,
  beginProviderUseCase,
  finishProviderUseCase,
] as const;
