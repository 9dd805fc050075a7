import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { dutyFulfilmentLabel, dutyFulfilments, dutyStandingLabel, dutyStandings, dutyStateLabel, dutyStates } from '#kernel/duty.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { fileReplySchema } from '#kernel/file-reply.ts';

export { dutyFulfilmentLabel, dutyFulfilments, dutyStandingLabel, dutyStandings, dutyStateLabel, dutyStates };

export const dutyOccurrenceSchema = z.strictObject({
  code: z.string(),
  period: z.string(),
  label: z.string(),
  periodText: z.string(),
  ownerRole: z.string(),
  ownerLabel: z.string(),
  opensOn: z.iso.date(),
  nominalOn: z.iso.date(),
  /** null while the notice of the year is missing */
  dueOn: z.iso.date().nullable(),
  state: z.enum(dutyStates),
  standing: z.enum(dutyStandings),
  doneOn: z.iso.date().nullable(),
  reason: z.string().nullable(),
  revision: z.int(),
  doneBy: z.enum(dutyFulfilments),
  /** which act does it, or what is to be shown */
  doneWords: z.string(),
  /** what was registered, when it was done by a record */
  record: z.strictObject({ documentNo: z.string(), note: z.string(), by: z.string() }).nullable(),
  /** what did it, when it was done by an act or found in evidence */
  object: z.strictObject({ type: z.string(), id: z.string() }).nullable(),
  /** register, exempt, or take either back */
  actions: z.array(actionOfferSchema),
});
export type DutyOccurrenceView = z.output<typeof dutyOccurrenceSchema>;

const spanQuery = {
  from: z.iso.date().meta({ label: '开始日期' }),
  to: z.iso.date().meta({ label: '结束日期' }),
  standing: z.enum(dutyStandings).optional().meta({ label: '办理情况' }),
  q: z.string().max(100).optional().meta({ label: '名称' }),
  mine: z.enum(['yes']).optional().meta({ label: '只看我的岗位' }),
};

export const listDuties = endpoint({
  id: 'settings.list-duties',
  method: 'GET',
  path: '/api/duties',
  summary: '职责日历：一段日子里到期的职责',
  access: 'signed-in',
  query: z.strictObject(spanQuery),
  reply: z.strictObject({
    items: z.array(dutyOccurrenceSchema),
    counts: z.record(z.enum(dutyStandings), z.int()),
    /** days off and make-up working days in the span */
    days: z.array(z.strictObject({ on: z.iso.date(), working: z.boolean(), name: z.string() })),
    missingYears: z.array(z.int()),
    today: z.iso.date(),
  }),
  refusals: ['settings.span_too_long'],
});

export const calendarFormats = ['ics', 'xlsx'] as const;
export type CalendarFormat = (typeof calendarFormats)[number];
export const calendarFormatLabel = { ics: '日历文件', xlsx: 'Excel 表' } satisfies Record<CalendarFormat, string>;

export const exportDuties = endpoint({
  id: 'settings.export-duties',
  method: 'GET',
  path: '/api/duties/export',
  summary: '导出职责日历',
  access: 'signed-in',
  query: z.strictObject({ ...spanQuery, format: z.enum(calendarFormats).meta({ label: '格式' }) }),
  reply: fileReplySchema,
  refusals: ['settings.span_too_long'],
});

const place = z.strictObject({
  code: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{0,30}$/)
    .meta({ label: '职责' }),
  period: z
    .string()
    .regex(/^[0-9]{4}[0-9A-Z-]{0,7}$/)
    .meta({ label: '期间' }),
});
const reason = z.string().trim().min(2).max(500).meta({ label: '理由' });

/** Done outside the product: by the post that owes it, with the document. */
export const completeDuty = endpoint({
  id: 'settings.complete-duty',
  method: 'POST',
  path: '/api/duties/:code/:period/completions',
  summary: '登记一期职责已完成',
  access: { permission: 'duty.complete', target: 'one' },
  params: place,
  body: z.strictObject({
    documentNo: z.string().trim().min(2, '请填写「文件或凭据」').max(200, '「文件或凭据」不能超过200字').meta({ label: '文件或凭据' }),
    note: z.string().trim().max(2000, '「说明」不能超过2000字').default('').meta({ label: '说明' }),
    doneOn: z.iso.date().meta({ label: '完成日期' }),
    expectedRevision: z.int().min(1).meta({ label: '所见版本' }),
  }),
  reply: z.strictObject({ state: z.enum(dutyStates) }),
  refusals: ['duty.not_found', 'duty.not_owner', 'duty.by_act', 'duty.not_open', 'duty.day_unfit', 'duty.changed'],
});

export const withdrawDutyCompletion = endpoint({
  id: 'settings.withdraw-duty-completion',
  method: 'POST',
  path: '/api/duties/:code/:period/completions/ends',
  summary: '撤回登记错的完成，写明理由；原登记保留',
  access: { permission: 'duty.complete', target: 'one' },
  params: place,
  body: z.strictObject({ reason }),
  reply: z.strictObject({ state: z.enum(dutyStates) }),
  refusals: ['duty.not_found', 'duty.not_owner', 'duty.no_record'],
});

export const exemptDutyOccurrence = endpoint({
  id: 'settings.exempt-duty',
  method: 'POST',
  path: '/api/duties/:code/:period/exemptions',
  summary: '豁免一期职责',
  access: { permission: 'duty.exempt', target: 'one' },
  params: place,
  body: z.strictObject({ reason, expectedRevision: z.int().min(1).meta({ label: '所见版本' }) }),
  reply: z.strictObject({ state: z.enum(dutyStates) }),
  refusals: ['duty.not_found', 'duty.not_open', 'duty.changed'],
});

export const endDutyExemption = endpoint({
  id: 'settings.end-duty-exemption',
  method: 'POST',
  path: '/api/duties/:code/:period/exemptions/ends',
  summary: '撤销职责的豁免',
  access: { permission: 'duty.exempt', target: 'one' },
  params: place,
  body: z.strictObject({ reason }),
  reply: z.strictObject({ state: z.enum(dutyStates) }),
  refusals: ['duty.not_found', 'duty.not_exempt'],
});
