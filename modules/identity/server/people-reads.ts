/** Statements of the register of people. */
import { formatMoment } from '#kernel/calendar.ts';
import type { Instant } from '#kernel/calendar.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';

const personRow = { user_id: 'uuid', display_name: 'text', account_name: 'text?', status: 'text', stamp: 'text', revision: 'int4', posts: 'text[]' } as const;
export type StoredPerson = ValuesOf<typeof personRow>;

/** `role org_id` of what is held on the day $2, delegated grants left out. */
const columns = `p.user_id, p.display_name, p.account_name, p.status, p.stamp, p.revision,
  array(select g.role || ' ' || coalesce(g.org_id::text, '') from identity.grant g
    where g.region_code = p.region_code and g.user_id = p.user_id and g.ended_at is null and g.delegated_from is null
      and g.from_on <= $2 and (g.to_on is null or g.to_on >= $2) order by g.from_on, g.grant_id limit 8) as posts`;

/**
 * Who holds what is wanted is asked once, for the region, and not person by person: right after a large import the planner knows nothing of
 * the tables, and took the wrong index for every single person, 10,000 times 10,000 rows.
 */
const wanted = `p.region_code = $1 and p.kind = 'staff' and $2::date is not null
  and ($3::text is null or p.display_name ilike $3 or p.account_name ilike $3)
  and ($4::text is null or p.status = $4)
  and (($5::uuid[] is null and $6::text is null) or p.user_id in (select g.user_id from identity.grant g where g.region_code = $1
    and ($5::uuid[] is null or g.org_id = any ($5)) and ($6::text is null or g.role = $6)
    and g.ended_at is null and g.from_on <= $2 and (g.to_on is null or g.to_on >= $2)))`;

const filterParams = { region: 'text', day: 'date', pattern: 'text?', status: 'text?', orgIds: 'uuid[]?', role: 'text?' } as const;

const listByName = statement({
  name: 'identity.list-people-by-name',
  class: 'router',
  text: `with p as materialized (select p.* from identity.person p where ${wanted}
           and ($7::text is null or (p.display_name collate "zh-x-icu", p.user_id) > ($7 collate "zh-x-icu", $8::uuid))
           order by p.display_name collate "zh-x-icu", p.user_id limit $9)
         select ${columns} from p order by p.display_name collate "zh-x-icu", p.user_id`,
  params: { ...filterParams, afterKey: 'text?', afterId: 'uuid?', limit: 'int8' },
  row: personRow,
});

const listByNewest = statement({
  name: 'identity.list-people-by-newest',
  class: 'router',
  text: `with p as materialized (select p.* from identity.person p where ${wanted}
           and ($7::text is null or p.user_id < $8::uuid)
           order by p.user_id desc limit $9)
         select ${columns} from p order by p.user_id desc`,
  params: { ...filterParams, afterKey: 'text?', afterId: 'uuid?', limit: 'int8' },
  row: personRow,
});

const countPeople = statement({
  name: 'identity.count-people',
  class: 'router',
  text: `select count(*)::int4 as total from identity.person p where ${wanted}`,
  params: filterParams,
  row: { total: 'int4' },
});

const findPerson = statement({
  name: 'identity.find-person',
  class: 'router',
  text: `select ${columns} from identity.person p where p.region_code = $1 and p.kind = 'staff' and p.user_id = $3`,
  params: { region: 'text', day: 'date', userId: 'uuid' },
  row: personRow,
});

const findNamesakes = statement({
  name: 'identity.find-namesakes',
  class: 'router',
  text: `select ${columns} from identity.person p where p.region_code = $1 and p.kind = 'staff' and p.status <> 'left' and p.display_name = any ($3) order by p.user_id`,
  params: { region: 'text', day: 'date', names: 'text[]' },
  row: personRow,
});

const insertPeople = statement({
  name: 'identity.insert-people',
  class: 'router',
  text: `insert into identity.person (region_code, user_id, kind, display_name, status, stamp, revision, created_at, updated_at)
         select $1, n.user_id, 'staff', n.display_name, 'active', 'real', 1, $4, $4 from unnest($2::uuid[], $3::text[]) as n (user_id, display_name)`,
  params: { region: 'text', userIds: 'uuid[]', names: 'text[]', at: 'timestamptz' },
  row: {},
});

