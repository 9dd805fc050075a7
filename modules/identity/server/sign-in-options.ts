import { statement } from '#kernel/server/db.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { getSignInOptions, roleLabel } from '../contract/index.ts';
import type { Role } from '../contract/index.ts';
import { passwordRuleTexts, profileDeviations } from '../domain/index.ts';
import { clientOf, nodeOf } from './require-part.ts';
import { readSignInRules } from './sign-in-params.ts';

const listDemoAccounts = statement({
  name: 'identity.list-demo-accounts',
  class: 'router',
  text: `select p.account_name, p.display_name, array_agg(g.role order by g.grant_id) as roles, min(v.name) as org_name
         from identity.person p
         join identity.grant g on g.region_code = p.region_code and g.user_id = p.user_id and g.ended_at is null
         left join identity.org_version v on v.region_code = g.region_code and v.org_id = g.org_id and v.from_on <= $2 and (v.to_on is null or v.to_on >= $2)
         where p.region_code = $1 and p.stamp = 'demo' and p.status = 'active' and p.account_name is not null
         group by p.user_id, p.account_name, p.display_name order by p.user_id limit 100`,
  params: { region: 'text', today: 'date' },
  row: { account_name: 'text', display_name: 'text', roles: 'text[]', org_name: 'text?' },
});

const isSetUp = statement({
  name: 'identity.is-set-up',
  class: 'router',
  text: `select exists (select from identity.setup_code where region_code = $1 and used_at is not null) as done,
           exists (select from identity.grant g join identity.person p on p.region_code = g.region_code and p.user_id = g.user_id
             where g.region_code = $1 and g.role in ('system_admin', 'security_admin', 'audit_admin') and (p.stamp = 'real' or $2)) as has_admin
         from (select $1::text as region_code) r where r.region_code = $1`,
  params: { region: 'text', countsDemo: 'bool' },
  row: { done: 'bool', has_admin: 'bool' },
});

/** Open until administrators have existed once, and never again. Demo administrators count outside production only. */
export async function isSetupOpen({ tx, node }: Pick<Context, 'tx' | 'node'>): Promise<boolean> {
  const { done, has_admin: hasAdmin } = await tx.one(isSetUp, { region: tx.region, countsDemo: nodeOf({ node }).profile !== 'production' });
  return !done && !hasAdmin;
}

export const getSignInOptionsUseCase = useCase(getSignInOptions, async (_input, context) => {
  const { tx, today } = context;
  const client = clientOf(context);
  const { profile } = await readSignInRules(context);
  const demo = client.isAtThisMachine ? await tx.many(listDemoAccounts, { region: tx.region, today: today.toString() }) : [];
  return {
    demo: demo.map((row) => ({
      account: row.account_name,
      displayName: row.display_name,
      roles: row.roles.map((role) => roleLabel[role as Role] ?? role),
      orgName: row.org_name,
    })),
    providers: nodeOf(context).providers.map(({ provider, label }) => ({ provider, label })),
    isSetupOpen: await isSetupOpen(context),
    canUsePasskeys: canUsePasskeys(client.origin),
    password: { profile: profile.name, rules: [...passwordRuleTexts(profile)], source: profile.source, deviations: [...profileDeviations(profile)] },
  };
});

/** Browsers accept a domain as the relying party, never a numeric address (WebAuthn, 5.1.2). */
export function canUsePasskeys(origin: string): boolean {
  const { hostname } = new URL(origin);
  return !/^[0-9.]+$|^\[/.test(hostname);
}
