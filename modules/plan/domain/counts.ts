/** Counts that lists and pages show of a ledger. */
import type { Ledger, PlanCounts } from '../contract/index.ts';

export function countsOf(ledger: Ledger): PlanCounts {
  const { stats } = ledger;
  return {
    nodes: { ...stats.nodes },
    targets: ledger.targets.length,
    milestones: ledger.milestones.length,
    documents: ledger.documents.length,
    recurring: ledger.recurring.length,
    conditions: ledger.conditions.length,
    projects: ledger.projects.length,
    actors: ledger.actors.length,
    terms: ledger.terms.length,
    references: ledger.references.length,
    findings: { error: stats.findings.error, warning: stats.findings.warning, info: stats.findings.info },
  };
}
