/** The numbered 督办单 as an official document (GB/T 9704). No seal is drawn; a demo order says so on every page. */
import { parseDay } from '#kernel/calendar.ts';
import { officialDay } from '#kernel/official-document.ts';
import type { OfficialDocument } from '#kernel/official-document.ts';
import { renderOfficialDocx } from '#kernel/server/documents/render-official-docx.ts';
import { docxMediaType } from '#kernel/server/documents/render-xlsx.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { fileReply, presentFile } from '#kernel/server/file-reply.ts';
import { getOrderDocument, orderColourLabel, orderSourceLabel } from '../../contract/index.ts';
import type { OrderColour, OrderSource } from '../../contract/index.ts';
import { loadOrderRules, openCase } from './open-case.ts';
import type { OrderCase } from './open-case.ts';

const nameOfColour = (colour: OrderColour): string => (colour === 'none' ? '督办单' : orderColourLabel[colour]);

export function orderDocument({ order, parties, orgNames }: OrderCase): OfficialDocument {
  const issuedOn = parseDay(order.issued_on ?? order.start_on);
  const coUnits = parties.filter(({ state }) => state !== 'excused').map(({ org_id }) => orgNames.get(org_id) ?? '');
  const isExtended = order.due_on !== order.due_original_on;
  const rows: readonly (readonly [string, string])[] = [
    ['督办事项', order.title],
    ['事项来源', `${orderSourceLabel[order.source_kind as OrderSource]}${order.source_title === '' ? '' : `：${order.source_title}`}`],
    ['办理要求', order.matter],
    ['完成标准', order.standard],
    ['办理时限', `${officialDay(parseDay(order.due_on))}${isExtended ? `（原时限${officialDay(parseDay(order.due_original_on))}）` : ''}`],
    ['牵头单位', orgNames.get(order.lead_org_id) ?? ''],
    ['配合单位', coUnits.length === 0 ? '无' : coUnits.join('、')],
  ];
  return {
    issuer: '领导小组办公室文件',
    documentNo: order.number ?? '',
    title: nameOfColour(order.colour as OrderColour),
    addressees: [orgNames.get(order.lead_org_id) ?? '', ...coUnits].join('、'),
    blocks: [
      { kind: 'paragraph', text: '现将下列事项交你单位办理。请按要求签收、反馈，办结后报送办结报告和佐证材料。' },
      { kind: 'table', widths: [1, 4], hasHeader: false, rows: rows.map(([name, text]) => [{ text: name, bold: true, align: 'center' as const }, text]) },
      ...(order.rule_note === '' ? [] : [{ kind: 'paragraph' as const, text: `交办依据：${order.rule_note}` }]),
    ],
    signedBy: '领导小组办公室',
    signedOn: issuedOn,
    hasSealPlace: true,
    ...(order.stamp === 'demo' ? { warning: '演示数据，不作为公文使用' } : {}),
  };
}

export const getOrderDocumentUseCase = useCase(
  getOrderDocument,
  async ({ params }, context) => {
    const found = await openCase(context, params.orderId, await loadOrderRules(context));
    const bytes = renderOfficialDocx(orderDocument(found));
    const name = [...(found.order.number ?? '督办单（未编号）')].filter((mark) => !/[/\\:*?"<>|]/.test(mark)).join('');
    return fileReply(`${name}.docx`, docxMediaType, await bytes);
  },
  { present: presentFile },
);
