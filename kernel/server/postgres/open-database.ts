import type { Config } from '../config.ts';
import type { Progress } from '../setup-fault.ts';
import { checkAppRole } from './check-server.ts';
import { withConnection } from './connect.ts';
import { openEmbedded } from './open-embedded.ts';
import { openExternal } from './open-external.ts';

export type OpenedDatabase = {
  /** Connection of luoshi_app: the only one requests may use. */
  readonly appUrl: string;
  /** Connection of luoshi_migrator, for `migrate` only. */
  readonly migratorUrl: string;
  readonly kind: 'embedded' | 'external';
  /** e.g. 18.4 */
  readonly serverVersion: string;
  /** Leaves the embedded server (the last one out stops it); nothing to do for an external one. */
  close(): Promise<void>;
};

/**
 * The database of this configuration, checked and ready for `migrate`: the embedded server, or the one that
 * DATABASE_URL (or LUOSHI_APP_URL with LUOSHI_MIGRATOR_URL) names.
 * @throws SetupFault; the boot prints it and ends
 */
export async function openDatabase(config: Config, progress: Progress): Promise<OpenedDatabase> {
  if (config.databaseUrl !== undefined || config.appUrl !== undefined) {
    const external = await openExternal(config, progress);
    return { ...external, kind: 'external', close: async () => undefined };
  }
  const { appUrl, migratorUrl, serverVersion, close } = await openEmbedded(config.dataDir, progress);
  try {
    await withConnection(appUrl, checkAppRole);
  } catch (error) {
    await close();
    throw error;
  }
  return { appUrl, migratorUrl, serverVersion, kind: 'embedded', close };
}
