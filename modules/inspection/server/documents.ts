/** 检查通知 and 整改通知 as official documents (GB/T 9704). No seal is drawn; a demo inspection says so on every page. */
import { dayOf, parseDay, parseMoment } from '#kernel/calendar.ts';
import { officialDay } from '#kernel/official-document.ts';
import type { DocumentBlock, OfficialDocument } from '#kernel/official-document.ts';
import type { Context } from '#kernel/server/context.ts';
import { renderOfficialDocx } from '#kernel/server/documents/render-official-docx.ts';
import { docxMediaType } from '#kernel/server/documents/render-xlsx.ts';
import { useCase } from '#kernel/server/use-case.ts';
import type { FileReply } from '#kernel/file-reply.ts';
import { fileReply, presentFile } from '#kernel/server/file-reply.ts';
import { listOrgNames } from '#identity/server';
import { getInspectionNotice, getRectifyNotice, inspectionVerdictLabel } from '../contract/index.ts';
import type { InspectionVerdict } from '../contract/index.ts';
import { listEntriesOf } from '#supervision/server';
import { openInspection, teamOf } from './open-inspection.ts';
import type { OpenInspection } from './open-inspection.ts';
import { inspectionRefusals } from './refusals.ts';

const table = (rows: readonly (readonly [string, string])[]): DocumentBlock => ({
  kind: 'table',
  widths: [1, 4],
  hasHeader: false,
  rows: rows.map(([name, text]) => [{ text: name, bold: true, align: 'center' as const }, text]),
});

const shared = (open: OpenInspection, unit: string) => ({
  issuer: '领导小组办公室文件',
  addressees: unit,
  signedBy: '领导小组办公室',
  hasSealPlace: true,
  ...(open.row.stamp === 'demo' ? { warning: '演示数据，不作为公文使用' } : {}),
});

export function noticeOf(open: OpenInspection, unit: string, notifiedAt: string): OfficialDocument {
  const { row, members, names } = open;
  return {
    ...shared(open, unit),
    documentNo: row.number,
    title: '检查通知',
    blocks: [
      { kind: 'paragraph', text: `定于${officialDay(parseDay(row.planned_on))}对你单位开展检查，现将有关事项通知如下。` },
      table([
        ['检查事项', row.subject],
        ['检查内容', row.matter === '' ? '以检查事项为限' : row.matter],
        ['对应任务', row.task_title === '' ? '无' : row.task_title],
        [
          '检查组',
          teamOf(members)
            .map((userId) => names.get(userId) ?? '')
            .join('、'),
        ],
        ['检查时间', officialDay(parseDay(row.planned_on))],
      ]),
      { kind: 'paragraph', text: '请安排熟悉情况的人员在场，如实提供资料。检查人员与你单位有利害关系的，可在检查前提出回避。' },
    ],
    signedOn: dayOf(parseMoment(notifiedAt)),
  };
}

export function rectifyNoticeOf(open: OpenInspection, unit: string): OfficialDocument {
  const { row, findings } = open;
  const latest = [...new Map(findings.map((one) => [one.finding_id, one])).values()];
  const arrivedOn = row.arrived_at === null ? parseDay(row.planned_on) : dayOf(parseMoment(row.arrived_at));
  return {
    ...shared(open, unit),
    documentNo: row.rectify_number ?? '',
    title: '整改通知',
    blocks: [
      {
        kind: 'paragraph',
        text: `${officialDay(arrivedOn)}，检查组对你单位「${row.subject}」进行了检查（${row.number}），认定${row.verdict === null ? '' : inspectionVerdictLabel[row.verdict as InspectionVerdict]}：${row.finding}`,
      },
      { kind: 'heading', level: 1, text: '一、现场发现' },
      ...latest.map((one, index): DocumentBlock => ({ kind: 'paragraph', text: `${index + 1}．${one.text}（地点：${one.place}）` })),
      { kind: 'heading', level: 1, text: '二、整改要求' },
      { kind: 'paragraph', text: row.requirement },
      {
        kind: 'paragraph',
        text: `请于${row.rectify_due_on === null ? '' : officialDay(parseDay(row.rectify_due_on))}前完成整改，在系统中报告整改情况并附佐证。整改后由另一位检查人员复查。`,
      },
    ],
    signedOn: parseDay(row.rectify_on ?? row.planned_on),
  };
}

const unitOf = async ({ row }: OpenInspection, { tx, today }: Context): Promise<string> => (await listOrgNames(tx, [row.org_id], today)).get(row.org_id) ?? '';

export async function asDocx(document: OfficialDocument): Promise<FileReply> {
  const name = [...`${document.title.replaceAll('\n', '')}${document.documentNo}`].filter((mark) => !/[/\\:*?"<>|]/.test(mark)).join('');
  return fileReply(`${name}.docx`, docxMediaType, await renderOfficialDocx(document));
}

export const getInspectionNoticeUseCase = useCase(
  getInspectionNotice,
  async ({ params }, context) => {
    const open = await openInspection(context, params.inspectionId);
    const notified = (await listEntriesOf(context.tx, params.inspectionId)).findLast(({ action }) => action === 'notify');
    if (notified === undefined) throw inspectionRefusals.no_notice();
    return asDocx(noticeOf(open, await unitOf(open, context), notified.taken_at));
  },
  { present: presentFile },
);

export const getRectifyNoticeUseCase = useCase(
  getRectifyNotice,
  async ({ params }, context) => {
    const open = await openInspection(context, params.inspectionId);
    if (open.row.rectify_number === null) throw inspectionRefusals.no_rectify_notice();
    return asDocx(rectifyNoticeOf(open, await unitOf(open, context)));
  },
  { present: presentFile },
);
