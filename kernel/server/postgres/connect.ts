import { Client } from 'pg';
import { describeConnectFailure } from './describe-connect-failure.ts';

/**
 * One connection for set-up work; closed whatever happens.
 * @throws SetupFault database.* describing why the connection failed; errors of `work` unchanged
 */
export async function withConnection<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: 'luoshi-setup', connectionTimeoutMillis: 10_000 });
  // Without a listener a server that goes away would end the process instead of rejecting the query.
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    // A driver that failed half-way may still hold its socket.
    void client.end().catch(() => undefined);
    throw describeConnectFailure(error, url);
  }
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The same server and options with another user, password or database. */
export function changeUrl(url: string, change: { user?: string; password?: string; database?: string }): string {
  const next = new URL(url);
  if (change.user !== undefined) next.username = encodeURIComponent(change.user);
  if (change.password !== undefined) next.password = encodeURIComponent(change.password);
  if (change.database !== undefined) next.pathname = `/${encodeURIComponent(change.database)}`;
  return next.href;
}
