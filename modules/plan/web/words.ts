import type { PlanCounts, SourceFormat } from '../contract/index.ts';
import { sourceFormatLabel } from '../contract/index.ts';

/** A moment of the wire (with the offset of Asia/Shanghai) as people read it: 2026年11月23日 16:05. */
export const momentWords = (moment: string): string => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2})/.exec(moment);
  return parts === null ? moment : `${parts[1]}年${Number(parts[2])}月${Number(parts[3])}日 ${parts[4]}`;
};

export const dayWords = (moment: string): string => momentWords(moment).split(' ')[0] ?? moment;

/** 1234567 → 1,234,567 */
export const countWords = (count: number): string => count.toLocaleString('en-US');

const oneDecimal = (value: number): string => value.toFixed(1).replace(/\.0$/, '');

/** 55211 → 53.9 KB (1 KB = 1024 bytes) */
export const sizeWords = (bytes: number): string => {
  if (bytes < 1024) return `${bytes} 字节`;
  return bytes < 1024 * 1024 ? `${oneDecimal(bytes / 1024)} KB` : `${oneDecimal(bytes / 1024 / 1024)} MB`;
};

export const sourceWords = (format: SourceFormat, encoding: string): string => sourceFormatLabel[format] + (encoding === 'none' ? '' : `（${encoding.toUpperCase()}）`);

/** How many nodes of a kind the counts hold; a kind that does not occur is 0. */
export const nodeCount = (counts: PlanCounts, kind: string): number => counts.nodes[kind] ?? 0;
