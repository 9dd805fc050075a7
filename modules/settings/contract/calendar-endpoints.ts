import { z } from 'zod';
import { actionOfferSchema } from '#kernel/decision.ts';
import { endpoint } from '#kernel/endpoint.ts';
import { confirmedReadingSchema, tableReadingSchema } from '#kernel/table-file.ts';
import { linkSchema } from './parameter.ts';

export const dayArrangements = ['off', 'work'] as const;
export type DayArrangement = (typeof dayArrangements)[number];
export const dayArrangementLabel = { off: '放假', work: '上班' } satisfies Record<DayArrangement, string>;

const calendarDaySchema = z.strictObject({ on: z.iso.date(), arrangement: z.enum(dayArrangements), name: z.string(), documentNo: z.string() });
export type CalendarDayView = z.output<typeof calendarDaySchema>;

const noticeSchema = z.strictObject({
  documentNo: z.string(),
  year: z.int(),
  title: z.string(),
  publishedOn: z.iso.date(),
  link: z.string().nullable(),
  days: z.int().nonnegative(),
});

export const getWorkingCalendar = endpoint({
  id: 'settings.get-working-calendar',
  method: 'GET',
  path: '/api/working-calendar',
  summary: '工作日历：历年放假通知和调休安排',
  access: 'signed-in',
  query: z.strictObject({
    year: z
      .string()
      .regex(/^20[0-9]{2}$/, '「年度」应为四位年份')
      .transform(Number)
      .optional()
      .meta({ label: '年度' }),
  }),
  reply: z.strictObject({
    year: z.int(),
    years: z.array(z.int()),
    notices: z.array(noticeSchema),
    days: z.array(calendarDaySchema),
    /** the coming year's notice is usually published in autumn; said when it is still missing */
    missingYear: z.int().nullable(),
    actions: z.array(actionOfferSchema),
  }),
  refusals: [],
});

export const maxCalendarFileBytes = 1024 * 1024;
export const calendarFile = { field: 'file', label: '放假安排表', maxBytes: maxCalendarFileBytes } as const;

const noticeFields = z.strictObject({
  year: z
    .string()
    .regex(/^20[0-9]{2}$/, '「年度」应为四位年份')
    .transform(Number)
    .meta({ label: '年度' }),
  documentNo: z
    .string()
    .trim()
    .regex(/^[\u4e00-\u9fa5]{2,20}〔20[0-9]{2}〕[1-9][0-9]{0,4}号$/, '「文号」应写成如 国办发明电〔2025〕7号，括号用〔〕')
    .meta({ label: '文号' }),
  title: z.string().trim().min(4).max(200).meta({ label: '通知名称' }),
  publishedOn: z.iso.date().meta({ label: '发布日期' }),
  link: linkSchema.optional(),
});

export const calendarFaultSchema = z.strictObject({ row: z.int(), column: z.string().nullable(), message: z.string() });
export type CalendarFault = z.output<typeof calendarFaultSchema>;

const fileRefusalCodes = ['file.empty_file', 'file.too_large', 'file.type_mismatch', 'file.text_encoding'] as const;

export const previewCalendarNotice = endpoint({
  id: 'settings.preview-calendar-notice',
  method: 'POST',
  path: '/api/working-calendar/previews',
  summary: '预览放假安排表',
  access: { permission: 'calendar.import', target: 'many' },
  accepts: 'multipart',
  file: calendarFile,
  body: noticeFields,
  reply: z.strictObject({ days: z.array(calendarDaySchema), faults: z.array(calendarFaultSchema), sha256: z.string(), reading: tableReadingSchema }),
  refusals: fileRefusalCodes,
});

export const importCalendarNotice = endpoint({
  id: 'settings.import-calendar-notice',
  method: 'POST',
  path: '/api/working-calendar/imports',
  summary: '导入放假通知',
  access: { permission: 'calendar.import', target: 'many' },
  accepts: 'multipart',
  file: calendarFile,
  body: noticeFields.extend({ confirmedReading: confirmedReadingSchema }),
  reply: z.strictObject({ documentNo: z.string(), days: z.int(), dutiesSettled: z.int() }),
  refusals: [...fileRefusalCodes, 'settings.calendar_invalid', 'settings.notice_known'],
});