const updatePerson = statement({
  name: 'identity.update-person',
  class: 'router',
  text: `update identity.person set display_name = $4, status = $5, revision = revision + 1, updated_at = $6 where region_code = $1 and user_id = $2 and revision = $3`,
  params: { region: 'text', userId: 'uuid', revision: 'int4', name: 'text', status: 'text', at: 'timestamptz' },
  row: {},
});

/** Which of many names are taken; one hash join, however many there are on both sides. */
const listTakenNames = statement({
  name: 'identity.list-taken-names',
  class: 'router',
  text: `select distinct p.display_name from unnest($2::text[]) as n (name)
         join identity.person p on p.region_code = $1 and p.kind = 'staff' and p.status <> 'left' and p.display_name = n.name`,
  params: { region: 'text', names: 'text[]' },
  row: { display_name: 'text' },
});

const listKnown = statement({
  name: 'identity.list-known-people',
  class: 'router',
  text: 'select p.user_id from unnest($2::text[]) as n (id) join identity.person p on p.region_code = $1 and p.user_id::text = n.id',
  params: { region: 'text', userIds: 'text[]' },
  row: { user_id: 'uuid' },
});

const listLiving = statement({
  name: 'identity.list-living-people',
  class: 'router',
  text: `select p.user_id from identity.person p where p.region_code = $1 and p.status = 'active' and exists (
           select from identity.grant g where g.region_code = p.region_code and g.user_id = p.user_id and g.ended_at is null
             and g.from_on <= $2 and (g.to_on is null or g.to_on >= $2))`,
  params: { region: 'text', day: 'date' },
  row: { user_id: 'uuid' },
});

export interface PeopleFilter {
  readonly day: string;
  readonly pattern: string | null;
  readonly status: string | null;
  readonly orgIds: readonly string[] | null;
  readonly role: string | null;
}
export interface PeoplePlace {
  readonly key: string;
  readonly id: string;
}

export const peopleReads = {
  list: (tx: Tx, filter: PeopleFilter, sort: 'name' | 'newest', page: { readonly place: PeoplePlace | undefined; readonly limit: number }): Promise<readonly StoredPerson[]> =>
    tx.many(sort === 'name' ? listByName : listByNewest, {
      region: tx.region,
      ...filter,
      afterKey: page.place?.key ?? null,
      afterId: page.place?.id ?? null,
      limit: String(page.limit),
    }),
  count: async (tx: Tx, filter: PeopleFilter): Promise<number> => (await tx.one(countPeople, { region: tx.region, ...filter })).total,
  find: (tx: Tx, userId: string, day: string) => tx.maybe(findPerson, { region: tx.region, userId, day }),
  namesakes: (tx: Tx, names: readonly string[], day: string) => tx.many(findNamesakes, { region: tx.region, names, day }),
  insert: (tx: Tx, people: readonly { readonly userId: string; readonly name: string }[], now: Instant) =>
    tx.run(insertPeople, { region: tx.region, userIds: people.map(({ userId }) => userId), names: people.map(({ name }) => name), at: formatMoment(now) }),
  update: (tx: Tx, change: { readonly userId: string; readonly revision: number; readonly name: string; readonly status: string }, now: Instant) =>
    tx.run(updatePerson, { region: tx.region, ...change, at: formatMoment(now) }),
  takenNames: async (tx: Tx, names: readonly string[]): Promise<ReadonlySet<string>> =>
    new Set((await tx.many(listTakenNames, { region: tx.region, names })).map(({ display_name }) => display_name)),
  known: async (tx: Tx, userIds: readonly string[]): Promise<ReadonlySet<string>> =>
    new Set((await tx.many(listKnown, { region: tx.region, userIds })).map(({ user_id }) => user_id)),
  living: async (tx: Tx, day: string): Promise<ReadonlySet<string>> => new Set((await tx.many(listLiving, { region: tx.region, day })).map(({ user_id }) => user_id)),
} as const;
