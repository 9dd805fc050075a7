/**
 * The compiled ledger `luoshi.plan/1` as Zod: what GET …/ledger replies with and what
 * `luoshi compile` prints. Key order here is the key order of the contract. Objects are
 * loose because a consumer must accept further optional keys.
 */
import { z } from 'zod';
import { nodeKindSchema } from './node-kind.ts';
import { sha256Schema, sourceFormatSchema } from './plan.ts';

const offset = z.int().nonnegative();
const range = z.looseObject({ start: offset, end: offset });
const span = z.looseObject({ text: z.string(), start: offset, end: offset });
const decimal = z.string();
const confidence = z.number().min(0).max(1);
const why = z.array(z.looseObject({ field: z.string(), code: z.string(), from: z.array(span).optional() }));

export const comparators = ['>=', '>', '<=', '<', '=', '~', 'reach', 'range', 'relative', 'increase', 'decrease', 'meet'] as const;
const comparator = z.enum(comparators);

const period = z.looseObject({
  year: z.int().optional(),
  from: z.int().optional(),
  on: z.string().optional(),
  every: z.enum(['year', 'halfyear', 'quarter', 'month', 'week', 'day']).optional(),
  span: z.looseObject({ min: z.int(), max: z.int(), unit: z.enum(['year', 'month', 'day', 'workday']) }).optional(),
  rel: z.enum(['in', 'by', 'within', 'during', 'from', 'every']),
  inherited: z.boolean(),
  source: span,
});

const outlineNode = z.looseObject({
  id: z.string(),
  kind: nodeKindSchema,
  label: z.string().nullable(),
  title: z.string().nullable(),
  start: offset,
  end: offset,
  parent: z.string().nullable(),
});

const target = z.looseObject({
  id: z.string(),
  node: z.string(),
  cls: z.enum(['growth', 'level', 'share', 'rate', 'ratio', 'density', 'count', 'magnitude', 'completeness', 'relative', 'rank', 'delegated', 'directional']),
  indicator: span.nullable(),
  action: span.optional(),
  value: span,
  comparator,
  number: decimal.nullable(),
  numberMax: decimal.optional(),
  unit: z.string().nullable(),
  unitText: z.string().nullable(),
  period: period.nullable(),
  threshold: z.looseObject({ ...span.shape, number: decimal, unit: z.string(), comparator }).optional(),
  head: span.optional(),
  modality: z.enum(['must', 'aim', 'strive', 'explore']),
  scope: span.nullable(),
  actors: z.array(z.string()),
  partOf: z.string().optional(),
  stretchOf: z.string().optional(),
  why,
  conf: confidence,
  base: z.looseObject({ ...span.shape, number: decimal, unit: z.string(), year: z.int().optional() }).optional(),
  reference: span.optional(),
  direction: z.enum(['up', 'down']).optional(),
  distributive: z.literal(true).optional(),
  binding: z.enum(['约束性', '预期性']).optional(),
  mentions: z.array(span).optional(),
});

const milestone = z.looseObject({
  id: z.string(),
  node: z.string(),
  kind: z.enum(['designation', 'positioning', 'start', 'completion', 'deadline']),
  verb: span.nullable(),
  object: span.nullable(),
  period: period.nullable(),
  modality: z.string(),
  control: z.enum(['owner', 'support', 'seek']),
  why,
  conf: confidence,
});

const document = z.looseObject({
  id: z.string(),
  node: z.string(),
  verb: span,
  object: span,
  owner: z.string().nullable(),
  period: period.nullable(),
  why,
  conf: confidence,
});

const recurring = z.looseObject({
  id: z.string(),
  node: z.string(),
  frequency: span,
  every: z.string().nullable(),
  times: decimal.nullable(),
  duty: span,
  vague: z.boolean(),
  actors: z.array(z.string()),
  why,
  conf: confidence,
});

const condition = z.looseObject({
  id: z.string(),
  node: z.string(),
  kind: z.enum(['threshold', 'eligibility', 'reward', 'cap']),
  on: span.nullable(),
  quantity: span.nullable(),
  comparator: comparator.nullable(),
  number: decimal.nullable(),
  unit: z.string().nullable(),
  unitText: z.string().nullable(),
  head: span.nullable(),
  consequence: span.nullable(),
  why,
  conf: confidence,
});

