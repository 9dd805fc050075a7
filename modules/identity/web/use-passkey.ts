import { startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { call } from '#kernel/web/call.ts';
import { addPasskey, beginFactorPasskey, beginPasskey, beginPasskeySignIn, provePasskey, signInWithPasskey } from '../contract/index.ts';

type CreateOptions = Parameters<typeof startRegistration>[0]['optionsJSON'];
type GetOptions = Parameters<typeof startAuthentication>[0]['optionsJSON'];
type Answer = Parameters<typeof call<typeof provePasskey>>[1]['body']['response'];

/** The library's types are narrower than JSON; the schema of the endpoint checks what goes out. */
const asAnswer = (response: object): Answer => JSON.parse(JSON.stringify(response)) as Answer;

export const enrolPasskey = async (input: { readonly label: string; readonly password: string | undefined }): Promise<void> => {
  const begun = await call(beginPasskey, { body: { password: input.password } });
  const response = await startRegistration({ optionsJSON: begun.options as unknown as CreateOptions });
  await call(addPasskey, { body: { challengeId: begun.challengeId, label: input.label, response: asAnswer(response) } });
};

export const proveWithPasskey = async (): Promise<void> => {
  const begun = await call(beginFactorPasskey, { body: {} });
  const response = await startAuthentication({ optionsJSON: begun.options as unknown as GetOptions });
  await call(provePasskey, { body: { challengeId: begun.challengeId, response: asAnswer(response) } });
};

export const enterWithPasskey = async () => {
  const begun = await call(beginPasskeySignIn, { body: {} });
  const response = await startAuthentication({ optionsJSON: begun.options as unknown as GetOptions });
  return call(signInWithPasskey, { body: { challengeId: begun.challengeId, response: asAnswer(response) } });
};

/** True when the person closed the browser's own window: nothing to report. */
export const wasCancelled = (error: unknown): boolean => error instanceof Error && (error.name === 'NotAllowedError' || error.name === 'AbortError');
