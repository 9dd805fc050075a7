/** The public face of the plan compiler. Nothing else of this folder is public. */
export { compilePlan } from './compile.ts';
export type { PlanSource } from './compile.ts';
export { recordId } from './ids.ts';
export type {
  ActorRecord,
  Comparator,
  CompiledPlan,
  ConditionRecord,
  Dec,
  DocumentRecord,
  Finding,
  MilestoneRecord,
  Modality,
  NodeKind,
  OutlineNode,
  Period,
  PlanStats,
  ProjectAttribute,
  ProjectRecord,
  ProjectStage,
  Range,
  RecurringRecord,
  ReferenceRecord,
  Severity,
  SourceFormat,
  Span,
  TargetClass,
  TargetRecord,
  TermRecord,
  Why,
  WhyCode,
} from './model.ts';
export { partitionOf } from './outline/partition.ts';
export type { Piece } from './outline/partition.ts';
export { outlineTree } from './outline/tree.ts';
export { parseText } from './parse.ts';
export { sha256Hex } from './sha256.ts';
export { decodeText } from './source/decode.ts';
export type { Decoded, TextEncodingName } from './source/decode.ts';
export { sniffFormat } from './source/sniff.ts';
export type { Sniffed } from './source/sniff.ts';
export { canonicalView } from './source/view.ts';
