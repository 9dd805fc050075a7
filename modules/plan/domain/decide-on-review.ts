/** Whether a version can be reviewed at all: only the newest one, because older reviews never reach the next version. */
import { allowed, denied } from '#kernel/decision.ts';
import type { Decision } from '#kernel/decision.ts';

export const supersededReason = (latestOrdinal: number): string => `已经导入了第 ${latestOrdinal} 版，旧版本的意见不再接受。请打开第 ${latestOrdinal} 版提出意见。`;

export function decideOnReview({ ordinal, latestOrdinal }: { readonly ordinal: number; readonly latestOrdinal: number }): Decision {
  return ordinal === latestOrdinal ? allowed : denied('plan.version_superseded', supersededReason(latestOrdinal));
}
