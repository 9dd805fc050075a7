/**
 * The tree of units as the fold of its facts in order of their days. A fact that cannot stand leaves a fault and no trace, so
 * that an import hears of all its faults at once. Facts come in any order: a fact written today for last year is folded where
 * it belongs and everything after it is judged again.
 */
import { nameKey } from './name-key.ts';
import type { OrgDetails, OrgFact, OrgFactBody, OrgFault, OrgFaultCode, OrgLink, OrgVersion } from './org-fact.ts';

export interface OrgHistory {
  /** by unit, oldest first */
  readonly versions: ReadonlyMap<string, readonly OrgVersion[]>;
  readonly links: readonly OrgLink[];
  readonly faults: readonly OrgFault[];
}

interface LivingUnit {
  readonly details: OrgDetails;
  readonly since: string;
}

/** The state while folding, with indexes by which each check costs little. */
class Tree {
  readonly living = new Map<string, LivingUnit>();
  readonly known = new Map<string, { readonly name: string; readonly establishedOn: string }>();
  readonly children = new Map<string | null, Set<string>>();
  readonly byCode = new Map<string, string>();
  private linkDay = '';
  private linksOfDay: Pick<OrgLink, 'fromId' | 'toId'>[] = [];

  nameOf(orgId: string): string {
    return this.living.get(orgId)?.details.name ?? this.known.get(orgId)?.name ?? '';
  }

  childrenOf(orgId: string | null): ReadonlySet<string> {
    return this.children.get(orgId) ?? new Set();
  }

  /** A living sibling with the same name, other than the unit itself. */
  namesake(orgId: string, { parentId, name }: OrgDetails): string | undefined {
    const key = nameKey(name);
    return [...this.childrenOf(parentId)].find((id) => id !== orgId && nameKey(this.nameOf(id)) === key);
  }

  isWithin(orgId: string, outer: string): boolean {
    for (let at: string | null = orgId; at !== null; at = this.living.get(at)?.details.parentId ?? null) if (at === outer) return true;
    return false;
  }

  put(orgId: string, details: OrgDetails, on: string): void {
    this.remove(orgId);
    this.living.set(orgId, { details, since: on });
    const siblings = this.children.get(details.parentId) ?? new Set();
    this.children.set(details.parentId, siblings.add(orgId));
    if (details.uscc !== null) this.byCode.set(details.uscc, orgId);
    this.known.set(orgId, { name: details.name, establishedOn: this.known.get(orgId)?.establishedOn ?? on });
  }

  /** A unit that came out of another may be taken back later, but never on the same day. */
  closesLineage(fromId: string, toId: string, on: string): boolean {
    const ahead = (at: string): boolean => at === fromId || (this.linkDay === on && this.linksOfDay.some((link) => link.fromId === at && ahead(link.toId)));
    return ahead(toId);
  }

  link(link: Pick<OrgLink, 'fromId' | 'toId'>, on: string): void {
    if (this.linkDay !== on) this.linksOfDay = [];
    this.linkDay = on;
    this.linksOfDay.push(link);
  }

  remove(orgId: string): void {
    const unit = this.living.get(orgId);
    if (unit === undefined) return;
    this.living.delete(orgId);
    this.children.get(unit.details.parentId)?.delete(orgId);
    if (unit.details.uscc !== null && this.byCode.get(unit.details.uscc) === orgId) this.byCode.delete(unit.details.uscc);
  }
}

type Trouble = { readonly code: OrgFaultCode; readonly orgId: string; readonly other?: string };
type Effect = { readonly put: string; readonly details: OrgDetails } | { readonly end: string } | { readonly link: Pick<OrgLink, 'fromId' | 'toId' | 'act' | 'inherits'> };
type Outcome = Trouble | readonly Effect[];

const isTrouble = (outcome: Outcome): outcome is Trouble => 'code' in outcome;

function placeTrouble(tree: Tree, orgId: string, details: OrgDetails): Trouble | undefined {
  const { parentId, uscc } = details;
  if (parentId !== null && !tree.living.has(parentId)) return { code: 'org_parent_not_in_being', orgId, other: tree.nameOf(parentId) };
  if (parentId !== null && tree.isWithin(parentId, orgId)) return { code: 'org_cycle', orgId, other: tree.nameOf(parentId) };
  const namesake = tree.namesake(orgId, details);
  if (namesake !== undefined) return { code: 'org_name_taken', orgId, other: tree.nameOf(namesake) };
  const holder = uscc === null ? undefined : tree.byCode.get(uscc);
  return holder !== undefined && holder !== orgId ? { code: 'org_uscc_taken', orgId, other: tree.nameOf(holder) } : undefined;
}

