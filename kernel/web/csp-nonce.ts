/** Nonce of this page's Content-Security-Policy; the server writes it into index.html. Empty in development. */
export const cspNonce = (): string => {
  const content = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
  return content.startsWith('__') ? '' : content;
};
