import { evidenceFacetLabel, evidenceKindLabel } from '#kernel/evidence.ts';
import type { ShownEvidence, Target } from '../contract/index.ts';
import { benchmarkRelationLabel, factAggregateLabel, targetComparatorLabel, targetDirectionLabel, targetKindLabel } from '../contract/index.ts';
import { showTargetFigure, unitLabel } from '../domain/index.ts';

/** What an envelope says, in one line. */
export function factWords({ value, unit, num, den, subject, kind, facet }: ShownEvidence): string {
  const figure = num !== null && den !== null ? `${num}/${den}${value === null ? '' : `（${value}${unitLabel(unit)}）`}` : value === null ? '' : showTargetFigure(value, unit);
  const about = [facet === 'actual' ? evidenceKindLabel[kind] : evidenceFacetLabel[facet], subject].filter((part) => part !== null).join('：');
  return figure === '' ? about : `${about}　${figure}`;
}

/** How a clause is judged, in one line. */
export function targetWords(target: Target): string {
  const name = targetKindLabel[target.kind];
  switch (target.kind) {
    case 'level':
    case 'growth':
    case 'ratio':
      return `${name}：${targetComparatorLabel[target.comparator]} ${showTargetFigure(target.number, target.unit)}，${targetDirectionLabel[target.direction]}，${factAggregateLabel[target.aggregate]}`;
    case 'range':
      return `${name}：${target.min}至${target.max}${unitLabel(target.unit)}`;
    case 'magnitude':
      return `${name}：${showTargetFigure(target.number, target.unit)}级`;
    case 'benchmark':
      return `${name}：${benchmarkRelationLabel[target.relation]}「${target.series}」`;
    case 'rank':
      return `${name}：在「${target.peerSet}」中居前列`;
    case 'delegated':
      return `${name}：${target.issuers.join('、')}`;
    case 'completeness':
      return `${name}：名单「${target.list}」`;
    case 'quota':
      return `${name}：${target.yearly ? '每年' : '期内'}${target.slots.map(({ count, threshold, unit }) => `${threshold === null ? '' : `${showTargetFigure(threshold, unit)}以上`}${count}个`).join('、')}${target.perSubject ? '，逐个对象计' : ''}`;
    case 'validity':
      return `${name}：${target.what} ${target.count}个`;
    case 'directional':
      return `${name}：${targetDirectionLabel[target.direction]}`;
    case 'composite':
      return `${name}：${target.parts.join('、')}中${target.need}个`;
    case 'done':
      return target.what;
    case 'deadline':
      return `${target.what}：${target.earliest}以前为提前`;
    case 'issued':
      return `${target.what}：印发，每一条都有责任单位`;
    case 'survey':
      return `${name}：${target.what}，变化超出抽样误差`;
    case 'coverage':
      return `${name}：${target.what}${targetComparatorLabel[target.comparator]} ${target.number}%，按参数定人口或面积口径`;
    default:
      return target satisfies never;
  }
}
