import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';
import type { OrderSource, OrderState } from '../../contract/index.ts';

const listSimilar = statement({
  name: 'supervision.list-similar-orders',
  class: 'router',
  text: `select o.order_id, o.number, o.title, o.state from supervision.order o
         where o.region_code = $1 and o.source_kind = $2 and o.source_ref = $3 and o.lead_org_id = $4 and o.state = any ($5) order by o.order_id`,
  params: { region: 'text', source: 'text', sourceRef: 'text', leadOrgId: 'uuid', states: 'text[]' },
  row: { order_id: 'uuid', number: 'text?', title: 'text', state: 'text' },
});

/** Open orders of the same source at the same unit: they are joined, or it is said why not. */
export async function findSimilar(
  tx: Tx,
  wanted: { readonly source: OrderSource; readonly sourceRef: string; readonly leadOrgId: string; readonly states: readonly OrderState[] },
): Promise<readonly { readonly order_id: string; readonly number: string | null; readonly title: string; readonly state: string }[]> {
  return wanted.sourceRef === '' ? [] : tx.many(listSimilar, { region: tx.region, ...wanted });
}
