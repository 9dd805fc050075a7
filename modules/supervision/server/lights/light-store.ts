/** Stored lights: one row per object and day, written once and never changed; later knowledge is an erratum beside it. */
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';
import type { Light, LightColour, LightObjectKind } from '../../contract/index.ts';

export interface StoredLight {
  readonly kind: LightObjectKind;
  readonly objectId: string;
  readonly objectLight: LightColour;
  readonly unitLight: LightColour;
  readonly orgId: string | null;
  readonly light: Light;
}

/** What is kept beside the colours: counters, and per dimension colour and value; causes are told anew by a replay. */
const contentOf = ({ greyReason, silentRounds, missedMonths, excusedDays, yellowRounds, redRounds, readings }: Light) => ({
  greyReason,
  silentRounds,
  missedMonths,
  excusedDays,
  yellowRounds,
  redRounds,
  readings: readings.map(({ dimension, colour, unitColour, value }) => ({ dimension, colour, unitColour, value })),
});

const insertLights = statement({
  name: 'supervision.insert-lights',
  class: 'router',
  text: `insert into supervision.light (region_code, object_kind, object_id, day_on, object_light, unit_light, org_id, rule_ref, content, known_at)
         select $1, l.kind, l.object_id, $2, l.object_light, l.unit_light, l.org_id::uuid, $3, l.content::jsonb, $4
         from unnest($5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[]) as l (kind, object_id, object_light, unit_light, org_id, content)
         on conflict do nothing`,
  params: {
    region: 'text',
    day: 'date',
    ruleRef: 'uuid',
    knownAt: 'timestamptz',
    kinds: 'text[]',
    ids: 'text[]',
    objectLights: 'text[]',
    unitLights: 'text[]',
    orgIds: 'text?[]',
    contents: 'text[]',
  },
  row: {},
});

const colours = { object_kind: 'text', object_id: 'text', day_on: 'date', object_light: 'text', unit_light: 'text', known_at: 'timestamptz' } as const;

const listSince = statement({
  name: 'supervision.list-lights-since',
  class: 'router',
  text: `select l.object_kind, l.object_id, l.day_on, l.object_light, l.unit_light, l.known_at from supervision.light l
         where l.region_code = $1 and l.day_on >= $2 and ($3::text is null or l.object_id = $3) order by l.object_kind, l.object_id, l.day_on`,
  params: { region: 'text', from: 'date', objectId: 'text?' },
  row: colours,
});

const listOfDay = statement({
  name: 'supervision.list-lights-of-day',
  class: 'router',
  text: `select l.object_kind, l.object_id, l.day_on, l.object_light, l.unit_light, l.known_at from supervision.light l
         where l.region_code = $1 and l.day_on = $2 order by l.object_kind, l.object_id`,
  params: { region: 'text', day: 'date' },
  row: colours,
});

const listErrata = statement({
  name: 'supervision.list-light-errata',
  class: 'router',
  text: `select e.object_kind, e.object_id, e.from_on, e.to_on, e.was_object, e.was_unit, e.now_object, e.now_unit, e.recorded_at from supervision.light_erratum e
         where e.region_code = $1 and e.to_on >= $2 and ($3::text is null or e.object_id = $3) order by e.recorded_at, e.erratum_id`,
  params: { region: 'text', from: 'date', objectId: 'text?' },
  row: {
    object_kind: 'text',
    object_id: 'text',
    from_on: 'date',
    to_on: 'date',
    was_object: 'text',
    was_unit: 'text',
    now_object: 'text',
    now_unit: 'text',
    recorded_at: 'timestamptz',
  },
});

const insertErratum = statement({
  name: 'supervision.insert-light-erratum',
  class: 'router',
  text: `insert into supervision.light_erratum (region_code, erratum_id, object_kind, object_id, from_on, to_on, was_object, was_unit, now_object, now_unit, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
  params: {
    region: 'text',
    erratumId: 'uuid',
    kind: 'text',
    objectId: 'text',
    from: 'date',
    to: 'date',
    wasObject: 'text',
    wasUnit: 'text',
    nowObject: 'text',
    nowUnit: 'text',
    at: 'timestamptz',
  },
  row: {},
});

export interface NewErratum {
  readonly erratumId: string;
  readonly kind: string;
  readonly objectId: string;
  readonly from: string;
  readonly to: string;
  readonly wasObject: string;
  readonly wasUnit: string;
  readonly nowObject: string;
  readonly nowUnit: string;
  readonly at: string;
}

export const lightStore = {
  /** Returns how many were not stored yet. */
  insert: (tx: Tx, lights: readonly StoredLight[], of: { readonly day: string; readonly ruleRef: string; readonly knownAt: string }): Promise<number> =>
    lights.length === 0
      ? Promise.resolve(0)
      : tx.run(insertLights, {
          region: tx.region,
          ...of,
          kinds: lights.map(({ kind }) => kind),
          ids: lights.map(({ objectId }) => objectId),
          objectLights: lights.map(({ objectLight }) => objectLight),
          unitLights: lights.map(({ unitLight }) => unitLight),
          orgIds: lights.map(({ orgId }) => orgId),
          contents: lights.map(({ light }) => JSON.stringify(contentOf(light))),
        }),
  /** in the order of objects and days; `objectId` null = of all */
  since: (tx: Tx, from: string, objectId: string | null = null) => tx.many(listSince, { region: tx.region, from, objectId }),
  ofDay: (tx: Tx, day: string) => tx.many(listOfDay, { region: tx.region, day }),
  errata: (tx: Tx, from: string, objectId: string | null = null) => tx.many(listErrata, { region: tx.region, from, objectId }),
  addErratum: (tx: Tx, one: NewErratum): Promise<number> => tx.run(insertErratum, { region: tx.region, ...one }),
};
