/** A writing transaction outside any endpoint, for tests of stores: the caller names who acts and when. */
import { dayOf, parseMoment } from '#kernel/calendar.ts';
import type { RegionCode } from '#kernel/ids.ts';
import { visitor } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { transaction } from '#kernel/server/db.ts';
import type { Pool } from '#kernel/server/db.ts';
import { newId } from '#kernel/server/new-id.ts';
import { refusalOf } from '#kernel/refusals.ts';
import type { Refusal } from '#kernel/refusals.ts';

const refuse: Context['refuse'] = Object.assign(
  (refusal: Refusal): never => {
    throw refusal;
  },
  {
    unless: (decision: Parameters<Context['refuse']['unless']>[0]): void => {
      if (!decision.allowed) throw refusalOf(decision, 409);
    },
  },
);

export interface TestWrite {
  readonly pool: Pool;
  readonly region: RegionCode;
  /** ISO 8601 with offset */
  readonly at: string;
  readonly by?: string;
}

export function inWriting<T>({ pool, region, at, by = 'system:test' }: TestWrite, work: (context: Context) => Promise<T>): Promise<T> {
  const now = parseMoment(at);
  return transaction(pool, { region, mode: 'write' }, (tx) =>
    work({ tx, actor: { ...visitor, id: by }, now, today: dayOf(now), newId, refuse, requestId: null, publicOrigin: '' }),
  );
}
