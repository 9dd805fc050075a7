/** The kit that every IdentityAdapter has to pass, whatever its protocol. */
import { describe, expect, test } from 'vitest';
import { ProviderFault } from '../../modules/identity/server/identity-adapter.ts';
import type { IdentityAdapter } from '../../modules/identity/server/identity-adapter.ts';

export interface AdapterUnderTest {
  readonly adapter: () => IdentityAdapter;
  readonly redirectUri: string;
  /** the person signs in at the provider; the query with which the browser comes back */
  readonly consent: (address: string, subject: string) => Promise<string>;
  readonly natural: { readonly subject: string; readonly loa: string };
  readonly legal: { readonly subject: string; readonly orgCode: string };
  readonly issuer: () => string;
}

export function checkIdentityAdapter(name: string, spec: AdapterUnderTest): void {
  const walk = async (subject: string) => {
    const { redirectUri } = spec;
    const begun = await spec.adapter().begin(redirectUri);
    return { ...begun, search: await spec.consent(begun.address, subject) };
  };
  const finish = (search: string, checks: Readonly<Record<string, string>>) => spec.adapter().callback({ redirectUri: spec.redirectUri, search, checks });

  describe(`身份适配器的一致性：${name}`, () => {
    test('自然人：签发方、主体、级别，没有机构代码', async () => {
      const { search, checks } = await walk(spec.natural.subject);
      expect(await finish(search, checks)).toMatchObject({ issuer: spec.issuer(), subject: spec.natural.subject, loa: spec.natural.loa, kind: 'natural', orgCode: null });
    });

    test('法人：带统一社会信用代码', async () => {
      const { search, checks } = await walk(spec.legal.subject);
      expect(await finish(search, checks)).toMatchObject({ kind: 'legal', orgCode: spec.legal.orgCode });
    });

    test('每次开始的核对值都不同，地址里没有秘密', async () => {
      const [one, other] = [await spec.adapter().begin(spec.redirectUri), await spec.adapter().begin(spec.redirectUri)];
      expect(one.checks).not.toEqual(other.checks);
      const secret = one.checks['verifier'];
      if (secret !== undefined) expect(one.address).not.toContain(secret);
    });

    test('别人的答复、改过的答复、空的答复一律不通过', async () => {
      const [mine, theirs] = [await walk(spec.natural.subject), await walk(spec.natural.subject)];
      await expect(finish(theirs.search, mine.checks)).rejects.toBeInstanceOf(ProviderFault);
      await expect(finish(mine.search.replace(/state=[^&]+/, 'state=other'), mine.checks)).rejects.toBeInstanceOf(ProviderFault);
      await expect(finish('', mine.checks)).rejects.toBeInstanceOf(ProviderFault);
      await expect(finish('?error=access_denied', mine.checks)).rejects.toBeInstanceOf(ProviderFault);
    });

    test('同一答复不能用两次', async () => {
      const { search, checks } = await walk(spec.natural.subject);
      await finish(search, checks);
      await expect(finish(search, checks)).rejects.toBeInstanceOf(ProviderFault);
    });
  });
}
