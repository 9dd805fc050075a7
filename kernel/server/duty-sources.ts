/**
 * What a person owes, wherever it is kept: modules declare a source of duties, and the hand-over of a post lists and moves
 * them without knowing the modules. A source answers for its own tables only.
 */
import type { Context } from './context.ts';
import type { Tx } from './db.ts';

/** Whoever holds one of the roles at the unit answers: what waits for an office and names nobody. */
export interface DutyOffice {
  readonly roles: readonly string[];
  /** null = anywhere */
  readonly orgId: string | null;
}

/** One open duty as the sheet of a hand-over shows it. */
export interface Duty {
  /** unique within its source */
  readonly id: string;
  /** Chinese name of the kind, e.g. 年度任务 */
  readonly kind: string;
  readonly title: string;
  readonly dueOn: string | null;
  /** page below /console */
  readonly href: string | null;
  /** set when it waits for an office: it goes with the post, and nothing has to be moved */
  readonly office?: DutyOffice;
  /** nobody has to take it over: it is listed, and ends with the post */
  readonly endsWithPost?: true;
}

/**
 * Whose duties: those that the person holds for the unit, and personal ones without a unit when `orgId` is null. With the
 * role of a post also what waits for that office, and personal duties without a unit that come with the role.
 */
export interface DutyOwner {
  readonly userId: string;
  readonly orgId: string | null;
  readonly role?: string;
  readonly today: string;
}

export interface DutyMove {
  readonly ids: readonly string[];
  readonly from: string;
  readonly to: string;
  /** unit of the post */
  readonly orgId: string;
  readonly reason: string;
}

/** An open duty and the person in charge; null = nobody in particular, then the office answers, if there is one. */
export interface HeldDuty {
  readonly id: string;
  readonly kind: string;
  readonly title: string;
  readonly userId: string | null;
  readonly office?: DutyOffice;
}

export interface DutySource {
  /** name of the module, or of a part of it */
  readonly name: string;
  readonly label: string;
  readonly listOpen: (tx: Tx, owner: DutyOwner) => Promise<readonly Duty[]>;
  /** Puts the new person in charge of exactly these, in the caller's transaction. */
  readonly move: (context: Context, move: DutyMove) => Promise<void>;
  /** Every open duty of the region, for the check that somebody living answers for each. */
  readonly listHeld: (tx: Tx) => Promise<readonly HeldDuty[]>;
}

const registry = new Map<string, DutySource>();

/** Declares a source; a second one of the same name stops the boot. */
export function defineDutySource(source: DutySource): DutySource {
  if (registry.has(source.name)) throw new Error(`two sources of duties are named ${source.name}`);
  const frozen = Object.freeze(source);
  registry.set(source.name, frozen);
  return frozen;
}

/** All sources in order of their names. */
export function dutySources(): readonly DutySource[] {
  return [...registry.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}
