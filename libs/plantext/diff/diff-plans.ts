/** Two editions of one plan → changes. Pure and deterministic; offsets and numbering do not matter, meaning does. */
import type { ActorRecord, CompiledPlan, Comparator, Modality, OutlineNode, Period, ProjectRecord, TargetRecord } from '../model.ts';
import { type Change, type ChangeKind, type ChangedList } from './changes.ts';
import { compareDecimals } from './decimals.ts';
import { bare } from './likeness.ts';
import { type NodeMatching, matchNodes } from './match-nodes.ts';
import { type Described, type RecordMatching, matchRecords } from './match-records.ts';

export interface PlanEdition {
  readonly plan: CompiledPlan;
  readonly text: string;
}

export interface PlanDiff {
  readonly nodes: NodeMatching;
  readonly changes: readonly Change[];
  /** id of a record in the old edition → in the new one, where they differ: its meaning key has changed */
  readonly renamed: ReadonlyMap<string, string>;
}

/** Weak to strong; a step down is softened, a step up hardened. */
const modalityStrength: Readonly<Record<Modality, number>> = { explore: 0, strive: 1, aim: 2, must: 3 };
const comparatorStrength: Readonly<Record<Comparator, number>> = {
  increase: 0,
  decrease: 0,
  relative: 1,
  meet: 1,
  '~': 2,
  range: 2,
  reach: 3,
  '=': 3,
  '>=': 3,
  '<=': 3,
  '>': 3,
  '<': 3,
};

export const subjectOfTarget = (target: TargetRecord): string =>
  `${target.indicator?.text ?? ''}${target.indicator === null ? (target.action?.text ?? '') : ''}${target.head?.text ?? ''}`;
export const wordsOfTarget = (target: TargetRecord): string => `${target.indicator?.text ?? ''}${target.action?.text ?? ''}${target.value.text}${target.head?.text ?? ''}`;

/** The last day a period allows, as a sortable string; undefined when it names none. */
const lastDay = (period: Period | null): string | undefined => period?.on ?? (period?.year === undefined ? undefined : `${period.year}-12-31`);

const change = (kind: ChangeKind, list: ChangedList, ids: readonly [string | undefined, string | undefined], rest: Pick<Change, 'message'> & Partial<Change>): Change => ({
  ...rest,
  kind,
  list,
  before: ids[0] === undefined ? [] : [ids[0]],
  after: ids[1] === undefined ? [] : [ids[1]],
});

interface Timed {
  readonly id: string;
  readonly period: Period | null;
}

const deadlineChange = (list: ChangedList, a: Timed, b: Timed, name: string): Change[] => {
  const from = lastDay(a.period);
  const to = lastDay(b.period);
  if (from === to) return [];
  const kind: ChangeKind = from === undefined ? 'deadline-added' : to === undefined ? 'deadline-removed' : to > from ? 'deadline-later' : 'deadline-earlier';
  return [change(kind, list, [a.id, b.id], { field: 'period', from: from ?? '', to: to ?? '', message: `「${name}」时限由${from ?? '未写明'}变为${to ?? '未写明'}` })];
};

const targetChanges = (a: TargetRecord, b: TargetRecord): Change[] => {
  const name = subjectOfTarget(b);
  const ids = [a.id, b.id] as const;
  const from = a.value.text;
  const to = b.value.text;
  const changes: Change[] = [];
  const order = a.number !== null && b.number !== null ? compareDecimals(a.number, b.number) : 0;
  if (order !== undefined && order !== 0)
    changes.push(change(order < 0 ? 'raised' : 'lowered', 'targets', ids, { field: 'number', from, to, message: `「${name}」由${from}${order < 0 ? '提高' : '降低'}为${to}` }));
  else if (order === undefined || (a.number === null) !== (b.number === null))
    changes.push(change('reworded', 'targets', ids, { field: 'value', from, to, message: `「${name}」由${from}改为${to}` }));
  const step = modalityStrength[b.modality] - modalityStrength[a.modality] || comparatorStrength[b.comparator] - comparatorStrength[a.comparator];
  if (step !== 0)
    changes.push(
      change(step > 0 ? 'hardened' : 'softened', 'targets', ids, { field: 'comparator', from, to, message: `「${name}」要求${step > 0 ? '变硬' : '变软'}：${from} → ${to}` }),
    );
  if (bare(a.scope?.text ?? '') !== bare(b.scope?.text ?? ''))
    changes.push(
      change('scope-changed', 'targets', ids, {
        field: 'scope',
        from: a.scope?.text ?? '',
        to: b.scope?.text ?? '',
        message: `「${name}」范围由${a.scope?.text ?? '全域'}变为${b.scope?.text ?? '全域'}`,
      }),
    );
  return [...changes, ...deadlineChange('targets', a, b, name)];
};

