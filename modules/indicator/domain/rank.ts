/** Place of an area in a peer set of a day; equal figures share the better place, and an incomplete set gives no place. */
import type { Direction } from '../contract/words.ts';
import { compare, fractionOf } from './fraction.ts';

export interface PeerMember {
  readonly area: string;
  readonly name: string;
  readonly fromOn: string;
  /** last day of membership; null = still a member */
  readonly toOn: string | null;
}

export type Ranking =
  | { readonly known: true; readonly rank: number; readonly of: number }
  | { readonly known: false; readonly reason: 'no-set' | 'not-member' | 'figures-missing'; readonly missing: readonly string[] };

/** The rank of `area` by its figure; every member has to have one. */
export function rankIn(members: readonly PeerMember[], figures: ReadonlyMap<string, string>, own: { readonly area: string; readonly direction: Direction }): Ranking {
  if (members.length === 0) return { known: false, reason: 'no-set', missing: [] };
  if (!members.some(({ area }) => area === own.area)) return { known: false, reason: 'not-member', missing: [] };
  const missing = members.filter(({ area }) => !figures.has(area)).map(({ name }) => name);
  if (missing.length > 0) return { known: false, reason: 'figures-missing', missing };
  const mine = fractionOf(figures.get(own.area) as string);
  const better = members.filter(({ area }) => {
    const order = compare(fractionOf(figures.get(area) as string), mine);
    return own.direction === 'down' ? order < 0 : order > 0;
  });
  return { known: true, rank: better.length + 1, of: members.length };
}
