import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import type { PlanId } from '#plan/contract';
import { readPlan } from '#plan/server';
import { freezePeriod, listTargets, periodFrozen } from '../contract/index.ts';
import type { ContractBody, YearSource } from '../contract/index.ts';
import { clauseState, proposedEnd, subsetFault } from '../domain/index.ts';
import { answerRefusals } from './answer-refusals.ts';
import { planTitleAt, readAsOf } from './as-of.ts';
import { contractOn } from './contract-store.ts';
import { requirePlan } from './reach.ts';
import { findLatestVersion } from './read-clause.ts';
import { groundOn, readMaterial } from './recompute.ts';
import type { ClauseMaterial } from './recompute.ts';
import { stateStore } from './state-store.ts';

/** The target row shows the contract in force, else what the text gives. */
const bodyOf = (material: ClauseMaterial, on: string): ContractBody | null => contractOn(material.contracts, on)?.body ?? material.place.proposal;

function yearSourceOf({ place, contracts }: ClauseMaterial, on: string): YearSource {
  if (place.proposal?.doneMeans.includes(proposedEnd) !== true) return 'text';
  return contractOn(contracts, on) === undefined ? 'proposed' : 'decided';
}

export const listTargetsUseCase = useCase(listTargets, async ({ params, query }, context) => {
  const plan = await readPlan(params.planId as PlanId, context);
  const asOf = readAsOf(query.asOf, context);
  const registered = await findLatestVersion(params.planId, context, { knownAt: asOf.knownAt });
  const targets = (registered?.places ?? []).filter(({ kind }) => kind === 'target');
  const materials = new Map(
    (await readMaterial(context, params.planId, { keys: targets.map(({ clauseKey }) => clauseKey), knownAt: asOf.knownAt })).map((one) => [one.place.clauseKey, one]),
  );
  const items = targets.flatMap((place) => {
    const material = materials.get(place.clauseKey);
    const body = material === undefined ? null : bodyOf(material, asOf.on);
    if (material === undefined || body === null) return [];
    const { state, reason, verdict } = clauseState(groundOn(material, asOf.on));
    return [
      {
        clauseKey: place.clauseKey,
        title: place.title,
        groupLabel: place.groupLabel,
        groupTitle: place.groupTitle,
        kind: body.target.kind,
        year: Number(body.to.slice(0, 4)),
        yearSource: yearSourceOf(material, asOf.on),
        required: verdict?.boundary ?? body.doneMeans,
        actual: verdict?.inputs[0]?.text ?? null,
        share: verdict?.share ?? null,
        factsUntil: verdict?.factsUntil ?? null,
        state,
        reason,
        isBonus: body.bonusOnly,
        stretchOf: place.stretchOf,
        partOf: place.partOf,
        hasContract: contractOn(material.contracts, asOf.on) !== undefined,
        value: verdict?.value ?? null,
      },
    ];
  });
  const figures = new Map(items.map(({ clauseKey, value }) => [clauseKey, value]));
  const shown = items.map(({ value, ...item }) => ({ ...item, fault: item.partOf === null ? null : subsetFault(value, figures.get(item.partOf) ?? null) }));
  return {
    planTitle: planTitleAt(plan, asOf.knownAt),
    isRegistered: registered !== undefined,
    asOf: asOf.on,
    years: [...new Set(items.map(({ year }) => year))].sort((a, b) => a - b),
    items: shown,
  };
});

/** Called by the modules that seal rounds and bulletins, too; false = the period was sealed before, and nothing happens. */
export async function sealPeriod(period: { readonly planId: string; readonly from: string; readonly to: string; readonly reason: string }, context: Context): Promise<boolean> {
  const { tx, now, actor } = context;
  await stateStore.takeTurn(tx, period.planId);
  if (!(await stateStore.freeze(tx, { ...period, by: actor.id }, now))) return false;
  await record(context, periodFrozen, period);
  return true;
}

export const freezePeriodUseCase = useCase(freezePeriod, async ({ params, body }, context) => {
  const { refuse, today } = context;
  await readPlan(params.planId as PlanId, context);
  requirePlan(context, 'answer.freeze', params.planId);
  if (body.to >= today.toString()) return refuse(answerRefusals.period_not_over({ to: body.to }));
  if (!(await sealPeriod({ planId: params.planId, ...body }, context))) return refuse(answerRefusals.already_frozen(body));
  return { from: body.from, to: body.to };
});
