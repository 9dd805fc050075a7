/**
 * What a project costs or measures is an attribute of the project, no target beside it: 投资12亿元的智慧物流园,
 * 22亿元智能家电项目, 里程22公里. A figure stays a target unless it is bound to a project with its own words.
 */
import type { ProjectRecord, Range, TargetRecord } from '../model.ts';
import { firstFrom } from '../source/starts.ts';

interface Bound extends Range {
  readonly names: readonly Range[];
}

const LONGEST_ATTRIBUTE = 60;

const overlaps = (a: Range, b: Range): boolean => a.start < b.end && b.start < a.end;

const within = (a: Range, b: Range): boolean => a.start >= b.start && a.end <= b.end;

const boundOf = (projects: readonly ProjectRecord[]): Bound[] =>
  projects
    .flatMap(({ name, mentions, attributes }) => Object.values(attributes).map(({ start, end, number }) => ({ start, end, number, names: [name, ...mentions] })))
    .filter(({ number }) => number !== null)
    .sort((a, b) => a.start - b.start);

/** The figure is in the attribute, and so is what the target calls it: its indicator, or the project's own name behind it. */
const isBoundTo = ({ indicator, head, value }: TargetRecord, bound: Bound): boolean => {
  if (!overlaps(value, bound)) return false;
  if (indicator !== null) return within(indicator, bound);
  return head !== undefined && bound.names.some((name) => overlaps(name, head));
};

const isFigureOfProject = (target: TargetRecord, bound: readonly Bound[]): boolean => {
  for (let i = firstFrom(bound, target.value.start - LONGEST_ATTRIBUTE); i < bound.length; i++) {
    const one = bound[i] as Bound;
    if (one.start >= target.value.end) return false;
    if (isBoundTo(target, one)) return true;
  }
  return false;
};

/** A whole or a firmer target that is gone is not pointed to; the other keys keep their order. */
const without = (target: TargetRecord, gone: ReadonlySet<string>): TargetRecord => {
  if (!gone.has(target.partOf ?? '') && !gone.has(target.stretchOf ?? '')) return target;
  const entries = Object.entries(target).filter(([key, value]) => (key !== 'partOf' && key !== 'stretchOf') || !gone.has(String(value)));
  return Object.fromEntries(entries) as unknown as TargetRecord;
};

/** The targets that are no figures of a project, in their order. */
export const withoutProjectFigures = (targets: readonly TargetRecord[], projects: readonly ProjectRecord[]): readonly TargetRecord[] => {
  const bound = boundOf(projects);
  if (bound.length === 0) return targets;
  const gone = new Set(targets.filter((target) => isFigureOfProject(target, bound)).map(({ id }) => id));
  return gone.size === 0 ? targets : targets.filter(({ id }) => !gone.has(id)).map((target) => without(target, gone));
};
