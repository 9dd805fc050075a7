/** The sheet of a hand-over as .docx: who, from when, every entry, remarks, places for two signatures. */
import { parseDay } from '#kernel/calendar.ts';
import type { DocumentBlock, OfficialDocument } from '#kernel/official-document.ts';
import { officialDay } from '#kernel/official-document.ts';
import { renderOfficialDocx } from '#kernel/server/documents/render-official-docx.ts';
import { docxMediaType } from '#kernel/server/documents/render-xlsx.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { fileReply, presentFile } from '#kernel/server/file-reply.ts';
import { exportHandover, handoverActionLabel, handoverStateLabel } from '../contract/index.ts';
import type { HandoverView } from '../contract/index.ts';
import { presentHandover, requireSeen } from './handovers.ts';

const itemTable = ({ items }: HandoverView): DocumentBlock =>
  items.length === 0
    ? { kind: 'paragraph', text: '该岗位没有未了事项。' }
    : {
        kind: 'table',
        widths: [1, 3, 7, 3, 2],
        hasHeader: true,
        rows: [
          ['序号', '类别', '事项', '时限', '状态'],
          ...items.map(({ ordinal, kind, title, dueOn, isOpen }) => [String(ordinal), kind, title, dueOn ?? '—', isOpen ? '未了' : '已了结']),
        ],
      };

const noteBlocks = ({ notes }: HandoverView): readonly DocumentBlock[] =>
  notes.length === 0
    ? [{ kind: 'paragraph', text: '双方没有意见。' }]
    : notes.map(({ ordinal, author, body }) => ({ kind: 'paragraph', text: `${author}${ordinal === null ? '' : `（第 ${ordinal} 项）`}：${body}` }));

const stepBlocks = ({ steps }: HandoverView): readonly DocumentBlock[] =>
  steps.map((step) => ({
    kind: 'paragraph',
    text: `${step.at.slice(0, 16).replace('T', ' ')}　${step.onBehalfOf === null ? step.actor : `${step.actor}（代${step.onBehalfOf}）`}　${handoverActionLabel[step.action]}`,
  }));

function documentOf(view: HandoverView, isDemo: boolean): OfficialDocument {
  const { post, outgoing, incoming, deputy, effectiveOn, reason } = view;
  const blocks: readonly DocumentBlock[] = [
    { kind: 'paragraph', text: `岗位：${view.postWords}` },
    { kind: 'paragraph', text: `移交人：${outgoing.name}　接收人：${incoming.name}　代理人：${deputy.name}` },
    { kind: 'paragraph', text: `生效日期：${officialDay(parseDay(effectiveOn))}　状态：${handoverStateLabel[view.state]}` },
    { kind: 'paragraph', text: `事由：${reason}` },
    { kind: 'heading', level: 1, text: `一、未了事项（共 ${view.items.length} 项）` },
    itemTable(view),
    { kind: 'heading', level: 1, text: '二、意见' },
    ...noteBlocks(view),
    { kind: 'heading', level: 1, text: '三、办理经过' },
    ...stepBlocks(view),
    { kind: 'paragraph', text: '移交人（签字）：　　　　　　　　接收人（签字）：' },
    { kind: 'paragraph', text: `清单摘要（SHA-256）：${view.sheetSha256}` },
  ];
  return {
    issuer: post.orgName,
    documentNo: '',
    title: '岗位移交清单',
    blocks,
    signedBy: post.orgName,
    signedOn: parseDay(effectiveOn),
    hasSealPlace: false,
    ...(isDemo ? { warning: '演示数据，不作为公文使用' } : {}),
  };
}

export const exportHandoverUseCase = useCase(
  exportHandover,
  async ({ params }, context) => {
    const found = await requireSeen(params.handoverId, context, 'find');
    const view = await presentHandover(found, context);
    const bytes = await renderOfficialDocx(documentOf(view, found.outgoing_stamp === 'demo'));
    return fileReply(`岗位移交清单-${view.outgoing.name}-${view.effectiveOn}.docx`, docxMediaType, bytes);
  },
  { present: presentFile },
);
