/** Rows that the program brings along into a migrated database: default parameters. Repeating it changes nothing. */
import { systemClock } from '#kernel/server/clock.ts';
import { createPool } from '#kernel/server/db.ts';
import { storeDefaultParams } from '#kernel/server/params.ts';
// The modules declare their parameters while they load.
import './modules.server.ts';

export async function storeDefaults(appUrl: string): Promise<void> {
  const pool = createPool({ connectionString: appUrl, max: 1 });
  try {
    await storeDefaultParams(pool, systemClock.now());
  } finally {
    await pool.end();
  }
}
