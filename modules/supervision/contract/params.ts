/** Dated parameters of the module: time limits and ceilings of workflows §5, §6, §8, and the light rules of §7. */
import { z } from 'zod';
import { declareParam, programStart } from '#kernel/param.ts';
import { lightRuleSetSchema } from './light-rules.ts';
import { automaticTriggers } from './order.ts';
import { defaultLightRules } from './default-light-rules.ts';

const whole = (label: string, max = 3660) => z.int().min(0).max(max).meta({ label });
const from = programStart;

export const lightRulesParam = declareParam({
  code: 'light.rules',
  label: '判灯规则',
  note: '各维度的分档；只影响生效日起尚未封账的期间。',
  schema: lightRuleSetSchema,
  rows: [{ from, value: defaultLightRules }],
});

export const orderClockParam = declareParam({
  code: 'order.clock',
  label: '督办时限',
  note: '签收、首次反馈、其后反馈间隔、到期前提醒、佐证撤回后的复核，均为工作日。',
  schema: z.strictObject({
    signInDays: whole('签收工作日'),
    firstFeedbackDays: whole('首次反馈工作日'),
    feedbackDays: whole('反馈间隔工作日'),
    remindDays: whole('到期前提醒工作日'),
    reboundMonths: whole('反弹月数', 60),
    archiveDays: whole('归档天数'),
    reviewDays: whole('佐证撤回后复核工作日'),
  }),
  rows: [{ from, value: { signInDays: 2, firstFeedbackDays: 5, feedbackDays: 10, remindDays: 3, reboundMonths: 12, archiveDays: 60, reviewDays: 5 } }],
});

export const orderChangeParam = declareParam({
  code: 'order.changes',
  label: '延期与中止上限',
  note: '延期次数、合计占原时限的百分比、中止复核期限（天）。',
  schema: z.strictObject({ extensions: whole('延期次数', 9), lengthShare: whole('合计占原时限百分比', 300), reviewDays: whole('中止复核天数', 366) }),
  rows: [{ from, value: { extensions: 2, lengthShare: 50, reviewDays: 90 } }],
});

export const ladderParam = declareParam({
  code: 'order.ladder',
  label: '督办升级规则',
  note: '各色答复时限（工作日）、扣分、逾期分档（天）、退回升级次数、单位在办上限。',
  schema: z.strictObject({
    blueAnswerDays: whole('蓝色答复工作日'),
    yellowAnswerDays: whole('黄色答复工作日'),
    redAnswerDays: whole('红色答复工作日'),
    yellowPoints: whole('黄色扣分', 100),
    redPoints: whole('红色扣分', 100),
    longOverdueDays: whole('严重逾期天数'),
    returnsToRaise: whole('退回几次升级', 9),
    dueSoonDays: whole('临期工作日'),
    unsignedTaskDays: whole('任务未签收工作日'),
    openOrdersPerUnit: whole('单位在办上限', 999),
    objectionDays: whole('异议工作日'),
  }),
  rows: [
    {
      from,
      value: {
        blueAnswerDays: 5,
        yellowAnswerDays: 3,
        redAnswerDays: 5,
        yellowPoints: 1,
        redPoints: 2,
        longOverdueDays: 30,
        returnsToRaise: 2,
        dueSoonDays: 3,
        unsignedTaskDays: 8,
        openOrdersPerUnit: 10,
        objectionDays: 3,
      },
    },
  ],
});

/** What makes an order by itself, and in which colour; a trigger that is not listed makes none (workflows §6). */
export const orderRulesParam = declareParam({
  code: 'order.rules',
  label: '自动督办规则',
  note: '列出的情形自动立督办单：蓝色提示单直接交办，黄色、红色等人审定；未列出的情形不立单。',
  schema: z.strictObject({
    rules: z
      .array(z.strictObject({ trigger: z.enum(automaticTriggers).meta({ label: '情形' }), colour: z.enum(['blue', 'yellow', 'red']).meta({ label: '颜色' }) }))
      .max(automaticTriggers.length)
      .refine((rules) => new Set(rules.map(({ trigger }) => trigger)).size === rules.length, '同一情形只能有一条规则，请删去重复的规则')
      .meta({ label: '规则' }),
  }),
  rows: [
    {
      from,
      value: {
        rules: [
          { trigger: 'silent-at-closing', colour: 'blue' },
          { trigger: 'silent-twice', colour: 'yellow' },
          { trigger: 'unsigned-task', colour: 'blue' },
          { trigger: 'yellow-light', colour: 'blue' },
          { trigger: 'due-soon', colour: 'blue' },
          { trigger: 'yellow-twice', colour: 'yellow' },
          { trigger: 'red-twice', colour: 'red' },
        ],
      },
    },
  ],
});

