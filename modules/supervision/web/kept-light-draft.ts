/** A set of rules that is being drafted stays in this browser until it is adopted or dropped, for every person apart. */
import { z } from 'zod';
import { type LightRuleSet, lightBandSchema, lightRuleSchema } from '../contract/index.ts';

// What is being typed need not be right yet: a number field that was emptied is NaN, and null in the store.
const typed = z
  .number()
  .nullable()
  .transform((value) => value ?? Number.NaN);
const draftSchema = z.strictObject({
  name: z.string(),
  version: typed,
  rules: z.array(lightRuleSchema.extend({ bands: z.array(lightBandSchema.extend({ bound: z.string() })) })),
  yellowRoundsToRed: typed,
  forecastPoints: typed,
});

const keyOf = (ownerId: string): string => `luoshi.light-rules/${ownerId}`;

export function keepLightDraft(ownerId: string, draft: LightRuleSet): void {
  try {
    localStorage.setItem(keyOf(ownerId), JSON.stringify(draft));
  } catch {
    // A full or forbidden store must not stop the drafting.
  }
}

export function keptLightDraft(ownerId: string): LightRuleSet | undefined {
  try {
    const text = localStorage.getItem(keyOf(ownerId));
    return text === null ? undefined : draftSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export function dropLightDraft(ownerId: string): void {
  try {
    localStorage.removeItem(keyOf(ownerId));
  } catch {
    // Nothing to drop where nothing can be kept.
  }
}
