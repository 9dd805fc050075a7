/**
 * Parameters: every threshold, time limit and rate is a dated row with its source, never a constant in the code
 * (architecture 5.7). A module declares a parameter with the rows that the program brings along; a region adds rows
 * of its own level. A new value is a new row from a day on; rows are never edited.
 */
import { z } from 'zod';
import type { PlainDate } from './calendar.ts';
import { parseDay } from './calendar.ts';
import { refusals } from './refusals.ts';

/** From the most specific to the least: the first level with a row in force decides. */
export const parameterLevels = ['county', 'province', 'national', 'default'] as const;
export type ParameterLevel = (typeof parameterLevels)[number];
export const parameterLevelLabel = { county: '县级', province: '省级', national: '国家', default: '系统默认' } satisfies Record<ParameterLevel, string>;

/** Where a value comes from: document, article, link. */
export interface ParamSource {
  readonly document: string;
  readonly article?: string;
  readonly link?: string;
}

/** Shown for values that no document decided. */
export const systemDefault: ParamSource = Object.freeze({ document: '系统默认' });

/** A row that the program brings along. `to` is the last day; left out = until a later row begins. */
export interface DefaultRow<Value> {
  readonly level?: Exclude<ParameterLevel, 'county'>;
  /** YYYY-MM-DD */
  readonly from: string;
  readonly to?: string;
  readonly value: Value;
  readonly source?: ParamSource;
}

export interface ParamSpec<S extends z.ZodType = z.ZodType> {
  /** `module.name`, e.g. `round.answer-days` */
  readonly code: `${string}.${string}`;
  /** Chinese name */
  readonly label: string;
  /** one sentence: what the value decides */
  readonly note?: string;
  /** a wire schema: strings, integers, booleans, lists, flat objects with `.meta({ label })` */
  readonly schema: S;
  readonly rows: readonly DefaultRow<z.input<S>>[];
}

/** A declared parameter; the key under which it is read. */
export type ParamKey<S extends z.ZodType = z.ZodType> = Readonly<ParamSpec<S>>;

/** The day from which the program's own values hold unless they say otherwise: the day the example plan was issued for. */
export const programStart = '2020-01-01';

const registry = new Map<string, ParamKey>();
const codeForm = /^[a-z][a-z-]*[.][a-z][a-z0-9-]*$/;

/** Declares a parameter. Throws at load time on a second one of the code, a value its schema refuses, or rows that overlap. */
export function declareParam<S extends z.ZodType>(spec: ParamSpec<S>): ParamKey<S> {
  if (!codeForm.test(spec.code)) throw new Error(`parameter code ${spec.code} is not of the form module.name`);
  const known = registry.get(spec.code);
  if (known !== undefined && known.schema !== (spec.schema as z.ZodType)) throw new Error(`two parameters are named ${spec.code}`);
  spec.rows.forEach((row, index) => {
    spec.schema.parse(row.value);
    const earlier = spec.rows.slice(0, index).map((one) => ({ level: one.level ?? 'default', from: parseDay(one.from), to: one.to === undefined ? null : parseDay(one.to) }));
    const clash = findOverlap(earlier, { level: row.level ?? 'default', from: parseDay(row.from), to: row.to === undefined ? null : parseDay(row.to) });
    if (clash !== undefined) throw new Error(`parameter ${spec.code}: the row from ${row.from} overlaps the one from ${clash.from.toString()}`);
  });
  const frozen = Object.freeze(spec) as ParamKey<S>;
  registry.set(spec.code, frozen as unknown as ParamKey);
  return frozen;
}

/** All parameters of the loaded modules, by code. */
export function declaredParams(): readonly ParamKey[] {
  return [...registry.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** When a row holds. `to` null = until a later row of its level begins. */
export interface Validity {
  readonly level: ParameterLevel;
  readonly from: PlainDate;
  readonly to: PlainDate | null;
}

const before = (a: PlainDate, b: PlainDate): boolean => a.toString() < b.toString();

/**
 * The row of the same level that a new row would contradict. An open row that began earlier is not one: it ends the day
 * before the new row begins. A row that begins within the new one's days, or an earlier one with a last day still to
 * come, is.
 */
export function findOverlap<Row extends Validity>(rows: readonly Row[], added: Validity): Row | undefined {
  return rows.find((row) => {
    if (row.level !== added.level) return false;
    if (before(row.from, added.from)) return row.to !== null && !before(row.to, added.from);
    return added.to === null || !before(added.to, row.from);
  });
}

/** The row in force on a day: of the most specific level that has one, the one that began last; undefined when none. */
export function rowInForce<Row extends Validity>(rows: readonly Row[], on: PlainDate): Row | undefined {
  for (const level of parameterLevels) {
    const begun = rows.filter((row) => row.level === level && !before(on, row.from));
    const last = begun.reduce<Row | undefined>((latest, row) => (latest === undefined || !before(row.from, latest.from) ? row : latest), undefined);
    if (last !== undefined && (last.to === null || !before(last.to, on))) return last;
  }
  return undefined;
}

/** The days on which the answer changes, with the row from then on; undefined = none in force. */
export function stretchesOf<Row extends Validity>(rows: readonly Row[]): readonly { readonly from: PlainDate; readonly row: Row | undefined }[] {
  const days = new Map<string, PlainDate>();
  for (const { from, to } of rows) {
    days.set(from.toString(), from);
    const next = to?.add({ days: 1 });
    if (next !== undefined) days.set(next.toString(), next);
  }
  const sorted = [...days.values()].sort((a, b) => (before(a, b) ? -1 : 1));
  const found: { from: PlainDate; row: Row | undefined }[] = [];
  for (const from of sorted) {
    const row = rowInForce(rows, from);
    if (found.length === 0 || found.at(-1)?.row !== row) found.push({ from, row });
  }
  return found;
}

export const paramRefusals = refusals('param', {
  unknown: { status: 404, title: '没有这个参数', detail: (facts: { code: string }) => `没有编码为「${facts.code.slice(0, 60)}」的参数。请从参数列表进入。` },
  not_in_force: {
    status: 422,
    title: '参数没有生效的值',
    detail: (facts: { label: string; on: string }) => `参数「${facts.label}」在${facts.on}没有生效的值，不能据此计算。请先在「参数」页面录入这一天有效的值及依据。`,
    facts: ({ on }) => ({ on }),
  },
  overlap: {
    status: 409,
    title: '生效期重叠',
    detail: (facts: { level: string; from: string; to: string | null }) =>
      `与${facts.level}已有的一行（${facts.from}起${facts.to === null ? '' : `，至${facts.to}`}）生效期重叠。请改选生效日期，使它晚于已有各行的起始日，并避开有截止日的行。`,
    facts: ({ from }) => ({ from }),
  },
  not_retroactive: {
    status: 422,
    title: '不能追溯生效',
    detail: (facts: { today: string }) => `新值只能从今天（${facts.today}）或以后的日期起生效，已经作出的判断不因此改变。请改正「生效日期」。`,
  },
  unchanged: { status: 422, title: '与现行值相同', detail: (facts: { from: string }) => `新值与${facts.from}当天已经有效的值相同，不需要录入。` },
  period: { status: 422, title: '日期先后有误', detail: () => '「截止日期」不能早于「生效日期」。请改正后重新提交。' },
});
