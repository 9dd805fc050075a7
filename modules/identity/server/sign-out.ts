import { useCase } from '#kernel/server/use-case.ts';
import { signOut } from '../contract/index.ts';
import { endPresentSession, sessionCookie } from './open-session.ts';

export const signOutUseCase = useCase(signOut, async (_input, context) => {
  await endPresentSession(context, 'signed_out');
  context.setCookie?.({ name: sessionCookie, value: null });
  return {};
});
