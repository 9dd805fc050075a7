/** The facts of which the tree of units is the sum. A day is `YYYY-MM-DD`; a fact holds from the beginning of its day. */
import type { OrgAct, OrgKind } from '../contract/index.ts';

/** What is registered about a unit. */
export interface OrgDetails {
  readonly name: string;
  readonly shortName: string | null;
  readonly kind: OrgKind;
  /** the unit above; null = stands at the top */
  readonly parentId: string | null;
  /** 统一社会信用代码 */
  readonly uscc: string | null;
  /** division in which it lies or for which it works */
  readonly divisionCode: string | null;
  /** place among its siblings; equal ones follow by name */
  readonly sort: number;
}

export type OrgFactBody =
  | { readonly act: 'establish'; readonly orgId: string; readonly details: OrgDetails }
  | { readonly act: 'rename' | 'move' | 'amend'; readonly orgId: string; readonly set: Partial<OrgDetails> }
  /** the units cease, their lower units go to `into` */
  | { readonly act: 'merge'; readonly orgIds: readonly string[]; readonly into: string }
  /** `parts` are units in being; with `ends` the unit ceases and its lower units must have gone before; `heir` is the part that takes over what it owed */
  | { readonly act: 'split'; readonly orgId: string; readonly parts: readonly string[]; readonly ends: boolean; readonly heir?: string }
  | { readonly act: 'dissolve'; readonly orgId: string };

export interface OrgFact {
  readonly changeId: string;
  readonly on: string;
  /** order of arrival; decides among facts of one day */
  readonly ordinal: number;
  readonly body: OrgFactBody;
}

/** A unit as it was from `from` up to, but not including, `until`; null = still so. */
export interface OrgVersion extends OrgDetails {
  readonly orgId: string;
  readonly from: string;
  readonly until: string | null;
  readonly changeId: string;
}

/** Where units went: one row per unit that ceased (merge) or from which one came (split). */
export interface OrgLink {
  readonly fromId: string;
  readonly toId: string;
  readonly on: string;
  readonly act: Extract<OrgAct, 'merge' | 'split'>;
  /** `toId` takes over what `fromId` still owed */
  readonly inherits: boolean;
  readonly changeId: string;
}

export const orgFaultCodes = [
  'org_not_in_being',
  'org_exists_already',
  'org_parent_not_in_being',
  'org_cycle',
  'org_name_taken',
  'org_uscc_taken',
  'org_has_children',
  'org_merge_into_itself',
  'org_ends_before_start',
  'org_nothing_changed',
  'org_part_is_itself',
  'org_lineage_cycle',
] as const;
export type OrgFaultCode = (typeof orgFaultCodes)[number];

/** Why a fact cannot stand. `other` names the unit in the way. */
export interface OrgFault {
  readonly code: OrgFaultCode;
  readonly changeId: string;
  readonly on: string;
  readonly name: string;
  readonly other: string;
}
