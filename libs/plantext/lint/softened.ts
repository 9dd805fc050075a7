/** One step down the ladder since the last version: 确保 to 力争, 以上 to 左右 (plantext 8). Needs the earlier ledger. */
import type { Comparator, Finding, Modality, TargetRecord } from '../model.ts';
import type { Ledger } from './context.ts';

const MODALITY: Readonly<Record<Modality, number>> = { must: 3, aim: 2, strive: 1, explore: 0 };
const FIRMNESS: Partial<Readonly<Record<Comparator, number>>> = {
  '>': 4,
  '>=': 4,
  '<': 4,
  '<=': 4,
  '=': 3,
  reach: 3,
  range: 2,
  '~': 1,
  increase: 0,
  decrease: 0,
  relative: 0,
  meet: 0,
};
const MODALITY_NAMES: Readonly<Record<Modality, string>> = { must: '确保', aim: '直接表述', strive: '力争', explore: '探索' };

function change(before: TargetRecord, after: TargetRecord): string | null {
  if (MODALITY[after.modality] < MODALITY[before.modality]) return `语气由“${MODALITY_NAMES[before.modality]}”变为“${MODALITY_NAMES[after.modality]}”`;
  const was = FIRMNESS[before.comparator] ?? 0;
  const is = FIRMNESS[after.comparator] ?? 0;
  return is < was ? `由“${before.value.text}”变为“${after.value.text}”` : null;
}

/** Targets of the same meaning (same id) whose promise became weaker. */
export function softenedSince(previous: Ledger, ledger: Ledger): Finding[] {
  const old = new Map(previous.targets.map((t) => [t.id, t]));
  return ledger.targets.flatMap((t): Finding[] => {
    const before = old.get(t.id);
    const how = before ? change(before, t) : null;
    if (how === null) return [];
    return [
      {
        rule: 'softened-since-last',
        severity: 'warning',
        message: `指标“${t.indicator?.text ?? t.head?.text ?? t.value.text}”比上一版软化：${how}`,
        spans: [t.value],
        suggestion: '说明软化的理由，或恢复原来的表述',
      },
    ];
  });
}
