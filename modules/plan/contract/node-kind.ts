/** Kinds of outline nodes (contract luoshi.plan/1, 7.1) with their Chinese names. */
import { z } from 'zod';

export const nodeKinds = [
  'document',
  'title',
  'preamble',
  'part',
  'section',
  'paragraph',
  'principle',
  'dashItem',
  'task',
  'lead',
  'measure',
  'box',
  'boxBlock',
  'boxParagraph',
  'table',
  'row',
  'duty',
  'annex',
  'letter',
] as const;
export type NodeKind = (typeof nodeKinds)[number];
export const nodeKindSchema = z.enum(nodeKinds);

export const nodeKindLabel = {
  document: '全文',
  title: '标题',
  preamble: '引言',
  part: '部分',
  section: '节',
  paragraph: '段落',
  principle: '原则',
  dashItem: '分项',
  task: '任务',
  lead: '导语',
  measure: '举措',
  box: '专栏',
  boxBlock: '专栏条目',
  boxParagraph: '专栏段落',
  table: '表格',
  row: '表行',
  duty: '责任分工',
  annex: '附件',
  letter: '正文外文字',
} satisfies Record<NodeKind, string>;
