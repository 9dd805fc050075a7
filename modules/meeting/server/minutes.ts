/** The minutes as an official document. */
import { parseDay } from '#kernel/calendar.ts';
import { officialDay } from '#kernel/official-document.ts';
import type { DocumentBlock, OfficialDocument } from '#kernel/official-document.ts';
import { renderOfficialDocx } from '#kernel/server/documents/render-official-docx.ts';
import { docxMediaType } from '#kernel/server/documents/render-xlsx.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { fileReply, presentFile } from '#kernel/server/file-reply.ts';
import { decisionKindLabel, fateKindLabel, getMinutes } from '../contract/index.ts';
import type { DecisionKind } from '../contract/index.ts';
import { openMeeting, presentMeeting } from './open-meeting.ts';

type Shown = Awaited<ReturnType<typeof presentMeeting>>;
const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
/** 一、 … 十、, then 11． */
const numeral = (index: number): string => (numerals[index] === undefined ? `${index + 1}．` : `${numerals[index]}、`);

function itemBlocks(meeting: Shown): readonly DocumentBlock[] {
  const treated = meeting.agenda.filter(({ state }) => state === 'decided' || state === 'deferred' || state === 'noted');
  return treated.flatMap((item, index): DocumentBlock[] => {
    const own = meeting.results.filter(({ itemId }) => itemId === item.itemId);
    const lines = own.map((one) => {
      const task =
        one.kind === 'task'
          ? `（牵头单位：${one.lead?.name ?? ''}${one.coOrgs.length === 0 ? '' : `；配合单位：${one.coOrgs.map(({ name }) => name).join('、')}`}；时限：${one.dueOn ?? ''}；完成标准：${one.standard}）`
          : '';
      return `${decisionKindLabel[one.kind as DecisionKind]}：${one.text}${task}`;
    });
    return [
      { kind: 'heading', level: 1, text: `${numeral(index)}${item.title}` },
      { kind: 'paragraph', text: lines.length === 0 ? '会议知悉。' : lines.join('\n') },
    ];
  });
}

function attendanceText(meeting: Shown): string {
  const there = meeting.attendance.filter(({ presence }) => presence === 'present').map(({ name }) => name);
  const substitutes = meeting.attendance.filter(({ presence }) => presence === 'substitute').map(({ name, substitute, authority }) => `${substitute}（代${name}，${authority}）`);
  const absent = meeting.attendance.filter(({ presence }) => presence === 'absent').map(({ name }) => name);
  const recused = meeting.attendance
    .filter(({ recusedItems }) => recusedItems.length > 0)
    .map(
      ({ name, recusedItems }) =>
        `${name}对${meeting.agenda
          .filter(({ itemId }) => recusedItems.some((one) => one === itemId))
          .map(({ title }) => `「${title}」`)
          .join('、')}回避`,
    );
  return [`出席：${[...there, ...substitutes].join('、')}`, absent.length === 0 ? '' : `请假：${absent.join('、')}`, recused.length === 0 ? '' : `回避：${recused.join('；')}`]
    .filter((part) => part !== '')
    .join('\n');
}

export function minutesOf(meeting: Shown): OfficialDocument {
  const { done, open, late } = meeting.fateCounts;
  const fates =
    meeting.fates.length === 0
      ? '此前没有需要回顾的决定。'
      : `此前决定共${meeting.fates.length}项：${fateKindLabel.done}${done}项，${fateKindLabel.open}${open}项，${fateKindLabel.late}${late}项。`;
  return {
    issuer: '领导小组会议纪要',
    documentNo: meeting.minutesNo,
    title: meeting.title,
    blocks: [
      { kind: 'paragraph', text: `${officialDay(parseDay(meeting.heldOn))}${meeting.place === '' ? '' : `，在${meeting.place}`}召开领导小组会议。纪要如下。` },
      { kind: 'paragraph', text: fates },
      ...itemBlocks(meeting),
      { kind: 'paragraph', text: attendanceText(meeting) },
    ],
    signedBy: '领导小组办公室',
    signedOn: parseDay(meeting.issuedOn ?? meeting.heldOn),
    hasSealPlace: false,
    ...(meeting.state === 'issued' || meeting.state === 'closed' ? {} : { warning: '征求意见稿，未印发' }),
  };
}

export const getMinutesUseCase = useCase(
  getMinutes,
  async ({ params }, context) => {
    const meeting = await presentMeeting(await openMeeting(context, params.meetingId), context);
    const bytes = await renderOfficialDocx(minutesOf(meeting));
    return fileReply(`会议纪要-${meeting.heldOn}.docx`, docxMediaType, bytes);
  },
  { present: presentFile },
);
