/** What people do with evidence. The envelope, the entry and the new state are written in one transaction. */
import { createHash } from 'node:crypto';
import { evidenceKindLabel, evidenceRefusals } from '#kernel/evidence.ts';
import type { Evidence, EvidenceDraft } from '#kernel/evidence.ts';
import { actingOn } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { emit, findEvidence, setEvidenceStatus } from '#kernel/server/evidence.ts';
import { record } from '#kernel/server/record.ts';
import { signatureOf } from '#kernel/signature.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { clauseAnchor } from '#plan/contract';
import { answerChallenge, challengeEvidence, correctEvidence, enterEvidence, evidenceEntered, evidenceVerified, verifyEvidence, withdrawEvidence } from '../contract/index.ts';
import type { EntryContent } from '../contract/index.ts';
import { clauseState, entryDoubts, entryFault, formatDecimal, inUnit, parseDecimal, subsetFault } from '../domain/index.ts';
import { keysByPlan } from './anchor-keys.ts';
import { answerRefusals } from './answer-refusals.ts';
import { contractOn } from './contract-store.ts';
import { entryStore } from './entry-store.ts';
import type { StoredDocument, StoredEntry } from './entry-store.ts';
import { decideOnRecorder } from './apart.ts';
import { decideOnClause, documentReader, ofEntry, requireEntry, requireEvidence } from './reach.ts';
import { findOpenClause } from './read-clause.ts';
import type { FoundClause } from './read-clause.ts';
import { groundOn, readMaterial, recompute } from './recompute.ts';
import type { ClauseMaterial } from './recompute.ts';
import { rulesOn } from './rule-params.ts';
import { stateStore } from './state-store.ts';

interface Draft {
  readonly content: EntryContent;
  readonly documentId: string | null;
  readonly confirmation: string;
  readonly confirmed: boolean;
}

/** Kinds whose nameless figure of a period is told once; of the others a nameless entry is a piece of work of its own. */
const toldOnce: readonly string[] = ['level', 'growth', 'ratio', 'range', 'magnitude', 'benchmark', 'rank', 'delegated', 'directional', 'survey', 'coverage'];

/** A live report of the same unit on the same thing and period; pieces of work without a name are reports of their own. */
function sameReport(content: EntryContent, { evidence, contracts }: FoundClause): Evidence | undefined {
  const target = contractOn(contracts, content.to)?.body.target;
  const isPieces = content.subject === null && (target === undefined || !toldOnce.includes(target.kind) || ('aggregate' in target && target.aggregate === 'sum'));
  if (isPieces && content.facet === 'actual') return undefined;
  const isPerSubject = target?.kind === 'quota' && target.perSubject;
  if (isPerSubject && content.facet === 'actual') return undefined;
  return evidence.find(
    (one) =>
      one.status === 'live' &&
      one.source.type === 'entry' &&
      one.facet === content.facet &&
      one.subject === content.subject &&
      one.orgId === content.orgId &&
      one.from === content.from &&
      one.to === content.to,
  );
}

interface Proposed {
  readonly planId: string;
  readonly draft: Draft;
  readonly entryId: string;
}

/** The figure of a clause as it stands, when it is told in the unit. */
function standing(clause: ClauseMaterial, { on, unit }: { readonly on: string; readonly unit: string | null }): string | null {
  const target = contractOn(clause.contracts, on)?.body.target;
  return target !== undefined && 'unit' in target && target.unit === unit ? (clauseState(groundOn(clause, on)).verdict?.value ?? null) : null;
}

