import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';

const sqlDir = join(import.meta.dirname, '..', '..', '..', 'db');

/** Text of db/roles.sql and db/database.sql; part of what a test template depends on. */
export const rolesSql = (): string => readFileSync(join(sqlDir, 'roles.sql'), 'utf8');
export const databaseSql = (): string => readFileSync(join(sqlDir, 'database.sql'), 'utf8');

/** Any fixed number: role changes are cluster-wide and must not run twice at once. */
const ROLES_LOCK = 340323002;

/** Creates the three roles when absent. The client's role must be superuser or hold CREATEROLE. */
export async function createRoles(client: Client): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [ROLES_LOCK]);
  try {
    await client.query(rolesSql());
  } finally {
    await client.query('select pg_advisory_unlock($1)', [ROLES_LOCK]);
  }
}

/** Grants on the client's current database; its role must own the database or be superuser. */
export async function grantDatabase(client: Client): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [ROLES_LOCK]);
  try {
    await client.query(databaseSql());
  } finally {
    await client.query('select pg_advisory_unlock($1)', [ROLES_LOCK]);
  }
}

/** `alter role` takes no parameters, so the driver's own quoting is used; the server stores a SCRAM verifier. */
export async function setPassword(client: Client, role: 'luoshi_migrator' | 'luoshi_app', password: string): Promise<void> {
  await client.query(`alter role ${client.escapeIdentifier(role)} password ${client.escapeLiteral(password)}`);
}

/** Creates a database when absent: UTF-8 from template0. The name comes from this code, never from users. */
export async function createDatabase(client: Client, name: string): Promise<void> {
  const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
  if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)} template template0 encoding 'UTF8'`);
}
