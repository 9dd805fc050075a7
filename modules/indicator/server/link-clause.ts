import { formatMoment } from '#kernel/calendar.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { clauseLinked, clauseUnlinked, linkClause, unlinkClause } from '../contract/index.ts';
import { definitionStore } from './definition-store.ts';
import { fallSilent, speakForLink } from './emit-evidence.ts';
import { linkStatements, listLinks, presentLink } from './link-store.ts';
import { readPeerSets } from './peer-sets.ts';
import { actorNames, permits } from './permit.ts';
import { indicatorRefusals } from './refusals.ts';

export const linkClauseUseCase = useCase(
  linkClause,
  async ({ params, body }, context) => {
    const { tx, now, actor, newId, refuse } = context;
    refuse.unless(permits(context, 'indicator.link'));
    const { indicatorId } = params;
    const known = (await definitionStore.listCurrent(tx)).some((row) => row.indicator_id === indicatorId);
    if (!known) return refuse(indicatorRefusals.not_found());
    const linkId = newId();
    if (body.peerSet !== null && !(await readPeerSets(tx)).some(({ peerSetId }) => peerSetId === body.peerSet)) return refuse(indicatorRefusals.peer_set_not_found());
    const { benchmark, ...rest } = body;
    const roles = { benchmarkArea: benchmark?.area ?? null, benchmarkName: benchmark?.name ?? null };
    const added = await tx.run(linkStatements.insert, { region: tx.region, linkId, indicatorId, ...rest, ...roles, by: actor.id, at: formatMoment(now) });
    if (added === 0) return refuse(indicatorRefusals.link_exists());
    await record(context, clauseLinked, { linkId, indicatorId, anchor: body.anchor, recordName: body.recordName });
    const link = (await listLinks(tx, indicatorId)).find((row) => row.link_id === linkId);
    if (link === undefined) throw new Error('a link that was just stored is missing');
    return { link: presentLink(link, await actorNames(tx, [actor.id])), emitted: await speakForLink(link, context) };
  },
  { statusOf: () => 201 },
);

export const unlinkClauseUseCase = useCase(unlinkClause, async ({ params, body }, context) => {
  const { tx, now, actor, refuse } = context;
  refuse.unless(permits(context, 'indicator.link'));
  const link = (await listLinks(tx, params.indicatorId)).find((row) => row.link_id === params.linkId);
  if (link === undefined) return refuse(indicatorRefusals.link_not_found());
  const ended = await tx.run(linkStatements.end, { region: tx.region, ...params, by: actor.id, at: formatMoment(now), reason: body.reason });
  if (ended === 0) return refuse(indicatorRefusals.link_not_found());
  await record(context, clauseUnlinked, { ...params, anchor: link.anchor, reason: body.reason });
  return { withdrawn: await fallSilent(link, body.reason, context) };
});