/** 其中: what is part of another clause's figure cannot exceed it. */
async function subsetDoubts(
  clause: FoundClause,
  { planId, draft, on }: { readonly planId: string; readonly draft: Draft; readonly on: string },
  context: Context,
): Promise<readonly string[]> {
  const { partOf } = clause.place;
  const target = contractOn(clause.contracts, on)?.body.target;
  const { value, unit, facet } = draft.content;
  if (partOf === null || facet !== 'actual' || value === null || target === undefined || !('aggregate' in target)) return [];
  const own = inUnit(parseDecimal(value), unit, target.unit);
  const [whole] = await readMaterial(context, planId, { keys: [partOf], knownAt: context.now });
  // The figure of a clause that the actor cannot read is not told by way of a doubt.
  if (whole === undefined || !decideOnClause(context, 'answer.read', whole.place.planPath).allowed) return [];
  const total = standing(whole, { on, unit: target.unit });
  if (own === undefined) return [];
  const before = target.aggregate === 'sum' ? (standing(clause, { on, unit: target.unit }) ?? '0') : '0';
  const fault = subsetFault(formatDecimal(own.plus(parseDecimal(before))), total);
  return fault === null ? [] : [fault.replace(/，请核对两处证据。$/, '')];
}

/** Hard faults first; what is merely unlikely needs a reason and a second confirmation. */
async function requirePlausible(clause: FoundClause, { planId, draft }: Pick<Proposed, 'planId' | 'draft'>, context: Context): Promise<void> {
  const { tx, today, refuse } = context;
  const on = today.toString();
  const contract = contractOn(clause.contracts, on)?.body ?? null;
  const { jumpFactor: factor, entryLimits } = await rulesOn(tx, { on });
  const fault = entryFault(draft.content, contract, entryLimits.most);
  if (fault?.kind === 'unit') refuse(answerRefusals.unit_mismatch(fault));
  if (fault?.kind === 'impossible') refuse(answerRefusals.impossible(fault));
  if (draft.confirmation !== '' && draft.confirmed) return;
  const limits = { factor, partsTolerance: entryLimits.partsTolerance };
  const doubts = [...entryDoubts(draft.content, clause.evidence, { contract, limits }), ...(await subsetDoubts(clause, { planId, draft, on }, context))];
  if (doubts.length > 0) refuse(answerRefusals.implausible({ doubts: doubts.join('；') }));
}

async function requireTrueable(clause: FoundClause, { planId, draft, entryId }: Proposed, context: Context): Promise<void> {
  const { today, refuse } = context;
  const { content, documentId } = draft;
  const on = today.toString();
  if (content.occurredOn > on) refuse(answerRefusals.in_future({ field: '发生日期' }));
  // What is not over has no figure; reference values (targets of a list, a benchmark) may be about later years.
  if (content.facet === 'actual' && content.from > on) refuse(answerRefusals.in_future({ field: '期间起' }));
  if (content.facet === 'actual' && content.to > on) refuse(answerRefusals.in_future({ field: '期间止' }));
  const contract = contractOn(clause.contracts, on)?.body ?? null;
  if (contract !== null && content.facet === 'actual' && !contract.accepts.includes(content.kind)) {
    refuse(answerRefusals.kind_not_accepted({ accepts: contract.accepts.map((kind) => evidenceKindLabel[kind]).join('、') }));
  }
  if (content.facet !== 'actual' && (documentId === null || content.reference === '')) refuse(answerRefusals.reference_needs_document());
  const twin = sameReport(content, clause);
  if (twin !== undefined && twin.source.id !== entryId) refuse(answerRefusals.already_entered({ from: content.from, to: content.to }));
  await requirePlausible(clause, { planId, draft }, context);
}

async function findDocument(documentId: string | null, context: Context): Promise<StoredDocument | null> {
  if (documentId === null) return null;
  return (await entryStore.findDocument(context.tx, documentId, documentReader(context))) ?? context.refuse(answerRefusals.document_not_found());
}

/** A self-report with a document is C, without one it is a claim: D. Reference values from a published document wait for a verification too. */
function draftOf(
  entry: { readonly entryId: string; readonly version: number },
  clause: { readonly planId: string; readonly clauseKey: string },
  source: { readonly draft: Draft; readonly document: StoredDocument | null },
): EvidenceDraft {
  const { draft, document } = source;
  const { reference, note, ...content } = draft.content;
  const hash = createHash('sha256')
    .update(JSON.stringify([draft.content, document?.sha256 ?? null]))
    .digest('hex');
  return {
    ...content,
    anchors: [clauseAnchor(clause.planId, clause.clauseKey)],
    voice: 'self',
    source: { module: 'answer', type: 'entry', id: entry.entryId },
    version: entry.version,
    hash,
    grade: document === null ? 'D' : 'C',
    stamp: 'real',
    note: [reference, note, draft.confirmation].filter((part) => part !== '').join('；'),
  };
}

