/** What to check first: every clause with evidence, ranked by a printed formula, and how far the reports of units are from the other voices. */
import { Temporal } from 'temporal-polyfill';
import { parseDay } from '#kernel/calendar.ts';
import type { ServerInput } from '#kernel/endpoint.ts';
import type { Context } from '#kernel/server/context.ts';
import { renderXlsx } from '#kernel/server/documents/render-xlsx.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { presentFile, xlsxReply } from '#kernel/server/file-reply.ts';
import { listOrgNames } from '#identity/server';
import { pageById } from '#kernel/read-cursor.ts';
import type { PlanId } from '#plan/contract';
import { readPlan } from '#plan/server';
import { clauseStateLabel, exportChecks, listChecks } from '../contract/index.ts';
import { checkFormulaOf, checkScore, clauseState, formatDecimal, parseDecimal, selfAgainst, voiceOutcomes } from '../domain/index.ts';
import type { CheckWeights, VoiceOutcome } from '../domain/index.ts';
import { answerRefusals } from './answer-refusals.ts';
import { planTitleAt, readAsOf } from './as-of.ts';
import { findLatestVersion } from './read-clause.ts';
import { groundOn, readMaterial } from './recompute.ts';
import type { ClauseMaterial } from './recompute.ts';
import { rulesOn } from './rule-params.ts';

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

type Query = Pick<ServerInput<typeof listChecks>['query'], 'asOf' | 'q' | 'reason' | 'state'>;

async function readChecks(planId: string, query: Query, context: Context) {
  const plan = await readPlan(planId as PlanId, context);
  const { on, knownAt, isPast } = readAsOf(query.asOf, context);
  const { checks: weights } = await rulesOn(context.tx, { on, knownAt });
  const registered = await findLatestVersion(planId, context, { knownAt });
  const keys = (registered?.places ?? []).map(({ clauseKey }) => clauseKey);
  const materials = await readMaterial(context, planId, { keys, knownAt });
  const heard = materials.filter(({ evidence }) => evidence.length > 0).map((material) => ({ material, voices: voiceOutcomes(groundOn(material, on)) }));
  const ranked = heard
    .map((one) => ({ one, ...scoreOf(one, { on, weights }) }))
    .filter(({ reasons }) => reasons.length > 0)
    .sort((a, b) => parseDecimal(b.score).comparedTo(parseDecimal(a.score)) || a.one.material.place.ordinal - b.one.material.place.ordinal)
    .map(({ one: { material, voices }, score, reasons }, index) => ({
      place: index + 1,
      clauseKey: material.place.clauseKey,
      title: material.place.title,
      groupLabel: material.place.groupLabel,
      score,
      reasons: reasons.map(({ key, points, text }) => ({ factor: key, points, text })),
      self: stateOf(voices, 'self'),
      signal: stateOf(voices, 'signal'),
      check: stateOf(voices, 'check'),
    }));
  const { q = '', reason, state } = query;
  const items = ranked.filter(
    (item) =>
      (q === '' || `${item.groupLabel ?? ''}${item.title}`.includes(q)) &&
      (reason === undefined || item.reasons.some(({ factor }) => factor === reason)) &&
      (state === undefined || item.self === state),
  );
  return { planTitle: planTitleAt(plan, knownAt), isRegistered: registered !== undefined, asOf: on, isPast, formula: checkFormulaOf(weights), items, heard };
}

export const listChecksUseCase = useCase(listChecks, async ({ params, query }, context) => {
  const { heard, items, ...head } = await readChecks(params.planId, query, context);
  const page = pageById(items, query, ({ clauseKey }) => clauseKey);
  return { ...head, total: items.length, items: [...page.rows], nextCursor: page.nextCursor, units: await unitRows(heard, { tx: context.tx, on: head.asOf }) };
});

export const exportChecksUseCase = useCase(
  exportChecks,
  async ({ params, query }, context) => {
    const { planTitle, isRegistered, asOf, formula, items, heard } = await readChecks(params.planId, query, context);
    if (!isRegistered) return context.refuse(answerRefusals.not_registered());
    const preface = [`${planTitle}　核查清单`, `截至${asOf}；${formula}。`];
    const units = await unitRows(heard, { tx: context.tx, on: asOf });
    const bytes = await renderXlsx(`${planTitle}核查清单`, [
      {
        name: '核查清单',
        preface,
        columns: [
          { title: '名次', width: 6, kind: 'number' },
          { title: '编号', width: 10 },
          { title: '条款', width: 40 },
          { title: '顺序分', width: 10, kind: 'number' },
          { title: '为什么', width: 60 },
          { title: '自报', width: 12 },
          { title: '系统信号', width: 12 },
          { title: '独立核查', width: 12 },
        ],
        rows: items.map((item) => [
          String(item.place),
          item.groupLabel ?? '',
          item.title,
          item.score,
          item.reasons.map(({ points, text }) => `${text}（${points}分）`).join('；'),
          ...([item.self, item.signal, item.check] as const).map((state) => clauseStateLabel[state]),
        ]),
      },
      {
        name: '各单位说法的差异',
        preface,
        columns: [{ title: '单位', width: 30 }, ...['可比条款', '说法不一', '偏离度', '乐观度'].map((title) => ({ title, width: 12, kind: 'number' as const }))],
        rows: units.map((unit) => [unit.orgName, String(unit.judged), String(unit.different), unit.divergence, unit.optimism]),
      },
    ]);
    return xlsxReply(`${planTitle}-核查清单-${asOf}.xlsx`, bytes);
  },
  { present: presentFile },
);
