/**
 * The face of the plan compiler: the records of the output contract `luoshi.plan/1`.
 *
 * Offsets are UTF-16 code units into the decoded text, end exclusive; `text` always equals
 * `source.slice(start, end)`. Numbers are decimal strings, never floats. Lists are in text order.
 * Key order in these types is the key order of the JSON that `luoshi compile` writes.
 */

/** Decimal string: "8.5", "2200000000", "-3". Exceptions: ratio "1.95:1", lane sum "6+4". */
export type Dec = string;

/** Half-open stretch of the decoded text, UTF-16 code units. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** A stretch together with its characters. */
export interface Span extends Range {
  readonly text: string;
}

/** Why a field has its value although it does not stand there itself. */
export type WhyCode =
  | 'explicit'
  | 'inherited.time'
  | 'inherited.place'
  | 'inherited.indicator'
  | 'inherited.actor'
  | 'shared.head'
  | 'shared.verb'
  | 'shared.modifier'
  | 'shared.unit'
  | 'elided.unit.sibling'
  | 'implied.unit'
  | 'computed.magnitude'
  | 'computed.period'
  | 'list.respectively'
  | 'list.each'
  | 'heading.fallback'
  | 'alias'
  | 'typo.repaired'
  | 'rule.first-leads'
  | 'rule.stated-once'
  | 'proposed';

export interface Why {
  readonly field: string;
  readonly code: WhyCode;
  readonly from?: readonly Span[];
}

export type NodeKind =
  | 'document'
  | 'title'
  | 'preamble'
  | 'part'
  | 'section'
  | 'paragraph'
  | 'principle'
  | 'dashItem'
  | 'task'
  | 'lead'
  | 'measure'
  | 'box'
  | 'boxBlock'
  | 'boxParagraph'
  | 'table'
  | 'row'
  | 'duty'
  | 'annex'
  | 'letter';

/** One node of the outline; `start..end` is its OWN stretch (plantext contract 7.1). */
export interface OutlineNode extends Range {
  readonly id: string;
  readonly kind: NodeKind;
  readonly label: string | null;
  readonly title: string | null;
  readonly parent: string | null;
}

export type Comparator = '>=' | '>' | '<=' | '<' | '=' | '~' | 'reach' | 'range' | 'relative' | 'increase' | 'decrease' | 'meet';

export interface Period {
  readonly year?: number;
  readonly from?: number;
  /** YYYY-MM-DD */
  readonly on?: string;
  readonly every?: 'year' | 'halfyear' | 'quarter' | 'month' | 'week' | 'day';
  readonly span?: { readonly min: number; readonly max: number; readonly unit: 'year' | 'month' | 'day' | 'workday' };
  readonly rel: 'in' | 'by' | 'within' | 'during' | 'from' | 'every';
  /** true when the phrase stands outside the record's own paragraph or box block */
  readonly inherited: boolean;
  readonly source: Span;
}

export type TargetClass = 'growth' | 'level' | 'share' | 'rate' | 'ratio' | 'density' | 'count' | 'magnitude' | 'completeness' | 'relative' | 'rank' | 'delegated' | 'directional';

export type Modality = 'must' | 'aim' | 'strive' | 'explore';

export interface TargetRecord {
  readonly id: string;
  readonly node: string;
  readonly cls: TargetClass;
  readonly indicator: Span | null;
  readonly action?: Span;
  readonly value: Span;
  readonly comparator: Comparator;
  readonly number: Dec | null;
  readonly numberMax?: Dec;
  readonly unit: string | null;
  readonly unitText: string | null;
  readonly period: Period | null;
  readonly threshold?: Span & { readonly number: Dec; readonly unit: string; readonly comparator: Comparator };
  readonly head?: Span;
  readonly modality: Modality;
  readonly scope: Span | null;
  readonly actors: readonly string[];
  readonly partOf?: string;
  readonly stretchOf?: string;
  readonly why: readonly Why[];
  readonly conf: number;
  readonly base?: Span & { readonly number: Dec; readonly unit: string; readonly year?: number };
  readonly reference?: Span;
  readonly direction?: 'up' | 'down';
  readonly distributive?: true;
  readonly binding?: '约束性' | '预期性';
  readonly mentions?: readonly Span[];
}

export interface MilestoneRecord {
  readonly id: string;
  readonly node: string;
  readonly kind: 'designation' | 'positioning' | 'start' | 'completion' | 'deadline';
  readonly verb: Span | null;
  readonly object: Span | null;
  readonly period: Period | null;
  readonly modality: string;
  readonly control: 'owner' | 'support' | 'seek';
  readonly why: readonly Why[];
  readonly conf: number;
}

export interface DocumentRecord {
  readonly id: string;
  readonly node: string;
  readonly verb: Span;
  readonly object: Span;
  readonly owner: string | null;
  readonly period: Period | null;
  readonly why: readonly Why[];
  readonly conf: number;
}

export interface RecurringRecord {
  readonly id: string;
  readonly node: string;
  readonly frequency: Span;
  readonly every: string | null;
  readonly times: Dec | null;
  readonly duty: Span;
  readonly vague: boolean;
  readonly actors: readonly string[];
  readonly why: readonly Why[];
  readonly conf: number;
}

export interface ConditionRecord {
  readonly id: string;
  readonly node: string;
  readonly kind: 'threshold' | 'eligibility' | 'reward' | 'cap';
  readonly on: Span | null;
  readonly quantity: Span | null;
  readonly comparator: Comparator | null;
  readonly number: Dec | null;
  readonly unit: string | null;
  readonly unitText: string | null;
  readonly head: Span | null;
  readonly consequence: Span | null;
  readonly why: readonly Why[];
  readonly conf: number;
}

