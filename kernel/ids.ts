/**
 * Branded ids: a PlanId does not fit where a VersionId is wanted (architecture 4.4).
 * Ids are UUIDv7, made by the application in kernel/server/ids.ts, because PostgreSQL 16
 * and 17 have no such function and because the domain stays free of randomness.
 */
import { z } from 'zod';

/** The schema of an id of one kind, e.g. `id('PlanId')`. */
export function id<const Brand extends string>(brand: Brand) {
  return z.uuid().meta({ label: '编号', brand }).brand<Brand>();
}

/** Six digits of GB/T 2260, e.g. 340323. It stands first in every key. */
export const regionCodeSchema = z
  .string()
  .regex(/^[0-9]{6}$/, '「行政区划代码」应为6位数字')
  .brand<'RegionCode'>();
export type RegionCode = z.output<typeof regionCodeSchema>;

export const eventIdSchema = id('EventId');
export type EventId = z.output<typeof eventIdSchema>;
