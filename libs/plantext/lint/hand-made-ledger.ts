/** Test kit: a parsed text of our own and records made by hand on it, so that rules are tried without the readers of figures. */
import { extractActors } from '../actors/index.ts';
import { treeOf } from '../actors/tree.ts';
import type { ConditionRecord, MilestoneRecord, ParsedText, Period, ProjectRecord, Span, TargetRecord } from '../model.ts';
import { parseText } from '../parse.ts';
import { extractRecurring } from '../recurring/index.ts';
import { extractReferences } from '../references/index.ts';
import { extractTerms } from '../terms/index.ts';
import type { Ledger } from './context.ts';

export interface HandMade {
  readonly parsed: ParsedText;
  readonly ledger: Ledger;
  /** the nth place of these characters */
  span(words: string, nth?: number): Span;
  target(value: string, fields?: Partial<TargetRecord> & { readonly nth?: number }): TargetRecord;
  milestone(object: string, fields?: Partial<MilestoneRecord> & { readonly nth?: number }): MilestoneRecord;
  project(name: string, fields?: Partial<ProjectRecord>): ProjectRecord;
  condition(quantity: string, fields?: Partial<ConditionRecord>): ConditionRecord;
  /** the ledger with these records put in */
  with(records: Partial<Ledger>): Ledger;
}

const WHY: TargetRecord['why'] = [];

export function handMade(text: string): HandMade {
  const parsed = parseText(text);
  const tree = treeOf(parsed);
  const actors = extractActors(parsed);
  const ledger: Ledger = {
    outline: parsed.nodes,
    targets: [],
    milestones: [],
    documents: [],
    recurring: extractRecurring(parsed, actors),
    conditions: [],
    projects: [],
    actors,
    terms: extractTerms(parsed),
    references: extractReferences(parsed),
  };
  let made = 0;
  const span = (words: string, nth = 1): Span => {
    let at = -1;
    for (let i = 0; i < nth; i++) at = text.indexOf(words, at + 1);
    if (at < 0) throw new Error(`没有第 ${nth} 处“${words}”`);
    return { text: words, start: at, end: at + words.length };
  };
  const nodeOf = (s: Span): string => tree.nodeAt(s.start)?.id ?? 'doc';
  return {
    parsed,
    ledger,
    span,
    target: (words, { nth, ...fields } = {}) => {
      const value = span(words, nth);
      return {
        id: `t_${++made}`,
        node: nodeOf(value),
        cls: 'level',
        indicator: null,
        value,
        comparator: '=',
        number: null,
        unit: null,
        unitText: null,
        period: null,
        modality: 'aim',
        scope: null,
        actors: [],
        why: WHY,
        conf: 0.9,
        ...fields,
      };
    },
    milestone: (words, { nth, ...fields } = {}) => {
      const object = span(words, nth);
      return { id: `m_${++made}`, node: nodeOf(object), kind: 'designation', verb: null, object, period: null, modality: 'aim', control: 'owner', why: WHY, conf: 0.9, ...fields };
    },
    project: (words, fields = {}) => {
      const name = span(words);
      return { id: `p_${++made}`, node: nodeOf(name), name, tier: 'A', status: null, nature: null, attributes: {}, mentions: [], why: WHY, conf: 0.9, ...fields };
    },
    condition: (words, fields = {}) => {
      const quantity = span(words);
      return {
        id: `c_${++made}`,
        node: nodeOf(quantity),
        kind: 'threshold',
        on: null,
        quantity,
        comparator: null,
        number: null,
        unit: null,
        unitText: null,
        head: null,
        consequence: null,
        why: WHY,
        conf: 0.9,
        ...fields,
      };
    },
    with: (records) => ({ ...ledger, ...records }),
  };
}

export const inYear = (source: Span, year: number, inherited = false): Period => ({ year, rel: 'by', inherited, source });
export const everyYear = (source: Span): Period => ({ every: 'year', rel: 'every', inherited: false, source });
