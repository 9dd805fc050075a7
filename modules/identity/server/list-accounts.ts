import { cutPage, defaultPageSize } from '#kernel/paging.ts';
import { readCursor, textPart } from '#kernel/read-cursor.ts';
import { statement } from '#kernel/server/db.ts';
import { containsPattern } from '#kernel/server/like-pattern.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { listAccounts, userIdSchema } from '../contract/index.ts';
import type { PersonKind, PersonStatus, Stamp } from '../contract/index.ts';
import { recordView } from './audit-trail.ts';
import { offer } from './identity-actions.ts';

const filter = `p.region_code = $1 and ($2::text is null or p.display_name ilike $2 or p.account_name ilike $2)
           and ($3::text is null or p.kind = $3) and ($4::text is null or p.status = $4)`;

const listRows = statement({
  name: 'identity.list-accounts',
  class: 'router',
  text: `select p.user_id, p.display_name, p.account_name, p.kind, p.status, p.stamp, p.revision, c.user_id is not null as has_password, coalesce(c.must_change, false) as must_change,
           exists (select from identity.totp t where t.region_code = p.region_code and t.user_id = p.user_id and t.confirmed_at is not null) as has_totp,
           (select count(*)::int4 from identity.passkey k where k.region_code = p.region_code and k.user_id = p.user_id and k.removed_at is null) as passkeys,
           (select max(s.created_at) from identity.session s where s.region_code = p.region_code and s.user_id = p.user_id) as last_sign_in_at
         from identity.person p left join identity.credential c on c.region_code = p.region_code and c.user_id = p.user_id
         where ${filter} and ($5::text is null or (p.display_name collate "zh-x-icu", p.user_id) > ($5 collate "zh-x-icu", $6::uuid))
         order by p.display_name collate "zh-x-icu", p.user_id limit $7`,
  params: { region: 'text', pattern: 'text?', kind: 'text?', status: 'text?', afterName: 'text?', afterId: 'uuid?', limit: 'int8' },
  row: {
    user_id: 'uuid',
    display_name: 'text',
    account_name: 'text?',
    kind: 'text',
    status: 'text',
    stamp: 'text',
    revision: 'int4',
    has_password: 'bool',
    must_change: 'bool',
    has_totp: 'bool',
    passkeys: 'int4',
    last_sign_in_at: 'timestamptz?',
  },
});

const countRows = statement({
  name: 'identity.count-accounts',
  class: 'router',
  text: `select count(*)::int4 as total from identity.person p where ${filter}`,
  params: { region: 'text', pattern: 'text?', kind: 'text?', status: 'text?' },
  row: { total: 'int4' },
});

const placeOf = (cursor: string | undefined): { readonly afterName: string | null; readonly afterId: string | null } =>
  readCursor(cursor, { afterName: textPart, afterId: userIdSchema }) ?? { afterName: null, afterId: null };

export const listAccountsUseCase = useCase(
  listAccounts,
  async ({ query }, context) => {
    const { tx, actor } = context;
    const words = (query.q ?? '').normalize('NFKC').trim();
    const wanted = { region: tx.region, pattern: words === '' ? null : containsPattern(words), kind: query.kind ?? null, status: query.status ?? null };
    const limit = query.limit ?? defaultPageSize;
    const rows = await tx.many(listRows, { ...wanted, ...placeOf(query.cursor), limit: String(limit + 1) });
    const page = cutPage(rows, limit, (row) => [row.display_name, row.user_id]);
    await recordView(context, { action: listAccounts.id, userIds: page.rows.map((row) => row.user_id), purpose: '管理账号' });
    return {
      items: page.rows.map((row) => ({
        userId: row.user_id,
        displayName: row.display_name,
        accountName: row.account_name,
        kind: row.kind as PersonKind,
        status: row.status as PersonStatus,
        stamp: row.stamp as Stamp,
        revision: row.revision,
        hasPassword: row.has_password,
        mustChange: row.must_change,
        hasTotp: row.has_totp,
        passkeys: row.passkeys,
        lastSignInAt: row.last_sign_in_at,
      })),
      nextCursor: page.nextCursor,
      total: (await tx.one(countRows, wanted)).total,
      actions: [offer(actor, 'identity.administer-people')],
    };
  },
  { recordsViews: true },
);
