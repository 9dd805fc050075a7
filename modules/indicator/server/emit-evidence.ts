/**
 * Approved figures as evidence: an envelope per linked clause and period. A computed indicator speaks again when one of its
 * inputs changes. Grade B: a document verified by a second person. What no longer counts is withdrawn at once.
 */
import { createHash } from 'node:crypto';
import { dayOf } from '#kernel/calendar.ts';
import type { Context } from '#kernel/server/context.ts';
import { emit, evidenceOf, withdraw } from '#kernel/server/evidence.ts';
import type { Period, Point } from '../contract/index.ts';
import { endOf, inPlanUnit, startOf } from '../domain/index.ts';
import { areasTouched, isFigure, roleOf } from './evidence-roles.ts';
import type { RoleGround } from './evidence-roles.ts';
import { listLinks } from './link-store.ts';
import type { LinkRow } from './link-store.ts';
import { loadFigures } from './load-figures.ts';
import { readPeerSets } from './peer-sets.ts';
import type { Figures } from './load-figures.ts';

export interface FigurePlace {
  readonly indicatorId: string;
  readonly area: string;
  readonly period: Period;
}

const sourceOf = (place: FigurePlace, link: Pick<LinkRow, 'link_id'>) => ({
  module: 'indicator',
  type: 'figure',
  id: `${place.indicatorId}/${place.area}/${place.period}`,
  part: link.link_id,
});

const hashOf = (point: Point, unit: string): string =>
  createHash('sha256')
    .update(JSON.stringify([point.value, unit, point.numerator, point.denominator, point.precision, point.quality, point.stamp, point.source]))
    .digest('hex');

async function speakFor(place: FigurePlace, link: LinkRow, ground: RoleGround, context: Context): Promise<number> {
  const { tx, today } = context;
  const { figures } = ground;
  const indicator = figures.definitions.get(place.indicatorId);
  const point = figures.pointAt(place.indicatorId, place.area, place.period);
  const source = sourceOf(place, link);
  const role = roleOf(place, link, ground);
  const known = (await evidenceOf(tx, [link.anchor])).filter((one) => one.source.module === source.module && one.source.id === source.id && one.source.part === source.part);
  const speaking = known.find(({ status }) => status === 'live' || status === 'challenged');
  if (indicator === undefined || role === undefined || !isFigure(point))
    return speaking === undefined ? 0 : withdraw(context, source, '核定的统计数已撤销，或不再是这一条款的依据');
  const figure = inPlanUnit(point.value ?? '', indicator.unit);
  const hash = hashOf(point, `${indicator.unit} ${role.facet} ${role.subject ?? ''}`);
  if (speaking?.hash === hash) return 0;
  const end = endOf(place.period).toString();
  await emit(context, {
    anchors: [link.anchor],
    kind: 'value',
    ...role,
    voice: 'signal',
    ...figure,
    num: point.numerator,
    den: point.denominator,
    from: startOf(place.period).toString(),
    to: end,
    source,
    version: Math.max(0, ...known.map(({ version }) => version)) + 1,
    hash,
    rule: `indicator.definition/${indicator.version}`,
    occurredOn: point.source?.publishedOn ?? (end < today.toString() ? end : dayOf(context.now).toString()),
    grade: 'B',
    stamp: point.stamp,
    note: `${indicator.name} ${point.label}${point.source === null ? '' : `，来源：${point.source.document}`}`,
  });
  return 1;
}

/** The indicators whose figure follows from this one, itself first. */
function dependants(indicatorId: string, figures: Figures, seen = new Set<string>()): ReadonlySet<string> {
  if (seen.has(indicatorId)) return seen;
  seen.add(indicatorId);
  for (const row of figures.definitions.values()) if (row.uses.includes(indicatorId)) dependants(row.indicator_id, figures, seen);
  return seen;
}

/** Emits or withdraws for one figure and for the computed ones of the periods that its change reaches. */
export async function followEvidence(place: FigurePlace, _reason: string, context: Context): Promise<void> {
  const { tx } = context;
  const shape = await loadFigures(tx, [], { knownAt: 'infinity' });
  const peerSets = await readPeerSets(tx);
  for (const indicatorId of dependants(place.indicatorId, shape)) {
    const links = await listLinks(tx, indicatorId);
    if (links.length === 0) continue;
    const figures = await loadFigures(tx, [indicatorId], { knownAt: 'infinity' });
    const ground = { figures, peerSets, own: tx.region };
    // A growth rate of a later period uses this figure too.
    const periods = indicatorId === place.indicatorId ? [place.period] : figures.pointsOf(indicatorId, place.area).map(({ period }) => period);
    for (const period of new Set([...periods, place.period])) {
      for (const link of links) {
        for (const area of areasTouched({ indicatorId, area: place.area, period }, link, ground)) await speakFor({ indicatorId, area, period }, link, ground, context);
      }
    }
  }
}

/** All figures of an indicator speak for a clause that was just linked; returns how many. */
export async function speakForLink(link: LinkRow, context: Context): Promise<number> {
  const figures = await loadFigures(context.tx, [link.indicator_id], { knownAt: 'infinity' });
  const ground = { figures, peerSets: await readPeerSets(context.tx), own: context.tx.region };
  let emitted = 0;
  for (const { area } of figures.areasOf(link.indicator_id)) {
    for (const { period } of figures.pointsOf(link.indicator_id, area)) emitted += await speakFor({ indicatorId: link.indicator_id, area, period }, link, ground, context);
  }
  return emitted;
}

/** A link that ended: its envelopes are withdrawn; returns how many. */
export async function fallSilent(link: LinkRow, reason: string, context: Context): Promise<number> {
  const known = (await evidenceOf(context.tx, [link.anchor])).filter((one) => one.source.module === 'indicator' && one.source.part === link.link_id);
  const sources = new Map(known.map(({ source }) => [source.id, source]));
  let withdrawn = 0;
  for (const source of sources.values()) withdrawn += await withdraw(context, source, reason);
  return withdrawn;
}
