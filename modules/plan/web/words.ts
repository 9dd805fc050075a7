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

export const sizeWords = (bytes: number): string => (bytes < 1024 ? `${bytes} 字节` : bytes < 1024 * 1024 ? `${(bytes / 1024).toFixed(1)} KB` : `${(bytes / 1024 / 1024).toFixed(1)} MB`);

export const sourceWords = (format: SourceFormat, encoding: string): string => `${sourceFormatLabel[format]}（${encoding.toUpperCase()}）`;

/** How many nodes of a kind the counts hold; a kind that does not occur is 0. */
export const nodeCount = (counts: PlanCounts, kind: string): number => counts.nodes[kind] ?? 0;
