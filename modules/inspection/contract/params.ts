/** Dated parameters of inspections: ceilings and time limits of workflows §17. */
import { z } from 'zod';
import { declareParam, programStart } from '#kernel/param.ts';

const whole = (label: string, max = 3660, min = 0) => z.int().min(min).max(max).meta({ label });

export const inspectionParam = declareParam({
  code: 'inspection.limits',
  label: '检查上限',
  note: '每单位每年与每季度次数、同一事项间隔天数、随机抽取百分比、整改工作日。',
  schema: z.strictObject({
    perYear: whole('每年次数', 366),
    perQuarter: whole('每季度次数', 92),
    sameSubjectDays: whole('同一事项间隔天数'),
    randomShare: whole('随机抽取百分比', 100),
    rectifyDays: whole('整改工作日'),
  }),
  rows: [{ from: programStart, value: { perYear: 8, perQuarter: 2, sameSubjectDays: 90, randomShare: 10, rectifyDays: 15 } }],
});

export const inspectionTeamParam = declareParam({
  code: 'inspection.team',
  label: '检查组与提醒',
  note: '检查组最少人数；检查日前、整改到期前提醒的工作日；被查单位每次迎检和每次整改占用的分钟数，计入单位负担。',
  schema: z.strictObject({
    leastMembers: whole('检查组最少人数', 20, 1),
    remindDays: whole('提前提醒工作日', 60),
    visitMinutes: whole('迎检分钟数', 1440),
    rectifyMinutes: whole('整改报告分钟数', 1440),
  }),
  rows: [{ from: programStart, value: { leastMembers: 2, remindDays: 3, visitMinutes: 60, rectifyMinutes: 40 } }],
});

const formSchema = (label: string) =>
  z
    .string()
    .min(4)
    .max(60)
    .regex(/\{号\}/, '文号须含「{号}」')
    .meta({ label });

export const inspectionNumberParam = declareParam({
  code: 'inspection.number',
  label: '检查文号',
  note: '{年} 与 {号} 由系统填入；检查通知和整改通知各自连续编号。',
  schema: z.strictObject({ notice: formSchema('检查通知文号'), rectify: formSchema('整改通知文号') }),
  rows: [{ from: programStart, value: { notice: '检查〔{年}〕{号}号', rectify: '整改〔{年}〕{号}号' } }],
});

export const inspectionParams = [inspectionParam, inspectionTeamParam, inspectionNumberParam] as const;