function endTrouble(tree: Tree, orgId: string, on: string): Trouble | undefined {
  if (!tree.living.has(orgId)) return { code: 'org_not_in_being', orgId };
  const established = tree.known.get(orgId)?.establishedOn ?? on;
  return on <= established ? { code: 'org_ends_before_start', orgId, other: established } : undefined;
}

function establish(tree: Tree, { orgId, details }: Extract<OrgFactBody, { act: 'establish' }>): Outcome {
  if (tree.known.has(orgId)) return { code: 'org_exists_already', orgId };
  return placeTrouble(tree, orgId, details) ?? [{ put: orgId, details }];
}

function amend(tree: Tree, { orgId, set }: Extract<OrgFactBody, { act: 'rename' | 'move' | 'amend' }>): Outcome {
  const unit = tree.living.get(orgId);
  if (unit === undefined) return { code: 'org_not_in_being', orgId };
  const details = { ...unit.details, ...set };
  const isSame = (Object.keys(details) as (keyof OrgDetails)[]).every((key) => details[key] === unit.details[key]);
  if (isSame) return { code: 'org_nothing_changed', orgId };
  return placeTrouble(tree, orgId, details) ?? [{ put: orgId, details }];
}

function mergeTrouble(tree: Tree, { orgId, into, on }: { readonly orgId: string; readonly into: string; readonly on: string }): Trouble | undefined {
  if (tree.isWithin(into, orgId)) return { code: 'org_cycle', orgId, other: tree.nameOf(into) };
  return tree.closesLineage(orgId, into, on) ? { code: 'org_lineage_cycle', orgId, other: tree.nameOf(into) } : undefined;
}

/** The lower units of what ceases go to the unit that takes over; a clash of names among them stops the merge. */
function merge(tree: Tree, { orgIds, into }: Extract<OrgFactBody, { act: 'merge' }>, on: string): Outcome {
  if (orgIds.includes(into)) return { code: 'org_merge_into_itself', orgId: into };
  if (!tree.living.has(into)) return { code: 'org_not_in_being', orgId: into };
  const effects: Effect[] = [];
  const names = new Set([...tree.childrenOf(into)].filter((id) => !orgIds.includes(id)).map((id) => nameKey(tree.nameOf(id))));
  for (const orgId of new Set(orgIds)) {
    const trouble = endTrouble(tree, orgId, on) ?? mergeTrouble(tree, { orgId, into, on });
    if (trouble !== undefined) return trouble;
    for (const childId of tree.childrenOf(orgId)) {
      const child = tree.living.get(childId);
      if (child === undefined || orgIds.includes(childId)) continue;
      const key = nameKey(child.details.name);
      if (names.has(key)) return { code: 'org_name_taken', orgId: childId, other: child.details.name };
      names.add(key);
      effects.push({ put: childId, details: { ...child.details, parentId: into } });
    }
    effects.push({ end: orgId }, { link: { fromId: orgId, toId: into, act: 'merge', inherits: true } });
  }
  return effects;
}

function split(tree: Tree, { orgId, parts, ends, heir }: Extract<OrgFactBody, { act: 'split' }>, on: string): Outcome {
  if (parts.includes(orgId)) return { code: 'org_part_is_itself', orgId };
  if (!tree.living.has(orgId)) return { code: 'org_not_in_being', orgId };
  const missing = parts.find((id) => !tree.living.has(id));
  if (missing !== undefined) return { code: 'org_not_in_being', orgId: missing };
  const closing = parts.find((id) => tree.closesLineage(orgId, id, on));
  if (closing !== undefined) return { code: 'org_lineage_cycle', orgId, other: tree.nameOf(closing) };
  const links: Effect[] = parts.map((toId) => ({ link: { fromId: orgId, toId, act: 'split', inherits: ends && toId === heir } }));
  if (!ends) return links;
  return dissolve(tree, orgId, on) ?? [...links, { end: orgId }];
}

function dissolve(tree: Tree, orgId: string, on: string): Trouble | undefined {
  const trouble = endTrouble(tree, orgId, on);
  if (trouble !== undefined) return trouble;
  const [child] = tree.childrenOf(orgId);
  return child === undefined ? undefined : { code: 'org_has_children', orgId, other: tree.nameOf(child) };
}

function effectsOf(tree: Tree, { body, on }: OrgFact): Outcome {
  switch (body.act) {
    case 'establish':
      return establish(tree, body);
    case 'merge':
      return merge(tree, body, on);
    case 'split':
      return split(tree, body, on);
    case 'dissolve':
      return dissolve(tree, body.orgId, on) ?? [{ end: body.orgId }];
    default:
      return amend(tree, body);
  }
}

