/**
 * Facts that lights are computed from. Every fact has the day it speaks of (`on`) and the moment it became known
 * (`recordedAt`), so that any past day can be replayed as known then or as known now. A correction is one more fact.
 */
import { z } from 'zod';
import { excuseKinds, greyReasons } from './light.ts';
import { lightObjectKinds } from './light-rules.ts';

const day = z.iso.date();
const decimal = z.string().regex(/^-?[0-9]{1,20}(\.[0-9]{1,20})?$/);
/** `ref` names the evidence envelope, transition or report behind the fact. */
const known = { on: day, recordedAt: z.iso.datetime({ offset: true }), ref: z.string() };
/** figures, contracts and evidence of one clause; an object that answers several is judged by the worst of them */
const ofSeries = { ...known, series: z.string().optional() };

export const lightFactSchema = z.discriminatedUnion('kind', [
  /** the latest one of an id counts; a moved due day is a new fact */
  z.strictObject({ kind: z.literal('milestone'), ...known, id: z.string(), name: z.string(), startOn: day, dueOn: day }),
  z.strictObject({ kind: z.literal('milestone-done'), ...known, id: z.string() }),
  z.strictObject({ kind: z.literal('milestone-undone'), ...known, id: z.string() }),
  /** taken out of the task: no longer judged */
  z.strictObject({ kind: z.literal('milestone-dropped'), ...known, id: z.string() }),
  z.strictObject({ kind: z.literal('quota'), ...ofSeries, base: decimal, target: decimal, fromOn: day, toOn: day }),
  z.strictObject({ kind: z.literal('value'), ...ofSeries, id: z.string(), value: decimal }),
  z.strictObject({ kind: z.literal('growth'), ...ofSeries, id: z.string(), actual: decimal, target: decimal }),
  /** after `toOn` nothing new is asked for */
  z.strictObject({ kind: z.literal('contract'), ...ofSeries, freshDays: z.int().min(1).max(3660), toOn: day.optional() }),
  z.strictObject({ kind: z.literal('evidence'), ...ofSeries, id: z.string() }),
  z.strictObject({ kind: z.literal('round'), ...known, period: z.string(), closesOn: day }),
  z.strictObject({ kind: z.literal('report'), ...known, period: z.string() }),
  z.strictObject({ kind: z.literal('contradiction'), ...known, id: z.string() }),
  z.strictObject({ kind: z.literal('contradiction-settled'), ...known, id: z.string() }),
  z.strictObject({ kind: z.literal('forecast'), ...ofSeries, points: z.int().min(0), probability: decimal }),
  z.strictObject({ kind: z.literal('start-plan'), ...known, plannedOn: day }),
  z.strictObject({ kind: z.literal('started'), ...known, needsStatistics: z.boolean() }),
  z.strictObject({ kind: z.literal('in-statistics'), ...known }),
  /** points behind the object's own plan curve */
  z.strictObject({ kind: z.literal('investment'), ...known, behind: decimal }),
  /** per cent of the planned payments still missing */
  z.strictObject({ kind: z.literal('money'), ...known, behind: decimal }),
  z.strictObject({ kind: z.literal('month'), ...known, month: z.string(), met: z.boolean() }),
  z.strictObject({ kind: z.literal('factor-blocked'), ...known, id: z.string(), name: z.string() }),
  z.strictObject({ kind: z.literal('factor-granted'), ...known, id: z.string() }),
  /** withdraws a value, a growth figure or an evidence by its id */
  z.strictObject({ kind: z.literal('withdrawn'), ...known, id: z.string() }),
  /** open until the same id ends */
  z.strictObject({ kind: z.literal('excuse'), ...known, id: z.string(), reason: z.enum(excuseKinds) }),
  z.strictObject({ kind: z.literal('excuse-ended'), ...known, id: z.string() }),
  /** it never excused anything: withdrawn, joined, or ruled otherwise */
  z.strictObject({ kind: z.literal('excuse-void'), ...known, id: z.string() }),
  /** why nothing can be said; null = something can again */
  z.strictObject({ kind: z.literal('standing'), ...known, reason: z.enum(greyReasons).nullable() }),
  z.strictObject({ kind: z.literal('done'), ...known }),
  z.strictObject({ kind: z.literal('reopened'), ...known }),
]);
export type LightFact = z.output<typeof lightFactSchema>;
export type LightFactKind = LightFact['kind'];

export const lightObjectSchema = z.strictObject({
  objectId: z.string().min(1),
  objectKind: z.enum(lightObjectKinds),
  title: z.string(),
  /** the day from which the object is judged */
  fromOn: day,
  facts: z.array(lightFactSchema),
});
export type LightObject = z.output<typeof lightObjectSchema>;