const projectChanges = (a: ProjectRecord, b: ProjectRecord): Change[] => {
  const keys = [...new Set([...Object.keys(a.attributes), ...Object.keys(b.attributes)])].sort();
  return keys.flatMap((key) => {
    const x = a.attributes[key];
    const y = b.attributes[key];
    const order = x?.number != null && y?.number != null ? compareDecimals(x.number, y.number) : bare(x?.text ?? '') === bare(y?.text ?? '') ? 0 : undefined;
    if (order === 0) return [];
    const kind = order === undefined ? 'attribute-changed' : order < 0 ? 'raised' : 'lowered';
    return [
      change(kind, 'projects', [a.id, b.id], {
        field: key,
        from: x?.text ?? '',
        to: y?.text ?? '',
        message: `项目「${b.name.text}」${x?.text ?? '未写明'} → ${y?.text ?? '未写明'}`,
      }),
    ];
  });
};

const roleLabel: Readonly<Record<ActorRecord['role'], string>> = { lead: '牵头', owner: '责任', support: '配合', mentioned: '提及' };

const dutiesOf = (plan: CompiledPlan): Map<string, Set<string>> => {
  const map = new Map<string, Set<string>>();
  for (const actor of plan.actors) {
    if (actor.role === 'mentioned') continue;
    for (const measure of actor.measures) map.set(measure, (map.get(measure) ?? new Set()).add(`${roleLabel[actor.role]}：${bare((actor.group ?? actor.name).text)}`));
  }
  return map;
};

const ownerChanges = (before: CompiledPlan, after: CompiledPlan, nodes: NodeMatching): Change[] => {
  const left = dutiesOf(before);
  const right = dutiesOf(after);
  return nodes.matches.flatMap(({ before: a, after: b }) => {
    const from = [...(left.get(a.id) ?? [])].sort();
    const to = [...(right.get(b.id) ?? [])].sort();
    if (from.join() === to.join()) return [];
    return [
      change('owner-changed', 'actors', [a.id, b.id], {
        from: from.join('、'),
        to: to.join('、'),
        message: `「${b.title ?? b.id}」责任单位由${from.join('、') || '未写明'}变为${to.join('、') || '未写明'}`,
      }),
    ];
  });
};

/** A new section is one change, not one for each of its measures. */
const outermost = (nodes: readonly OutlineNode[]): OutlineNode[] => {
  const ids = new Set(nodes.map(({ id }) => id));
  return nodes.filter(({ parent }) => parent === null || !ids.has(parent));
};

const outlineChanges = (before: PlanEdition, after: PlanEdition, nodes: NodeMatching): Change[] => {
  const own = ({ text }: PlanEdition, { start, end }: { start: number; end: number }) => text.slice(start, end);
  const brief = (edition: PlanEdition, node: { start: number; end: number; title: string | null }) => (node.title ?? own(edition, node)).slice(0, 30);
  const parents = (nodeIds: NodeMatching) => new Map(nodeIds.matches.map(({ before: a, after: b }) => [a.id, b.id]));
  const counterpart = parents(nodes);
  const inner = new Set([...before.plan.outline, ...after.plan.outline].map(({ parent }) => parent));
  const changes: Change[] = [];
  for (const node of outermost(nodes.added)) changes.push(change('added', 'outline', [undefined, node.id], { to: own(after, node), message: `新增「${brief(after, node)}」` }));
  for (const node of outermost(nodes.dropped))
    changes.push(change('dropped', 'outline', [node.id, undefined], { from: own(before, node), message: `删去「${brief(before, node)}」` }));
  for (const { before: a, after: b } of nodes.splits)
    changes.push({
      kind: 'split',
      list: 'outline',
      before: a.map(({ id }) => id),
      after: b.map(({ id }) => id),
      message: `「${a.map((node) => brief(before, node)).join('、')}」拆分为 ${b.length} 条`,
    });
  for (const { before: a, after: b } of nodes.merges)
    changes.push({
      kind: 'merged',
      list: 'outline',
      before: a.map(({ id }) => id),
      after: b.map(({ id }) => id),
      message: `${a.length} 条合并为「${b.map((node) => brief(after, node)).join('、')}」`,
    });
  for (const { before: a, after: b } of nodes.matches) {
    const isMoved = a.parent !== null && counterpart.get(a.parent) !== (b.parent ?? undefined);
    if (isMoved) changes.push(change('moved', 'outline', [a.id, b.id], { from: a.parent ?? '', to: b.parent ?? '', message: `「${brief(after, b)}」移到另一处` }));
    const isLeaf = !inner.has(a.id) && !inner.has(b.id);
    const [from, to] = [own(before, a).slice(a.label?.length ?? 0), own(after, b).slice(b.label?.length ?? 0)];
    if (isLeaf && bare(from) !== bare(to)) changes.push(change('reworded', 'outline', [a.id, b.id], { from, to, message: `「${brief(after, b)}」文字有改动` }));
  }
  return changes;
};

