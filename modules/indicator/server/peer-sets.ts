import { formatMoment } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { statement } from '#kernel/server/db.ts';
import type { Tx } from '#kernel/server/db.ts';
import { record } from '#kernel/server/record.ts';
import { useCase } from '#kernel/server/use-case.ts';
import { addPeerList, getRank, listPeerSets, peerListAdded } from '../contract/index.ts';
import type { PeerSet, PeerSetId } from '../contract/index.ts';
import { endOf, rankIn } from '../domain/index.ts';
import { knownAtOf, pastMoment } from './known-at.ts';
import { loadFigures } from './load-figures.ts';
import { offer, permits } from './permit.ts';
import { indicatorRefusals } from './refusals.ts';

const listLists = statement({
  name: 'indicator.list-peer-lists',
  class: 'router',
  text: `select p.peer_set_id, p.name, l.from_on, l.area_codes, l.area_names, l.source_document, l.source_link
         from indicator.peer_set p join indicator.peer_list l on l.region_code = p.region_code and l.peer_set_id = p.peer_set_id
         where p.region_code = $1 and l.made_at <= $2 order by p.name collate "zh-x-icu", p.peer_set_id, l.from_on desc`,
  params: { region: 'text', knownAt: 'timestamptz' },
  row: { peer_set_id: 'uuid', name: 'text', from_on: 'date', area_codes: 'text[]', area_names: 'text[]', source_document: 'text', source_link: 'text?' },
});

const insertSet = statement({
  name: 'indicator.insert-peer-set',
  class: 'router',
  text: 'insert into indicator.peer_set (region_code, peer_set_id, name, created_at) values ($1, $2, $3, $4) on conflict (region_code, name) do nothing',
  params: { region: 'text', peerSetId: 'uuid', name: 'text', at: 'timestamptz' },
  row: {},
});

const findSet = statement({
  name: 'indicator.find-peer-set',
  class: 'router',
  text: 'select p.peer_set_id from indicator.peer_set p where p.region_code = $1 and p.name = $2',
  params: { region: 'text', name: 'text' },
  row: { peer_set_id: 'uuid' },
});

const insertList = statement({
  name: 'indicator.insert-peer-list',
  class: 'router',
  text: `insert into indicator.peer_list (region_code, peer_set_id, from_on, area_codes, area_names, source_document, source_link, made_by, made_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (region_code, peer_set_id, from_on) do nothing`,
  params: {
    region: 'text',
    peerSetId: 'uuid',
    from: 'date',
    codes: 'text[]',
    names: 'text[]',
    document: 'text',
    link: 'text?',
    by: 'text',
    at: 'timestamptz',
  },
  row: {},
});

export async function readPeerSets(tx: Tx, knownAt = 'infinity'): Promise<PeerSet[]> {
  const sets = new Map<string, PeerSet>();
  for (const row of await tx.many(listLists, { region: tx.region, knownAt })) {
    const set = sets.get(row.peer_set_id) ?? { peerSetId: row.peer_set_id as PeerSetId, name: row.name, lists: [] };
    const members = row.area_codes.map((area, index) => ({ area, name: row.area_names[index] ?? area }));
    sets.set(row.peer_set_id, { ...set, lists: [...set.lists, { from: row.from_on, members, document: row.source_document, link: row.source_link }] });
  }
  return [...sets.values()];
}

export const listPeerSetsUseCase = useCase(listPeerSets, async ({ query }, context) => ({
  items: await readPeerSets(context.tx, knownAtOf(query.knownOn)),
  actions: pastMoment(query.knownOn, context) === undefined ? [offer(context, 'indicator.define')] : [],
}));

export const addPeerListUseCase = useCase(
  addPeerList,
  async ({ body }, context) => {
    const { tx, now, actor, newId, refuse } = context;
    refuse.unless(permits(context, 'indicator.define'));
    const repeated = body.members.find((member, index) => body.members.findIndex((other) => other.area === member.area) !== index);
    if (repeated !== undefined) return refuse(indicatorRefusals.peer_repeated({ name: repeated.name }));
    await tx.run(insertSet, { region: tx.region, peerSetId: newId(), name: body.name, at: formatMoment(now) });
    const { peer_set_id: peerSetId } = await tx.one(findSet, { region: tx.region, name: body.name });
    const codes = body.members.map(({ area }) => area);
    const names = body.members.map(({ name }) => name);
    const { document, link } = body.source;
    const added = await tx.run(insertList, { region: tx.region, peerSetId, from: body.from, codes, names, document, link, by: actor.id, at: formatMoment(now) });
    if (added === 0) return refuse(indicatorRefusals.peer_list_taken({ from: body.from }));
    await record(context, peerListAdded, { peerSetId, name: body.name, from: body.from, areas: codes.join(' '), sourceDocument: document });
    const peerSet = (await readPeerSets(tx)).find((set) => set.peerSetId === peerSetId);
    if (peerSet === undefined) throw new Error('a peer set that was just stored is missing');
    return { peerSet };
  },
  { statusOf: () => 201 },
);

const noPlace: Readonly<Record<'no-set' | 'not-member' | 'figures-missing', (missing: readonly string[]) => string>> = {
  'no-set': () => '无法判定：对照组在这一时期没有名单',
  'not-member': () => '无法判定：本地区不在对照组名单中',
  'figures-missing': (missing) => `无法判定：${missing.length} 个成员没有这一时期的数值（${missing.slice(0, 5).join('、')}${missing.length > 5 ? '等' : ''}）`,
};

async function rankOf(input: { readonly indicatorId: string; readonly set: PeerSet; readonly period: Parameters<typeof endOf>[0]; readonly knownAt: string }, context: Context) {
  const { tx, refuse } = context;
  const figures = await loadFigures(tx, [input.indicatorId], { knownAt: input.knownAt });
  const indicator = figures.definitions.get(input.indicatorId);
  if (indicator === undefined) return refuse(indicatorRefusals.not_found());
  const day = endOf(input.period).toString();
  const list = input.set.lists.find(({ from }) => from <= day);
  const members = (list?.members ?? []).map(({ area, name }) => ({ area, name, fromOn: list?.from ?? day, toOn: null }));
  const values = new Map(members.flatMap(({ area }) => exactAt(figures.pointAt(input.indicatorId, area, input.period), area)));
  const direction = indicator.direction as 'up' | 'down' | 'neutral';
  const ranking = rankIn(members, values, { area: tx.region, direction });
  return {
    rank: ranking.known ? ranking.rank : null,
    of: members.length,
    reason: ranking.known ? null : noPlace[ranking.reason](ranking.missing),
    members: members.map(({ area, name }) => ({ area, name, value: values.get(area) ?? null })),
  };
}

/** A bound is no figure to be ranked by. */
function exactAt(point: { readonly value: string | null; readonly precision: string }, area: string): readonly (readonly [string, string])[] {
  return point.value === null || point.precision === 'above' || point.precision === 'below' ? [] : [[area, point.value]];
}

export const getRankUseCase = useCase(getRank, async ({ params, query }, context) => {
  const knownAt = knownAtOf(query.knownOn);
  const set = (await readPeerSets(context.tx, knownAt)).find(({ peerSetId }) => peerSetId === query.peerSet);
  if (set === undefined) return context.refuse(indicatorRefusals.peer_set_not_found());
  return rankOf({ indicatorId: params.indicatorId, set, period: query.period, knownAt }, context);
});
