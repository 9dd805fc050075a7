import { gapReasonLabel, precisionLabel, qualityLabel } from '../contract/index.ts';
import type { GapReason, Point, Precision } from '../contract/index.ts';

/** A moment of the wire (with the offset of Asia/Shanghai) as people read it: 2026年11月23日 16:05. */
export const momentWords = (moment: string): string => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})[T ](\d{2}:\d{2})/.exec(moment);
  return parts === null ? moment : `${parts[1]}年${Number(parts[2])}月${Number(parts[3])}日 ${parts[4]}`;
};

const precisionBefore: Readonly<Record<Precision, string>> = { exact: '', rounded: '约', about: '约', above: '超过', below: '低于' };

/** A figure or, in its place, why there is none. Never an empty cell, never 0. */
export const figureWords = (value: string | null, gap: GapReason | null): string => value ?? (gap === null ? '无数值' : gapReasonLabel[gap]);

export const pointWords = (point: Point): string =>
  point.value === null ? (point.gap === null ? (point.reasons[0]?.text ?? '无数值') : gapReasonLabel[point.gap]) : `${precisionBefore[point.precision]}${point.value}`;

export const qualityWords = (point: Point): string => {
  const quality = point.quality === null ? '公式计算' : qualityLabel[point.quality];
  return point.precision === 'exact' ? quality : `${quality}，${precisionLabel[point.precision]}`;
};
