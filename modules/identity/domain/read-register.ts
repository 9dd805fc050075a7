/** A filled-in register against what is registered: new units as facts, new people with their posts, or an error per bad row. */
import { isAdminRole, isGrantable, orgKindLabel, roleLabel } from '../contract/index.ts';
import type { RegisterError, Role } from '../contract/index.ts';
import { readDivisionCode, readUscc } from '#libs/standards/index.ts';
import { nameKey } from './name-key.ts';
import { foldOrgFacts, orgsOn } from './org-history.ts';
import type { OrgDetails, OrgFact, OrgFault } from './org-fact.ts';
import { RowReader } from './register-cells.ts';
import type { RegisterRow } from './register-cells.ts';

export interface RegisterGround {
  readonly facts: readonly OrgFact[];
  /** names of people who are registered and have not left */
  readonly names: ReadonlySet<string>;
  /** ids of registered people: rows that name one are left alone */
  readonly userIds: ReadonlySet<string>;
  /** codes of `divisionCodesIn` that are in force */
  readonly divisions: ReadonlySet<string>;
  readonly faultText: (fault: OrgFault) => string;
  readonly newId: () => string;
}

export interface NewPerson {
  readonly userId: string;
  readonly name: string;
}
export interface NewHolding {
  readonly userId: string;
  readonly orgId: string;
  readonly role: Role;
  readonly title: string | null;
  readonly from: string;
  readonly to: string | null;
}
export interface RegisterRead {
  readonly facts: readonly OrgFact[];
  readonly people: readonly NewPerson[];
  readonly posts: readonly NewHolding[];
  readonly unchanged: number;
  readonly errors: readonly RegisterError[];
}

interface UnitRow {
  readonly orgId: string;
  readonly row: number;
  readonly on: string;
  readonly details: Omit<OrgDetails, 'parentId'>;
  readonly parent: string;
  readonly reader: RowReader;
}

/** Well-formed codes of divisions in the sheet of units, to be looked up before the rows are read. */
export const divisionCodesIn = (rows: readonly RegisterRow[]): readonly string[] => [
  ...new Set(
    rows.flatMap(({ cells }) => {
      const code = readDivisionCode((cells.get('行政区划代码') ?? '').trim());
      return code.ok ? [code.code] : [];
    }),
  ),
];

function readUnitRow(line: RegisterRow, { newId, divisions }: Pick<RegisterGround, 'newId' | 'divisions'>): UnitRow {
  const reader = new RowReader('units', line);
  const name = reader.name('单位名称', 100);
  const kind = reader.choice('类别', orgKindLabel) ?? 'department';
  const on = reader.day('设立日期');
  const code = reader.text('统一社会信用代码');
  const uscc = code === '' ? undefined : readUscc(code);
  if (uscc?.ok === false) reader.fault('统一社会信用代码', uscc.message);
  const place = reader.text('行政区划代码');
  const division = place === '' ? undefined : readDivisionCode(place);
  if (division?.ok === false) reader.fault('行政区划代码', division.message);
  if (division?.ok === true && !divisions.has(division.code)) reader.fault('行政区划代码', `行政区划代码「${division.code}」没有对应的区划。请核对`);
  const sort = reader.text('排序');
  if (sort !== '' && !/^[0-9]{1,5}$/.test(sort)) reader.fault('排序', '「排序」应为 0 至 99999 的整数');
  const shortName = reader.text('简称');
  const details = {
    name,
    shortName: shortName === '' ? null : shortName,
    kind,
    uscc: uscc?.ok === true ? uscc.code : null,
    divisionCode: division?.ok === true ? division.code : null,
    sort: /^[0-9]{1,5}$/.test(sort) ? Number(sort) : 0,
  };
  return { orgId: newId(), row: line.row, on, details, parent: reader.text('上级单位'), reader };
}

/** Finds units by name, or by `上级/下级`, among those of the file and those registered on the day. */
class UnitFinder {
  private readonly byName = new Map<string, UnitRow[]>();
  private readonly history: ReturnType<typeof foldOrgFacts>;
  private readonly days = new Map<string, ReadonlyMap<string, readonly { readonly orgId: string; readonly parentName: string }[]>>();

  constructor(rows: readonly UnitRow[], facts: readonly OrgFact[]) {
    this.history = foldOrgFacts(facts);
    for (const row of rows) this.byName.set(nameKey(row.details.name), [...(this.byName.get(nameKey(row.details.name)) ?? []), row]);
  }

