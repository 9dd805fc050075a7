/** Class of a target and the unit it is kept in (contract 7.2). */
import { endsAsIndicator, INDICATORS_BACK } from '../lexicon/indicators.ts';
import type { Range, TargetClass } from '../model.ts';
import type { Quantity } from '../quantities/quantity.ts';
import type { Around } from './around.ts';

const SHARE = /占比|比重|强度|占.{1,20}(比例|比率)|份额/;

/** Class by unit first, then by the words of the name. */
export function classOf(view: string, q: Quantity, a: Around, indicator: Range | null): TargetClass {
  if (q.kind === 'ratio' || q.kind === 'multiRatio') return 'ratio';
  if (q.kind === 'magnitude') return 'magnitude';
  if (q.rank === true) return 'rank';
  if (q.kind === 'density') return 'density';
  const name = indicator === null ? '' : view.slice(indicator.start, indicator.end);
  const percent = q.dimension === 'percent' || q.dimension === 'points' || q.dimension === 'permille';
  if (a.growth && (percent || q.dimension === 'multiple')) return 'growth';
  if (percent) {
    if (/(增速|增幅|涨幅|增长率|降幅)$/.test(name)) return 'growth';
    return SHARE.test(name) ? 'share' : 'rate';
  }
  if (q.dimension === 'multiple') return 'growth';
  if (q.dimension === 'count' || q.dimension === 'lane' || q.kind === 'grand') return 'count';
  if (a.growth && !a.reach && indicator !== null && endsAsIndicator(view, indicator.start, indicator.end) && q.dimension === 'age') return 'growth';
  return 'level';
}

/** Money indicators carry 元 when the unit is left out (总营业收入超1000万). */
export function impliesMoney(view: string, indicator: Range | null): boolean {
  if (indicator === null) return false;
  const hit = INDICATORS_BACK.endingAt(view, indicator.end, indicator.start);
  if (hit !== null && hit.value.dimension === 'money') return true;
  return /(收入|产值|投资|总额|总值|余额|成交额|零售额|增加值|营收|利润|税收|资金|贷款|规模)$/.test(view.slice(Math.max(indicator.start, indicator.end - 4), indicator.end));
}
