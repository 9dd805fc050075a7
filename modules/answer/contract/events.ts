/** Events of the module. States and reasons are open: the public side shows the same ledger. */
import { event } from '#kernel/event.ts';

export const clausesRegistered = event('answer.clauses_registered', {
  version: 1,
  subject: 'planId',
  fields: { planId: 'open', versionId: 'open', ordinal: 'open', clauses: 'open', added: 'open', withdrawn: 'open' },
});

export const contractProposed = event('answer.contract_proposed', {
  version: 1,
  subject: 'contractId',
  fields: { contractId: 'open', planId: 'open', clauseKey: 'open', ordinal: 'open', body: 'open', note: 'internal' },
});

export const contractDecided = event('answer.contract_decided', {
  version: 1,
  subject: 'contractId',
  fields: { contractId: 'open', planId: 'open', clauseKey: 'open', decision: 'open', reason: 'internal' },
});

export const clauseExcluded = event('answer.clause_excluded', {
  version: 1,
  subject: 'clauseKey',
  fields: { planId: 'open', clauseKey: 'open', isExcluded: 'open', reason: 'open' },
});

export const evidenceEntered = event('answer.evidence_entered', {
  version: 1,
  subject: 'entryId',
  fields: { entryId: 'open', version: 'open', planId: 'open', clauseKey: 'open', evidenceId: 'open', documentSha256: 'open' },
});

export const evidenceVerified = event('answer.evidence_verified', {
  version: 1,
  subject: 'evidenceId',
  fields: { evidenceId: 'open', outcome: 'open', method: 'open', note: 'internal' },
});

/** What the public sees of an envelope from then on. */
export const evidenceReleased = event('answer.evidence_released', { version: 1, subject: 'evidenceId', fields: { evidenceId: 'open', isPublic: 'open', reason: 'internal' } });

/** A recurring duty is found done by the clause's evidence from then on, or no longer. */
export const dutyProofSet = event('answer.duty_proof_set', {
  version: 1,
  subject: 'dutyCode',
  fields: { planId: 'open', clauseKey: 'open', dutyCode: 'open', basis: 'open', reason: 'internal' },
});

/** What a clause shows changed; the previous state stays in the history. */
export const clauseStateChanged = event('answer.state_changed', {
  version: 1,
  subject: 'clauseKey',
  fields: { planId: 'open', clauseKey: 'open', was: 'open', state: 'open', reason: 'open', asOf: 'open' },
});

/** Two live sources are apart: somebody has to look. */
export const doubtOpened = event('answer.doubt_opened', {
  version: 1,
  subject: 'doubtId',
  fields: { doubtId: 'open', planId: 'open', clauseKey: 'open', reason: 'open' },
});
export const doubtClosed = event('answer.doubt_closed', { version: 1, subject: 'doubtId', fields: { doubtId: 'open', planId: 'open', clauseKey: 'open' } });

export const registerStepTaken = event('answer.register_step', {
  version: 1,
  subject: 'itemKey',
  fields: { planId: 'open', register: 'open', itemKey: 'open', stage: 'open', on: 'open', reference: 'open', note: 'internal' },
});

/** A further text of a document or annex, with its hash: a lost or changed file is found. */
export const textVersionAdded = event('answer.text_version_added', {
  version: 1,
  subject: 'itemKey',
  fields: { planId: 'open', register: 'open', itemKey: 'open', ordinal: 'open', label: 'open', sha256: 'open', rows: 'open' },
});

export const textVersionFactSaid = event('answer.text_version_fact', {
  version: 1,
  subject: 'itemKey',
  fields: { planId: 'open', register: 'open', itemKey: 'open', ordinal: 'open', act: 'open', on: 'open', reference: 'open', place: 'open', reason: 'internal' },
});

export const registerItemAssigned = event('answer.register_item_assigned', {
  version: 1,
  subject: 'itemKey',
  fields: { planId: 'open', register: 'open', itemKey: 'open', orgId: 'open', due: 'open', reason: 'internal' },
});

export const periodFrozen = event('answer.period_frozen', { version: 1, subject: 'planId', fields: { planId: 'open', from: 'open', to: 'open', reason: 'open' } });
export const erratumIssued = event('answer.erratum_issued', {
  version: 1,
  subject: 'clauseKey',
  fields: { planId: 'open', clauseKey: 'open', from: 'open', to: 'open', was: 'open', now: 'open' },
});

export const answerEvents = [
  clausesRegistered,
  contractProposed,
  contractDecided,
  clauseExcluded,
  evidenceEntered,
  evidenceVerified,
  evidenceReleased,
  dutyProofSet,
  clauseStateChanged,
  doubtOpened,
  doubtClosed,
  registerStepTaken,
  textVersionAdded,
  textVersionFactSaid,
  registerItemAssigned,
  periodFrozen,
  erratumIssued,
] as const;
