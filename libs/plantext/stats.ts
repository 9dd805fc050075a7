/** The `stats` block of the contract, computed from the records. */
import type { Ledger } from './compile.ts';
import type { OutlineNode, Period, PlanStats } from './model.ts';

/** Exact sum of plain decimal strings. */
export const sumDecimals = (values: readonly string[]): string => {
  const plain = values.filter((v) => /^-?\d+(?:\.\d+)?$/.test(v));
  const scale = plain.reduce((most, v) => Math.max(most, (v.split('.')[1] ?? '').length), 0);
  let sum = 0n;
  for (const v of plain) {
    const [whole = '0', part = ''] = v.split('.');
    sum += BigInt(whole.replace('-', '') + part.padEnd(scale, '0')) * (v.startsWith('-') ? -1n : 1n);
  }
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

/** From any node to the measure it is or lies in. */
const measureOf = (nodes: readonly OutlineNode[]): ReadonlyMap<string, string> => {
  const map = new Map<string, string>();
  for (const node of nodes) {
    const measure = node.kind === 'measure' ? node.id : node.parent === null ? undefined : map.get(node.parent);
    if (measure !== undefined) map.set(node.id, measure);
  }
  return map;
};

const isDated = (period: Period | null): boolean => period !== null && (period.year !== undefined || period.on !== undefined || period.span !== undefined);

/** Measures that hold a deadline of their own: a deadline milestone or a record with a dated period. */
const measuresWithDeadline = (measures: ReadonlyMap<string, string>, ledger: Ledger): number => {
  const found = new Set<string>();
  const add = (node: string): void => {
    const measure = measures.get(node);
    if (measure !== undefined) found.add(measure);
  };
  for (const m of ledger.milestones) if (m.kind === 'deadline' || isDated(m.period)) add(m.node);
  for (const t of ledger.targets) if (isDated(t.period)) add(t.node);
  for (const d of ledger.documents) if (isDated(d.period)) add(d.node);
  return found.size;
};

/** Counts of everything the ledger holds; `investmentCNY` is the exact sum over the projects in yuan. */
export const statsOf = (nodes: readonly OutlineNode[], ledger: Ledger): PlanStats => {
  const kinds = countKinds(nodes);
  const owners = new Set(ledger.actors.filter((a) => a.role === 'lead' || a.role === 'owner').flatMap((a) => a.measures));
  const isMeasure = new Set(nodes.filter((n) => n.kind === 'measure').map((n) => n.id));
  const tier = (name: 'A' | 'B' | 'C'): number => ledger.projects.filter((p) => p.tier === name).length;
  const severity = (name: string): number => ledger.findings.filter((f) => f.severity === name).length;
  const money = ledger.projects.map((p) => p.attributes['investment']).flatMap((a) => (a?.number && a.unit === 'CNY' ? [a.number] : []));
  return {
    nodes: kinds,
    targets: ledger.targets.length,
    targetsNumeric: ledger.targets.filter((t) => t.number !== null).length,
    targetsWithPeriod: ledger.targets.filter((t) => t.period !== null).length,
    milestones: ledger.milestones.length,
    documents: ledger.documents.length,
    recurring: ledger.recurring.length,
    conditions: ledger.conditions.length,
    projects: ledger.projects.length,
    projectsByTier: { A: tier('A'), B: tier('B'), C: tier('C') },
    investmentCNY: sumDecimals(money),
    actors: ledger.actors.length,
    measures: kinds['measure'] ?? 0,
    measuresWithOwner: [...owners].filter((id) => isMeasure.has(id)).length,
    measuresWithDeadline: measuresWithDeadline(measureOf(nodes), ledger),
    findings: { error: severity('error'), warning: severity('warning'), info: severity('info') },
    quantities: ledger.quantities,
  };
};
