/** State machines of the registers, as tables (workflows of titles, documents and annexes). */
import type { Register, RegisterStage } from '../contract/index.ts';

export interface StageRule {
  readonly next: readonly RegisterStage[];
  /** reaching it needs a document and its number or address */
  readonly needsDocument: boolean;
  /** reaching it must be done by another person than the step before */
  readonly byAnother?: true;
}

export const registerStart: Readonly<Record<Register, RegisterStage>> = { title: 'planned', deliverable: 'idle', annex: 'missing' };

const titleRules: Readonly<Partial<Record<RegisterStage, StageRule>>> = {
  planned: { next: ['selfchecked'], needsDocument: false },
  selfchecked: { next: ['applied'], needsDocument: true },
  applied: { next: ['accepted', 'failed'], needsDocument: true },
  accepted: { next: ['reviewed', 'failed'], needsDocument: true },
  reviewed: { next: ['recognised', 'failed'], needsDocument: true },
  recognised: { next: ['rechecked', 'revoked', 'lapsed'], needsDocument: true },
  failed: { next: ['rectifying'], needsDocument: true },
  rectifying: { next: ['applied'], needsDocument: true },
  rechecked: { next: ['rechecked', 'revoked', 'lapsed'], needsDocument: true },
  revoked: { next: ['rectifying'], needsDocument: true },
  lapsed: { next: ['rectifying', 'rechecked'], needsDocument: false },
};

const deliverableRules: Readonly<Partial<Record<RegisterStage, StageRule>>> = {
  idle: { next: ['drafting'], needsDocument: false },
  drafting: { next: ['consulting', 'deliberating'], needsDocument: false },
  consulting: { next: ['deliberating', 'drafting'], needsDocument: true },
  deliberating: { next: ['issued', 'drafting'], needsDocument: true },
  issued: { next: ['executing', 'revising', 'repealed'], needsDocument: true },
  executing: { next: ['executing', 'revising', 'repealed'], needsDocument: false },
  revising: { next: ['deliberating', 'issued'], needsDocument: false },
  repealed: { next: [], needsDocument: true },
};

const annexRules: Readonly<Partial<Record<RegisterStage, StageRule>>> = {
  missing: { next: ['uploaded'], needsDocument: false },
  uploaded: { next: ['checked', 'uploaded'], needsDocument: true },
  checked: { next: ['uploaded'], needsDocument: false, byAnother: true },
};

export const registerRules: Readonly<Record<Register, Readonly<Partial<Record<RegisterStage, StageRule>>>>> = {
  title: titleRules,
  deliverable: deliverableRules,
  annex: annexRules,
};

/** Stages that carry the list of the document's own clauses; 印发 cannot be without it. */
export const clauseListStages: Readonly<Partial<Record<RegisterStage, 'needed' | 'optional'>>> = { issued: 'needed', executing: 'optional' };

export const nextStages = (register: Register, stage: RegisterStage): readonly RegisterStage[] => registerRules[register][stage]?.next ?? [];
export const ruleOf = (register: Register, stage: RegisterStage): StageRule => registerRules[register][stage] ?? { next: [], needsDocument: false };

/** Stages at which the thing counts as done, and those at which an earlier proof falls the same day. */
export type ProofEffect = 'prove' | 'withdraw' | 'none';
const effects: Readonly<Partial<Record<RegisterStage, ProofEffect>>> = {
  recognised: 'prove',
  rechecked: 'prove',
  revoked: 'withdraw',
  lapsed: 'withdraw',
  issued: 'prove',
  repealed: 'withdraw',
};

/** 启动 is done with acceptance, 争取纳入 with the notice: the goal of the clause says at which stage the proof is there. */
export function proofEffect(register: Register, stage: RegisterStage, goalIsStart: boolean): ProofEffect {
  if (register === 'annex') return 'none';
  if (goalIsStart && stage === 'accepted') return 'prove';
  return effects[stage] ?? 'none';
}

/** Two sentences about one title carry the same record id, the second with ~2: one item. */
export const registerItemKey = (clauseKey: string): string => clauseKey.replace(/~[0-9]+$/, '');
