/** The `stats` block of the contract, computed from the records. */
import type { Ledger } from './compile.ts';
import type { OutlineNode, Period, PlanStats } from './model.ts';
import { nodeIndexOf, nodesById, parentsOf } from './outline/nodes-by-id.ts';

const decimalsOf = (v: string): number => (v.includes('.') ? v.length - v.indexOf('.') - 1 : 0);

/** Exact sum of plain decimal strings. */
export const sumDecimals = (values: readonly string[]): string => {
  const plain = values.filter((v) => /^-?\d+(?:\.\d+)?$/.test(v));
  const scale = plain.reduce((most, v) => Math.max(most, decimalsOf(v)), 0);
  let sum = 0n;
  for (const v of plain) sum += BigInt(v.replace('.', '') + '0'.repeat(scale - decimalsOf(v)));
  const digits = (sum < 0n ? -sum : sum).toString().padStart(scale + 1, '0');
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  const whole = scale === 0 ? digits : digits.slice(0, digits.length - scale);
  return `${sum < 0n ? '-' : ''}${whole}${scale > 0 && fraction !== '' ? `.${fraction}` : ''}`;
};

const countKinds = (nodes: readonly OutlineNode[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const node of nodes) counts[node.kind] = (counts[node.kind] ?? 0) + 1;
  return counts;
};

const NONE = -1;

/** Place of the measure that each node is or lies in. */
const measuresAround = (nodes: readonly OutlineNode[]): Int32Array => {
  const parents = parentsOf(nodes);
  const around = new Int32Array(nodes.length).fill(NONE);
  for (let i = 0; i < nodes.length; i++) {
    const parent = parents[i] as number;
    if ((nodes[i] as OutlineNode).kind === 'measure') around[i] = i;
    else if (parent >= 0) around[i] = around[parent] as number;
  }
  return around;
};

const isDated = (period: Period | null): boolean => period !== null && (period.year !== undefined || period.on !== undefined || period.span !== undefined);

/** Measures that hold a deadline of their own: a deadline milestone or a record with a dated period. */
const measuresWithDeadline = (nodes: readonly OutlineNode[], ledger: Ledger): number => {
  const around = measuresAround(nodes);
  const index = nodeIndexOf(nodes);
  const found = new Set<number>();
  const add = (node: string): void => {
    const measure = around[index.get(node) ?? NONE] ?? NONE;
    if (measure !== NONE) found.add(measure);
  };
  for (const m of ledger.milestones) if (m.kind === 'deadline' || isDated(m.period)) add(m.node);
  for (const t of ledger.targets) if (isDated(t.period)) add(t.node);
  for (const d of ledger.documents) if (isDated(d.period)) add(d.node);
  return found.size;
};

/** Measures for which a body leads or answers. */
const measuresWithOwner = (nodes: readonly OutlineNode[], { actors }: Ledger): number => {
  const found = new Set<string>();
  const known = nodesById(nodes);
  for (const { role, measures } of actors) if (role === 'lead' || role === 'owner') for (const id of measures) if (known.get(id)?.kind === 'measure') found.add(id);
  return found.size;
};

const count = <T>(list: readonly T[], test: (item: T) => boolean): number => {
  let n = 0;
  for (const item of list) if (test(item)) n++;
  return n;
};

/** Counts of everything the ledger holds; `investmentCNY` is the exact sum over the projects in yuan. */
export const statsOf = (nodes: readonly OutlineNode[], ledger: Ledger): PlanStats => {
  const kinds = countKinds(nodes);
  const tier = (name: 'A' | 'B' | 'C'): number => count(ledger.projects, (p) => p.tier === name);
  const severity = (name: string): number => count(ledger.findings, (f) => f.severity === name);
  const money: string[] = [];
  for (const { attributes } of ledger.projects) {
    const { investment } = attributes;
    if (investment?.number && investment.unit === 'CNY') money.push(investment.number);
  }
  return {
    nodes: kinds,
    targets: ledger.targets.length,
    targetsNumeric: count(ledger.targets, (t) => t.number !== null),
    targetsWithPeriod: count(ledger.targets, (t) => t.period !== null),
    milestones: ledger.milestones.length,
    documents: ledger.documents.length,
    recurring: ledger.recurring.length,
    conditions: ledger.conditions.length,
    projects: ledger.projects.length,
    projectsByTier: { A: tier('A'), B: tier('B'), C: tier('C') },
    investmentCNY: sumDecimals(money),
    actors: ledger.actors.length,
    measures: kinds['measure'] ?? 0,
    measuresWithOwner: measuresWithOwner(nodes, ledger),
    measuresWithDeadline: measuresWithDeadline(nodes, ledger),
    findings: { error: severity('error'), warning: severity('warning'), info: severity('info') },
    quantities: ledger.quantities,
  };
};
