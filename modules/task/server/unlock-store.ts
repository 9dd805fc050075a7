/** Unlocks: asked by a unit, decided by another post, in force until their day. */
import { formatMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { signatureOf } from '#kernel/signature.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';

const row = {
  unlock_id: 'uuid',
  round_id: 'uuid',
  period: 'text',
  org_id: 'uuid',
  assignment_id: 'uuid?',
  plan_path: 'text?',
  reason: 'text',
  asked_by: 'text',
  asked_at: 'timestamptz',
  is_granted: 'bool?',
  decision: 'text?',
  decided_at: 'timestamptz?',
  expires_on: 'date?',
} as const;
export type UnlockRow = ValuesOf<typeof row>;
const columns = 'u.unlock_id, u.round_id, r.period, u.org_id, u.assignment_id, t.plan_path, u.reason, u.asked_by, u.asked_at, u.is_granted, u.decision, u.decided_at, u.expires_on';
/** of one assignment it lies where the task of that assignment stands; of a whole unit it has no path */
export const unlockPlace = `left join task.assignment a on a.region_code = u.region_code and a.assignment_id = u.assignment_id
         left join task.task t on t.region_code = u.region_code and t.task_id = a.task_id`;
const source = `from task.unlock u join task.round r on r.region_code = u.region_code and r.round_id = u.round_id ${unlockPlace}`;

const find = statement({
  name: 'task.find-unlock',
  class: 'router',
  text: `select ${columns} ${source} where u.region_code = $1 and u.unlock_id = $2 for update of u`,
  params: { region: 'text', unlockId: 'uuid' },
  row,
});
const list = statement({
  name: 'task.list-unlocks',
  class: 'router',
  text: `select ${columns} ${source} where u.region_code = $1 and exists (select from unnest($2::text[], $5::text[]) g (o, p) where (g.o is null or g.o = u.org_id::text) and (g.p is null or starts_with(t.plan_path, g.p)))
         and ($3::uuid is null or u.round_id = $3) and (not $4 or u.is_granted is null) order by u.asked_at desc, u.unlock_id limit 200`,
  params: { region: 'text', orgs: 'text?[]', roundId: 'uuid?', isOpen: 'bool', paths: 'text?[]' },
  row,
});
/** an unlock that is still undecided, or granted and in force */
const listCurrent = statement({
  name: 'task.list-current-unlocks',
  class: 'router',
  text: `select ${columns} ${source} where u.region_code = $1 and u.round_id = $2 and u.org_id = $3 and (u.is_granted is null or (u.is_granted and u.expires_on >= $4))`,
  params: { region: 'text', roundId: 'uuid', orgId: 'uuid', today: 'date' },
  row,
});
const listInForce = statement({
  name: 'task.list-unlocks-in-force',
  class: 'router',
  text: `select ${columns} ${source} where u.region_code = $1 and u.round_id = any ($2) and u.is_granted and u.expires_on >= $3`,
  params: { region: 'text', roundIds: 'uuid[]', today: 'date' },
  row,
});
const insert = statement({
  name: 'task.insert-unlock',
  class: 'router',
  text: `insert into task.unlock (region_code, unlock_id, round_id, org_id, assignment_id, reason, asked_by, asked_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
  params: { region: 'text', unlockId: 'uuid', roundId: 'uuid', orgId: 'uuid', assignmentId: 'uuid?', reason: 'text', by: 'text', at: 'timestamptz' },
  row: {},
});
const decideOne = statement({
  name: 'task.decide-unlock',
  class: 'router',
  text: `update task.unlock set is_granted = $3, decision = $4, decided_by = $5, decided_at = $6, expires_on = $7 where region_code = $1 and unlock_id = $2`,
  params: { region: 'text', unlockId: 'uuid', isGranted: 'bool', decision: 'text', by: 'text', at: 'timestamptz', expiresOn: 'date?' },
  row: {},
});

export const unlockStore = {
  find: (tx: Tx, unlockId: string) => tx.maybe(find, { region: tx.region, unlockId }),
  /** rights for a part of a plan reach the unlocks of assignments there */
  list: (tx: Tx, of: { readonly orgs: readonly (string | null)[]; readonly paths: readonly (string | null)[]; readonly roundId: string | null; readonly isOpen: boolean }) =>
    tx.many(list, { region: tx.region, ...of }),
  current: (tx: Tx, of: { readonly roundId: string; readonly orgId: string; readonly today: string }) => tx.many(listCurrent, { region: tx.region, ...of }),
  async insert(
    { tx, actor, now, newId }: Context,
    of: { readonly roundId: string; readonly orgId: string; readonly assignmentId: string | null; readonly reason: string },
  ): Promise<string> {
    const unlockId = newId();
    await tx.run(insert, { region: tx.region, unlockId, ...of, by: signatureOf(actor), at: formatMoment(now) });
    return unlockId;
  },
  async decide(
    { tx, actor, now }: Context,
    unlockId: string,
    decision: { readonly isGranted: boolean; readonly decision: string; readonly expiresOn: string | null },
  ): Promise<void> {
    await tx.run(decideOne, { region: tx.region, unlockId, ...decision, by: signatureOf(actor), at: formatMoment(now) });
  },
};

/** The unlocks of the rounds that are granted and in force today. */
export async function unlocksInForce({ tx, today }: Pick<Context, 'tx' | 'today'>, roundIds: readonly string[]): Promise<readonly UnlockRow[]> {
  return roundIds.length === 0 ? [] : tx.many(listInForce, { region: tx.region, roundIds, today: today.toString() });
}
