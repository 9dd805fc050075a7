import { isDemonstration } from '#kernel/server/caller.ts';
import type { Context } from '#kernel/server/context.ts';
import { registerPreface } from '#kernel/server/documents/register-preface.ts';
import { renderXlsx, xlsxMediaType } from '#kernel/server/documents/render-xlsx.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { fileReply, presentFile } from '#kernel/server/file-reply.ts';
import { dutyStandingLabel, exportDuties } from '../contract/index.ts';
import type { DutyOccurrenceView } from '../contract/index.ts';
import { writeICalendar } from './write-icalendar.ts';
import { readDuties } from './list-duties.ts';

const toSheet = (items: readonly DutyOccurrenceView[], heading: string, { now, node }: Pick<Context, 'now' | 'node'>): Promise<Uint8Array> =>
  renderXlsx(heading, [
    {
      name: '职责日历',
      preface: registerPreface({ title: heading, at: now, count: items.length, counter: '期', isDemo: isDemonstration(node) }),
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
    const bytes = query.format === 'ics' ? writeICalendar(shown, { now: context.now, region: context.tx.region }) : await toSheet(shown, heading, context);
    return fileReply(`职责日历-${query.from}-${query.to}.${query.format}`, query.format === 'ics' ? 'text/calendar; charset=utf-8' : xlsxMediaType, bytes);
  },
  { present: presentFile },
);
