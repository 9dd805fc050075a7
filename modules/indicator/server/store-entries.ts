/**
 * Stores checked entries, all or none. Periods are locked in one order, so that two requests with the same periods wait for
 * each other instead of locking up; the second then sees what the first has stored and is refused with its address.
 */
import { formatMoment } from '#kernel/calendar.ts';
import type { ReplyInput } from '#kernel/endpoint.ts';
import { Refusal } from '#kernel/refusals.ts';
import type { Context } from '#kernel/server/context.ts';
import { record } from '#kernel/server/record.ts';
import { divisionNames } from '#identity/server';
import { valueEntered } from '../contract/index.ts';
import type { enterValues, EntryFlag, EntryInput, IndicatorId, ObservationState, SeriesId, Stamp } from '../contract/index.ts';
import { endOf, unexplained } from '../domain/index.ts';
import type { EntryCheck, EntryChecks } from './check-entries.ts';
import { definitionStore } from './definition-store.ts';
import { insertAct } from './move-revision.ts';
import { observationStatements } from './observation-store.ts';
import { signatureFor } from './permit.ts';
import { indicatorRefusals } from './refusals.ts';

type Entered = ReplyInput<typeof enterValues>['items'][number];

export interface EntrySource {
  readonly document: string;
  readonly link: string | null;
  readonly publishedOn: string | null;
}

export interface StoreHow {
  readonly source: EntrySource;
  readonly submit: boolean;
  readonly confirmed: boolean;
}

const keyOf = ({ indicatorId, area, period }: EntryInput): string => `${indicatorId} ${area} ${period}`;

export const revisionLink = (place: { readonly indicatorId: string; readonly area: string; readonly period: string }): string =>
  `/console/indicators/${place.indicatorId}/observations/${place.area}/${encodeURIComponent(place.period)}`;

function withFields(refusal: Refusal, fields: Refusal['fields']): Refusal {
  const { code, status, title, detail, facts } = refusal;
  return new Refusal({ code, status, title, detail, facts, fields });
}

const nameOf = ({ checked }: EntryCheck): string => `「${checked.indicator}」${checked.label}`;

/** Refuses faults, doubled periods, and flags without reason or second confirmation; one field per fault. */
export function requireSound({ items, explanationChars }: EntryChecks, confirmed: boolean, context: Context): void {
  const repeated = items.find((item, index) => items.findIndex((other) => keyOf(other.entry) === keyOf(item.entry)) !== index);
  if (repeated !== undefined) context.refuse(indicatorRefusals.entry_repeated({ indicator: repeated.checked.indicator, label: repeated.checked.label }));
  const faults = items.flatMap((item, index) => item.checked.faults.map(({ code, message }) => ({ path: `body.entries.${index}.${code}`, label: nameOf(item), message })));
  const [fault] = faults;
  if (fault !== undefined) {
    context.refuse(withFields(indicatorRefusals.entry_invalid({ first: `${fault.label}：${fault.message}`, count: faults.length }), faults.slice(0, 50)));
  }
  const flags = items.flatMap((item, index) => {
    const raised = item.checked.flags.map(({ flag, message }) => ({ code: flag, message }));
    const open = confirmed ? unexplained(raised, item.entry.explanations, explanationChars) : raised;
    return open.map(({ code, message }) => ({ path: `body.entries.${index}.${code}`, label: nameOf(item), message }));
  });
  const [flag] = flags;
  if (flag !== undefined) {
    context.refuse(withFields(indicatorRefusals.entry_unconfirmed({ first: `${flag.label}：${flag.message}`, count: flags.length }), flags.slice(0, 50)));
  }
}

async function seriesFor({ entry, indicator }: EntryCheck, context: Context): Promise<string> {
  const { tx, now, newId } = context;
  const key = { region: tx.region, indicatorId: indicator.indicator_id, area: entry.area };
  const found = await tx.maybe(observationStatements.findSeries, key);
  if (found !== undefined) return found.series_id;
  const official = (await divisionNames(tx, [entry.area], context.today)).get(entry.area);
  const areaName = official ?? entry.areaName ?? (entry.area === tx.region ? '本地区' : undefined);
  if (areaName === undefined) return context.refuse(indicatorRefusals.area_unnamed({ area: entry.area }));
  await tx.run(observationStatements.insertSeries, { ...key, seriesId: newId(), areaName, at: formatMoment(now) });
  return (await tx.one(observationStatements.findSeries, key)).series_id;
}

interface Turn {
  readonly head: number;
  readonly effective: number | null;
}

