/** In which role a figure speaks for a clause, and in which unit the judge of clauses reads it. */
import type { EvidenceFacet } from '#kernel/evidence.ts';
import type { PeerSet, Period, Point } from '../contract/index.ts';
import { endOf, rankIn } from '../domain/index.ts';
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
