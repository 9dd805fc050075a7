/** The same indicator at two levels of government: which upper targets are missing, higher or lower here (层层加码). */
import type { TargetRecord } from '../model.ts';
import { compareDecimals } from './decimals.ts';
import { type PlanEdition, subjectOfTarget, wordsOfTarget } from './diff-plans.ts';
import { matchRecords } from './match-records.ts';

export const cascadeKinds = ['missing', 'equal', 'higher', 'lower', 'incomparable'] as const;
export type CascadeKind = (typeof cascadeKinds)[number];

export const cascadeKindLabel = { missing: '本级没有', equal: '一致', higher: '高于上级', lower: '低于上级', incomparable: '无法直接比较' } satisfies Record<CascadeKind, string>;

export interface CascadeRow {
  readonly kind: CascadeKind;
  readonly upper: TargetRecord;
  readonly lower: TargetRecord | null;
  /** zh-CN */
  readonly message: string;
}

const hasFigure = (target: TargetRecord): boolean => target.number !== null;

const kindOf = (upper: TargetRecord, lower: TargetRecord): CascadeKind => {
  const order = upper.number === null || lower.number === null || upper.unit !== lower.unit ? undefined : compareDecimals(upper.number, lower.number);
  if (order === undefined) return 'incomparable';
  return order === 0 ? 'equal' : order < 0 ? 'higher' : 'lower';
};

/**
 * One row per target of the upper plan that has a figure. Levels of different size (a county's output against the
 * province's) compare only where the unit is relative: percent, points, ratio, density; else the row is incomparable.
 */
export const compareLevels = (upper: PlanEdition, lower: PlanEdition): CascadeRow[] => {
  const relative = new Set(['%', 'pp', 'permille', '1', 'km/km2', 'a', 'ug/m3', 'mg/m3', 'wd']);
  const describe = (target: TargetRecord, id: string) => ({
    record: target,
    id,
    subject: subjectOfTarget(target),
    dimension: `${target.unit ?? ''}|${target.cls === 'growth' ? 'growth' : ''}`,
    node: undefined,
    start: target.value.start,
  });
  const matching = matchRecords(
    upper.plan.targets.filter(hasFigure).map((t) => describe(t, `u:${t.id}`)),
    lower.plan.targets.map((t) => describe(t, `l:${t.id}`)),
  );
  const partner = new Map(matching.pairs);
  return upper.plan.targets.filter(hasFigure).map((target): CascadeRow => {
    const other = partner.get(target);
    if (other === undefined) return { kind: 'missing', upper: target, lower: null, message: `上级「${wordsOfTarget(target)}」在本级方案中没有对应目标` };
    const kind = relative.has(target.unit ?? '') ? kindOf(target, other) : 'incomparable';
    return { kind, upper: target, lower: other, message: `「${subjectOfTarget(target)}」上级${target.value.text}，本级${other.value.text}：${cascadeKindLabel[kind]}` };
  });
};
