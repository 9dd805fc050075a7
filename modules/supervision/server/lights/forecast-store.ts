/** Estimates of clauses, one row per change; the facts of the forecast dimension. */
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';

const listOfAnchors = statement({
  name: 'supervision.list-forecasts-of-clauses',
  class: 'router',
  text: `select f.anchor, f.forecast_id, f.made_on, f.points, f.chance, f.target, f.due_on, f.recorded_at from supervision.clause_forecast f
         where f.region_code = $1 and f.anchor = any ($2) order by f.anchor, f.recorded_at, f.forecast_id`,
  params: { region: 'text', anchors: 'text[]' },
  row: { anchor: 'text', forecast_id: 'uuid', made_on: 'date', points: 'int4', chance: 'int4', target: 'text', due_on: 'date', recorded_at: 'timestamptz' },
});

const insert = statement({
  name: 'supervision.insert-clause-forecast',
  class: 'router',
  text: `insert into supervision.clause_forecast (region_code, forecast_id, anchor, indicator_id, made_on, points, chance, target, due_on, recorded_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
  params: {
    region: 'text',
    forecastId: 'uuid',
    anchor: 'text',
    indicatorId: 'uuid?',
    on: 'date',
    points: 'int4',
    chance: 'int4',
    target: 'text',
    dueOn: 'date',
    at: 'timestamptz',
  },
  row: {},
});

export interface NewForecast {
  readonly forecastId: string;
  readonly anchor: string;
  /** null = there is no estimate any longer */
  readonly indicatorId: string | null;
  readonly on: string;
  readonly points: number;
  /** ten-thousandths */
  readonly chance: number;
  readonly target: string;
  readonly dueOn: string;
  readonly at: string;
}

export const forecastStore = {
  /** oldest first within an anchor */
  of: async (tx: Tx, anchors: readonly string[]) => (anchors.length === 0 ? [] : tx.many(listOfAnchors, { region: tx.region, anchors: [...new Set(anchors)] })),
  add: (tx: Tx, one: NewForecast): Promise<number> => tx.run(insert, { region: tx.region, ...one }),
} as const;
export type ForecastRow = Awaited<ReturnType<typeof forecastStore.of>>[number];