interface Saved {
  readonly entryId: string;
  readonly evidenceId: string;
  readonly grade: 'C' | 'D';
}

async function saveEntry(
  asked: Context,
  key: { readonly planId: string; readonly clauseKey: string },
  save: { readonly entry: { readonly entryId: string; readonly version: number }; readonly draft: Draft; readonly reason: string },
): Promise<Saved> {
  const { tx, now } = asked;
  await stateStore.takeTurn(tx, key.planId);
  const clause = await findOpenClause(key, asked);
  const context = actingOn(asked, 'answer.enter', ofEntry(tx.region, { orgId: save.draft.content.orgId, planPath: clause.place.planPath }));
  await requireTrueable(clause, { planId: key.planId, draft: save.draft, entryId: save.entry.entryId }, context);
  const document = await findDocument(save.draft.documentId, context);
  const evidenceId = await emit(context, draftOf(save.entry, key, { draft: save.draft, document }));
  await entryStore.saveEntry(
    tx,
    { ...save.entry, ...key, content: save.draft.content, documentId: document?.documentId ?? null, evidenceId, reason: save.reason, by: signatureOf(context.actor) },
    now,
  );
  await record(context, evidenceEntered, { entryId: save.entry.entryId, version: String(save.entry.version), ...key, evidenceId, documentSha256: document?.sha256 ?? '' });
  await recompute(context, key.planId, [key.clauseKey]);
  return { entryId: save.entry.entryId, evidenceId, grade: document === null ? 'D' : 'C' };
}

export const enterEvidenceUseCase = useCase(enterEvidence, async ({ params, body }, context) => {
  const { place } = await findOpenClause(params, context);
  requireEntry(context, 'answer.enter', { orgId: body.content.orgId, planPath: place.planPath });
  return saveEntry(context, { planId: params.planId, clauseKey: params.clauseKey }, { entry: { entryId: context.newId(), version: 1 }, draft: body, reason: '' });
});

async function findOne(evidenceId: string, { tx, refuse }: Context): Promise<Evidence> {
  return (await findEvidence(tx, evidenceId)) ?? refuse(evidenceRefusals.not_found());
}

async function findEntry(evidence: Evidence, { tx, refuse }: Context): Promise<StoredEntry> {
  return (await entryStore.entriesOf(tx, [evidence.evidenceId])).get(evidence.evidenceId) ?? refuse(answerRefusals.not_an_entry());
}

export const correctEvidenceUseCase = useCase(correctEvidence, async ({ params, body }, context) => {
  const evidence = await findOne(params.evidenceId, context);
  const entry = await findEntry(evidence, context);
  await requireEvidence(context, evidence, { permission: 'answer.enter' });
  await requireEvidence(context, { ...evidence, orgId: body.content.orgId }, { permission: 'answer.enter' });
  if (evidence.status !== 'live' && evidence.status !== 'challenged') return context.refuse(evidenceRefusals.status_forbids({ status: evidence.status }));
  const { planId, clauseKey } = entry;
  return saveEntry(context, { planId, clauseKey }, { entry: { entryId: entry.entryId, version: entry.version + 1 }, draft: body, reason: body.reason });
});

/** The clauses that an envelope is about, as keys by plan. */
async function recomputeOf(evidence: Evidence, context: Context): Promise<void> {
  for (const [planId, keys] of keysByPlan(evidence.anchors)) await recompute(context, planId, keys);
}