const listChanges = <R extends { readonly id: string }>(
  list: ChangedList,
  matching: RecordMatching<R>,
  name: (record: R) => string,
  compare: (a: R, b: R) => Change[],
): Change[] => [
  ...matching.pairs.flatMap(([a, b]) => compare(a, b)),
  ...matching.added.map((record) => change('added', list, [undefined, record.id], { to: name(record), message: `新增「${name(record)}」` })),
  ...matching.dropped.map((record) => change('dropped', list, [record.id, undefined], { from: name(record), message: `删去「${name(record)}」` })),
];

/** Compares two editions. */
export const diffPlans = (before: PlanEdition, after: PlanEdition): PlanDiff => {
  const nodes = matchNodes({ nodes: before.plan.outline, text: before.text }, { nodes: after.plan.outline, text: after.text });
  const counterpart = new Map(nodes.matches.map(({ before: a, after: b }) => [a.id, b.id]));
  const describe = <R extends { readonly id: string; readonly node: string }>(
    records: readonly R[],
    isOld: boolean,
    parts: (record: R) => Pick<Described<R>, 'subject' | 'dimension' | 'start'>,
  ): Described<R>[] => records.map((record) => ({ record, id: record.id, node: isOld ? counterpart.get(record.node) : record.node, ...parts(record) }));
  const both = <R extends { readonly id: string; readonly node: string }>(
    pick: (plan: CompiledPlan) => readonly R[],
    parts: (record: R) => Pick<Described<R>, 'subject' | 'dimension' | 'start'>,
  ): RecordMatching<R> => matchRecords(describe(pick(before.plan), true, parts), describe(pick(after.plan), false, parts));
  const targets = both(
    (plan) => plan.targets,
    (t) => ({ subject: subjectOfTarget(t), dimension: `${t.unit ?? ''}|${t.cls === 'growth' ? 'growth' : ''}`, start: t.value.start }),
  );
  const milestones = both(
    (plan) => plan.milestones,
    (m) => ({ subject: m.object?.text ?? '', dimension: m.kind, start: m.object?.start ?? 0 }),
  );
  const documents = both(
    (plan) => plan.documents,
    (d) => ({ subject: d.object.text, dimension: '', start: d.object.start }),
  );
  const projects = both(
    (plan) => plan.projects,
    (p) => ({ subject: p.name.text, dimension: '', start: p.name.start }),
  );
  const changes = [
    ...outlineChanges(before, after, nodes),
    ...listChanges('targets', targets, wordsOfTarget, targetChanges),
    ...listChanges(
      'milestones',
      milestones,
      (m) => `${m.verb?.text ?? ''}${m.object?.text ?? ''}`,
      (a, b) => deadlineChange('milestones', a, b, b.object?.text ?? ''),
    ),
    ...listChanges(
      'documents',
      documents,
      (d) => d.object.text,
      (a, b) => deadlineChange('documents', a, b, b.object.text),
    ),
    ...listChanges('projects', projects, (p) => p.name.text, projectChanges),
    ...ownerChanges(before.plan, after.plan, nodes),
  ];
  const pairs: readonly (readonly [{ readonly id: string }, { readonly id: string }])[] = [...targets.pairs, ...milestones.pairs, ...documents.pairs, ...projects.pairs];
  const renamed = new Map(pairs.filter(([a, b]) => a.id !== b.id).map(([a, b]) => [a.id, b.id]));
  return { nodes, changes, renamed };
};
