/** What stands before 销号 (workflows §5): the result was shown to the public long enough, and somebody looked on the spot. */
import { allowed, denied } from '#kernel/decision.ts';
import type { Decision } from '#kernel/decision.ts';

export interface ClosingFacts {
  readonly today: string;
  /** the colour wants 公示 of so many working days; null = none */
  readonly publicDays: number | null;
  /** last day of the publication of this cycle that was not stopped; null = none */
  readonly publicUntil: string | null;
  /** the publication was stopped and no other stands */
  readonly isStopped: boolean;
  readonly wantsCheck: boolean;
  /** the last look on the spot in this cycle found it so; null = nobody looked */
  readonly isCheckPassed: boolean | null;
}

/** The last day of 公示 still belongs to the public: 销号 is possible from the day after. */
export function decideClosing(facts: ClosingFacts): Decision {
  const { today, publicDays, publicUntil, isStopped, wantsCheck, isCheckPassed } = facts;
  if (wantsCheck && isCheckPassed !== true) {
    const why = isCheckPassed === null ? '还没有现场核查' : '最近一次现场核查没有认定属实';
    return denied('order.not_checked', `这张督办单销号前须经现场核查，${why}。请在「督查检查」中安排对本单的核查，认定属实或复查通过后再销号。`);
  }
  if (publicDays === null) return allowed;
  if (publicUntil === null) {
    const why = isStopped ? '原公示已停止' : '还没有公示';
    return denied('order.not_published', `这张督办单销号前须公示${publicDays}个工作日，${why}。请先公示办结结果。`);
  }
  return today > publicUntil ? allowed : denied('order.still_public', `办结结果正在公示，公示到${publicUntil}为止。请在次日及以后销号。`);
}
