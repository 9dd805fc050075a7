/**
 * Loads published figures that come along with the program (examples/guzhen/series) into a region that has no indicator yet.
 * They pass the same checks as an entry by hand; nothing is filled in that the files do not say.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { transaction } from '#kernel/server/db.ts';
import { systemContext } from '#kernel/server/system-context.ts';
import type { Context } from '#kernel/server/context.ts';
import type { Runtime } from '#kernel/server/use-case.ts';
import { areaCodeSchema, definitionInputSchema, indicatorIdSchema, periodSchema, precisions, qualities } from '../contract/index.ts';
import type { Period, SeriesId } from '../contract/index.ts';
import { checkEntries } from './check-entries.ts';
import type { EntryCheck } from './check-entries.ts';
import { storeIndicator } from './define-indicator.ts';
import { definitionStore } from './definition-store.ts';
import { moveRevision } from './move-revision.ts';
import { storeEntries } from './store-entries.ts';

const seedIndicator = definitionInputSchema.extend({ partNames: z.array(z.string()).optional() });
const seedFile = z.strictObject({
  sources: z.record(z.string(), z.strictObject({ document: z.string(), link: z.string().nullable(), publishedOn: z.string().nullable() })),
  indicators: z.array(seedIndicator),
});
const figureLine = z.tuple([z.string(), areaCodeSchema, z.string(), periodSchema, z.string(), z.string(), z.string(), z.enum(precisions), z.enum(qualities), z.string()]);
type FigureLine = z.output<typeof figureLine>;

export interface SeedSeries {
  readonly file: z.output<typeof seedFile>;
  readonly figures: readonly FigureLine[];
}

/** The two files of a folder; undefined when it has none. A file that says something else than it should is a fault. */
export function readSeedSeries(folder: string): SeedSeries | undefined {
  const path = join(folder, 'indicators.json');
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(join(folder, 'figures.csv'), 'utf8').trim().split('\n').slice(1);
  return { file: seedFile.parse(JSON.parse(readFileSync(path, 'utf8'))), figures: lines.map((line) => figureLine.parse(line.split(','))) };
}

async function defineAll(file: SeedSeries['file'], context: Context): Promise<ReadonlyMap<string, string>> {
  const ids = new Map<string, string>();
  for (const { partNames = [], ...definition } of file.indicators) {
    const parts = partNames.map((name) => indicatorIdSchema.parse(ids.get(name)));
    ids.set(definition.name, await storeIndicator({ ...definition, parts }, 'real', context));
  }
  return ids;
}

const orNull = (text: string): string | null => (text === '' ? null : text);

/** One source after the other, so that every figure keeps the source that it has. */
async function enterFrom(
  source: SeedSeries['file']['sources'][string],
  lines: readonly FigureLine[],
  seed: { readonly ids: ReadonlyMap<string, string>; readonly context: Context },
) {
  const entries = lines.map(([indicator, area, areaName, period, text, numerator, denominator, , quality]) => ({
    indicatorId: indicatorIdSchema.parse(seed.ids.get(indicator)),
    area,
    areaName,
    period,
    text,
    numerator: orNull(numerator),
    denominator: orNull(denominator),
    quality,
    expectedRevision: 0,
    explanations: {},
    correctionReason: null,
  }));
  const checks = await checkEntries(entries, seed.context);
  // The files keep the wording of the source (左右, 超过) as a column of its own beside the plain figure.
  const items = checks.items.map((item, index): EntryCheck => ({ ...item, checked: { ...item.checked, precision: lines[index]?.[7] ?? item.checked.precision } }));
  return storeEntries({ ...checks, items }, { source, submit: true, confirmed: true }, seed.context);
}

interface Approved {
  readonly seriesId: string;
  readonly period: string;
  readonly revision: number;
  readonly indicatorId: string;
  readonly area: string;
}

async function approveAll(items: readonly Approved[], context: Context): Promise<void> {
  for (const { seriesId, period, revision, indicatorId, area } of items) {
    const series = { indicator_id: indicatorId, area_code: area };
    const result = await moveRevision(
      'approve',
      { seriesId: seriesId as SeriesId, period: period as Period, revision },
      { series, reason: '随程序附带的公开数据，出处见来源' },
      context,
    );
    if (!result.done) throw new Error(`seed figure ${indicatorId} ${area} ${period}: ${result.reason}`);
  }
}

/** Stores everything in one transaction; does nothing when the region has indicators. Returns the number of figures. */
export async function seedSeries(runtime: Runtime, seed: SeedSeries): Promise<number> {
  return transaction(runtime.pool, { region: runtime.region, mode: 'write' }, async (tx) => {
    const now = runtime.clock.now();
    const enterer = systemContext(runtime, tx, { part: 'seed', now });
    await definitionStore.takeTurn(tx);
    if ((await definitionStore.listCurrent(tx)).length > 0) return 0;
    const ids = await defineAll(seed.file, enterer);
    const stored: Approved[] = [];
    for (const [key, source] of Object.entries(seed.file.sources)) {
      const lines = seed.figures.filter((line) => line[9] === key);
      if (lines.length > 0) stored.push(...(await enterFrom(source, lines, { ids, context: enterer })));
    }
    await approveAll(stored, systemContext(runtime, tx, { part: 'seed-check', now }));
    return stored.length;
  });
}
