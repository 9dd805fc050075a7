/** The clauses of a version: what its compiled records and its outline ask for, each with a place in the text. */
import type { CompiledPlan, OutlineNode, Range } from '#libs/plantext/index.ts';
import type { ClauseKind, ContractBody } from '../contract/index.ts';
import { ofSurvey, proposeContract } from './propose-contract.ts';
import { surveySentences } from './survey-sentences.ts';
import type { ProposalGround } from './propose-contract.ts';
import { proposalGroundOf } from './propose-contract.ts';

export interface ClauseDraft {
  /** id of the record or node in this version */
  readonly id: string;
  readonly kind: ClauseKind;
  readonly nodeId: string;
  readonly recordId: string | null;
  /** the measure, box or paragraph under which a board lists it */
  readonly groupNode: string;
  readonly title: string;
  readonly quote: string;
  /** words of the clause in the text */
  readonly spans: readonly Range[];
  readonly partOf: string | null;
  readonly stretchOf: string | null;
  readonly proposal: ContractBody | null;
}

const groupKinds: ReadonlySet<string> = new Set(['measure', 'box', 'dashItem', 'paragraph', 'lead', 'principle', 'duty', 'row', 'section', 'preamble', 'annex']);

type Nodes = ReadonlyMap<string, OutlineNode>;

/** The outermost box or measure around a node, else the nearest node a board has a line for. */
function groupOf(nodes: Nodes, id: string): string {
  const chain: OutlineNode[] = [];
  for (let node = nodes.get(id); node !== undefined; node = node.parent === null ? undefined : nodes.get(node.parent)) chain.push(node);
  const found = chain.find(({ kind }) => kind === 'measure' || kind === 'box') ?? chain.find(({ kind }) => groupKinds.has(kind));
  return found?.id ?? id;
}

const isRange = (value: unknown): value is Range =>
  typeof value === 'object' && value !== null && 'start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number';

/** The stretches a reader should see marked: the record's own words in text order, overlapping ones once. */
function spansOf(record: object): readonly Range[] {
  const found = Object.entries(record)
    .filter(([field]) => !['why', 'period', 'reference', 'base', 'mentions', 'attributes'].includes(field))
    .flatMap(([, value]) => (isRange(value) ? [{ start: value.start, end: value.end }] : []))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  return found.filter((span, index) => !found.some((other, at) => at < index && other.start <= span.start && span.end <= other.end));
}

const sentenceEnd = /[。；;\n|]/;

/** The sentence around the marked words. */
function quoteOf(text: string, spans: readonly Range[], node: Range): string {
  const first = spans[0] ?? node;
  let start = first.start;
  while (start > node.start && !sentenceEnd.test(text[start - 1] ?? '')) start -= 1;
  let end = Math.max(first.end, spans.at(-1)?.end ?? first.end);
  while (end < node.end && !sentenceEnd.test(text[end - 1] ?? '')) end += 1;
  return text
    .slice(start, Math.min(end, start + 400))
    .trim()
    .toWellFormed();
}

interface Source {
  readonly plan: CompiledPlan;
  readonly text: string;
  readonly nodes: Nodes;
  readonly ground: ProposalGround;
}

interface RecordSketch {
  readonly record: { readonly id: string; readonly node: string };
  readonly kind: ClauseKind;
  readonly title: string;
  readonly partOf?: string | undefined;
  readonly stretchOf?: string | undefined;
}

function ofRecord({ text, nodes, ground }: Source, { record, kind, title, partOf, stretchOf }: RecordSketch): ClauseDraft {
  const spans = spansOf(record);
  return {
    id: record.id,
    kind,
    nodeId: record.node,
    recordId: record.id,
    groupNode: groupOf(nodes, record.node),
    title: title.slice(0, 120).toWellFormed(),
    quote: quoteOf(text, spans, nodes.get(record.node) ?? { start: 0, end: text.length }),
    spans,
    partOf: partOf ?? null,
    stretchOf: stretchOf ?? null,
    proposal: proposeContract(record.id, ground),
  };
}

/** Nothing is invented: a title is made of words of the text. */
function recordSketches(plan: CompiledPlan): readonly RecordSketch[] {
  return [
    ...plan.targets.map(
      (record): RecordSketch => ({
        record,
        kind: 'target',
        title: `${record.action?.text ?? ''}${record.indicator?.text ?? record.head?.text ?? ''}${record.value.text}`,
        partOf: record.partOf,
        stretchOf: record.stretchOf,
      }),
    ),
    ...plan.milestones.map(
      (record): RecordSketch => ({
        record,
        kind: record.kind === 'completion' || record.kind === 'deadline' ? 'duty' : 'title',
        title: `${record.verb?.text ?? ''}${record.object?.text ?? ''}`,
      }),
    ),
    ...plan.documents.map((record): RecordSketch => ({ record, kind: 'deliverable', title: `${record.verb.text}${record.object.text}` })),
    ...plan.recurring.map((record): RecordSketch => ({ record, kind: 'mechanism', title: `${record.frequency.text}${record.duty.text}` })),
    ...plan.conditions.map(
      (record): RecordSketch => ({
        record,
        kind: 'threshold',
        title: [record.head?.text, record.on?.text, record.quantity?.text].filter((part) => part !== undefined).join('') || '条件',
      }),
    ),
    ...plan.projects.map((record): RecordSketch => ({ record, kind: 'project', title: `${record.status?.text ?? ''}${record.name.text}` })),
  ];
}

