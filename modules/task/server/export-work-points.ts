import { dayOf, parseMoment } from '#kernel/calendar.ts';
import type { DocumentBlock } from '#kernel/official-document.ts';
import { docxMediaType } from '#kernel/server/documents/render-xlsx.ts';
import { renderOfficialDocx } from '#kernel/server/documents/render-official-docx.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { fileReply, presentFile } from '#kernel/server/file-reply.ts';
import { exportWorkPoints } from '../contract/index.ts';
import type { WorkPoint } from '../contract/index.ts';
import { readWorkPoints } from './work-points.ts';

const issuer = '领导小组办公室';

const pointWords = (point: WorkPoint, ordinal: number): string => {
  const units = [
    `牵头单位：${point.lead}`,
    ...(point.coUnits.length === 0 ? [] : [`配合单位：${point.coUnits.join('、')}`]),
    ...(point.leader === null ? [] : [`县领导：${point.leader}`]),
  ];
  return `${ordinal}. ${point.title}。${point.standard}，${point.dueOn}前完成。（${units.join('；')}）`;
};

/** Sections in the order of the plan, each with its points; excused clauses stand at the end with their reasons. */
function blocksOf(points: readonly WorkPoint[], excused: readonly { readonly label: string; readonly title: string; readonly reason: string }[]): DocumentBlock[] {
  const sections = [...new Set(points.map(({ section }) => section))];
  let ordinal = 0;
  const listed = sections.flatMap((section): DocumentBlock[] => [
    ...(section === '' ? [] : [{ kind: 'heading' as const, level: 2 as const, text: section }]),
    ...points
      .filter((point) => point.section === section)
      .map((point) => {
        ordinal += 1;
        return { kind: 'paragraph' as const, text: pointWords(point, ordinal) };
      }),
  ]);
  const reasons = excused.map(({ title, reason }) => ({ kind: 'paragraph' as const, text: `${title}：${reason}` }));
  return [...listed, ...(reasons.length === 0 ? [] : [{ kind: 'heading' as const, level: 1 as const, text: '本年度不列的条款及理由' }, ...reasons])];
}

export const exportWorkPointsUseCase = useCase(
  exportWorkPoints,
  async ({ query }, context) => {
    const content = await readWorkPoints(context, query);
    const signedOn = content.publishedAt === null ? context.today : dayOf(parseMoment(content.publishedAt));
    const bytes = await renderOfficialDocx({
      issuer,
      documentNo: content.documentNo ?? '',
      title: `${content.planTitle}${content.year}年工作要点`,
      blocks: blocksOf(content.points, content.excused),
      signedBy: issuer,
      signedOn,
      hasSealPlace: true,
      ...(content.publishedAt === null ? { warning: '草稿，尚未印发' } : {}),
    });
    return fileReply(`${content.year}年工作要点.docx`, docxMediaType, bytes);
  },
  { present: presentFile },
);
