/** The page of one clause: everything is judged again from what was known at the moment, so the trace is never stale. */
import { evidenceVoices } from '#kernel/evidence.ts';
import type { Evidence } from '#kernel/evidence.ts';
import { allowed, presentAction } from '#kernel/decision.ts';
import type { ActionOffer, Decision } from '#kernel/decision.ts';
import type { Context } from '#kernel/server/context.ts';
import { useCase } from '#kernel/server/use-case.ts';
import type { PlanId } from '#plan/contract';
import { findEdition, readPlan } from '#plan/server';
import { answerPermissions, getClause } from '../contract/index.ts';
import type { ShownEvidence } from '../contract/index.ts';
import { clauseState, renewProposal, selfAgainst, voiceOutcomes } from '../domain/index.ts';
import type { VoiceOutcome } from '../domain/index.ts';
import { planTitleAt, readAsOf } from './as-of.ts';
import { entryStore } from './entry-store.ts';
import type { StoredEntry, StoredVerification } from './entry-store.ts';
import { shownStates, summaryOf } from './get-board.ts';
import { namesOf } from './people.ts';
import { decideOnRecorder } from './apart.ts';
import { decideOnClause, decideOnEntry } from './reach.ts';
import { findClause } from './read-clause.ts';
import type { FoundClause } from './read-clause.ts';
import { countsOf, groundOn, outlookOn } from './recompute.ts';
import { releaseStore } from './release-store.ts';
import { rulesOn } from './rule-params.ts';
import { stateStore } from './state-store.ts';

const isSpeaking = ({ status }: Evidence): boolean => status === 'live' || status === 'challenged';

/** What the caller may do with an envelope now; the same rules guard the writes. */
function evidenceActions(
  evidence: Evidence,
  { isEntry, isPublic, planPath }: { readonly isEntry: boolean; readonly isPublic: boolean; readonly planPath: string },
  context: Context,
): ActionOffer[] {
  const offers: ActionOffer[] = [];
  const may = (permission: 'answer.enter' | 'answer.verify' | 'answer.release'): Decision => decideOnEntry(context, permission, { orgId: evidence.orgId, planPath });
  const by = (permission: 'answer.verify' | 'answer.release') => ({ context, permission, paths: [planPath] });
  const both = (...decisions: readonly Decision[]): Decision => decisions.find((one) => !one.allowed) ?? allowed;
  if (evidence.status === 'live' && (evidence.grade === 'C' || evidence.grade === 'D'))
    offers.push(presentAction('verify', '核实', both(may('answer.verify'), decideOnRecorder('answer.verify-evidence', evidence, by('answer.verify')))));
  if (isEntry && isSpeaking(evidence)) offers.push(presentAction('correct', '更正', may('answer.enter')));
  if ((isEntry || evidence.source.type === 'verification') && evidence.source.module === 'answer' && isSpeaking(evidence))
    offers.push(presentAction('withdraw', '撤回', may('answer.enter')));
  if (evidence.status === 'live') offers.push(presentAction('challenge', '提出异议', decideOnClause(context, 'answer.challenge', planPath)));
  if (evidence.status === 'challenged')
    offers.push(presentAction('answer-challenge', '答复异议', both(may('answer.verify'), decideOnRecorder('answer.answer-challenge', evidence, by('answer.verify')))));
  if (isPublic) offers.push(presentAction('conceal', '停止公开', both(may('answer.release'), decideOnRecorder('answer.release-evidence', evidence, by('answer.release')))));
  else if (evidence.status === 'live')
    offers.push(presentAction('release', '对外公开', both(may('answer.release'), decideOnRecorder('answer.release-evidence', evidence, by('answer.release')))));
  return offers;
}

const clauseActions = (context: Context, planPath: string): ActionOffer[] =>
  (['answer.propose', 'answer.approve', 'answer.enter'] as const).map((permission) =>
    presentAction(permission, answerPermissions[permission].label, decideOnClause(context, permission, planPath)),
  );

interface Beside {
  readonly entries: ReadonlyMap<string, StoredEntry>;
  readonly verifications: readonly StoredVerification[];
  readonly isPublic: (evidenceId: string) => boolean;
  readonly isPast: boolean;
  readonly planPath: string;
}

function shown(evidence: Evidence, { entries, verifications, isPublic, isPast, planPath }: Beside, context: Context): ShownEvidence {
  const { anchors: _anchors, rule: _rule, ...rest } = evidence;
  const entry = entries.get(evidence.evidenceId) ?? (evidence.supersedes === null ? undefined : entries.get(evidence.supersedes));
  const verification = verifications.find((one) => one.evidenceId === evidence.evidenceId || one.raisedEvidence === evidence.evidenceId);
  const { evidenceId: _id, raisedEvidence: _raised, ...told } = verification ?? { evidenceId: '', raisedEvidence: null };
  return {
    ...rest,
    isPublic: isPublic(evidence.evidenceId),
    document: entry?.document ?? null,
    verification: verification === undefined ? null : (told as NonNullable<ShownEvidence['verification']>),
    actions: isPast ? [] : evidenceActions(evidence, { isEntry: entries.has(evidence.evidenceId), isPublic: isPublic(evidence.evidenceId), planPath }, context),
  };
}

