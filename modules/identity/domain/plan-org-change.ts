/** A request of the form becomes facts; which fields an act takes is data of the contract. */
import { fieldsOfAct, orgFieldWords } from '../contract/index.ts';
import type { OrgAct, OrgField, OrgRequest } from '../contract/index.ts';
import type { OrgDetails, OrgFactBody } from './org-fact.ts';

export interface FieldFault {
  readonly field: OrgField;
  readonly message: string;
}

/** A lower unit or a post goes with one part only, and one part at most takes over the rest. */
function partFaults(parts: OrgRequest['parts']): readonly FieldFault[] {
  const twice = (ids: readonly string[]): boolean => new Set(ids).size < ids.length;
  const named = (parts ?? []).flatMap(({ children }) => children);
  const held = (parts ?? []).flatMap(({ holdings }) => holdings);
  return [
    ...(twice(named) ? [{ field: 'parts' as const, message: '同一个下级单位只能归入一个分设单位，请去掉重复的' }] : []),
    ...(twice(held) ? [{ field: 'parts' as const, message: '同一个岗位只能转入一个分设单位，请去掉重复的' }] : []),
    ...((parts ?? []).filter(({ takesOver }) => takesOver).length > 1 ? [{ field: 'parts' as const, message: '只能由一个分设单位承接原单位的未了事项' }] : []),
  ];
}

/** What is missing, and what does not belong to the act. */
export function findFieldFaults(request: Pick<OrgRequest, 'act'> & Partial<Record<OrgField, unknown>>): readonly FieldFault[] {
  const { needs, takes } = fieldsOfAct[request.act];
  const missing = needs.filter((field) => request[field] === undefined).map((field) => ({ field, message: `「${orgFieldWords[field]}」没有填写` }));
  const all = Object.keys(orgFieldWords) as OrgField[];
  const strange = all.filter((field) => request[field] !== undefined && !needs.includes(field) && !takes.includes(field));
  return [...missing, ...partFaults(request.parts as OrgRequest['parts']), ...strange.map((field) => ({ field, message: `「${orgFieldWords[field]}」不适用于这种变更，请去掉` }))];
}

const setOf = (request: OrgRequest): Partial<OrgDetails> => {
  const { name, shortName, kind, parentId, uscc, divisionCode, sort } = request;
  const entries = Object.entries({ name, shortName, kind, parentId, uscc, divisionCode, sort }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as Partial<OrgDetails>;
};

const blank = { shortName: null, parentId: null, uscc: null, divisionCode: null, sort: 0 } as const;

/** Parts are established under the parent of the old unit, take their lower units along, and only then the unit is split. */
function splitFacts(request: OrgRequest, old: OrgDetails, newId: () => string): readonly OrgFactBody[] {
  const parts = (request.parts ?? []).map((part) => ({ ...part, orgId: newId() }));
  const established = parts.map(({ orgId, name, kind, shortName, uscc }): OrgFactBody => {
    const details = { ...blank, parentId: old.parentId, divisionCode: old.divisionCode, sort: old.sort, name, kind, shortName: shortName ?? null, uscc: uscc ?? null };
    return { act: 'establish', orgId, details };
  });
  const moved = parts.flatMap(({ orgId, children }) => children.map((child): OrgFactBody => ({ act: 'move', orgId: child, set: { parentId: orgId } })));
  const ends = request.ends ?? false;
  const heir = parts.find(({ takesOver }) => takesOver) ?? parts[0];
  const split: OrgFactBody = {
    act: 'split',
    orgId: request.orgId ?? '',
    parts: parts.map(({ orgId }) => orgId),
    ends,
    ...(ends && heir !== undefined ? { heir: heir.orgId } : {}),
  };
  return [...established, ...moved, split];
}

/** The facts of a request without field faults. `old` is the unit as it is on the day, for a split. */
export function factsOfRequest(request: OrgRequest, old: OrgDetails | undefined, newId: () => string): readonly OrgFactBody[] {
  const orgId = request.orgId ?? '';
  const makers: Readonly<Record<OrgAct, () => readonly OrgFactBody[]>> = {
    establish: () => [{ act: 'establish', orgId: newId(), details: { ...blank, ...setOf(request) } as OrgDetails }],
    rename: () => [{ act: 'rename', orgId, set: setOf(request) }],
    move: () => [{ act: 'move', orgId, set: setOf(request) }],
    amend: () => [{ act: 'amend', orgId, set: setOf(request) }],
    merge: () => [{ act: 'merge', orgIds: request.orgIds ?? [], into: request.into ?? '' }],
    split: () => (old === undefined ? [{ act: 'split', orgId, parts: [], ends: request.ends ?? false }] : splitFacts(request, old, newId)),
    dissolve: () => [{ act: 'dissolve', orgId }],
  };
  return makers[request.act]();
}
