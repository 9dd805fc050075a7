/** Life of one revision of a value, as data: which act leads from where to where, and what has to hold. */
import { allowed, denied } from '#kernel/decision.ts';
import type { Decision } from '#kernel/decision.ts';
import type { Signature } from '#kernel/signature.ts';
import { decideApart } from '#identity/contract';
import { indicatorSeparations } from '../contract/separations.ts';
import { observationActLabel, observationStateLabel } from '../contract/words.ts';
import type { ObservationAct, ObservationState } from '../contract/words.ts';

export interface RevisionFacts {
  readonly state: ObservationState;
  /** in whose names the figure was entered */
  readonly enteredBy: string;
}

interface Step {
  readonly from: readonly ObservationState[];
  readonly to: ObservationState;
  readonly permission: 'indicator.enter' | 'indicator.approve';
  /** the person who entered a figure is not the one who decides on it */
  readonly byAnother: boolean;
  readonly needsReason: boolean;
}

/** Acts on an existing revision; entering one and superseding one are done by the store. */
export const revisionSteps = {
  submit: { from: ['draft', 'returned'], to: 'submitted', permission: 'indicator.enter', byAnother: false, needsReason: false },
  return: { from: ['submitted'], to: 'returned', permission: 'indicator.approve', byAnother: true, needsReason: true },
  approve: { from: ['submitted'], to: 'approved', permission: 'indicator.approve', byAnother: true, needsReason: false },
  unapprove: { from: ['approved'], to: 'submitted', permission: 'indicator.approve', byAnother: true, needsReason: true },
  lock: { from: ['approved'], to: 'locked', permission: 'indicator.approve', byAnother: true, needsReason: false },
} as const satisfies Partial<Record<ObservationAct, Step>>;
export type RevisionStep = keyof typeof revisionSteps;

/** Whether an actor may take the step; permissions are decided by the kernel, this is about the revision itself. */
export function decideStep(step: RevisionStep, facts: RevisionFacts, by: Signature): Decision {
  const spec: Step = revisionSteps[step];
  if (!spec.from.includes(facts.state)) {
    return denied(
      'indicator.state',
      `「${observationStateLabel[facts.state]}」的数值不能${observationActLabel[step]}；只有${spec.from.map((state) => `「${observationStateLabel[state]}」`).join('、')}的可以`,
    );
  }
  return spec.byAnother ? decideApart(indicatorSeparations['indicator.decide-value'], { first: [facts.enteredBy], second: by }) : allowed;
}

/** States of a revision that still waits for somebody. */
export const openStates: readonly ObservationState[] = ['draft', 'submitted', 'returned'];
/** States whose figure counts. */
export const effectiveStates: readonly ObservationState[] = ['approved', 'locked'];
