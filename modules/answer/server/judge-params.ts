/** The policy figures of judging as dated parameters with a source; what no document decided is shown as 系统默认. */
import { z } from 'zod';
import type { Instant } from '#kernel/calendar.ts';
import { parseDay } from '#kernel/calendar.ts';
import { declareParam, programStart } from '#kernel/param.ts';
import type { ParamKey } from '#kernel/param.ts';
import { loadParams, paramDays } from '#kernel/server/params.ts';
import type { Tx } from '#kernel/server/db.ts';
import { coverageMeasures, visitSubjects } from '../contract/index.ts';
import { defaultJudgeParams, judgeParamKeys } from '../domain/index.ts';
import type { JudgeParamKey, JudgeParams } from '../domain/index.ts';

const share = z.string().regex(/^[0-9]{1,6}(\.[0-9]{1,6})?$/, '应为不小于0的十进制数，如 0.25');
const forms: Readonly<Record<JudgeParamKey, z.ZodType<string>>> = {
  approxBand: share,
  reachPolicy: z.enum(['atLeast', 'exact']),
  near: share,
  gapNarrow: share,
  frontRank: share,
  benchmarkRule: z.string().regex(/^(all|[1-9][0-9]{0,2})$/, '应为 all 或指标个数'),
  tolerance: share,
  minChange: share,
  coverageBasis: z.enum(coverageMeasures),
  visitSubject: z.enum(visitSubjects),
  surveyFactor: share,
  surveySample: z.string().regex(/^[1-9][0-9]{0,5}$/, '应为正整数，如 30'),
};

export const judgeParamSpecs = Object.fromEntries(
  judgeParamKeys.map((key) => {
    const { key: code, label, value } = defaultJudgeParams[key];
    return [key, declareParam({ code: code as `answer.${string}`, label, schema: forms[key].meta({ label }), rows: [{ from: programStart, value }] })];
  }),
) as Readonly<Record<JudgeParamKey, ParamKey<z.ZodType<string>>>>;

const specs = Object.values(judgeParamSpecs);
export const isJudgeParam = (code: string): boolean => specs.some((spec) => spec.code === code);

export interface DatedJudgeParams {
  readonly on: (day: string) => JudgeParams;
  /** days from which another value holds */
  readonly days: readonly string[];
}

/** A pure reader of the figures in force on a day, as they were known at a moment. */
export async function loadJudgeParams(tx: Tx, knownAt?: Instant): Promise<DatedJudgeParams> {
  const place = { region: tx.region, ...(knownAt === undefined ? {} : { knownAt }) };
  const read = await loadParams(tx, specs, place);
  const days = await paramDays(tx, specs, place);
  const readOn = (on: string): JudgeParams => {
    const entries = judgeParamKeys.map((key) => {
      const { value, source } = read(judgeParamSpecs[key], parseDay(on));
      return [key, { ...defaultJudgeParams[key], value: String(value), source: [source.document, source.article].filter((part) => part !== undefined).join(' ') }];
    });
    return Object.fromEntries(entries) as JudgeParams;
  };
  // One reading per stretch of days with the same rows, however many clauses ask.
  const known = new Map<string, JudgeParams>();
  const on = (day: string): JudgeParams => {
    const stretch = days.findLast((first) => first <= day) ?? '';
    const found = known.get(stretch) ?? readOn(day);
    known.set(stretch, found);
    return found;
  };
  return { on, days };
}
