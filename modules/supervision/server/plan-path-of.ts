/** The part of a plan in which a thing lies that an order or a blockage is about: `task:…`, `order:…`, `blockage:…`; empty when in none. */
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';
import { taskRows } from '#task/server';

const idForm = /^(task|order|blockage):([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

const ofOrder = statement({
  name: 'supervision.plan-path-of-order',
  class: 'router',
  text: 'select o.plan_path from supervision.order o where o.region_code = $1 and o.order_id = $2',
  params: { region: 'text', id: 'uuid' },
  row: { plan_path: 'text' },
});
const ofBlockage = statement({
  name: 'supervision.plan-path-of-blockage',
  class: 'router',
  text: 'select b.plan_path from supervision.blockage b where b.region_code = $1 and b.blockage_id = $2',
  params: { region: 'text', id: 'uuid' },
  row: { plan_path: 'text' },
});

export async function planPathOf(tx: Tx, objectRef: string): Promise<string> {
  const [, kind, id = ''] = idForm.exec(objectRef) ?? [];
  if (kind === 'task') return (await taskRows.find(tx, id))?.plan_path ?? '';
  if (kind === undefined) return '';
  return (await tx.maybe(kind === 'order' ? ofOrder : ofBlockage, { region: tx.region, id }))?.plan_path ?? '';
}

/** As a decision wants it: outside every plan is reached by grants for all plans only. */
export const pathOrNone = (planPath: string): string | null => (planPath === '' ? null : planPath);