const nodeTitle = ({ title, label }: OutlineNode, text: string, range: Range): string =>
  title ?? (text.slice(range.start, Math.min(range.end, range.start + 40)).trim() || (label ?? ''));

function ofNode({ text, nodes }: Source, node: OutlineNode, kind: 'duty' | 'outlook'): ClauseDraft {
  const range = { start: node.start, end: node.end };
  return {
    id: node.id,
    kind,
    nodeId: node.id,
    recordId: null,
    groupNode: groupOf(nodes, node.id),
    title: nodeTitle(node, text, range).slice(0, 120).toWellFormed(),
    quote: text
      .slice(node.start, Math.min(node.end, node.start + 400))
      .trim()
      .toWellFormed(),
    spans: [range],
    partOf: null,
    stretchOf: null,
    proposal: null,
  };
}

/** A paragraph that opens with a year well behind the last target year looks ahead; it is tracked and never scored. */
function outlookNodes({ plan, text, ground }: Source): readonly OutlineNode[] {
  return plan.outline.filter((node) => {
    const opening = /^(?:展望|到)+([0-9]{4})年/.exec(text.slice(node.start, node.start + 12).trim());
    return (node.kind === 'paragraph' || node.kind === 'dashItem') && opening !== null && Number(opening[1]) >= ground.lastYear + 5;
  });
}

function annexDrafts({ plan, text, nodes }: Source): readonly ClauseDraft[] {
  return plan.references
    .filter(({ kind, missing }) => kind === 'annex' && missing)
    .map((reference) => {
      const around = plan.outline.filter(({ start, end }) => start <= reference.start && reference.end <= end);
      const node = around.reduce((inner, one) => (one.end - one.start <= inner.end - inner.start ? one : inner));
      const spans = [{ start: reference.start, end: reference.end }];
      return {
        ...ofNode({ plan, text, nodes, ground: proposalGroundOf(plan, text) }, node, 'duty'),
        id: reference.id,
        kind: 'annex' as const,
        recordId: reference.id,
        title: reference.text,
        spans,
        quote: quoteOf(text, spans, node),
      };
    });
}

function surveyDrafts({ plan, text, nodes, ground }: Source): readonly ClauseDraft[] {
  return surveySentences(plan, text).map((sentence) => {
    const spans = [sentence.span];
    return {
      id: sentence.id,
      kind: 'target' as const,
      nodeId: sentence.nodeId,
      recordId: sentence.id,
      groupNode: groupOf(nodes, sentence.nodeId),
      title: text.slice(sentence.span.start, sentence.span.end).slice(0, 120).toWellFormed(),
      quote: quoteOf(text, spans, nodes.get(sentence.nodeId) ?? { start: 0, end: text.length }),
      spans,
      partOf: null,
      stretchOf: null,
      proposal: ofSurvey(sentence, ground),
    };
  });
}

/** Every record and every measure is a clause; a box gets one of its own when no record stands in it. */
export function clausesOf(plan: CompiledPlan, text: string): readonly ClauseDraft[] {
  const nodes: Nodes = new Map(plan.outline.map((node) => [node.id, node]));
  const source: Source = { plan, text, nodes, ground: proposalGroundOf(plan, text) };
  const records = recordSketches(plan).map((sketch) => ofRecord(source, sketch));
  const outlooks = outlookNodes(source);
  const isAhead = (nodeId: string): boolean => outlooks.some(({ id }) => id === nodeId);
  const answered = new Set(records.map(({ groupNode }) => groupNode));
  const own = plan.outline.filter((node) => node.kind === 'measure' || (node.kind === 'box' && !answered.has(node.id)));
  const drafts = [
    ...records.filter(({ nodeId }) => !isAhead(nodeId)),
    ...annexDrafts(source),
    ...surveyDrafts(source),
    ...outlooks.map((node) => ofNode(source, node, 'outlook')),
    ...own.map((node) => ofNode(source, node, 'duty')),
  ];
  const start = ({ spans }: ClauseDraft): number => spans[0]?.start ?? 0;
  return [...drafts].sort((a, b) => start(a) - start(b) || (a.recordId === null ? -1 : 1) - (b.recordId === null ? -1 : 1));
}
