/** What later modules ask about plans: the targets of the newest version of every plan, with their anchors. */
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';
import { clauseAnchor, ledgerSchema } from '../contract/index.ts';

const listLedgers = statement({
  name: 'plan.list-latest-ledgers',
  class: 'router',
  text: `select p.plan_id, p.title, v.ledger from plan.plan p
         join plan.version v on v.region_code = p.region_code and v.plan_id = p.plan_id and v.ordinal = p.latest_ordinal
         where p.region_code = $1 order by p.updated_at desc, p.plan_id limit 50`,
  params: { region: 'text' },
  row: { plan_id: 'uuid', title: 'text', ledger: 'text' },
});

export interface PlanTarget {
  readonly anchor: string;
  readonly planTitle: string;
  /** the indicator in the words of the plan; null when it names none */
  readonly indicator: string | null;
  /** growth, level, share …: a growth of 8.5 % is another figure than the level that grows */
  readonly targetClass: string;
  /** the words of the promise */
  readonly quote: string;
}

export async function listPlanTargets(tx: Tx): Promise<readonly PlanTarget[]> {
  const plans = await tx.many(listLedgers, { region: tx.region });
  return plans.flatMap(({ plan_id, title, ledger }) =>
    ledgerSchema.parse(JSON.parse(ledger)).targets.map((target) => ({
      anchor: clauseAnchor(plan_id, target.id),
      planTitle: title,
      indicator: target.indicator?.text ?? null,
      targetClass: target.cls,
      quote: [target.indicator?.text, target.value.text].filter((part) => part !== undefined).join(' '),
    })),
  );
}
