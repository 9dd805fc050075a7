/** The whole compiler: text → ledger (`luoshi.plan/1`). Layers are called in order; each is pure and linear. */
import type {
  ActorRecord,
  CompiledPlan,
  ConditionRecord,
  DocumentRecord,
  Finding,
  MilestoneRecord,
  ParsedText,
  PlanStats,
  ProjectRecord,
  RecurringRecord,
  ReferenceRecord,
  SourceFormat,
  TargetRecord,
  TermRecord,
} from './model.ts';
import { parseText } from './parse.ts';
import { statsOf } from './stats.ts';

/** A decoded document. `sha256` = lower-case hex of the FILE's bytes, so it does not depend on the decoding. */
export interface PlanSource {
  readonly text: string;
  readonly sha256: string;
  readonly format: SourceFormat;
}

/** What the extractors and the lint rules read out of a parsed text. */
export interface Ledger {
  readonly targets: readonly TargetRecord[];
  readonly milestones: readonly MilestoneRecord[];
  readonly documents: readonly DocumentRecord[];
  readonly recurring: readonly RecurringRecord[];
  readonly conditions: readonly ConditionRecord[];
  readonly projects: readonly ProjectRecord[];
  readonly actors: readonly ActorRecord[];
  readonly terms: readonly TermRecord[];
  readonly references: readonly ReferenceRecord[];
  readonly findings: readonly Finding[];
  readonly quantities: PlanStats['quantities'];
}

/** Reads the records of layers L4–L8. The extractors are plugged in here, one line each, in text order. */
const readLedger = (parsed: ParsedText): Ledger => {
  const targets: readonly TargetRecord[] = []; // extractTargets(parsed)
  const milestones: readonly MilestoneRecord[] = []; // extractMilestones(parsed)
  const documents: readonly DocumentRecord[] = []; // extractDocuments(parsed)
  const recurring: readonly RecurringRecord[] = []; // extractRecurring(parsed)
  const conditions: readonly ConditionRecord[] = []; // extractConditions(parsed)
  const projects: readonly ProjectRecord[] = []; // extractProjects(parsed)
  const actors: readonly ActorRecord[] = []; // extractActors(parsed)
  const terms: readonly TermRecord[] = []; // extractTerms(parsed)
  const references: readonly ReferenceRecord[] = []; // extractReferences(parsed)
  const findings: readonly Finding[] = parsed.findings; // then the lint rules over the ledger
  const quantities = { read: 0, used: 0, explained: 0, open: 0 };
  return { targets, milestones, documents, recurring, conditions, projects, actors, terms, references, findings, quantities };
};

/**
 * Compiles a plan. Deterministic, never throws on text; a text that is no plan gives paragraphs and the finding
 * `not-a-plan`. Keys are in the order of the contract (plantext 7).
 */
export const compilePlan = (source: PlanSource): CompiledPlan => {
  const parsed = parseText(source.text);
  const ledger = readLedger(parsed);
  return {
    schema: 'luoshi.plan/1',
    source: { sha256: source.sha256, chars: source.text.length, format: source.format },
    outline: parsed.nodes,
    targets: ledger.targets,
    milestones: ledger.milestones,
    documents: ledger.documents,
    recurring: ledger.recurring,
    conditions: ledger.conditions,
    projects: ledger.projects,
    actors: ledger.actors,
    terms: ledger.terms,
    references: ledger.references,
    findings: ledger.findings,
    stats: statsOf(parsed.nodes, ledger),
  };
};
