/** Targets by year, what to check first, sealing a period. */
import { Temporal } from 'temporal-polyfill';
import { parseDay } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { listOrgNames } from '#identity/server';
import type { PlanId } from '#plan/contract';
import { readPlan } from '#plan/server';
import { freezePeriod, listChecks, listTargets, periodFrozen } from '../contract/index.ts';
import type { ContractBody, YearSource } from '../contract/index.ts';
import { checkFormulaOf, checkScore, clauseState, formatDecimal, parseDecimal, proposedEnd, selfAgainst, subsetFault, voiceOutcomes } from '../domain/index.ts';
import type { CheckWeights, VoiceOutcome } from '../domain/index.ts';
import { answerRefusals } from './answer-refusals.ts';
import { planTitleAt, readAsOf } from './as-of.ts';
import { contractOn } from './contract-store.ts';
import { findLatestVersion } from './read-clause.ts';
import { groundOn, readMaterial } from './recompute.ts';
import type { ClauseMaterial } from './recompute.ts';
import { rulesOn } from './rule-params.ts';
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
  const registered = await findLatestVersion(params.planId, context, asOf.knownAt);
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

const daysBetween = (from: string, to: string): number => Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days;

/** Days since somebody last checked; since the first evidence when nobody did. */
function daysUnchecked({ evidence }: ClauseMaterial, on: string): number {
  const checked = evidence.filter(({ voice }) => voice === 'check').map(({ occurredOn }) => occurredOn);
  const since =
    (checked.length > 0
      ? checked.sort().at(-1)
      : evidence
          .map(({ occurredOn }) => occurredOn)
          .sort()
          .at(0)) ?? on;
  return Math.max(0, daysBetween(since, on));
}

interface Heard {
  readonly material: ClauseMaterial;
  readonly voices: readonly VoiceOutcome[];
}
const stateOf = (voices: readonly VoiceOutcome[], wanted: VoiceOutcome['voice']): VoiceOutcome['state'] => voices.find(({ voice }) => voice === wanted)?.state ?? 'empty';
const against = (voices: readonly VoiceOutcome[]): readonly string[] => (['signal', 'check'] as const).flatMap((other) => selfAgainst(voices, other) ?? []);

function scoreOf({ material, voices }: Heard, { on, weights }: { readonly on: string; readonly weights: CheckWeights }): ReturnType<typeof checkScore> {
  const live = material.evidence.filter(({ status, facet, stamp }) => status === 'live' && facet === 'actual' && material.stamps.includes(stamp));
  const facts = {
    isDivergent: against(voices).some((result) => result !== 'same'),
    isDoubtful: clauseState(groundOn(material, on)).state === 'doubtful',
    isSelfOnly: live.length > 0 && live.every(({ voice }) => voice === 'self'),
    hasUngraded: live.some(({ grade }) => grade === 'D'),
    daysUnchecked: live.length === 0 ? 0 : daysUnchecked(material, on),
  };
  return checkScore(facts, weights);
}

/** Per unit: judged items, those that differ, divergence = different ÷ judged, optimism = (better − worse) ÷ judged. */
async function unitRows(
  heard: readonly Heard[],
  { tx, on }: { readonly tx: Context['tx']; readonly on: string },
): Promise<{ orgId: string | null; orgName: string; judged: number; different: number; divergence: string; optimism: string }[]> {
  const items = heard.flatMap(({ material, voices }) => {
    const results = against(voices);
    const orgs = [...new Set(material.evidence.filter(({ voice }) => voice === 'self').map(({ orgId }) => orgId))];
    return results.length === 0 ? [] : orgs.map((orgId) => ({ orgId, results }));
  });
  const groups = Map.groupBy(items, ({ orgId }) => orgId);
  const names = await listOrgNames(
    tx,
    [...groups.keys()].filter((id) => id !== null),
    parseDay(on),
  );
  return [...groups].map(([orgId, members]) => {
    const judged = members.length;
    const different = members.filter(({ results }) => results.some((one) => one !== 'same')).length;
    const better = members.filter(({ results }) => results.includes('better')).length;
    const worse = members.filter(({ results }) => results.includes('worse')).length;
    const quotient = (part: number): string => formatDecimal(parseDecimal(String(part)).dividedBy(judged).toDecimalPlaces(4));
    return {
      orgId,
      orgName: orgId === null ? '未注明单位' : (names.get(orgId) ?? '已撤并单位'),
      judged,
      different,
      divergence: quotient(different),
      optimism: quotient(better - worse),
    };
  });
}

export const listChecksUseCase = useCase(listChecks, async ({ params, query }, context) => {
  const plan = await readPlan(params.planId as PlanId, context);
  const { on, knownAt, isPast } = readAsOf(query.asOf, context);
  const { checks: weights } = await rulesOn(context.tx, { on, knownAt });
  const registered = await findLatestVersion(params.planId, context, knownAt);
  const places = registered?.places ?? [];
  const materials = await readMaterial(context, params.planId, { keys: places.map(({ clauseKey }) => clauseKey), knownAt });
  const heard = materials.filter(({ evidence }) => evidence.length > 0).map((material) => ({ material, voices: voiceOutcomes(groundOn(material, on)) }));
  const items = heard
    .map((one) => ({ one, ...scoreOf(one, { on, weights }) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => parseDecimal(b.score).comparedTo(parseDecimal(a.score)) || a.one.material.place.ordinal - b.one.material.place.ordinal)
    .slice(0, 200)
    .map(({ one: { material, voices }, score, reasons }) => ({
      clauseKey: material.place.clauseKey,
      title: material.place.title,
      groupLabel: material.place.groupLabel,
      score,
      reasons: reasons.map(({ points, text }) => ({ points, text })),
      self: stateOf(voices, 'self'),
      signal: stateOf(voices, 'signal'),
      check: stateOf(voices, 'check'),
    }));
  return {
    planTitle: planTitleAt(plan, knownAt),
    isRegistered: registered !== undefined,
    asOf: on,
    isPast,
    formula: checkFormulaOf(weights),
    items,
    units: await unitRows(heard, { tx: context.tx, on }),
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
  if (body.to >= today.toString()) return refuse(answerRefusals.period_not_over({ to: body.to }));
  if (!(await sealPeriod({ planId: params.planId, ...body }, context))) return refuse(answerRefusals.already_frozen(body));
  return { from: body.from, to: body.to };
});