  private registeredOn(day: string) {
    const known = this.days.get(day);
    if (known !== undefined) return known;
    const tree = orgsOn(this.history, day);
    const found = new Map<string, { orgId: string; parentName: string }[]>();
    for (const [orgId, { name, parentId }] of tree) {
      const key = nameKey(name);
      found.set(key, [...(found.get(key) ?? []), { orgId, parentName: parentId === null ? '' : nameKey(tree.get(parentId)?.name ?? '') }]);
    }
    this.days.set(day, found);
    return found;
  }

  /** A registered unit of this name under this parent on the day. */
  same(name: string, parentId: string | null, day: string): string | undefined {
    const tree = orgsOn(this.history, day);
    return this.registeredOn(day)
      .get(nameKey(name))
      ?.find(({ orgId }) => (tree.get(orgId)?.parentId ?? null) === parentId)?.orgId;
  }

  find(text: string, day: string): { readonly orgId: string } | { readonly fault: string } {
    const parts = text.split(/[/／]/).map(nameKey);
    const own = parts.at(-1) ?? '';
    const above = parts.length > 1 ? parts.at(-2) : undefined;
    const parentOf = (row: UnitRow): string => nameKey(row.parent.split(/[/／]/).at(-1) ?? '');
    const registered = (this.registeredOn(day).get(own) ?? []).filter(({ parentName }) => above === undefined || parentName === above);
    // A row of the file that repeats a registered unit is that unit, not a second one.
    const fresh = (this.byName.get(own) ?? []).filter((row) => !registered.some(({ parentName }) => parentName === parentOf(row)));
    const inFile = fresh.filter((row) => above === undefined || parentOf(row) === above);
    const [first, second] = [...registered, ...inFile].map(({ orgId }) => orgId);
    if (first === undefined) return { fault: `「${text.slice(0, 40)}」在 ${day} 没有登记，表中也没有。请核对名称，或先在「单位」表中登记` };
    return second === undefined ? { orgId: first } : { fault: `有多个单位叫「${text.slice(0, 40)}」。请写成「上级单位/单位名称」加以区分` };
  }
}

/** Upper units stand before lower ones, so that facts of one day fold in a sensible order; a ring among the rows is an error. */
function inDepthOrder(rows: readonly UnitRow[], parentOf: ReadonlyMap<string, string | null>): readonly UnitRow[] {
  const byId = new Map(rows.map((row) => [row.orgId, row]));
  const depth = (row: UnitRow): number => {
    let steps = 0;
    for (let at: string | null = row.orgId; at !== null && byId.has(at); at = parentOf.get(at) ?? null) {
      steps += 1;
      if (steps > rows.length) return Number.POSITIVE_INFINITY;
    }
    return steps;
  };
  return rows
    .map((row) => ({ row, depth: depth(row) }))
    .filter(({ row, depth: found }) => {
      if (found === Number.POSITIVE_INFINITY) row.reader.fault('上级单位', '上级单位的关系成环（表中几个单位互为上级）。请改正');
      return found !== Number.POSITIVE_INFINITY;
    })
    .sort((a, b) => a.depth - b.depth || a.row.row - b.row.row)
    .map(({ row }) => row);
}

function readUnits(rows: readonly UnitRow[], finder: UnitFinder, ground: RegisterGround): { readonly facts: readonly OrgFact[]; readonly unchanged: number } {
  const parentOf = new Map<string, string | null>();
  const same = new Map<string, string>();
  for (const { orgId, parent, on, reader, details } of rows) {
    if (reader.errors.length > 0) continue;
    const found = parent === '' ? { orgId: null } : finder.find(parent, on);
    if ('fault' in found) reader.fault('上级单位', `「上级单位」${found.fault}`);
    else parentOf.set(orgId, found.orgId);
    if (!('fault' in found)) {
      const known = finder.same(details.name, found.orgId, on);
      if (known !== undefined) same.set(orgId, known);
    }
  }
  const good = inDepthOrder(
    rows.filter(({ orgId, reader }) => reader.errors.length === 0 && !same.has(orgId)),
    parentOf,
  ).filter(({ reader }) => reader.errors.length === 0);
  const last = ground.facts.reduce((most, { ordinal }) => Math.max(most, ordinal), 0);
  const facts = good.map((unit, index): OrgFact => {
    const parentId = parentOf.get(unit.orgId) ?? null;
    const details = { ...unit.details, parentId: parentId === null ? null : (same.get(parentId) ?? parentId) };
    return { changeId: ground.newId(), on: unit.on, ordinal: last + index + 1, body: { act: 'establish', orgId: unit.orgId, details } };
  });
  const readers = new Map(facts.map(({ changeId }, index) => [changeId, good[index]?.reader]));
  for (const fault of foldOrgFacts([...ground.facts, ...facts]).faults)
    readers.get(fault.changeId)?.fault(fault.code === 'org_uscc_taken' ? '统一社会信用代码' : '单位名称', ground.faultText(fault));
  return { facts, unchanged: same.size };
}

