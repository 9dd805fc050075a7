/** Events of the module. Values are strings; figures and sources are open, reasons are internal. */
import { event } from '#kernel/event.ts';

/** An indicator was set up, or its definition got a further version. */
export const indicatorDefined = event('indicator.defined', {
  version: 1,
  subject: 'indicatorId',
  fields: { indicatorId: 'open', definitionVersion: 'open', name: 'open', unit: 'open', formula: 'open', breakFrom: 'open', reason: 'internal' },
});

/** A revision of a figure was entered. */
export const valueEntered = event('indicator.value_entered', {
  version: 1,
  subject: 'seriesId',
  fields: {
    seriesId: 'open',
    indicatorId: 'open',
    area: 'open',
    period: 'open',
    revision: 'open',
    value: 'open',
    gap: 'open',
    numerator: 'open',
    denominator: 'open',
    precision: 'open',
    quality: 'open',
    stamp: 'open',
    sourceDocument: 'open',
    flags: 'open',
    explanations: 'internal',
    correctionReason: 'internal',
  },
});

/** What was done to a revision: 提交, 退回, 核定, 撤销核定, 锁定. */
export const valueActed = event('indicator.value_acted', {
  version: 1,
  subject: 'seriesId',
  fields: { seriesId: 'open', indicatorId: 'open', area: 'open', period: 'open', revision: 'open', act: 'open', state: 'open', reason: 'internal' },
});

export const peerListAdded = event('indicator.peer_list_added', {
  version: 1,
  subject: 'peerSetId',
  fields: { peerSetId: 'open', name: 'open', from: 'open', areas: 'open', sourceDocument: 'open' },
});

export const clauseLinked = event('indicator.clause_linked', {
  version: 1,
  subject: 'indicatorId',
  fields: { linkId: 'open', indicatorId: 'open', anchor: 'open', recordName: 'open' },
});

export const clauseUnlinked = event('indicator.clause_unlinked', {
  version: 1,
  subject: 'indicatorId',
  fields: { linkId: 'open', indicatorId: 'open', anchor: 'open', reason: 'internal' },
});

export const indicatorEvents = [indicatorDefined, valueEntered, valueActed, peerListAdded, clauseLinked, clauseUnlinked] as const;
