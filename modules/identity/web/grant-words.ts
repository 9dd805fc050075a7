import { grantReachLabel } from '../contract/index.ts';
import type { GrantReach } from '../contract/index.ts';

interface ReachFacts {
  readonly reach: GrantReach;
  readonly org: { readonly name: string } | null;
  readonly regions: readonly string[];
  readonly planPaths: readonly string[] | null;
}

/** 农业农村局及下属单位；区划 340323；章节 /p/1/ */
export function reachWords({ reach, org, regions, planPaths }: ReachFacts): string {
  const unit = reach === 'all' || org === null ? grantReachLabel.all : `${org.name}${reach === 'subtree' ? '及下属单位' : ''}`;
  return [unit, `区划 ${regions.join('、')}`, ...(planPaths === null ? [] : [`章节 ${planPaths.join('、')}`])].join('；');
}

export const dayRange = ({ from, to }: { readonly from: string; readonly to: string | null }): string => (to === null ? `${from} 起` : `${from} 至 ${to}`);

/** What a person typed into one field, split at blanks, commas and line ends. */
export const listOfWords = (text: string): readonly string[] =>
  text
    .split(/[\s、，,；;]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** A dissolved unit is named with its mark: its records are reached by whoever has its affairs. */
export const reachedName = ({ name, isLiving }: { readonly name: string; readonly isLiving: boolean }): string => (isLiving ? name : `${name}（已撤并）`);
