/** An object with its facts, and since when it is judged: a light is given only while the object is there. */
import { dayOf, formatMoment, parseMoment } from '#kernel/calendar.ts';
import type { LightFact, LightObject } from '../../contract/index.ts';

export interface LitObject {
  readonly object: LightObject;
  /** in the order of days: from this day on it is there or not */
  readonly presence: readonly { readonly on: string; readonly isIn: boolean }[];
  /** the unit that answers for it */
  readonly orgId: string | null;
}

/** moments of the database and of the wire in one form */
export const momentOf = (text: string): string => formatMoment(parseMoment(text));
export const dayOfMoment = (text: string): string => dayOf(parseMoment(text)).toString();

/** Withdrawn tasks, clauses that do not apply and what did not exist yet have no light on the day. */
export const isLitOn = ({ presence }: LitObject, on: string): boolean => presence.findLast((one) => one.on <= on)?.isIn === true;

/** A fact that speaks of the day on which it was recorded. */
export const sameDay = (at: string, ref: string): { readonly on: string; readonly recordedAt: string; readonly ref: string } => ({
  on: dayOfMoment(at),
  recordedAt: momentOf(at),
  ref,
});

export type Facts = readonly LightFact[];
