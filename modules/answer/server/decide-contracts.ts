/** Evidence contracts: drafted by one person, decided by another; two in force never cover the same day. */
import { actingOn } from '#kernel/server/actor.ts';
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { signatureOf } from '#kernel/signature.ts';
import { useCase } from '#kernel/server/use-case.ts';
import type { PlanId } from '#plan/contract';
import { readPlan } from '#plan/server';
import { contractDecided, contractProposed, decideContracts, excludeClause, clauseExcluded, listPendingContracts, proposeContract, proposeContracts } from '../contract/index.ts';
import type { ContractBody } from '../contract/index.ts';
import { answerRefusals } from './answer-refusals.ts';
import { clauseStore } from './clause-store.ts';
import { contractStore } from './contract-store.ts';
import type { NewContract, StoredContract } from './contract-store.ts';
import { formatMoment } from '#kernel/calendar.ts';
import { findClause, findLatestVersion, findOpenClause, readLatestVersion } from './read-clause.ts';
import { decideOther, signatureAt } from './apart.ts';
import { decideOnClause, ofClause, requireClause } from './reach.ts';
import { namesOf } from './people.ts';
import { recompute } from './recompute.ts';
import { rulesOn } from './rule-params.ts';
import { readAsOf } from './as-of.ts';
import { renewProposal } from '../domain/index.ts';

const inForce = (contracts: readonly StoredContract[]): readonly StoredContract[] => contracts.filter(({ status }) => status === 'approved');

/** The contract in force that a draft would run into; the one it replaces is none. */
export function overlapping(body: ContractBody, replaces: string | null, contracts: readonly StoredContract[]): StoredContract | undefined {
  return inForce(contracts).find((one) => one.contractId !== replaces && one.body.from <= body.to && body.from <= one.body.to);
}

function requireFitting(draft: { readonly body: ContractBody; readonly replaces: string | null }, contracts: readonly StoredContract[], { refuse }: Context): void {
  if (draft.replaces !== null && !inForce(contracts).some(({ contractId }) => contractId === draft.replaces)) refuse(answerRefusals.contract_stale());
  const clash = overlapping(draft.body, draft.replaces, contracts);
  if (clash !== undefined) refuse(answerRefusals.contract_overlaps({ from: clash.body.from, to: clash.body.to }));
}

async function saveProposals(context: Context, planId: string, drafts: readonly NewContract[]): Promise<void> {
  const { tx, actor, now } = context;
  if (drafts.length === 0) return;
  await contractStore.save(tx, planId, drafts, { actor: signatureOf(actor), now });
  for (const { contractId, clauseKey, ordinal, body, note } of drafts) {
    await record(context, contractProposed, { contractId, planId, clauseKey, ordinal: String(ordinal), body: JSON.stringify(body), note });
  }
}

export const proposeContractUseCase = useCase(proposeContract, async ({ params, body }, context) => {
  const { tx, refuse } = context;
  await contractStore.takeTurn(tx, params.planId);
  const clause = await findOpenClause(params, context);
  requireClause(context, 'answer.propose', clause.place.planPath);
  if (clause.place.kind === 'outlook' || clause.place.kind === 'threshold') return refuse(answerRefusals.not_judged());
  if (clause.contracts.some(({ status }) => status === 'proposed')) return refuse(answerRefusals.contract_pending());
  requireFitting(body, clause.contracts, context);
  const ordinal = 1 + Math.max(0, ...clause.contracts.map((one) => one.ordinal));
  const draft = { contractId: context.newId(), clauseKey: params.clauseKey, ordinal, body: body.body, replaces: body.replaces, note: body.note };
  await saveProposals(actingOn(context, 'answer.propose', ofClause(tx.region, clause.place.planPath)), params.planId, [draft]);
  const { clauseKey: _key, ...saved } = (await contractStore.list(tx, params.planId, { keys: [params.clauseKey], knownAt: context.now })).find(
    ({ contractId }) => contractId === draft.contractId,
  ) as StoredContract;
  return saved;
});

/** Drafts what the text gives for clauses that have no contract and none waiting. */
export const proposeContractsUseCase = useCase(proposeContracts, async ({ params }, context) => {
  const { tx } = context;
  await contractStore.takeTurn(tx, params.planId);
  await readPlan(params.planId as PlanId, context);
  const { places } = await readLatestVersion(params.planId, context, { permission: 'answer.propose' });
  const contracts = Map.groupBy(await contractStore.list(tx, params.planId, { keys: null, knownAt: context.now }), ({ clauseKey }) => clauseKey);
  const isOpen = (key: string): boolean => !(contracts.get(key) ?? []).some(({ status }) => status === 'approved' || status === 'proposed');
  const open = places.filter(({ clauseKey, kind }) => kind !== 'outlook' && kind !== 'threshold' && isOpen(clauseKey));
  const { proposal: rules } = await rulesOn(tx, { on: context.today.toString() });
  const drafts = open.flatMap(({ clauseKey, proposal }) =>
    proposal === null
      ? []
      : [
          {
            contractId: context.newId(),
            clauseKey,
            ordinal: 1 + Math.max(0, ...(contracts.get(clauseKey) ?? []).map(({ ordinal }) => ordinal)),
            body: renewProposal(proposal, rules),
            replaces: null,
            note: '按原文起草',
          },
        ],
  );
  await saveProposals(context, params.planId, drafts);
  return { proposed: drafts.length, withoutProposal: open.length - drafts.length };
});

