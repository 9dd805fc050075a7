/** Rules of the module beside judging, as dated parameters with a source: what drafts ask for, what to check first, which jump needs a word. */
import { z } from 'zod';
import type { Instant } from '#kernel/calendar.ts';
import { parseDay } from '#kernel/calendar.ts';
import { evidenceGrades } from '#kernel/evidence.ts';
import { declareParam, programStart } from '#kernel/param.ts';
import { loadParams } from '#kernel/server/params.ts';
import type { ParamReader } from '#kernel/server/params.ts';
import type { Tx } from '#kernel/server/db.ts';
import { defaultCheckWeights, defaultEntryLimits, defaultJumpFactor, defaultProposalRules } from '../domain/index.ts';

export const proposalRulesParam = declareParam({
  code: 'answer.proposal-rules',
  label: '证据约定草案的默认要求',
  note: '按原文起草约定时填入的有效天数和最低等级，起草后可以逐条修改',
  schema: z.strictObject({ freshDays: z.int().min(1).max(3660).meta({ label: '有效天数' }), minGrade: z.enum(evidenceGrades).meta({ label: '最低等级' }) }),
  rows: [{ from: programStart, value: defaultProposalRules }],
});

const points = (label: string) =>
  z
    .string()
    .regex(/^[0-9]{1,3}(\.[0-9]{1,2})?$/, `「${label}」应为不小于0的数，最多两位小数`)
    .meta({ label });
export const checkWeightsParam = declareParam({
  code: 'answer.check-weights',
  label: '核查顺序分的各项分值',
  note: '分值高的先核查；核查清单上方印出所用的公式',
  schema: z.strictObject({
    divergent: points('各方说法不一'),
    doubtful: points('来源数不一致'),
    selfOnly: points('只有自报'),
    ungraded: points('有D级证据'),
    aging: points('每满一段没有核查'),
    agingDays: z.int().min(1).max(3660).meta({ label: '一段的天数' }),
    agingMost: z.int().min(0).max(100).meta({ label: '最多计几段' }),
  }),
  rows: [{ from: programStart, value: defaultCheckWeights }],
});

export const jumpFactorParam = declareParam({
  code: 'answer.jump-factor',
  label: '填报数相差几倍要写明异常说明',
  note: '超过上一次的这么多倍，或不足它的几分之一，要核对单位并写明异常说明',
  schema: z
    .string()
    .regex(/^([1-9][0-9]{0,3}(\.[0-9]{1,3})?)$/, '应为不小于1的数，如 2 或 1.5')
    .meta({ label: '倍数' }),
  rows: [{ from: programStart, value: defaultJumpFactor }],
});

export const entryLimitsParam = declareParam({
  code: 'answer.entry-limits',
  label: '填报证据时核对数值的界限',
  note: '部分之和与总数、数值与分子分母相差超过允许差异的要写明异常说明并再次确认；达到最大值的一律不收',
  schema: z.strictObject({
    partsTolerance: z
      .string()
      .regex(/^0(\.[0-9]{1,6})?$/, '应为0到1之间的十进制数，如 0.005')
      .meta({ label: '部分与总数的允许差异' }),
    most: z
      .string()
      .regex(/^[1-9][0-9]{0,17}$/, '应为正整数，最多18位')
      .meta({ label: '不可能达到的数值' }),
  }),
  rows: [{ from: programStart, value: defaultEntryLimits }],
});

/** Read with one statement; the reader gives the value in force on a day. */
const loadRules = (tx: Tx, knownAt?: Instant): Promise<ParamReader> =>
  loadParams(tx, [proposalRulesParam, checkWeightsParam, jumpFactorParam, entryLimitsParam], { region: tx.region, ...(knownAt === undefined ? {} : { knownAt }) });

export async function rulesOn(tx: Tx, { on, knownAt }: { readonly on: string; readonly knownAt?: Instant }) {
  const read = await loadRules(tx, knownAt);
  const day = parseDay(on);
  return {
    proposal: read(proposalRulesParam, day).value,
    checks: read(checkWeightsParam, day).value,
    jumpFactor: read(jumpFactorParam, day).value,
    entryLimits: read(entryLimitsParam, day).value,
  };
}
