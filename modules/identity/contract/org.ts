/** What a unit looks like on the wire. A day is `YYYY-MM-DD`; `to` is the last day, null = until further notice. */
import { z } from 'zod';
import { parseDay } from '#kernel/calendar.ts';
import { id } from '#kernel/ids.ts';
import { orgActs } from './org-act.ts';
import { orgKinds } from './org-kind.ts';
import { orgIdSchema } from './person.ts';

const isDay = (text: string): boolean => {
  try {
    const { year } = parseDay(text);
    return year >= 1900 && year <= 2199;
  } catch {
    return false;
  }
};

/** A day between 1900 and 2199; 2026-02-30 is refused. */
export const daySchema = (label: string) => z.string().refine(isDay, `「${label}」应为日期，如 2026-03-02，在 1900 至 2199 年之间`).meta({ label });

export const asOfSchema = daySchema('截至日期').optional();

/** Control and invisible characters have no place in a name (bad input U10). */
const strange = /[\p{Cc}\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;
export const nameSchema = (label: string, max: number) =>
  z
    .string()
    .trim()
    .min(1, `「${label}」不能为空`)
    .max(max, `「${label}」不能超过${max}字`)
    .refine((text) => !strange.test(text), `「${label}」含有看不见的字符（如零宽空格、换行），请删除后重新填写`)
    .meta({ label });

export const reasonSchema = z.string().trim().min(2, '「理由」至少写2个字，例如依据的文件').max(500, '「理由」不能超过500字').meta({ label: '理由' });
export const documentSchema = z.string().trim().max(200, '「依据文号」不能超过200字').optional().meta({ label: '依据文号' });

export const changeIdSchema = id('ChangeId').meta({ label: '变更' });
export type ChangeId = z.output<typeof changeIdSchema>;

/** A unit as it is on a day. */
export const orgSchema = z.strictObject({
  orgId: orgIdSchema,
  parentId: orgIdSchema.nullable(),
  name: z.string(),
  shortName: z.string().nullable(),
  kind: z.enum(orgKinds),
  uscc: z.string().nullable(),
  divisionCode: z.string().nullable(),
  sort: z.int(),
  from: z.string(),
  to: z.string().nullable(),
  stamp: z.enum(['real', 'demo']),
});
export type Org = z.output<typeof orgSchema>;

/** A unit as search and pickers show it: the names of the units above, from the top. */
export const orgHitSchema = z.strictObject({ orgId: orgIdSchema, name: z.string(), shortName: z.string().nullable(), kind: z.enum(orgKinds), path: z.array(z.string()) });
export type OrgHit = z.output<typeof orgHitSchema>;

/** One entry of the history of a unit. */
export const orgChangeSchema = z.strictObject({
  changeId: changeIdSchema,
  act: z.enum(orgActs),
  on: z.string(),
  /** what was changed, in words */
  summary: z.string(),
  reason: z.string(),
  document: z.string().nullable(),
  recordedBy: z.string(),
  recordedAt: z.string(),
  /** the change that this one corrects */
  replaces: changeIdSchema.nullable(),
  /** a later correction stands in its place, or voided it */
  isReplaced: z.boolean(),
  isVoid: z.boolean(),
  /** fields of the fact, for the form of a correction */
  fields: z.record(z.string(), z.string().nullable()),
});
export type OrgChange = z.output<typeof orgChangeSchema>;
