/** The whole compiler: text → ledger (`luoshi.plan/1`). Layers are called in order; each is pure and linear. */
import type { ActorRecord, CompiledPlan, ParsedText, PlanStats, Range, SourceFormat, TargetRecord } from './model.ts';
import { extractActors } from './actors/index.ts';
import { namesOfActors } from './actors/names-of-actors.ts';
import { extractDocuments } from './documents/extract-documents.ts';
import { boxLinks } from './links/box-links.ts';
import { lint } from './lint/index.ts';
import { extractMilestones } from './milestones/extract-milestones.ts';
import { parseText } from './parse.ts';
import { firstFrom } from './source/starts.ts';
import { extractProjects } from './projects/extract-projects.ts';
import { withoutProjectFigures } from './projects/project-figures.ts';
import { extractRecurring } from './recurring/index.ts';
import { extractReferences } from './references/index.ts';
import { extractTargets, scanText } from './targets/extract-targets.ts';
import { extractTerms } from './terms/index.ts';
import { statsOf } from './stats.ts';

/** A decoded document. `sha256` = lower-case hex of the FILE's bytes, so it does not depend on the decoding. */
export interface PlanSource {
  readonly text: string;
  readonly sha256: string;
  readonly format: SourceFormat;
}

/** What the extractors and the lint rules read out of a parsed text: the lists of the contract, and what became of every figure. */
export type Ledger = Omit<CompiledPlan, 'schema' | 'source' | 'outline' | 'stats' | 'links'> & Pick<PlanStats, 'quantities'>;

/** Bodies that act in a target's own clause (每…各…), as ids of actor records. */
const linkActors = (targets: readonly TargetRecord[], subjects: ReadonlyMap<string, readonly Range[]>, actors: readonly ActorRecord[]): TargetRecord[] => {
  if (subjects.size === 0) return [...targets];
  const names = namesOfActors(actors);
  const longest = names.reduce((most, { start, end }) => Math.max(most, end - start), 0);
  return targets.map((target) => {
    const places = subjects.get(target.id);
    if (places === undefined) return target;
    const found = new Set<number>();
    for (const { start, end } of places)
      for (let i = firstFrom(names, start - longest); i < names.length && (names[i] as Range).start < end; i++) if ((names[i] as Range).end > start) found.add(i);
    const ids = [...found].sort((a, b) => a - b).map((i) => (actors[i] as ActorRecord).id);
    return ids.length === 0 ? target : { ...target, actors: ids };
  });
};

/** Reads the records of layers L4–L7 in text order, then the findings about them (L8). Figures and times are scanned once. */
const readLedger = (parsed: ParsedText): Ledger => {
  const scan = scanText(parsed);
  const reading = extractTargets(parsed, scan);
  const seen = new Map<string, number>();
  const actors = extractActors(parsed);
  // the clauses read for milestones need not be read again for projects
  const milestones = extractMilestones(parsed, scan, seen);
  const projects = extractProjects(parsed, scan, seen);
  const records = {
    targets: linkActors(withoutProjectFigures(reading.targets, projects), reading.subjects, actors),
    milestones,
    documents: extractDocuments(parsed, { times: scan.times, actors }, seen),
    recurring: extractRecurring(parsed, actors),
    conditions: reading.conditions,
    projects,
    actors,
    terms: extractTerms(parsed),
    references: extractReferences(parsed),
  };
  const findings = [...parsed.findings, ...lint({ outline: parsed.nodes, ...records }, parsed)];
  return { ...records, findings, quantities: reading.quantities };
};

/**
 * Compiles a plan. Deterministic, never throws on text; a text that is no plan gives paragraphs and the finding
 * `not-a-plan`. Keys are in the order of the contract (plantext 7).
 */
export const compilePlan = (source: PlanSource): CompiledPlan => {
  const parsed = parseText(source.text);
  const ledger = readLedger(parsed);
  const links = boxLinks(parsed, ledger);
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
    ...(links.length === 0 ? {} : { links }),
  };
};