/** Confirmed: the same content at grade B by another person. Refuted: the envelope is challenged and no longer counts. */
export const verifyEvidenceUseCase = useCase(verifyEvidence, async ({ params, body }, context) => {
  const { tx, actor, now, refuse } = context;
  const evidence = await findOne(params.evidenceId, context);
  const paths = await requireEvidence(context, evidence, { permission: 'answer.verify' });
  if (evidence.status !== 'live') return refuse(evidenceRefusals.status_forbids({ status: evidence.status }));
  if (evidence.grade === 'A' || evidence.grade === 'B') return refuse(answerRefusals.nothing_to_verify());
  if (!decideOnRecorder('answer.verify-evidence', evidence, { context, permission: 'answer.verify', paths }).allowed)
    return refuse(answerRefusals.same_person({ act: '核实证据' }));
  const verificationId = context.newId();
  let raised: string | null = null;
  if (body.outcome === 'confirmed') {
    const { evidenceId, recordedAt: _at, recordedBy: _by, status: _status, statusReason: _reason, statusAt: _statusAt, ...content } = evidence;
    const hash = createHash('sha256')
      .update(JSON.stringify([evidence.hash, verificationId, body]))
      .digest('hex');
    const source = { module: 'answer', type: 'verification', id: verificationId };
    raised = await emit(context, { ...content, voice: 'check', source, version: 1, hash, grade: 'B', supersedes: evidenceId, note: body.note });
  } else await setEvidenceStatus(context, evidence.evidenceId, { status: 'challenged', reason: `核实不属实：${body.note}` });
  await entryStore.saveVerification(
    tx,
    { verificationId, evidenceId: evidence.evidenceId, outcome: body.outcome, method: body.method, note: body.note, raised, by: actor.id },
    now,
  );
  await record(context, evidenceVerified, { evidenceId: evidence.evidenceId, outcome: body.outcome, method: body.method, note: body.note });
  await recomputeOf(evidence, context);
  return { evidenceId: evidence.evidenceId, raisedEvidenceId: raised };
});

/** The unit takes back what it reported, or the verified copy of it: both fall together. */
export const withdrawEvidenceUseCase = useCase(withdrawEvidence, async ({ params, body }, context) => {
  const evidence = await findOne(params.evidenceId, context);
  const origin = evidence.source.type === 'verification' && evidence.supersedes !== null ? await findOne(evidence.supersedes, context) : evidence;
  await findEntry(origin, context);
  await requireEvidence(context, evidence, { permission: 'answer.enter' });
  await setEvidenceStatus(context, evidence.evidenceId, { status: 'withdrawn', reason: body.reason });
  if (origin !== evidence) {
    const revived = await findOne(origin.evidenceId, context);
    if (revived.status === 'live' || revived.status === 'challenged') await setEvidenceStatus(context, origin.evidenceId, { status: 'withdrawn', reason: body.reason });
  }
  await recomputeOf(evidence, context);
  return { evidenceId: evidence.evidenceId };
});

export const challengeEvidenceUseCase = useCase(challengeEvidence, async ({ params, body }, context) => {
  await requireEvidence(context, await findOne(params.evidenceId, context), { permission: 'answer.challenge', ofAnyUnit: true });
  const evidence = await setEvidenceStatus(context, params.evidenceId, { status: 'challenged', reason: body.reason });
  await recomputeOf(evidence, context);
  return { evidenceId: evidence.evidenceId };
});

export const answerChallengeUseCase = useCase(answerChallenge, async ({ params, body }, context) => {
  const { refuse } = context;
  const evidence = await findOne(params.evidenceId, context);
  const paths = await requireEvidence(context, evidence, { permission: 'answer.verify' });
  if (evidence.status !== 'challenged') return refuse(evidenceRefusals.status_forbids({ status: evidence.status }));
  if (!decideOnRecorder('answer.answer-challenge', evidence, { context, permission: 'answer.verify', paths }).allowed)
    return refuse(answerRefusals.same_person({ act: '答复异议' }));
  await setEvidenceStatus(context, evidence.evidenceId, { status: body.outcome, reason: body.reason });
  await recomputeOf(evidence, context);
  return { evidenceId: evidence.evidenceId };
});
