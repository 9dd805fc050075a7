/** The clauses of a plan for later modules: its measures with what the reviewed 任务分解表 says about them. */
import type { Context } from '#kernel/server/context.ts';
import { unitNamesOf } from '#libs/plantext/index.ts';
import type { CompiledPlan, Period } from '#libs/plantext/index.ts';
import type { PlanId } from '../contract/index.ts';
import { chainOf, currentTaskRows, reviewGroundOf } from '../domain/index.ts';
import { readPlan } from './get-plan.ts';
import { readEdition } from './read-edition.ts';
import { firstIdsOf, planPathOf } from './read-plan-paths.ts';
import { reviewStore } from './review-store.ts';

export interface PlanClause {
  /** id of the measure in the version in which it was first seen; later versions keep it */
  readonly clause: string;
  readonly label: string;
  readonly title: string;
  readonly words: string;
  /** headings above, from the top */
  readonly section: readonly string[];
  /** `/plan/p1/s2/…/`: what a grant for a part of the plan is compared with */
  readonly planPath: string;
  /** lead and supporting units as the text or a reviewer names them */
  readonly leads: readonly string[];
  readonly supports: readonly string[];
  readonly deadline: string;
  /** last year in which the clause asks for something; null when it names none */
  readonly lastYear: number | null;
  /** first year, when it asks for that year only */
  readonly firstYear: number | null;
  readonly has: { readonly target: boolean; readonly title: boolean; readonly document: boolean; readonly recurring: boolean };
  /** a reviewer said that it is not to be followed */
  readonly isDropped: boolean;
}

export interface PlanClauses {
  readonly planId: string;
  readonly planTitle: string;
  readonly versionId: string;
  readonly clauses: readonly PlanClause[];
}

const lastOf = (period: Period | null): number | undefined =>
  period === null ? undefined : (period.year ?? (period.on === undefined ? undefined : Number(period.on.slice(0, 4))));

function yearsOf(plan: CompiledPlan, within: ReadonlySet<string>): { readonly first: number | null; readonly last: number | null } {
  const periods = [...plan.targets, ...plan.milestones, ...plan.documents].filter(({ node }) => within.has(node)).map(({ period }) => period);
  const years = periods.flatMap((period) => lastOf(period) ?? []);
  const isOpen = periods.length === 0 || periods.some((period) => period === null || lastOf(period) === undefined);
  const only = periods.every((period) => period?.rel === 'in') && new Set(years).size === 1;
  return { first: only ? (years[0] ?? null) : null, last: isOpen || years.length === 0 ? null : Math.max(...years) };
}

/** Measures of the newest version in text order; `plan.not_found` when the region has no such plan. */
export async function readClauses(planId: PlanId, context: Context): Promise<PlanClauses> {
  const { plan: summary } = await readPlan(planId, context);
  const edition = await readEdition({ planId, versionId: summary.latestVersion.versionId as never }, context);
  const firstIds = await firstIdsOf(edition, context);
  const pathOf = planPathOf(edition, firstIds);
  const { plan, text } = edition;
  const latest = await reviewStore.listLatest(context.tx, edition.versionId);
  const rows = new Map(currentTaskRows(reviewGroundOf(plan, text), latest).map((row) => [row.id, row]));
  const byId = new Map(plan.outline.map((node) => [node.id, node]));
  const clauses = plan.outline
    .filter(({ kind }) => kind === 'measure')
    .map((node): PlanClause => {
      const chain = chainOf(node, byId);
      const row = rows.get(node.id);
      const within = new Set(plan.outline.filter((one) => one.start >= node.start && one.end <= node.end && chainOf(one, byId).includes(node)).map(({ id }) => id));
      const isWithin = ({ node: at }: { readonly node: string }): boolean => within.has(at);
      const { first: firstYear, last: lastYear } = yearsOf(plan, within);
      return {
        clause: firstIds.get(node.id) ?? node.id,
        label: node.label ?? '',
        title: row?.cells.任务 ?? node.title ?? '',
        words: text.slice(node.start, node.end),
        section: chain.slice(1, -1).map((one) => `${one.label ?? ''}${one.title ?? ''}`),
        planPath: pathOf(node),
        leads: unitNamesOf(row?.cells.牵头单位 ?? ''),
        supports: unitNamesOf(row?.cells.配合单位 ?? ''),
        deadline: row?.cells.完成时限 ?? '',
        firstYear,
        lastYear,
        has: {
          target: plan.targets.some(isWithin),
          title: plan.milestones.some((one) => isWithin(one) && one.kind === 'designation'),
          document: plan.documents.some(isWithin),
          recurring: plan.recurring.some(isWithin),
        },
        isDropped: row?.cells.状态 === '不适用',
      };
    });
  return { planId, planTitle: summary.title, versionId: edition.versionId, clauses };
}