const attribute = z.looseObject({
  ...span.shape,
  number: decimal.nullable(),
  unit: z.string().nullable(),
  approx: z.literal(true).optional(),
  scope: span.optional(),
});

const project = z.looseObject({
  id: z.string(),
  node: z.string(),
  name: span,
  tier: z.enum(['A', 'B', 'C']),
  status: z.looseObject({ ...span.shape, stage: z.enum(['prepare', 'plan', 'start', 'build', 'advance', 'complete', 'operate', 'support']) }).nullable(),
  nature: z.string().nullable(),
  attributes: z.record(z.string(), attribute),
  mentions: z.array(span),
  control: z.enum(['owner', 'support', 'seek', 'external']).optional(),
  sharedHead: span.optional(),
  places: z.array(span).optional(),
  why,
  conf: confidence,
});

const actor = z.looseObject({
  id: z.string(),
  node: z.string(),
  name: span,
  role: z.enum(['lead', 'support', 'owner', 'mentioned']),
  measures: z.array(z.string()),
  covers: span.optional(),
  open: z.literal(true).optional(),
  group: span.optional(),
  partner: z.literal(true).optional(),
  why,
  conf: confidence,
});

const term = z.looseObject({
  id: z.string(),
  text: z.string(),
  mentions: z.array(range),
  status: z.enum(['defined', 'undefined', 'plain']),
  definition: span.nullable(),
});

const reference = z.looseObject({
  id: z.string(),
  kind: z.enum(['upperPlan', 'futureDoc', 'annex', 'self', 'law', 'document']),
  text: z.string(),
  start: offset,
  end: offset,
  missing: z.boolean(),
});

export const findingSeverities = ['error', 'warning', 'info'] as const;
export type FindingSeverity = (typeof findingSeverities)[number];
export const findingSeverityLabel = { error: '错误', warning: '提醒', info: '提示' } satisfies Record<FindingSeverity, string>;

/** Something the compiler noticed; the message is Chinese and says where. */
export const findingSchema = z.looseObject({
  rule: z.string(),
  severity: z.enum(findingSeverities),
  message: z.string(),
  spans: z.array(span),
  suggestion: z.string().optional(),
});
export type LedgerFinding = z.output<typeof findingSchema>;

const count = z.int().nonnegative();
const stats = z.looseObject({
  nodes: z.record(z.string(), count),
  targets: count,
  targetsNumeric: count,
  targetsWithPeriod: count,
  milestones: count,
  documents: count,
  recurring: count,
  conditions: count,
  projects: count,
  projectsByTier: z.looseObject({ A: count, B: count, C: count }),
  investmentCNY: decimal,
  actors: count,
  measures: count,
  measuresWithOwner: count,
  measuresWithDeadline: count,
  findings: z.looseObject({ error: count, warning: count, info: count }),
  quantities: z.looseObject({ read: count, used: count, explained: count, open: count }),
});

/** An item of a box and the measure that promises the same. */
const link = z.looseObject({
  from: z.string(),
  to: z.string(),
  on: z.enum(['project', 'target', 'document', 'milestone', 'words']),
  why,
  conf: confidence,
});

export const ledgerSchemaName = 'luoshi.plan/1';

/** The whole ledger, `luoshi.plan/1`. */
export const ledgerSchema = z.looseObject({
  schema: z.literal(ledgerSchemaName),
  source: z.looseObject({ sha256: sha256Schema, chars: offset, format: sourceFormatSchema }),
  outline: z.array(outlineNode),
  targets: z.array(target),
  milestones: z.array(milestone),
  documents: z.array(document),
  recurring: z.array(recurring),
  conditions: z.array(condition),
  projects: z.array(project),
  actors: z.array(actor),
  terms: z.array(term),
  references: z.array(reference),
  findings: z.array(findingSchema),
  stats,
  links: z.array(link).optional(),
});
export type Ledger = z.output<typeof ledgerSchema>;
export type LedgerLink = z.output<typeof link>;