export const orderNumberParam = declareParam({
  code: 'order.number',
  label: '督办单文号',
  note: '{年} 与 {号} 由系统填入。',
  schema: z.strictObject({
    form: z
      .string()
      .min(4)
      .max(60)
      .regex(/\{号\}/, '文号须含「{号}」')
      .meta({ label: '文号式样' }),
  }),
  rows: [{ from, value: { form: '督办〔{年}〕{号}号' } }],
});

/** What stands before 销号: colours whose result is shown to the public, and colours that somebody looks at on the spot. */
export const orderClosingParam = declareParam({
  code: 'order.closing',
  label: '销号条件',
  note: '列出的颜色销号前须公示办结结果（工作日）、须经现场核查；未列出的不要求。',
  schema: z.strictObject({
    publicColours: z
      .array(z.enum(['none', 'blue', 'yellow', 'red']))
      .max(4)
      .meta({ label: '须公示的颜色' }),
    publicDays: z.int().min(1).max(60).meta({ label: '公示工作日' }),
    checkColours: z
      .array(z.enum(['none', 'blue', 'yellow', 'red']))
      .max(4)
      .meta({ label: '须现场核查的颜色' }),
  }),
  rows: [{ from, value: { publicColours: ['red'], publicDays: 5, checkColours: ['red'] } }],
});

/** Which groups hear of which colours; robots are set up by whoever runs the node, so nobody hears of anything until the office says so. */
export const orderAnnounceParam = declareParam({
  code: 'order.announce',
  label: '督办群通知',
  note: '列出的颜色交办或升色时，向列出的群机器人发一条通知；群机器人的地址由运行人员配置。',
  schema: z.strictObject({
    channels: z
      .array(z.enum(['wecom', 'dingtalk']))
      .max(2)
      .meta({ label: '群' }),
    colours: z
      .array(z.enum(['blue', 'yellow', 'red']))
      .max(3)
      .meta({ label: '颜色' }),
  }),
  rows: [{ from, value: { channels: [], colours: ['yellow', 'red'] } }],
});

const letterForm = (label: string) =>
  z
    .string()
    .min(4)
    .max(60)
    .regex(/\{号\}/, '文号须含「{号}」')
    .meta({ label });

export const orderLetterParam = declareParam({
  code: 'order.letters',
  label: '督查文书文号',
  note: '{年} 与 {号} 由系统填入；每种文书每年各自连续编号。',
  schema: z.strictObject({ urge: letterForm('催办通知单'), query: letterForm('督查函'), talk: letterForm('约谈通知书'), circular: letterForm('督查通报') }),
  rows: [{ from, value: { urge: '催办〔{年}〕{号}号', query: '督函〔{年}〕{号}号', talk: '约谈〔{年}〕{号}号', circular: '督报〔{年}〕{号}号' } }],
});

export const blockageParam = declareParam({
  code: 'blockage.clock',
  label: '协调时限',
  note: '受理、单位与分管领导两级办理、确认为工作日；上领导小组为天。',
  schema: z.strictObject({
    acceptDays: whole('受理工作日'),
    unitDays: whole('单位级工作日'),
    leaderDays: whole('分管领导级工作日'),
    groupDays: whole('上领导小组天数'),
    confirmDays: whole('确认工作日'),
  }),
  rows: [{ from, value: { acceptDays: 2, unitDays: 10, leaderDays: 10, groupDays: 30, confirmDays: 5 } }],
});

export const supervisionParams = [
  lightRulesParam,
  orderClockParam,
  orderChangeParam,
  ladderParam,
  orderRulesParam,
  orderNumberParam,
  orderClosingParam,
  orderLetterParam,
  orderAnnounceParam,
  blockageParam,
] as const;