/** Versions under construction: the last one of a unit is open until something ends it. */
class Chronicle {
  readonly versions = new Map<string, OrgVersion[]>();
  readonly links: OrgLink[] = [];

  close(orgId: string, on: string): void {
    const list = this.versions.get(orgId) ?? [];
    const last = list.at(-1);
    if (last === undefined || last.until !== null) return;
    list.pop();
    if (last.from < on) list.push({ ...last, until: on }); // several facts of one day leave one version
    this.versions.set(orgId, list);
  }

  open(version: OrgVersion): void {
    this.close(version.orgId, version.from);
    this.versions.set(version.orgId, [...(this.versions.get(version.orgId) ?? []), version]);
  }
}

function apply(effect: Effect, fact: OrgFact, tree: Tree, chronicle: Chronicle): void {
  const { on, changeId } = fact;
  if ('put' in effect) {
    tree.put(effect.put, effect.details, on);
    chronicle.open({ orgId: effect.put, from: on, until: null, changeId, ...effect.details });
  } else if ('end' in effect) {
    tree.remove(effect.end);
    chronicle.close(effect.end, on);
  } else {
    tree.link(effect.link, on);
    chronicle.links.push({ ...effect.link, on, changeId });
  }
}

export const inOrder = (facts: readonly OrgFact[]): readonly OrgFact[] => [...facts].sort((a, b) => (a.on === b.on ? a.ordinal - b.ordinal : a.on < b.on ? -1 : 1));

/** Folds all facts. The history is sound exactly when `faults` is empty. */
export function foldOrgFacts(facts: readonly OrgFact[]): OrgHistory {
  const tree = new Tree();
  const chronicle = new Chronicle();
  const faults: OrgFault[] = [];
  // A unit that is not there yet on the day has a name all the same.
  const sorted = inOrder(facts);
  const founded = new Map(sorted.flatMap(({ body }) => (body.act === 'establish' ? [[body.orgId, body.details.name] as const] : [])).reverse());
  for (const fact of sorted) {
    const outcome = effectsOf(tree, fact);
    if (isTrouble(outcome))
      faults.push({
        code: outcome.code,
        changeId: fact.changeId,
        on: fact.on,
        name: tree.nameOf(outcome.orgId) || nameIn(fact) || (founded.get(outcome.orgId) ?? ''),
        other: outcome.other ?? '',
      });
    else for (const effect of outcome) apply(effect, fact, tree, chronicle);
  }
  return { versions: chronicle.versions, links: chronicle.links, faults };
}

const nameIn = ({ body }: OrgFact): string => (body.act === 'establish' ? body.details.name : '');

/** True when the version is in force at the beginning of the day. */
export const isInForce = ({ from, until }: Pick<OrgVersion, 'from' | 'until'>, day: string): boolean => from <= day && (until === null || day < until);

/** The units in being on a day. */
export function orgsOn(history: OrgHistory, day: string): ReadonlyMap<string, OrgVersion> {
  const found = new Map<string, OrgVersion>();
  for (const [orgId, versions] of history.versions) {
    const version = versions.find((one) => isInForce(one, day));
    if (version !== undefined) found.set(orgId, version);
  }
  return found;
}

type Walk = { readonly near: 'fromId' | 'toId'; readonly far: 'fromId' | 'toId'; readonly isLater: (link: OrgLink, day: string) => boolean };

function walk(links: readonly OrgLink[], orgId: string, { near, far, isLater }: Walk, start: string): readonly OrgLink[] {
  const found = new Set<OrgLink>();
  const queue = [{ at: orgId, day: start }];
  for (let step = queue.shift(); step !== undefined; step = queue.shift()) {
    const { at, day } = step;
    for (const link of links) {
      if (link[near] !== at || found.has(link) || !isLater(link, day)) continue;
      found.add(link);
      queue.push({ at: link[far], day: link.on });
    }
  }
  return [...found];
}

/** Everything a unit came from (`back`) and went into (`ahead`), over any number of merges and splits; days along a path never turn round. */
export function lineageOf(links: readonly OrgLink[], orgId: string): { readonly back: readonly OrgLink[]; readonly ahead: readonly OrgLink[] } {
  return {
    back: walk(links, orgId, { near: 'toId', far: 'fromId', isLater: (link, day) => link.on <= day }, '9999-12-31'),
    ahead: walk(links, orgId, { near: 'fromId', far: 'toId', isLater: (link, day) => link.on >= day }, '0000-01-01'),
  };
}
