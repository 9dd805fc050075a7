/** The lines above every exported register: what it is, when and how much was taken, and that demonstration data is no paper of office. */
import { formatMoment } from '../../calendar.ts';
import type { Instant } from '../../calendar.ts';

interface Register {
  readonly title: string;
  readonly at: Instant;
  readonly count: number;
  /** Chinese measure word, e.g. 张 */
  readonly counter: string;
  readonly isDemo: boolean;
}

const minuteLength = 'YYYY-MM-DDThh:mm'.length;

export const registerPreface = ({ title, at, count, counter, isDemo }: Register): readonly string[] => [
  title,
  `导出时间 ${formatMoment(at).slice(0, minuteLength).replace('T', ' ')}，共${count}${counter}`,
  ...(isDemo ? ['含演示数据，不作为公文使用'] : []),
];
