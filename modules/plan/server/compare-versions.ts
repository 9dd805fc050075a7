import { cutPage, defaultPageSize } from '#kernel/paging.ts';
import type { ReplyInput } from '#kernel/endpoint.ts';
import { readCursor } from '#kernel/read-cursor.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { diffPlans } from '#libs/plantext/index.ts';
import type { Change, CompiledPlan } from '#libs/plantext/index.ts';
import { changeKinds, compareVersions } from '../contract/index.ts';
import { ownSpans } from '../domain/index.ts';
import { readPlan } from './get-plan.ts';
import { readEdition } from './read-edition.ts';
import { planRefusals } from './refusals.ts';

type PresentedChange = ReplyInput<typeof compareVersions>['items'][number];
type Place = PresentedChange['before'][number];

/** Where an id stands in its text: a node by its stretch, a record by its own words. */
function placeFinder(plan: CompiledPlan): (id: string) => Place {
  const places = new Map<string, Place>(plan.outline.map(({ id, start, end }) => [id, { id, node: id, spans: [{ start, end }] }]));
  for (const list of ['targets', 'milestones', 'documents', 'projects', 'actors'] as const) {
    for (const record of plan[list]) places.set(record.id, { id: record.id, node: record.node, spans: ownSpans({ ...record }).map(({ start, end }) => ({ start, end })) });
  }
  return (id) => places.get(id) ?? { id, node: id, spans: [] };
}

const ordinalAfter = (cursor: string | undefined): number => Number(readCursor(cursor, { ordinal: /^[0-9]{1,9}$/ })?.ordinal ?? -1);

function countKinds(changes: readonly Change[]): ReplyInput<typeof compareVersions>['counts'] {
  return changeKinds.flatMap((kind) => {
    const count = changes.filter((change) => change.kind === kind).length;
    return count === 0 ? [] : [{ kind, count }];
  });
}

export const compareVersionsUseCase = useCase(compareVersions, async ({ params, query }, context) => {
  const after = ordinalAfter(query.cursor);
  const { versions } = await readPlan(params.planId, context);
  const find = (versionId: string) => versions.find((version) => version.versionId === versionId) ?? context.refuse(planRefusals.version_not_found());
  const [from, to] = [find(query.from), find(query.to)];
  const old = await readEdition({ planId: params.planId, versionId: query.from }, context);
  const now = query.from === query.to ? old : await readEdition({ planId: params.planId, versionId: query.to }, context);
  const { changes } = diffPlans(old, now);
  const [placeBefore, placeAfter] = [placeFinder(old.plan), placeFinder(now.plan)];
  const wanted = changes
    .map((change, ordinal) => ({ change, ordinal }))
    .filter(({ change }) => (query.kind === undefined || change.kind === query.kind) && (query.list === undefined || change.list === query.list));
  const page = cutPage(
    wanted.filter(({ ordinal }) => ordinal > after),
    query.limit ?? defaultPageSize,
    ({ ordinal }) => [String(ordinal)],
  );
  const items = page.rows.map(
    ({ change, ordinal }): PresentedChange => ({
      ordinal,
      kind: change.kind,
      list: change.list,
      before: change.before.map(placeBefore),
      after: change.after.map(placeAfter),
      field: change.field ?? null,
      from: change.from ?? null,
      to: change.to ?? null,
      message: change.message,
    }),
  );
  return { from, to, items, nextCursor: page.nextCursor, total: wanted.length, counts: countKinds(changes) };
});
