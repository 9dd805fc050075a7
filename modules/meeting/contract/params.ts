/** Dated parameters of meetings (workflows §9). */
import { z } from 'zod';
import { declareParam, programStart } from '#kernel/param.ts';

const whole = (label: string, max = 366) => z.int().min(0).max(max).meta({ label });

export const meetingParam = declareParam({
  code: 'meeting.rules',
  label: '领导小组会议规则',
  note: '材料冻结（会前工作日）、纪要印发（会后工作日）、法定人数百分比、严重滞后天数、排序权重。',
  schema: z.strictObject({
    freezeDays: whole('会前冻结工作日', 30),
    minutesDays: whole('纪要印发工作日', 30),
    quorumShare: whole('法定人数百分比', 100),
    redDays: whole('严重滞后天数'),
    daysPerPoint: whole('每分对应滞后天数'),
    moneyWeight: whole('资金比重系数', 10),
  }),
  rows: [{ from: programStart, value: { freezeDays: 3, minutesDays: 5, quorumShare: 50, redDays: 30, daysPerPoint: 30, moneyWeight: 3 } }],
});
export const meetingParams = [meetingParam] as const;
