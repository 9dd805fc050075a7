import type { Pool } from '#kernel/server/db.ts';
import { newId } from '#kernel/server/new-id.ts';

export interface SeededPerson {
  readonly name: string;
  readonly userId?: string;
  readonly kind?: 'staff' | 'citizen' | 'enterprise';
  readonly status?: 'active' | 'suspended' | 'left';
}
export interface SeededOrg {
  readonly name: string;
  readonly orgId?: string;
  readonly parentId?: string | null;
  readonly from?: string;
  readonly to?: string | null;
}
export interface SeededGrant {
  readonly userId: string;
  readonly role: string;
  readonly orgId?: string | null;
  readonly reach?: 'unit' | 'subtree' | 'all';
  readonly regions?: readonly string[];
  readonly planPaths?: readonly string[] | null;
  readonly from?: string;
  readonly to?: string | null;
  readonly isDelegable?: boolean;
  readonly delegatedFrom?: string | null;
}

/** Writes rows of module identity past its use cases, as the application role within one region. */
export function peopleSeeder(pool: Pool, region: string) {
  const write = async (text: string, values: readonly unknown[]): Promise<void> => {
    const client = await pool.connect();
    try {
      await client.query('begin');
      await client.query(`select set_config('app.regions', $1, true)`, [region]);
      await client.query(text, [...values]);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw error;
    } finally {
      client.release();
    }
  };
  return {
    write,
    person: async ({ name, userId = newId(), kind = 'staff', status = 'active' }: SeededPerson): Promise<string> => {
      await write(
        `insert into identity.person (region_code, user_id, kind, account_name, account_skeleton, display_name, status, stamp, revision, created_at, updated_at)
         values ($1, $2, $3, $4, $4, $5, $6, 'demo', 1, now(), now())`,
        [region, userId, kind, `a-${userId}`, name, status],
      );
      return userId;
    },
    org: async ({ name, orgId = newId(), parentId = null, from = '2020-01-01', to = null }: SeededOrg): Promise<string> => {
      await write(`insert into identity.org (region_code, org_id, stamp, revision, created_at) values ($1, $2, 'demo', 1, now())`, [region, orgId]);
      await write(
        `insert into identity.org_version (region_code, org_id, from_on, to_on, name, kind, parent_id)
         values ($1, $2, $3, $4, $5, 'department', $6)`,
        [region, orgId, from, to, name, parentId],
      );
      return orgId;
    },
    grant: async (grant: SeededGrant): Promise<string> => {
      const grantId = newId();
      const { userId, role, orgId = null, reach = orgId === null ? 'all' : 'unit', regions = [region], planPaths = null, from = '2020-01-01', to = null } = grant;
      await write(
        `insert into identity.grant (region_code, grant_id, user_id, role, org_id, reach, regions, plan_paths, from_on, to_on, is_delegable, delegated_from, reason, granted_by, granted_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '测试', 'test', now())`,
        [region, grantId, userId, role, orgId, reach, regions, planPaths, from, to, grant.isDelegable ?? false, grant.delegatedFrom ?? null],
      );
      return grantId;
    },
    /** A person with one grant. */
    holder: async function (this: void, role: string, more: Omit<SeededGrant, 'userId' | 'role'> = {}): Promise<string> {
      const seeder = peopleSeeder(pool, region);
      const userId = await seeder.person({ name: `测试${role}` });
      await seeder.grant({ ...more, userId, role });
      return userId;
    },
  };
}
