/** `luoshi migrate`: brings the database to the structure of this program and says what it did. */
import type { Config } from '#kernel/server/config.ts';
import { migrate } from '#kernel/server/migrate.ts';
import { openDatabase } from '#kernel/server/postgres/open-database.ts';
import { storeDefaults } from './store-defaults.ts';
import { exitCodes, note, print } from './terminal.ts';

export async function runMigrate(config: Config): Promise<number> {
  const database = await openDatabase(config, note);
  try {
    const applied = await migrate(database.migratorUrl, note);
    await storeDefaults(database.appUrl);
    await print(applied.length === 0 ? '数据库结构已是最新。\n' : `已执行 ${applied.length} 个升级：\n${applied.map((name) => `  ${name}\n`).join('')}`);
    return exitCodes.done;
  } finally {
    await database.close();
  }
}
