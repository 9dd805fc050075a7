/** A calendar day on the wire; 2026-02-30 is none. */
import { z } from 'zod';
import { parseDay } from '#kernel/calendar.ts';

function isDay(text: string): boolean {
  try {
    return parseDay(text) !== undefined;
  } catch {
    return false;
  }
}
export const daySchema = (label: string) => z.string().refine(isDay, `「${label}」应为存在的日期，如 2025-12-31`).meta({ label });
