/**
 * What the demonstration's answers look like: figures that meet a target, miss it, wait for a verification or are doubted, so that the
 * board shows each state. Figures follow from the target by a fixed factor; nothing here says anything about the county.
 */
import type { ContractBody } from '../contract/index.ts';
import { formatDecimal, parseDecimal, parseFigure, quotient, roundTo } from './figures.ts';

export const demoClaims = ['met', 'missed', 'unverified', 'doubted', 'silent'] as const;
export type DemoClaim = (typeof demoClaims)[number];
export const demoClaimLabel = { met: '达标', missed: '未达标', unverified: '待核实', doubted: '有异议', silent: '未填报' } satisfies Record<DemoClaim, string>;

/** Of the first sixteen targets with a figure. */
export const demoAnswers: readonly DemoClaim[] = [
  ...(['met', 'met', 'missed', 'met', 'unverified', 'met', 'missed', 'met'] satisfies DemoClaim[]),
  ...(['doubted', 'met', 'silent', 'met', 'unverified', 'missed', 'met', 'silent'] satisfies DemoClaim[]),
];

/** A target that one figure answers; others need lists, series or documents. */
export const demoTarget = ({ target }: ContractBody) => (target.kind === 'level' || target.kind === 'growth' || target.kind === 'ratio' ? target : undefined);

const beyond = { up: '1.04', down: '0.96', neutral: '1' };
const short = { up: '0.93', down: '1.07', neutral: '1.2' };

/** The figure as a decimal string in the target's unit; undefined where the target takes none. */
export function demoFigure(body: ContractBody, claim: DemoClaim): string | undefined {
  const target = demoTarget(body);
  if (target === undefined || claim === 'silent') return undefined;
  const factor = claim === 'missed' ? short[target.direction] : target.comparator === '~' ? '1' : beyond[target.direction];
  return formatDecimal(roundTo(quotient(parseFigure(target.number)).times(parseDecimal(factor)), 2, 'half-up'));
}
