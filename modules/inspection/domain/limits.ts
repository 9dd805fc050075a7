/** Ceilings of inspections and the ranked list of what to check (workflows §17). */
import type { PlainDate } from '#kernel/calendar.ts';
import { allowed, denied } from '#kernel/decision.ts';
import type { Decision } from '#kernel/decision.ts';

export interface InspectionLoad {
  readonly plannedOn: PlainDate;
  /** inspections of the unit in the year and in the quarter, cancelled ones left out */
  readonly inYear: number;
  readonly inQuarter: number;
  /** the nearest inspection of the same unit and subject, before or after */
  readonly sameSubject: { readonly on: PlainDate; readonly number: string } | null;
  readonly hasExceedReason: boolean;
  readonly mayExceed: boolean;
}
export interface InspectionLimits {
  readonly perYear: number;
  readonly perQuarter: number;
  readonly sameSubjectDays: number;
}

export const quarterOf = (day: PlainDate): { readonly from: PlainDate; readonly to: PlainDate } => {
  const first = day.with({ day: 1, month: Math.floor((day.month - 1) / 3) * 3 + 1 });
  return { from: first, to: first.add({ months: 3 }).subtract({ days: 1 }) };
};

/** Too many visits need a signed reason; the same subject again within the days of rest is refused altogether. */
export function decideInspection(load: InspectionLoad, limits: InspectionLimits): Decision {
  const { plannedOn, sameSubject } = load;
  if (sameSubject !== null) {
    const days = Math.abs(plannedOn.until(sameSubject.on, { largestUnit: 'days' }).days);
    if (days < limits.sameSubjectDays) {
      return denied(
        'inspection.repeated',
        `该单位的同一事项已有${sameSubject.number}（${sameSubject.on.toString()}），相隔不足${limits.sameSubjectDays}天。请并入${sameSubject.number}，或改在${sameSubject.on.add({ days: limits.sameSubjectDays }).toString()}及以后。`,
      );
    }
  }
  const isOver =
    load.inYear >= limits.perYear
      ? `本年已安排${load.inYear}次，达到每年${limits.perYear}次的上限`
      : load.inQuarter >= limits.perQuarter
        ? `本季度已安排${load.inQuarter}次，达到每季度${limits.perQuarter}次的上限`
        : null;
  if (isOver === null || (load.hasExceedReason && load.mayExceed)) return allowed;
  return denied('inspection.limit', `该单位${isOver}。确有必要的，由办公室主任写明理由签批。`);
}

export interface CheckCandidate {
  readonly key: string;
  /** 0…1: how far self-report, computed signal and public voice stand apart */
  readonly divergence: number;
  readonly softFlags: number;
  /** share of the year's plan money, 0…1 */
  readonly moneyShare: number;
  /** null = never checked */
  readonly daysSinceCheck: number | null;
}

export const checkFormula = '排序分 = 4 × 三方分歧 + 软性疑点数 + 3 × 占年度计划资金比重 + 距上次核查天数 ÷ 180（从未核查按 360 天）';
export const checkScore = ({ divergence, softFlags, moneyShare, daysSinceCheck }: CheckCandidate): number =>
  4 * divergence + softFlags + 3 * moneyShare + (daysSinceCheck ?? 360) / 180;

/** Highest score first; ties by key, so that the list is the same for everybody. */
export function rankChecks<C extends CheckCandidate>(candidates: readonly C[]): readonly (C & { readonly score: number })[] {
  return candidates.map((one) => ({ ...one, score: checkScore(one) })).sort((a, b) => b.score - a.score || (a.key < b.key ? -1 : 1));
}
