import { Link } from '@tanstack/react-router';
import { parseDecimal } from '#kernel/quantity.ts';
import { indicatorPaths } from '#indicator/web';
import type { ClauseReply } from './clause.page.tsx';

/** What the picture of the indicator should show of the target, in the plan's unit; the page there converts it to its own. */
function aimOf({ contracts, verdict }: Pick<ClauseReply, 'contracts' | 'verdict'>): Readonly<Record<string, string>> {
  const target = contracts.find(({ status }) => status === 'approved')?.body.target;
  if (target === undefined || !('unit' in target)) return {};
  const unit = { unit: target.unit ?? '1' };
  if (target.kind === 'range') return { ...unit, low: target.min, high: target.max };
  if (!('number' in target)) return {};
  const band = verdict?.params.find(({ key }) => key === 'answer.approx-band')?.value;
  if (!('comparator' in target) || target.comparator !== '~' || band === undefined || target.number.includes(':')) return { ...unit, target: target.number };
  const goal = parseDecimal(target.number);
  return { ...unit, target: target.number, low: goal.minus(parseDecimal(band)).toFixed(), high: goal.plus(parseDecimal(band)).toFixed() };
}

/** The series behind the evidence, drawn with this clause's target and its band. */
export const IndicatorLinks = ({ clause }: { readonly clause: ClauseReply }) => {
  const own = clause.evidence.filter(({ source, facet, status }) => source.module === 'indicator' && facet === 'actual' && status === 'live');
  const ids = [...new Set(own.map(({ source }) => source.id.split('/')[0] ?? ''))];
  if (ids.length === 0) return null;
  const aim = aimOf(clause);
  return (
    <p className="answer-hint no-print">
      {ids.map((id, at) => (
        <Link key={id} to={indicatorPaths.one(id) as never} search={aim as never}>
          {ids.length === 1 ? '看数列图（带本条的目标）' : `看数列图${at + 1}`}
        </Link>
      ))}
    </p>
  );
};
