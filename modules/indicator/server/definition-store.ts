/** Statements about indicators and their definitions; rows ↔ values, by hand. */
import { statement } from '#kernel/server/db.ts';
import type { Tx, ValuesOf } from '#kernel/server/db.ts';

export const definitionColumns = `d.version, d.name, d.caliber, d.publisher, d.unit, d.places, d.direction, d.frequency, d.aggregation, d.price_base, d.numerator, d.denominator,
  d.hard_min::text as hard_min, d.hard_max::text as hard_max, d.usual_min::text as usual_min, d.usual_max::text as usual_max, d.parts::text[] as parts, d.formula,
  d.uses::text[] as uses, d.break_from, d.reason, d.made_by, d.made_at`;

export const definitionRow = {
  version: 'int4',
  name: 'text',
  caliber: 'text',
  publisher: 'text',
  unit: 'text',
  places: 'int4',
  direction: 'text',
  frequency: 'text',
  aggregation: 'text',
  price_base: 'text',
  numerator: 'text?',
  denominator: 'text?',
  hard_min: 'text?',
  hard_max: 'text?',
  usual_min: 'text?',
  usual_max: 'text?',
  parts: 'text[]',
  formula: 'text?',
  uses: 'text[]',
  break_from: 'text?',
  reason: 'text',
  made_by: 'text',
  made_at: 'timestamptz',
} as const;
export type DefinitionRow = ValuesOf<typeof definitionRow>;

const headRow = { indicator_id: 'uuid', aliases: 'text[]', stamp: 'text', updated_at: 'timestamptz' } as const;
export type IndicatorRow = ValuesOf<typeof headRow> & DefinitionRow;

/** The newest version of each definition that was known at a moment. */
const current = `from indicator.indicator i cross join lateral (
    select * from indicator.definition d where d.region_code = i.region_code and d.indicator_id = i.indicator_id and d.made_at <= $2 order by d.version desc limit 1) d`;

const listCurrent = statement({
  name: 'indicator.list-current-definitions',
  class: 'router',
  text: `select i.indicator_id, d.aliases, i.stamp, i.updated_at, ${definitionColumns} ${current} where i.region_code = $1 order by i.indicator_id`,
  params: { region: 'text', knownAt: 'timestamptz' },
  row: { ...headRow, ...definitionRow },
});

const listVersions = statement({
  name: 'indicator.list-definition-versions',
  class: 'router',
  text: `select ${definitionColumns} from indicator.definition d where d.region_code = $1 and d.indicator_id = $2 order by d.version desc`,
  params: { region: 'text', indicatorId: 'uuid' },
  row: definitionRow,
});

const listBreaks = statement({
  name: 'indicator.list-definition-breaks',
  class: 'router',
  text: `select d.indicator_id, d.break_from, d.made_at from indicator.definition d where d.region_code = $1 and d.break_from is not null and d.made_at <= $2`,
  params: { region: 'text', knownAt: 'timestamptz' },
  row: { indicator_id: 'uuid', break_from: 'text?', made_at: 'timestamptz' },
});

const takeTurn = statement({
  name: 'indicator.take-definition-turn',
  class: 'reference',
  text: `select pg_advisory_xact_lock(hashtextextended('indicator.definition ' || $1, 0)) is null as taken`,
  params: { region: 'text' },
  row: { taken: 'bool' },
});

const insertHead = statement({
  name: 'indicator.insert-indicator',
  class: 'router',
  text: `insert into indicator.indicator (region_code, indicator_id, name, name_key, aliases, version, stamp, created_at, updated_at) values ($1, $2, $3, $4, $5, 1, $6, $7, $7)`,
  params: { region: 'text', indicatorId: 'uuid', name: 'text', nameKey: 'text', aliases: 'text[]', stamp: 'text', at: 'timestamptz' },
  row: {},
});

const advanceHead = statement({
  name: 'indicator.advance-indicator',
  class: 'router',
  text: `update indicator.indicator set name = $3, name_key = $4, aliases = $5, version = version + 1, updated_at = $7
         where region_code = $1 and indicator_id = $2 and version = $6`,
  params: { region: 'text', indicatorId: 'uuid', name: 'text', nameKey: 'text', aliases: 'text[]', version: 'int4', at: 'timestamptz' },
  row: {},
});

const touchHead = statement({
  name: 'indicator.touch-indicators',
  class: 'router',
  text: 'update indicator.indicator set updated_at = $3 where region_code = $1 and indicator_id = any ($2)',
  params: { region: 'text', indicatorIds: 'uuid[]', at: 'timestamptz' },
  row: {},
});

const insertDefinition = statement({
  name: 'indicator.insert-definition',
  class: 'router',
  text: `insert into indicator.definition (region_code, indicator_id, version, name, caliber, publisher, unit, places, direction, frequency, aggregation, price_base, numerator,
           denominator, hard_min, hard_max, usual_min, usual_max, parts, formula, uses, break_from, reason, aliases, made_by, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15::numeric, $16::numeric, $17::numeric, $18::numeric, $19, $20, $21, $22, $23, $24, $25, $26)`,
  params: {
    region: 'text',
    indicatorId: 'uuid',
    version: 'int4',
    name: 'text',
    caliber: 'text',
    publisher: 'text',
    unit: 'text',
    places: 'int4',
    direction: 'text',
    frequency: 'text',
    aggregation: 'text',
    priceBase: 'text',
    numerator: 'text?',
    denominator: 'text?',
    hardMin: 'numeric?',
    hardMax: 'numeric?',
    usualMin: 'numeric?',
    usualMax: 'numeric?',
    parts: 'uuid[]',
    formula: 'text?',
    uses: 'uuid[]',
    breakFrom: 'text?',
    reason: 'text',
    aliases: 'text[]',
    madeBy: 'text',
    madeAt: 'timestamptz',
  },
  row: {},
});

/** Name as compared: width, case and blanks set aside. */
export const nameKey = (name: string): string =>
  name
    .replace(/[\uff01-\uff5e]/g, (unit) => String.fromCharCode(unit.charCodeAt(0) - 0xfee0))
    .replace(/\s/g, '')
    .toLowerCase();

export const definitionStore = {
  /** Definitions are few (hundreds): formulas, names and cycles are looked up in one list. */
  listCurrent: (tx: Tx, knownAt = 'infinity') => tx.many(listCurrent, { region: tx.region, knownAt }),
  listVersions: (tx: Tx, indicatorId: string) => tx.many(listVersions, { region: tx.region, indicatorId }),
  listBreaks: (tx: Tx, knownAt: string) => tx.many(listBreaks, { region: tx.region, knownAt }),
  /** Definitions of a region are changed one after the other, so that no two together close a cycle. */
  takeTurn: (tx: Tx) => tx.one(takeTurn, { region: tx.region }),
  insertHead,
  advanceHead,
  insertDefinition,
  touch: (tx: Tx, indicatorIds: readonly string[], at: string) => tx.run(touchHead, { region: tx.region, indicatorIds, at }),
} as const;