/** A contract of a clause that the actor cannot read is unknown; one that is read and not reached is refused before its state is told. */
async function requireContract(planId: string, { clauseKey }: StoredContract, context: Context): Promise<readonly string[]> {
  const paths = await clauseStore.pathsOf(context.tx, planId, [clauseKey]);
  for (const path of paths) {
    if (!decideOnClause(context, 'answer.read', path).allowed) context.refuse(answerRefusals.contract_not_found());
    requireClause(context, 'answer.approve', path);
  }
  return paths;
}

async function pendingOf(planId: string, ids: readonly string[], context: Context): Promise<readonly StoredContract[]> {
  const { tx, refuse } = context;
  const all = await contractStore.list(tx, planId, { keys: null, knownAt: context.now });
  const byId = new Map(all.map((one) => [one.contractId, one]));
  const pending: StoredContract[] = [];
  for (const id of new Set(ids)) {
    const one = byId.get(id);
    if (one === undefined) return refuse(answerRefusals.contract_not_found());
    const paths = await requireContract(planId, one, context);
    if (one.status !== 'proposed') return refuse(answerRefusals.contract_decided({ title: one.body.doneMeans.slice(0, 40) }));
    const places = paths.map((path) => ofClause(tx.region, path));
    if (!decideOther('answer.decide-contract', one.proposedBy, signatureAt(context, 'answer.approve', places)).allowed)
      return refuse(answerRefusals.same_person({ act: '审定证据约定' }));
    pending.push(one);
  }
  return pending;
}

export const decideContractsUseCase = useCase(decideContracts, async ({ params, body }, context) => {
  const { tx, actor, now } = context;
  await contractStore.takeTurn(tx, params.planId);
  const pending = await pendingOf(params.planId, body.contractIds, context);
  if (body.decision === 'approved') {
    const all = Map.groupBy(await contractStore.list(tx, params.planId, { keys: pending.map(({ clauseKey }) => clauseKey), knownAt: now }), ({ clauseKey }) => clauseKey);
    for (const one of pending) requireFitting(one, all.get(one.clauseKey) ?? [], context);
  }
  await contractStore.decide(
    tx,
    pending.map(({ contractId }) => contractId),
    { decision: body.decision, reason: body.reason, by: actor.id, now },
  );
  for (const { contractId, clauseKey } of pending)
    await record(context, contractDecided, { contractId, planId: params.planId, clauseKey, decision: body.decision, reason: body.reason });
  await recompute(context, params.planId, [...new Set(pending.map(({ clauseKey }) => clauseKey))]);
  return { decided: pending.length };
});

export const listPendingContractsUseCase = useCase(listPendingContracts, async ({ params, query }, context) => {
  const { tx } = context;
  const { on, knownAt, isPast } = readAsOf(query.asOf, context);
  await readPlan(params.planId as PlanId, context);
  const pending = (await contractStore.list(tx, params.planId, { keys: null, knownAt })).filter(({ status }) => status === 'proposed');
  const registered = pending.length === 0 ? undefined : await findLatestVersion(params.planId, context, { knownAt });
  const placeOf = new Map((registered?.places ?? []).map((place) => [place.clauseKey, place]));
  const items = pending.flatMap(({ clauseKey, ...contract }) => {
    const place = placeOf.get(clauseKey);
    return place === undefined ? [] : [{ clauseKey, title: place.title, groupLabel: place.groupLabel, contract, ordinal: place.ordinal }];
  });
  const sorted = items.sort((a, b) => a.ordinal - b.ordinal).map(({ ordinal: _ordinal, ...item }) => item);
  return {
    asOf: on,
    isPast,
    items: sorted,
    people: await namesOf(
      tx,
      sorted.map(({ contract }) => contract.proposedBy),
    ),
  };
});

export const excludeClauseUseCase = useCase(excludeClause, async ({ params, body }, context) => {
  const { tx, refuse, actor, now } = context;
  await contractStore.takeTurn(tx, params.planId);
  const { place } = await findClause(params, context);
  requireClause(context, 'answer.approve', place.planPath);
  const current = (await contractStore.exclusions(tx, params.planId, { keys: [params.clauseKey], knownAt: now })).get(params.clauseKey);
  if ((current?.isExcluded ?? false) === body.isExcluded) return refuse(answerRefusals.exclusion_same());
  await contractStore.exclude(tx, params.planId, { clauseKey: params.clauseKey, ordinal: (current?.ordinal ?? 0) + 1, ...body, by: actor.id, at: formatMoment(now) });
  await record(context, clauseExcluded, { planId: params.planId, clauseKey: params.clauseKey, isExcluded: String(body.isExcluded), reason: body.reason });
  await recompute(context, params.planId, [params.clauseKey]);
  return { isExcluded: body.isExcluded };
});