export type ProjectStage = 'prepare' | 'plan' | 'start' | 'build' | 'advance' | 'complete' | 'operate' | 'support';

export interface ProjectAttribute extends Span {
  readonly number: Dec | null;
  readonly unit: string | null;
  readonly approx?: true;
  readonly scope?: Span;
}

export interface ProjectRecord {
  readonly id: string;
  readonly node: string;
  readonly name: Span;
  readonly tier: 'A' | 'B' | 'C';
  readonly status: (Span & { readonly stage: ProjectStage }) | null;
  readonly nature: string | null;
  readonly attributes: Readonly<Record<string, ProjectAttribute>>;
  readonly mentions: readonly Span[];
  readonly control?: 'owner' | 'support' | 'seek' | 'external';
  readonly sharedHead?: Span;
  readonly places?: readonly Span[];
  readonly why: readonly Why[];
  readonly conf: number;
}

export interface ActorRecord {
  readonly id: string;
  readonly node: string;
  readonly name: Span;
  readonly role: 'lead' | 'support' | 'owner' | 'mentioned';
  readonly measures: readonly string[];
  readonly covers?: Span;
  readonly open?: true;
  /** the collective this kind of member stands for, one answerable body: 各区、县级市 has the members 各区 and 县级市 */
  readonly group?: Span;
  /** a region the plan wants to work with: 长三角, 江苏省泗洪县 */
  readonly partner?: true;
  readonly why: readonly Why[];
  readonly conf: number;
}

export interface TermRecord {
  readonly id: string;
  readonly text: string;
  readonly mentions: readonly Range[];
  readonly status: 'defined' | 'undefined' | 'plain';
  readonly definition: Span | null;
}

export interface ReferenceRecord extends Range {
  readonly id: string;
  readonly kind: 'upperPlan' | 'futureDoc' | 'annex' | 'self' | 'law' | 'document';
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly missing: boolean;
}

export type Severity = 'error' | 'warning' | 'info';

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** zh-CN, says what is wrong and where */
  readonly message: string;
  readonly spans: readonly Span[];
  readonly suggestion?: string;
}

export interface PlanStats {
  readonly nodes: Readonly<Record<string, number>>;
  readonly targets: number;
  readonly targetsNumeric: number;
  readonly targetsWithPeriod: number;
  readonly milestones: number;
  readonly documents: number;
  readonly recurring: number;
  readonly conditions: number;
  readonly projects: number;
  readonly projectsByTier: { readonly A: number; readonly B: number; readonly C: number };
  readonly investmentCNY: Dec;
  readonly actors: number;
  readonly measures: number;
  readonly measuresWithOwner: number;
  readonly measuresWithDeadline: number;
  readonly findings: { readonly error: number; readonly warning: number; readonly info: number };
  readonly quantities: { readonly read: number; readonly used: number; readonly explained: number; readonly open: number };
}

export type SourceFormat = 'txt' | 'html' | 'docx' | 'pdf';

/** An item of a box and a measure that promise the same; a further optional list of `luoshi.plan/1`. */
export interface LinkRecord {
  /** outline id of the item (boxBlock, boxParagraph, row; the box itself when it has no items) */
  readonly from: string;
  /** outline id of the measure */
  readonly to: string;
  /** what both name; `words`: the measure holds the very words of the item */
  readonly on: 'project' | 'target' | 'document' | 'milestone' | 'words';
  /** one entry: the words in the item, the words in the measure */
  readonly why: readonly Why[];
  readonly conf: number;
}

/** The whole compiled plan, schema `luoshi.plan/1`. */
export interface CompiledPlan {
  readonly schema: 'luoshi.plan/1';
  readonly source: { readonly sha256: string; readonly chars: number; readonly format: SourceFormat };
  readonly outline: readonly OutlineNode[];
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
  readonly stats: PlanStats;
  /** only for a plan with boxes whose items name what a measure names */
  readonly links?: readonly LinkRecord[];
}

// ---------------------------------------------------------------- between the layers (not exported from index.ts)

/** A stretch between clause marks (， , ； ; 、is NOT a clause mark), brackets and quotes being atoms. */
export interface Clause extends Range {
  /** which trigger words it holds (`source/signs.ts`) */
  readonly signs: number;
}

/** A stretch up to and including 。！？； or the end of its node; lies inside ONE innermost outline node. */
export interface Sentence extends Range {
  /** id of the innermost outline node */
  readonly node: string;
  /** place of that node in the outline */
  readonly nodeAt: number;
  readonly clauses: readonly Clause[];
  /** signs of all its clauses */
  readonly signs: number;
}

/** A bracket or quote pair, marks included. An unmatched opening mark closes at the end of its paragraph. */
export interface Enclosure extends Range {
  readonly kind: 'round' | 'square' | 'book' | 'quote';
  /** nesting depth, 0 = outermost */
  readonly depth: number;
  readonly matched: boolean;
}

/** What layers L1–L3 hand to the extractors. `view` has the same length as `text` (one canonical char per UTF-16 unit). */
export interface ParsedText {
  readonly text: string;
  readonly view: string;
  readonly nodes: readonly OutlineNode[];
  readonly sentences: readonly Sentence[];
  readonly enclosures: readonly Enclosure[];
  readonly findings: readonly Finding[];
}
