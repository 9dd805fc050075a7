import type { Instant } from '#kernel/calendar.ts';
import { attachmentHeader } from '#kernel/server/clean-file-name.ts';
import { registerPreface } from '#kernel/server/documents/register-preface.ts';
import { renderXlsx, xlsxMediaType } from '#kernel/server/documents/render-xlsx.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { dutyStandingLabel, exportDuties } from '../contract/index.ts';
import type { DutyOccurrenceView } from '../contract/index.ts';
import { writeICalendar } from './write-icalendar.ts';
import { readDuties } from './list-duties.ts';

const toSheet = (items: readonly DutyOccurrenceView[], heading: string, at: Instant): Promise<Uint8Array> =>
  renderXlsx(heading, [
    {
      name: '职责日历',
      preface: registerPreface({ title: heading, at, count: items.length, counter: '期', isDemo: false }),
      columns: [
        { title: '代号', width: 8 },
        { title: '职责', width: 28 },
        { title: '期间', width: 18 },
        { title: '责任岗位', width: 20 },
        { title: '可开始', width: 12, kind: 'day' },
        { title: '规定日', width: 12, kind: 'day' },
        { title: '期限', width: 12, kind: 'day' },
        { title: '办理情况', width: 12 },
        { title: '办结日', width: 12, kind: 'day' },
        { title: '说明', width: 30 },
      ],
      rows: items.map((one) => [
        one.code,
        one.label,
        one.periodText,
        one.ownerLabel,
        one.opensOn,
        one.nominalOn,
        one.dueOn ?? '待放假通知',
        dutyStandingLabel[one.standing],
        one.doneOn,
        one.reason,
      ]),
    },
  ]);

export const exportDutiesUseCase = useCase(
  exportDuties,
  async ({ query }, context) => {
    const { shown } = await readDuties(query, context);
    const heading = `职责日历（${query.from}至${query.to}）`;
    const bytes = query.format === 'ics' ? Buffer.from(writeICalendar(shown, { now: context.now, region: context.tx.region }), 'utf8') : await toSheet(shown, heading, context.now);
    return { fileName: `职责日历-${query.from}-${query.to}.${query.format}`, format: query.format, base64: Buffer.from(bytes).toString('base64') };
  },
  {
    present: ({ fileName, format, base64 }) => ({
      body: Buffer.from(base64, 'base64'),
      headers: {
        'content-type': format === 'ics' ? 'text/calendar; charset=utf-8' : xlsxMediaType,
        'content-disposition': attachmentHeader(fileName),
        'x-content-type-options': 'nosniff',
      },
    }),
  },
);