/** Takes the lock of the period and refuses when somebody else was first, or when it waits for approval. */
async function takePeriod(item: EntryCheck, seriesId: string, context: Context): Promise<Turn> {
  const { tx, now, refuse } = context;
  const { entry, checked } = item;
  const key = { region: tx.region, seriesId, period: entry.period };
  const opened = await tx.run(observationStatements.openObservation, { ...key, endOn: endOf(entry.period).toString(), at: formatMoment(now) });
  const row = await tx.one(observationStatements.lockObservation, key);
  const isMine = opened === 1;
  const head = isMine ? 0 : row.head_revision;
  const place = { indicator: checked.indicator, label: checked.label, link: revisionLink(entry) };
  if (head !== entry.expectedRevision) return refuse(entry.expectedRevision === 0 ? indicatorRefusals.period_taken(place) : indicatorRefusals.period_changed(place));
  if (!isMine && row.head_state === 'submitted') return refuse(indicatorRefusals.period_waiting(place));
  return { head, effective: row.effective_revision };
}

function requireReason(item: EntryCheck, turn: Turn, context: Context): void {
  if (turn.effective === null || item.entry.correctionReason !== null) return;
  const message = `已有核定的数值。修订要写明理由，例如统计局的修订通知；请填写「修订理由」`;
  const field = { path: `body.entries.correctionReason`, label: nameOf(item), message };
  context.refuse(withFields(indicatorRefusals.entry_invalid({ first: `${nameOf(item)}：${message}`, count: 1 }), [field]));
}

async function storeOne(item: EntryCheck, how: StoreHow, context: Context): Promise<Entered> {
  const { tx, now } = context;
  const { entry, checked, indicator } = item;
  const seriesId = await seriesFor(item, context);
  const turn = await takePeriod(item, seriesId, context);
  requireReason(item, turn, context);
  const revision = turn.head + 1;
  const key = { region: tx.region, seriesId, period: entry.period };
  const flags = checked.flags.map(({ flag }) => flag);
  const explanations = flags.map((flag: EntryFlag) => (entry.explanations[flag] ?? '').trim());
  const figure = {
    value: checked.value,
    gap: checked.gap,
    numerator: item.numerator,
    denominator: item.denominator,
    precision: checked.precision,
    quality: entry.quality,
    stamp: indicator.stamp as Stamp,
  };
  await tx.run(observationStatements.insertRevision, {
    ...key,
    revision,
    definitionVersion: indicator.version,
    ...figure,
    enteredText: entry.text,
    sourceDocument: how.source.document,
    sourceLink: how.source.link,
    publishedOn: how.source.publishedOn,
    flags,
    explanations,
    correctionReason: entry.correctionReason,
    enteredBy: signatureFor(context, 'indicator.enter'),
    enteredAt: formatMoment(now),
  });
  const place = { seriesId, indicatorId: indicator.indicator_id, area: entry.area, period: entry.period, revision };
  await insertAct({ ...place, ordinal: 1, act: 'enter', state: 'draft', reason: entry.correctionReason ?? '' }, context);
  if (how.submit) await insertAct({ ...place, ordinal: 2, act: 'submit', state: 'submitted', reason: '' }, context);
  const state: ObservationState = how.submit ? 'submitted' : 'draft';
  await tx.run(observationStatements.moveObservation, { ...key, head: revision, state, effective: turn.effective, at: formatMoment(now) });
  await record(context, valueEntered, {
    seriesId,
    indicatorId: indicator.indicator_id,
    area: entry.area,
    period: entry.period,
    revision: String(revision),
    ...figure,
    value: figure.value ?? '',
    gap: figure.gap ?? '',
    numerator: figure.numerator ?? '',
    denominator: figure.denominator ?? '',
    sourceDocument: how.source.document,
    flags: flags.join(' '),
    explanations: explanations.join('\n'),
    correctionReason: entry.correctionReason ?? '',
  });
  return {
    seriesId: seriesId as SeriesId,
    indicatorId: indicator.indicator_id as IndicatorId,
    area: entry.area,
    period: entry.period,
    revision,
    state,
    value: figure.value,
    gap: figure.gap,
  };
}

/** Stores all entries; the caller has checked rights. */
export async function storeEntries(checks: EntryChecks, how: StoreHow, context: Context): Promise<Entered[]> {
  requireSound(checks, how.confirmed, context);
  const order = checks.items.map((_, index) => index).sort((a, b) => (keyOf(checks.items[a]?.entry as EntryInput) < keyOf(checks.items[b]?.entry as EntryInput) ? -1 : 1));
  const stored = new Map<number, Entered>();
  for (const index of order) stored.set(index, await storeOne(checks.items[index] as EntryCheck, how, context));
  await definitionStore.touch(context.tx, [...new Set(checks.items.map(({ indicator }) => indicator.indicator_id))], formatMoment(context.now));
  return checks.items.map((_, index) => stored.get(index) as Entered);
}