interface PersonRow extends NewHolding {
  readonly name: string;
  readonly number: string;
  readonly reader: RowReader;
}

function readPersonRow(line: RegisterRow, finder: UnitFinder): PersonRow {
  const reader = new RowReader('people', line);
  const name = reader.name('姓名', 40);
  const role = reader.choice('角色', roleLabel) ?? 'unit_liaison';
  if (reader.text('角色') !== '' && (!isGrantable(role) || isAdminRole(role))) reader.fault('角色', `「${roleLabel[role]}」不能批量登记。请在人员页面单独任命`);
  const from = reader.day('任职日期');
  const to = reader.text('任期届满日期') === '' ? null : reader.day('任期届满日期');
  if (to !== null && to !== '' && from !== '' && to < from) reader.fault('任期届满日期', `「任期届满日期」${to} 早于任职日期 ${from}。请改正`);
  const unit = reader.text('单位');
  const found = unit === '' ? { fault: '没有填写。岗位必须有单位' } : from === '' ? { orgId: '' } : finder.find(unit, from);
  if ('fault' in found) reader.fault('单位', `「单位」${found.fault}`);
  const title = reader.text('职务');
  return { userId: '', orgId: 'orgId' in found ? found.orgId : '', role, title: title === '' ? null : title, from, to, name, number: reader.text('人员编号'), reader };
}

/** Rows with one number are one person; the same name twice without a number could be one or two, so somebody must say. */
function identify(
  rows: readonly PersonRow[],
  ground: RegisterGround,
): { readonly people: readonly NewPerson[]; readonly posts: readonly NewHolding[]; readonly unchanged: number } {
  const people = new Map<string, NewPerson>();
  const unnumbered = new Set<string>();
  const posts: NewHolding[] = [];
  const held = new Set<string>();
  let unchanged = 0;
  for (const row of rows) {
    const { number, name, reader } = row;
    if (name === '') continue; // has its own error already
    if (ground.userIds.has(number)) {
      unchanged += 1;
      continue;
    }
    const key = number === '' ? `name ${nameKey(name)}` : `number ${number}`;
    const known = people.get(key);
    if (number === '' && unnumbered.has(key)) reader.fault('姓名', `「${name}」在表中出现多次。同一人有几个岗位、或确为同名，请用「人员编号」区分`);
    else if (known !== undefined && known.name !== name) reader.fault('人员编号', `「人员编号」${number.slice(0, 20)} 在表中对应「${known.name}」和「${name}」两个姓名。请核对`);
    else if (known === undefined && ground.names.has(name) && reader.text('同名另一人') !== '是')
      reader.fault('姓名', `名册里已有「${name}」。如为同一人，请删去此行并在人员页面任命；确为另一人，请在「同名另一人」填「是」`);
    unnumbered.add(key);
    if (reader.errors.length > 0) continue;
    const person = known ?? { userId: ground.newId(), name };
    people.set(key, person);
    const place = `${person.userId} ${row.orgId} ${row.role}`;
    if (held.has(place)) reader.fault('角色', '同一人在同一单位的同一角色重复。请只保留一行');
    held.add(place);
    const { orgId, role, title, from, to } = row;
    posts.push({ userId: person.userId, orgId, role, title, from, to });
  }
  return { people: [...people.values()], posts, unchanged };
}

/** Reads both sheets; all errors of all rows are found together. With an error the new things are not to be stored. */
export function readRegister(sheets: { readonly units: readonly RegisterRow[]; readonly people: readonly RegisterRow[] }, ground: RegisterGround): RegisterRead {
  const units = sheets.units.map((line) => readUnitRow(line, ground));
  const finder = new UnitFinder(units, ground.facts);
  const read = readUnits(units, finder, ground);
  const rows = sheets.people.map((line) => readPersonRow(line, finder));
  const identified = identify(rows, ground);
  const errors = [...units, ...rows].flatMap(({ reader }) => reader.errors);
  return { facts: read.facts, people: identified.people, posts: identified.posts, unchanged: read.unchanged + identified.unchanged, errors };
}
