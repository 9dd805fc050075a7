import { parseMoment } from '#kernel/calendar.ts';
import { toCsv } from '#libs/plantext/index.ts';
import { writeWorkbook } from '#kernel/server/readers/write-workbook.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { fileReply, presentFile } from '#kernel/server/file-reply.ts';
import { xlsxMediaType } from '#kernel/server/documents/render-xlsx.ts';
import { csvMediaType } from '#kernel/csv.ts';
import { auditKindLabel, auditNetworkLabel, exportAudit } from '../contract/index.ts';
import type { AuditFormat } from '../contract/index.ts';
import { accessRefusals } from './access-refusals.ts';
import { presentLine, readAudit } from './audit-store.ts';
import type { AuditRow } from './audit-store.ts';
import { recordAct } from './audit-trail.ts';

const maxLines = 50_000;
const columns = [
  { title: '时间', width: 20 },
  { title: '类别', width: 14 },
  { title: '办理人', width: 14 },
  { title: '来访网络', width: 10 },
  { title: '代谁办理', width: 14 },
  { title: '操作', width: 32 },
  { title: '对象', width: 40 },
  { title: '被查看人', width: 14 },
  { title: '事由', width: 32 },
  { title: '请求编号', width: 38 },
];

/** The clock of China without its offset, as officials read it. */
const localTime = (moment: string): string => parseMoment(moment).toZonedDateTimeISO('Asia/Shanghai').toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' ');

function cellsOf(row: AuditRow): readonly string[] {
  const line = presentLine(row);
  return [
    localTime(line.at),
    auditKindLabel[line.kind],
    line.actorName,
    line.network === null ? '' : auditNetworkLabel[line.network],
    line.onBehalfOf ?? '',
    line.actionLabel,
    line.subject ?? '',
    line.about?.name ?? '',
    line.purpose ?? '',
    line.requestId ?? '',
  ];
}

const writers: Readonly<Record<AuditFormat, { readonly mediaType: string; readonly write: (rows: readonly (readonly string[])[]) => Promise<Uint8Array> }>> = {
  csv: { mediaType: csvMediaType, write: async (rows) => Buffer.from(toCsv([columns.map(({ title }) => title), ...rows])) },
  xlsx: {
    mediaType: xlsxMediaType,
    write: (rows) => writeWorkbook({ name: '审计记录', heading: '审计记录', columns, rows }),
  },
};

export const exportAuditUseCase = useCase(
  exportAudit,
  async ({ query }, context) => {
    const rows = await readAudit(query, { after: null, limit: maxLines + 1 }, context);
    if (rows.length > maxLines) context.refuse(accessRefusals.audit_too_many({ limit: maxLines }));
    await recordAct(context, { action: exportAudit.id, subject: null });
    const { mediaType, write } = writers[query.format];
    const bytes = await write(rows.map(cellsOf));
    return fileReply(`审计记录-${context.today.toString()}.${query.format}`, mediaType, bytes);
  },
  {
    recordsViews: true,
    present: presentFile,
  },
);
