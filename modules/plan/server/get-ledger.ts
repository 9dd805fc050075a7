import { attachmentHeader } from '#kernel/server/clean-file-name.ts';
import { statement } from '#kernel/server/db.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { getLedger } from '../contract/index.ts';
import type { Ledger } from '../contract/index.ts';
import { writeLedger } from './write-ledger.ts';
import { readPlan } from './get-plan.ts';
import { planRefusals } from './refusals.ts';

const getStored = statement({
  name: 'plan.get-version-ledger',
  class: 'router',
  text: 'select v.ledger from plan.version v where v.region_code = $1 and v.plan_id = $2 and v.version_id = $3',
  params: { region: 'text', planId: 'uuid', versionId: 'uuid' },
  row: { ledger: 'text' },
});

/** Parsing with the reply's schema keeps the contract's key order, so the bytes equal those of `luoshi compile`. */
export const getLedgerUseCase = useCase(
  getLedger,
  async ({ params }, context) => {
    const { tx, refuse } = context;
    const stored = await tx.maybe(getStored, { region: tx.region, ...params });
    if (stored === undefined) {
      await readPlan(params.planId, context);
      return refuse(planRefusals.version_not_found());
    }
    return JSON.parse(stored.ledger) as Ledger;
  },
  {
    present: (ledger, { params, query }) => ({
      body: writeLedger(ledger),
      headers: {
        'content-type': 'application/json; charset=utf-8',
        ...(query.download === undefined ? {} : { 'content-disposition': attachmentHeader(`luoshi-ledger-${params.versionId}.json`) }),
      },
    }),
  },
);
