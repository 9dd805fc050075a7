import type { Page } from 'playwright-core';

/** Keys of demo people, see modules/identity/domain/demo-people.ts. */
export type DemoWho =
  | 'office'
  | 'dispatcher'
  | 'supervisor'
  | 'reviewer'
  | 'verifier'
  | 'leader'
  | 'county-leader'
  | 'statistician'
  | `unit-${'a' | 'b'}-${'head' | 'deputy' | 'liaison' | 'reporter'}`
  | `${'system' | 'security' | 'audit'}-admin`
  | 'security-admin-2';

const requestOf = (origin: string, who: DemoWho) => ({
  url: `${origin}/api/demo-sign-ins`,
  headers: { origin, 'content-type': 'application/json' },
  body: JSON.stringify({ account: `demo.${who}` }),
});

/** Signs the browser of the page in as a demo person; pages opened afterwards know who it is. */
export const signIn = async (page: Page, origin: string, who: DemoWho): Promise<void> => {
  const { url, headers, body } = requestOf(origin, who);
  const response = await page.context().request.post(url, { headers, data: body });
  if (!response.ok()) throw new Error(`sign-in as ${who}: ${response.status()} ${await response.text()}`);
};

/** Headers for `fetch` calls by a demo person. */
export const signedInHeaders = async (origin: string, who: DemoWho): Promise<Readonly<Record<string, string>>> => {
  const { url, headers, body } = requestOf(origin, who);
  const response = await fetch(url, { method: 'POST', headers, body });
  const cookie = response.headers.get('set-cookie')?.split(';', 1)[0];
  if (!response.ok || cookie === undefined) throw new Error(`sign-in as ${who}: ${response.status} ${await response.text()}`);
  return { origin, cookie };
};
