/** Published work points: one per plan and year, never changed. */
import { formatMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';

const find = statement({
  name: 'task.find-work-points',
  class: 'router',
  text: `select w.document_no, w.content, w.sha256, w.published_at from task.work_points w where w.region_code = $1 and w.plan_id = $2 and w.year = $3`,
  params: { region: 'text', planId: 'uuid', year: 'int4' },
  row: { document_no: 'text', content: 'jsonb', sha256: 'text', published_at: 'timestamptz' },
});

const insert = statement({
  name: 'task.insert-work-points',
  class: 'router',
  text: `insert into task.work_points (region_code, plan_id, year, document_no, content, sha256, published_by, published_at) values ($1, $2, $3, $4, $5, $6, $7, $8)`,
  params: { region: 'text', planId: 'uuid', year: 'int4', documentNo: 'text', content: 'jsonb', sha256: 'text', by: 'text', at: 'timestamptz' },
  row: {},
});

export interface YearKey {
  readonly planId: string;
  readonly year: number;
}

export const publishedOf = (tx: Tx, { planId, year }: YearKey) => tx.maybe(find, { region: tx.region, planId, year });

export async function storeWorkPoints(
  { tx, actor, now }: Context,
  { planId, year }: YearKey,
  document: { readonly documentNo: string; readonly content: unknown; readonly sha256: string },
): Promise<void> {
  await tx.run(insert, { region: tx.region, planId, year, ...document, by: actor.id, at: formatMoment(now) });
}
