/**
 * 任务分解表: one row per measure, and one per target, document or milestone that stands outside the measures (in goals and
 * boxes). The last column carries the id of the node or record, so that an edited table finds its way back.
 */
import type { ActorRecord, CompiledPlan, OutlineNode, Period } from '../model.ts';

export const taskColumns = ['序号', '任务', '目标值', '牵头单位', '配合单位', '完成时限', '依据原文', '状态', '编号'] as const;
export type TaskColumn = (typeof taskColumns)[number];

export const taskStates = ['待确认', '已确认', '已修改', '不适用'] as const;
export type TaskState = (typeof taskStates)[number];

export interface TaskRow {
  readonly id: string;
  readonly cells: Readonly<Record<TaskColumn, string>>;
}

/** The words of a period as the plan says them; empty when it says none. */
const timeText = (period: Period | null): string => {
  if (period === null) return '';
  if (period.on !== undefined) return period.on;
  if (period.every !== undefined || period.year === undefined) return period.source.text;
  return period.rel === 'in' ? `${period.year}年` : `${period.year}年底前`;
};

const ancestors = (id: string, parents: ReadonlyMap<string, string | null>): string[] => {
  const list: string[] = [];
  for (let at: string | null | undefined = id; at !== null && at !== undefined && list.length < 64; at = parents.get(at)) list.push(at);
  return list;
};

const namesOf = (actors: readonly ActorRecord[], roles: readonly ActorRecord['role'][]): string =>
  [...new Set(actors.filter(({ role }) => roles.includes(role)).map(({ name }) => name.text))].join('、');

const unique = (texts: readonly string[], joint: string): string => [...new Set(texts.filter((text) => text !== ''))].join(joint);

interface Draft {
  readonly id: string;
  readonly node: string;
  readonly start: number;
  readonly task: string;
  readonly value: string;
  readonly period: Period | null;
  readonly source: string;
}

/** Rows in text order. `text` is the decoded source. */
export const toTaskRows = (plan: CompiledPlan, text: string): TaskRow[] => {
  const parents = new Map(plan.outline.map((node) => [node.id, node.parent]));
  const measures = new Set(plan.outline.filter(({ kind }) => kind === 'measure').map(({ id }) => id));
  const measureOf = (node: string): string | undefined => ancestors(node, parents).find((id) => measures.has(id));
  const drafts = [...measureDrafts(plan, text, measureOf), ...recordDrafts(plan, text).filter(({ node }) => measureOf(node) === undefined)];
  drafts.sort((a, b) => a.start - b.start || (a.id < b.id ? -1 : 1));
  return drafts.map((draft, index) => {
    const actors = plan.actors.filter((actor) => actor.measures.some((measure) => ancestors(draft.node, parents).includes(measure)));
    const cells = {
      序号: String(index + 1),
      任务: draft.task,
      目标值: draft.value,
      牵头单位: namesOf(actors, ['lead', 'owner']),
      配合单位: namesOf(actors, ['support']),
      完成时限: timeText(draft.period),
      依据原文: draft.source,
      状态: '待确认',
      编号: draft.id,
    };
    return { id: draft.id, cells };
  });
};

const titleOf = (node: OutlineNode, text: string): string => {
  if (node.title !== null) return `${node.label ?? ''}${node.title}`;
  const own = text.slice(node.start, node.end);
  const stop = own.indexOf('。');
  return stop < 0 ? own : own.slice(0, stop);
};

const measureDrafts = (plan: CompiledPlan, text: string, measureOf: (node: string) => string | undefined): Draft[] => {
  const values = new Map<string, string[]>();
  const periods = new Map<string, Period>();
  for (const { node, indicator, action, value, head, period } of plan.targets) {
    const measure = measureOf(node);
    if (measure === undefined) continue;
    values.set(measure, [...(values.get(measure) ?? []), `${indicator?.text ?? ''}${action?.text ?? ''}${value.text}${head?.text ?? ''}`]);
    if (period !== null && !periods.has(measure)) periods.set(measure, period);
  }
  for (const { node, kind, period } of plan.milestones) {
    const measure = measureOf(node);
    if (kind === 'deadline' && measure !== undefined && period !== null) periods.set(measure, period);
  }
  return plan.outline
    .filter(({ kind }) => kind === 'measure')
    .map((node) => ({
      id: node.id,
      node: node.id,
      start: node.start,
      task: titleOf(node, text),
      value: unique(values.get(node.id) ?? [], '；'),
      period: periods.get(node.id) ?? null,
      source: text.slice(node.start, node.end),
    }));
};

const sentenceAround = (text: string, start: number, end: number): string => {
  let from = start;
  while (from > 0 && start - from < 200 && !'。\n；;'.includes(text[from - 1] ?? '')) from -= 1;
  let to = end;
  while (to < text.length && to - end < 200 && !'。\n；;'.includes(text[to] ?? '')) to += 1;
  return text.slice(from, to).trim();
};

const recordDrafts = (plan: CompiledPlan, text: string): Draft[] => [
  ...plan.targets.map(({ id, node, indicator, action, value, head, period }) => ({
    id,
    node,
    start: value.start,
    task: indicator?.text ?? `${action?.text ?? ''}${head?.text ?? ''}`,
    value: value.text,
    period,
    source: sentenceAround(text, value.start, value.end),
  })),
  ...plan.milestones
    .filter((milestone) => milestone.object !== null)
    .map(({ id, node, verb, object, period }) => {
      const start = verb?.start ?? object?.start ?? 0;
      return { id, node, start, task: `${verb?.text ?? ''}${object?.text ?? ''}`, value: '', period, source: sentenceAround(text, start, object?.end ?? start) };
    }),
  ...plan.documents.map(({ id, node, verb, object, period }) => ({
    id,
    node,
    start: Math.min(verb.start, object.start),
    task: verb.start < object.start ? `${verb.text}${object.text}` : `${object.text}${verb.text}`,
    value: '',
    period,
    source: sentenceAround(text, Math.min(verb.start, object.start), Math.max(verb.end, object.end)),
  })),
];