async function paragraphOf(found: FoundClause, context: Context): Promise<{ readonly paragraph: string; readonly marks: { readonly start: number; readonly end: number }[] }> {
  const { place } = found;
  const edition = await findEdition(place.versionId, context);
  const node = edition?.plan.outline.find(({ id }) => id === place.nodeId);
  if (edition === undefined || node === undefined) return { paragraph: place.quote, marks: [] };
  const paragraph = edition.text.slice(node.start, Math.min(node.end, node.start + 4000)).toWellFormed();
  const marks = place.spans
    .map(({ start, end }) => ({ start: start - node.start, end: Math.min(end - node.start, paragraph.length) }))
    .filter(({ start, end }) => start >= 0 && end > start && !(start === 0 && end === paragraph.length));
  return { paragraph, marks };
}

const divergenceText: Readonly<Record<'better' | 'worse' | 'same', string>> = { better: '自报好于', worse: '自报差于', same: '自报与之一致：' };
function divergenceOf(voices: readonly VoiceOutcome[]): string | null {
  const parts = (['signal', 'check'] as const).flatMap((other) => {
    const result = selfAgainst(voices, other);
    return result === null ? [] : [`${divergenceText[result]}${other === 'signal' ? '系统信号' : '独立核查'}`];
  });
  return parts.length === 0 ? null : `${parts.join('；')}。`;
}

export const getClauseUseCase = useCase(getClause, async ({ params, query }, context) => {
  const { tx } = context;
  const plan = await readPlan(params.planId as PlanId, context);
  const asOf = readAsOf(query.asOf, context);
  const found = await findClause(params, context, asOf.knownAt);
  const ground = groundOn(found, asOf.on);
  const computed = clauseState(ground);
  const states = await shownStates(params.planId, asOf, context);
  const ids = found.evidence.map(({ evidenceId }) => evidenceId);
  const releases = await releaseStore.of(tx, ids, asOf.knownAt);
  const beside = {
    entries: await entryStore.entriesOf(tx, ids),
    verifications: await entryStore.verificationsOf(tx, ids, asOf.knownAt),
    isPublic: (id: string) => releases.get(id)?.isPublic === true,
    isPast: asOf.isPast,
    planPath: found.place.planPath,
  };
  const evidence = [...found.evidence].reverse().map((one) => shown(one, beside, context));
  const history = await stateStore.history(tx, params.planId, { clauseKey: params.clauseKey, knownAt: asOf.knownAt });
  const errata = await stateStore.listErrata(tx, params.planId, { clauseKey: params.clauseKey, knownAt: asOf.knownAt });
  const voices = voiceOutcomes(ground);
  const { proposal: rules } = await rulesOn(tx, asOf);
  const contracts = found.contracts.map(({ clauseKey: _key, ...contract }) => contract).reverse();
  const actors = [
    ...evidence.map(({ recordedBy }) => recordedBy),
    ...evidence.map(({ verification }) => verification?.by ?? null),
    ...contracts.flatMap(({ proposedBy, decidedBy }) => [proposedBy, decidedBy]),
  ];
  return {
    planId: params.planId,
    planTitle: planTitleAt(plan, asOf.knownAt),
    versionId: found.place.versionId,
    asOf: asOf.on,
    isPast: asOf.isPast,
    isWithdrawn: found.isWithdrawn,
    clause: { ...summaryOf(found.place, states.get(params.clauseKey)), ...countsOf(found), state: computed.state, reason: computed.reason },
    groupLabel: found.place.groupLabel,
    groupTitle: found.place.groupTitle,
    nodeId: found.place.nodeId,
    ...(await paragraphOf(found, context)),
    excludedBecause: found.excludedBecause,
    proposal: found.place.proposal === null ? null : renewProposal(found.place.proposal, rules),
    contracts,
    verdict: computed.verdict,
    nextBecause: outlookOn(found, asOf.on).next?.because ?? null,
    voices: voices.filter(({ voice }) => evidenceVoices.includes(voice)).map((one) => ({ ...one, evidenceIds: [...one.evidenceIds] })),
    divergence: divergenceOf(voices),
    evidence,
    history: history.map(({ ordinal, asOfOn, state, reason, recordedAt }) => ({ ordinal, asOfOn, state, reason, recordedAt })),
    errata: errata.map((one) => ({
      from: one.from_on,
      to: one.to_on,
      was: one.was_state as never,
      now: one.now_state as never,
      nowReason: one.now_reason,
      recordedAt: one.recorded_at,
    })),
    people: await namesOf(tx, actors),
    actions: asOf.isPast || found.isWithdrawn ? [] : clauseActions(context, found.place.planPath),
  };
});
