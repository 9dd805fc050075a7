/** What a module uses of parameters: the value in force on a day, with the row and the source that it came from. */
import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { parseDay, parseMoment } from '../calendar.ts';
import type { Instant, PlainDate } from '../calendar.ts';
import { regionCodeSchema } from '../ids.ts';
import type { RegionCode } from '../ids.ts';
import { declaredParams, paramRefusals, programStart, rowInForce, stretchesOf, systemDefault } from '../param.ts';
import type { ParamKey, ParamSource } from '../param.ts';
import { transaction } from './db.ts';
import type { Pool, Tx } from './db.ts';
import { newId } from './new-id.ts';
import { listParamRows, paramStore } from './param-store.ts';
import type { ParamPlace, ParamRef } from './param-store.ts';

export type { ParamRef } from './param-store.ts';

export interface Param<Value> {
  readonly value: Value;
  /** id of the row; a verdict stores it */
  readonly ref: ParamRef;
  readonly source: ParamSource;
  /** first day of the row */
  readonly from: PlainDate;
}

export type ParamReader = <S extends z.ZodType>(key: ParamKey<S>, on: PlainDate) => Param<z.output<S>>;

/**
 * Loads the rows of several parameters with one statement and gives a pure reader for any day, so that a replay over years
 * asks the database once. The reader refuses `param.not_in_force` for a day without a row.
 */
export async function loadParams(tx: Tx, keys: readonly ParamKey[], place: ParamPlace): Promise<ParamReader> {
  const codes = keys.map(({ code }) => code);
  const rows = await listParamRows(tx, codes, place);
  return (key, on) => {
    const all = rows.get(key.code);
    if (all === undefined) throw new Error(`parameter ${key.code} was not loaded`);
    const row = rowInForce(all, on);
    if (row === undefined) throw paramRefusals.not_in_force({ label: key.label, on: on.toString() });
    return { value: key.schema.parse(row.value) as never, ref: row.ref, source: row.source, from: row.from };
  };
}

/** The days on which another row of one of the parameters comes into force or ends, sorted. */
export async function paramDays(tx: Tx, keys: readonly ParamKey[], place: ParamPlace): Promise<readonly string[]> {
  const rows = await listParamRows(
    tx,
    keys.map(({ code }) => code),
    place,
  );
  const days = [...rows.values()].flatMap((all) => stretchesOf(all).map(({ from }) => from.toString()));
  return [...new Set(days)].sort();
}

/** The value in force on a day. Refuses `param.not_in_force` when there is none; never guesses. */
export async function param<S extends z.ZodType>(
  tx: Tx,
  key: ParamKey<S>,
  at: { readonly on: PlainDate; readonly region: RegionCode; readonly knownAt?: Instant },
): Promise<Param<z.output<S>>> {
  const read = await loadParams(tx, [key], { region: at.region, knownAt: at.knownAt });
  return read(key, at.on);
}

const beginning = parseMoment(`${programStart}T00:00:00+08:00`);
const everywhere = regionCodeSchema.parse('000000');

/**
 * Stores the rows that the program brings along and that are not stored yet; called after migrating and at every start.
 * Where a later program brings another value for the same first day, a further revision is added: what an earlier verdict
 * used stays readable. Returns the number of rows added.
 */
export async function storeDefaultParams(pool: Pool, now: Instant): Promise<number> {
  const keys = declaredParams();
  return transaction(pool, { region: everywhere, mode: 'write' }, async (tx) => {
    await paramStore.takeTurn(tx, '');
    const stored = await listParamRows(
      tx,
      keys.map(({ code }) => code),
      { region: everywhere },
    );
    let added = 0;
    for (const key of keys) {
      for (const row of key.rows) {
        const level = row.level ?? 'default';
        const from = parseDay(row.from);
        const source = row.source ?? systemDefault;
        const to = row.to === undefined ? null : parseDay(row.to);
        const known = stored.get(key.code)?.find((one) => one.level === level && one.from.equals(from));
        const isSame = known !== undefined && isDeepStrictEqual([known.value, known.to?.toString(), known.source], [JSON.parse(JSON.stringify(row.value)), to?.toString(), source]);
        if (isSame) continue;
        const reason = known === undefined ? '随程序提供' : '随新版程序更正';
        added += await paramStore.add(tx, everywhere, {
          id: newId(),
          code: key.code,
          level,
          from,
          to,
          value: row.value,
          source,
          reason,
          setBy: 'system:start',
          // The first values count as known from the beginning, so that a replay of an early day finds them.
          setAt: known === undefined ? beginning : now,
          revision: (known?.revision ?? 0) + 1,
        });
      }
    }
    return added;
  });
}
