/** A county with its application: people sign in and act over HTTP, and objects are put back to where they stood. */
import type { ActiveModule } from '#kernel/server/work.ts';
import type { Role } from '#identity/contract';
import { openApp } from '../access/open-app.ts';
import { openCounty } from './county.ts';
import type { County } from './county.ts';
import { callersOf, compareCells, objectKeeper } from './machine-over-http.ts';
import type { CellPlan, CellResult, ObjectRows } from './machine-over-http.ts';

interface Opening {
  readonly at: string;
  readonly modules?: readonly ActiveModule[];
  /** the rows that make up one object */
  readonly rows?: ObjectRows;
  /** those who hold a role already, made in the county before anybody signs in */
  readonly known?: (county: County) => Promise<ReadonlyMap<Role, string>>;
}

export async function openCountyOverHttp(database: { readonly appUrl: string; readonly adminUrl: string }, { at, modules = [], rows = [], known }: Opening) {
  const { appUrl, adminUrl } = database;
  const county = await openCounty({ appUrl, at, modules });
  const app = await openApp(appUrl, { region: county.runtime.region, clock: county.runtime.clock });
  const keeper = await objectKeeper(adminUrl, rows);
  const callers = callersOf(app, await known?.(county));
  return {
    ...callers,
    county,
    keeper,
    compare: (plan: Omit<CellPlan, 'adminUrl' | 'callers' | 'keeper'>): Promise<CellResult> => compareCells({ ...plan, adminUrl, callers, keeper }),
    close: async (): Promise<void> => {
      callers.close();
      await keeper.close();
      await app.close();
      await county.close();
    },
  };
}
export type CountyOverHttp = Awaited<ReturnType<typeof openCountyOverHttp>>;
