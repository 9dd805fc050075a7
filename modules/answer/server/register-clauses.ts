/** Registers the clauses of every version that is not registered yet, in order: identity is handed on from version to version. */
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import type { PlanId } from '#plan/contract';
import { findEditionByOrdinal, firstIdsOf, planPathOf, readPlan } from '#plan/server';
import type { Edition } from '#plan/server';
import { clausesRegistered, registerClauses } from '../contract/index.ts';
import { clausesOf, lastingKeys, priorIds } from '../domain/index.ts';
import type { ClauseDraft } from '../domain/index.ts';
import { clauseStore } from './clause-store.ts';
import type { ClausePlace } from './clause-store.ts';
import { requirePlan } from './reach.ts';
import { recompute } from './recompute.ts';

export interface Registration {
  readonly clauses: number;
  readonly added: number;
  readonly withdrawn: number;
}

type Node = Edition['plan']['outline'][number];

/** A paragraph without a heading of its own goes by the heading above it. */
function titleAround(nodes: ReadonlyMap<string, Node>, group: Node | undefined): string | null {
  for (let node = group; node !== undefined; node = node.parent === null ? undefined : nodes.get(node.parent))
    if (node.title !== null && node.kind !== 'document') return node.title;
  return null;
}

interface Lineage {
  /** lasting keys by draft */
  readonly keys: ReadonlyMap<string, string>;
  /** ids of nodes in the first version */
  readonly firstIds: ReadonlyMap<string, string>;
}

function placesOf(edition: Edition, drafts: readonly ClauseDraft[], { keys, firstIds }: Lineage): readonly ClausePlace[] {
  const pathOf = planPathOf(edition, firstIds);
  const nodes = new Map(edition.plan.outline.map((node) => [node.id, node]));
  return drafts.map((draft, ordinal) => {
    const group = nodes.get(draft.groupNode);
    const keyOf = (id: string | null): string | null => (id === null ? null : (keys.get(id) ?? null));
    const node = nodes.get(draft.nodeId);
    return {
      planPath: node === undefined ? `/${edition.planId}/` : pathOf(node),
      versionId: edition.versionId,
      versionOrdinal: edition.ordinal,
      clauseKey: keys.get(draft.id) ?? draft.id,
      ordinal,
      kind: draft.kind,
      nodeId: draft.nodeId,
      recordId: draft.recordId,
      groupNode: draft.groupNode,
      groupKind: group?.kind ?? 'document',
      groupLabel: group?.label !== undefined && group.label !== null && /[0-9一-龥]/.test(group.label) ? group.label : null,
      groupTitle: titleAround(nodes, group),
      title: draft.title,
      quote: draft.quote,
      spans: draft.spans,
      partOf: keyOf(draft.partOf),
      stretchOf: keyOf(draft.stretchOf),
      proposal: draft.proposal,
    };
  });
}

async function registerEdition(edition: Edition, context: Context): Promise<Registration> {
  const { tx, now } = context;
  const isNew = await clauseStore.saveVersion(tx, { versionId: edition.versionId, planId: edition.planId, ordinal: edition.ordinal, textSha256: edition.textSha256 }, now);
  if (!isNew) return { clauses: 0, added: 0, withdrawn: 0 };
  const drafts = clausesOf(edition.plan, edition.text);
  const before = edition.ordinal === 1 ? undefined : await findEditionByOrdinal({ planId: edition.planId, ordinal: edition.ordinal - 1 }, context);
  const known = before === undefined ? [] : await clauseStore.listPlaces(tx, before.versionId);
  const prior = before === undefined ? new Map<string, string>() : priorIds({ plan: before.plan, text: before.text }, { plan: edition.plan, text: edition.text });
  const keys = lastingKeys(
    drafts.map(({ id }) => id),
    known.map(({ recordId, nodeId, clauseKey }) => ({ id: recordId ?? nodeId, key: clauseKey })),
    { prior, ordinal: edition.ordinal },
  );
  const places = placesOf(edition, drafts, { keys, firstIds: await firstIdsOf(edition, context) });
  await clauseStore.savePlaces(tx, edition.planId, places, now);
  const now0 = new Set(places.map(({ clauseKey }) => clauseKey));
  const old = new Set(known.map(({ clauseKey }) => clauseKey));
  const counts = {
    clauses: places.length,
    added: places.filter(({ clauseKey }) => !old.has(clauseKey)).length,
    withdrawn: known.filter(({ clauseKey }) => !now0.has(clauseKey)).length,
  };
  await record(context, clausesRegistered, {
    planId: edition.planId,
    versionId: edition.versionId,
    ordinal: String(edition.ordinal),
    clauses: String(counts.clauses),
    added: String(counts.added),
    withdrawn: String(counts.withdrawn),
  });
  await recompute(context, edition.planId, [...now0]);
  return counts;
}

/** All versions from the first unregistered one on; nothing when all are registered. */
export async function registerVersions(planId: string, latestOrdinal: number, context: Context): Promise<Registration> {
  const registered = new Set((await clauseStore.listRegistered(context.tx, planId)).map(({ ordinal }) => ordinal));
  let last: Registration = { clauses: 0, added: 0, withdrawn: 0 };
  for (let ordinal = 1; ordinal <= latestOrdinal; ordinal += 1) {
    if (registered.has(ordinal)) continue;
    const edition = await findEditionByOrdinal({ planId, ordinal }, context);
    if (edition !== undefined) last = await registerEdition(edition, context);
  }
  return last;
}

export const registerClausesUseCase = useCase(registerClauses, async ({ params }, context) => {
  const { plan } = await readPlan(params.planId as PlanId, context);
  requirePlan(context, 'answer.propose', params.planId);
  return registerVersions(params.planId, plan.latestVersion.ordinal, context);
});
