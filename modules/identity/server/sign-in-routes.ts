/** Use cases about signing in, one's own account and accounts. */
import { getMeUseCase } from './get-me.ts';
import { endMySessionUseCase, listMySessionsUseCase } from './my-sessions.ts';
import { signInAsDemoUseCase } from './sign-in-as-demo.ts';
import { getSignInOptionsUseCase } from './sign-in-options.ts';
import { signInUseCase } from './sign-in.ts';
import { signOutUseCase } from './sign-out.ts';

export const signInRoutes = [getMeUseCase, getSignInOptionsUseCase, signInUseCase, signInAsDemoUseCase, signOutUseCase, listMySessionsUseCase, endMySessionUseCase] as const;
