/** Addresses below /console. */
export const signInPaths = { signIn: '/sign-in', account: '/account' } as const;

/** A path of our own console, as the address bar has it; anything else leads home, so that no link can send people elsewhere. */
export const safeReturn = (path: string | undefined): string => (path !== undefined && /^\/(?![/\\])[^\\\s]*$/.test(path) && !path.startsWith(signInPaths.signIn) ? path : '/');

/** The sign-in page that leads back to where somebody is now. */
export const signInHere = (): string => {
  const { pathname, search } = window.location;
  const here = pathname.replace(/^\/console/, '') + search;
  return here === '' || here === '/' || here.startsWith(signInPaths.signIn) ? signInPaths.signIn : `${signInPaths.signIn}?return=${encodeURIComponent(here)}`;
};
