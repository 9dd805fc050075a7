/** Dated parameters of the module; the values are the program's own defaults until a region sets others. */
import { z } from 'zod';
import { declareParam, programStart } from '#kernel/param.ts';

const count = (label: string, min: number, max: number) => z.int().min(min).max(max).meta({ label });
const minutes = (label: string) =>
  z
    .string()
    .regex(/^[0-9]{1,4}(\.[0-9])?$/, `「${label}」应为分钟数，最多一位小数`)
    .meta({ label });

export const roundRules = declareParam({
  code: 'task.round',
  label: '调度轮次',
  note: '决定每月填报何时开放、催报、截止、封账，以及「无变化」和字数的限制',
  schema: z.strictObject({
    closeDay: count('次月几日截止', 1, 28),
    sealAfterWorkingDays: count('截止后几个工作日封账', 1, 20),
    remindBeforeWorkingDays: count('截止前几个工作日催报', 1, 10),
    orderAfterWorkingDays: count('截止后几个工作日自动督办', 1, 10),
    coDueBeforeWorkingDays: count('配合单位提前几个工作日报送', 0, 10),
    noChangeRunning: count('最多连续几期无变化', 0, 12),
    doneCharacters: count('本期进展字数上限', 50, 5000),
    nextCharacters: count('下期打算字数上限', 50, 5000),
    explanationCharacters: count('提醒项说明最少字数', 1, 200),
    unlockDays: count('解锁有效天数', 1, 60),
  }),
  rows: [
    {
      from: programStart,
      value: {
        closeDay: 5,
        sealAfterWorkingDays: 3,
        remindBeforeWorkingDays: 2,
        orderAfterWorkingDays: 1,
        coDueBeforeWorkingDays: 1,
        noChangeRunning: 2,
        doneCharacters: 300,
        nextCharacters: 200,
        explanationCharacters: 10,
        unlockDays: 14,
      },
    },
  ],
});

export const decompositionRules = declareParam({
  code: 'task.decomposition',
  label: '任务分解时限',
  note: '决定征求意见和签收各有几个工作日，以及临近到期提前几天提示',
  schema: z.strictObject({ consultWorkingDays: count('征求意见工作日', 1, 30), acceptWorkingDays: count('签收工作日', 1, 30), dueSoonDays: count('临近到期天数', 1, 90) }),
  rows: [{ from: programStart, value: { consultWorkingDays: 5, acceptWorkingDays: 5, dueSoonDays: 10 } }],
});

export const burdenRules = declareParam({
  code: 'task.burden',
  label: '填报负担',
  note: '决定每种填报格折合几分钟、每个单位每月的预算，以及临时报表的张数',
  schema: z.strictObject({
    number: minutes('数字'),
    choice: minutes('选择'),
    text: minutes('文字'),
    file: minutes('附件'),
    confirm: minutes('确认'),
    budget: minutes('每单位每月预算'),
    adHocForms: count('每单位每月临时报表张数', 0, 50),
  }),
  rows: [{ from: programStart, value: { number: '1', choice: '0.5', text: '5', file: '3', confirm: '0.2', budget: '240', adHocForms: 2 } }],
});

export const taskParams = [roundRules, decompositionRules, burdenRules] as const;
