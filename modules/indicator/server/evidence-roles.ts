/** In which role a figure speaks for a clause, and in which unit the judge of clauses reads it. */
import type { EvidenceFacet } from '#kernel/evidence.ts';
import type { PeerSet, Period, Point } from '../contract/index.ts';
import { divide, endOf, exactDecimal, fraction, fractionOf, multiply, rankIn } from '../domain/index.ts';
import type { LinkRow } from './link-store.ts';
import type { Figures } from './load-figures.ts';

export interface Role {
  readonly facet: EvidenceFacet;
  readonly subject: string | null;
}

interface Place {
  readonly indicatorId: string;
  readonly area: string;
  readonly period: Period;
}

/** A bound (超过, 以内) is no figure; it stays visible on the page but does not speak for a clause. */
export const isFigure = (point: Point): boolean => point.value !== null && point.precision !== 'above' && point.precision !== 'below';

/** The peers of the period when the set is complete; else nobody, because a rank among some is no rank. */
function completePeers(place: Place, set: PeerSet, ground: { readonly figures: Figures; readonly own: string }): ReadonlyMap<string, string> {
  const day = endOf(place.period).toString();
  const members = (set.lists.find(({ from }) => from <= day)?.members ?? []).map(({ area, name }) => ({ area, name, fromOn: day, toOn: null }));
  const values = new Map(
    members.flatMap(({ area }) => {
      const point = ground.figures.pointAt(place.indicatorId, area, place.period);
      return isFigure(point) ? [[area, point.value ?? ''] as const] : [];
    }),
  );
  const ranking = rankIn(members, values, { area: ground.own, direction: 'up' });
  return new Map(ranking.known ? members.filter(({ area }) => area !== ground.own).map(({ area, name }) => [area, name]) : []);
}

export interface RoleGround {
  readonly figures: Figures;
  readonly peerSets: readonly PeerSet[];
  readonly own: string;
}

/** The role of an area's figure for a linked clause; undefined = it has none. */
export function roleOf(place: Place, link: LinkRow, ground: RoleGround): Role | undefined {
  const name = ground.figures.definitions.get(place.indicatorId)?.name ?? '';
  if (place.area === ground.own) return { facet: 'actual', subject: link.by_name ? name : null };
  if (place.area === link.benchmark_area) return { facet: 'benchmark', subject: link.by_name ? `${link.benchmark_name}·${name}` : link.benchmark_name };
  const set = ground.peerSets.find(({ peerSetId }) => peerSetId === link.peer_set_id);
  const peer = set === undefined ? undefined : completePeers(place, set, ground).get(place.area);
  return peer === undefined ? undefined : { facet: 'peer', subject: peer };
}

/** Areas whose role may change when one figure changes: all peers of the period, since a set counts only when it is complete. */
export function areasTouched(place: Place, link: LinkRow, ground: RoleGround): readonly string[] {
  const set = ground.peerSets.find(({ peerSetId }) => peerSetId === link.peer_set_id);
  const day = endOf(place.period).toString();
  const members = set?.lists.find(({ from }) => from <= day)?.members ?? [];
  return [...new Set([place.area, ...members.map(({ area }) => area)])];
}

/** Units of statistics as the plan's own units: code and factor; units that are not named travel as they are. */
const planUnits: Readonly<Record<string, readonly [string, bigint, bigint]>> = {
  ratio: ['1', 1n, 1n],
  age: ['a', 1n, 1n],
  day: ['d', 1n, 1n],
  person: ['人', 1n, 1n],
  'person.wan': ['人', 10_000n, 1n],
  household: ['户', 1n, 1n],
  'household.wan': ['户', 10_000n, 1n],
  item: ['个', 1n, 1n],
  firm: ['家', 1n, 1n],
  piece: ['件', 1n, 1n],
  time: ['次', 1n, 1n],
  'mu.wan': ['mu', 10_000n, 1n],
  't.wan': ['t', 10_000n, 1n],
  'm3.wan': ['m3', 10_000n, 1n],
  'tce.wan': ['tce', 10_000n, 1n],
  'km/100km2': ['km/km2', 1n, 100n],
};

/** The figure in the unit in which plans state targets; exact, so that a boundary stays where it is. */
export function inPlanUnit(value: string, unit: string): { readonly value: string; readonly unit: string } {
  const known = planUnits[unit];
  if (known === undefined) return { value, unit };
  const converted = exactDecimal(divide(multiply(fractionOf(value), fraction(known[1])), fraction(known[2])), 12);
  return converted === undefined ? { value, unit } : { value: converted, unit: known[0] };
}
