/**
 * Links box ↔ measure: an item of a 专栏 and the measure that promises the same project, figure, text or title. The box
 * belongs to its task by the outline; its items are linked to the measures of that task first, then to the nearest ones
 * of the plan. Every link says on which words it rests, in the item and in the measure; none is made by position alone.
 */
import type { LinkRecord, ParsedText, Range, Span } from '../model.ts';
import type { Ledger } from '../compile.ts';
import { CharSet } from '../source/char-set.ts';
import { firstFrom } from '../source/starts.ts';
import { type Holder, type Holders, holdersOf } from './holders.ts';
import { sharedWord, titleOf } from './shared-word.ts';

type Records = Pick<Ledger, 'targets' | 'milestones' | 'documents' | 'projects' | 'actors' | 'terms'>;
type On = LinkRecord['on'];

/** A place that names something, and the item or measure it stands in. */
interface Naming extends Range {
  readonly on: On;
  readonly holder: Holder;
}

interface Group {
  readonly items: Naming[];
  readonly measures: Naming[];
}

const SHORTEST_NAME = 4;
/** 县政府 stands everywhere; a park or a company by its full name does not. */
const SHORTEST_BODY = 6;
/** Measures outside the task that one item is linked to by the same name. */
const MOST_AFAR = 2;
/** Measures of a task whose headings are compared with the heading of an item. */
const MOST_COMPARED = 40;
const CONFIDENCE: Readonly<Record<On, number>> = { project: 0.95, target: 0.9, document: 0.95, milestone: 0.9, words: 0.8 };
const MARKS = new CharSet('《》“”" \t\n\r\u00a0\u3000');

const UNITS = 65_536;

/** Names by what they are of. What stands in items is read first: names of measures that no item has are not kept. */
class Names {
  readonly groups = new Map<On, Map<string, Group>>();
  private inItems = true;
  private readonly holders: Holders;
  /** 1 for the characters that items may hold */
  private readonly items: Uint8Array;
  /** 1 for the first characters of names in items */
  private readonly firsts = new Uint8Array(UNITS);

  constructor(holders: Holders, length: number) {
    this.holders = holders;
    this.items = new Uint8Array(length + 1);
    for (const { node, end } of holders.items) this.items.fill(1, node.start, end);
  }

  turnToMeasures(): void {
    this.inItems = false;
  }

  /** Settles most places with one look: they stand in no item, or no item names a thing of this kind. */
  mayCount(on: On, place: Range): boolean {
    return this.inItems ? this.items[place.start] === 1 : this.groups.has(on);
  }

  add(on: On, key: string, place: Range): void {
    if (!this.mayCount(on, place) || (!this.inItems && this.firsts[key.charCodeAt(0)] === 0)) return;
    const group = this.groups.get(on)?.get(key);
    if (group === undefined && !this.inItems) return;
    const naming = this.namingAt(on, place);
    if (naming === null) return;
    if (this.inItems) (group ?? this.found(on, key)).items.push(naming);
    else group?.measures.push(naming);
  }

  /** The same for one thing in several places: what items name of it is looked up once. */
  addAll(on: On, key: string, places: readonly Range[]): void {
    if (this.inItems) {
      for (const place of places) this.add(on, key, place);
      return;
    }
    const group = this.groups.get(on)?.get(key);
    if (group === undefined) return;
    for (const place of places) {
      const naming = this.namingAt(on, place);
      if (naming !== null) group.measures.push(naming);
    }
  }

  private namingAt(on: On, { start, end }: Range): Naming | null {
    const holder = this.holders.at(start);
    return holder === null || holder.isItem !== this.inItems ? null : { on, holder, start, end };
  }

  private found(on: On, key: string): Group {
    const named = this.groups.get(on) ?? new Map<string, Group>();
    const group: Group = { items: [], measures: [] };
    this.groups.set(on, named.set(key, group));
    this.firsts[key.charCodeAt(0)] = 1;
    return group;
  }

  addSpan(on: On, span: Span | null | undefined): void {
    if (span === null || span === undefined || span.text.length < SHORTEST_NAME || !this.mayCount(on, span)) return;
    const { text } = span;
    const first = text.charCodeAt(0);
    if (!this.inItems && !MARKS.has(first) && this.firsts[first] === 0) return;
    const key = withoutMarks(text);
    if (key.length >= SHORTEST_NAME) this.add(on, key, span);
  }
}

const withoutMarks = (text: string): string => {
  for (let i = 0; i < text.length; i++) if (MARKS.has(text.charCodeAt(i))) return [...text].filter((char) => !MARKS.has(char.charCodeAt(0))).join('');
  return text;
};

const namesOf = (holders: Holders, records: Records, length: number): Names => {
  const names = new Names(holders, length);
  addNames(names, records);
  names.turnToMeasures();
  if (names.groups.size > 0) addNames(names, records);
  return names;
};

const addNames = (names: Names, { targets, milestones, documents, projects, actors, terms }: Records): void => {
  for (const { id, name, mentions } of projects) {
    if (mentions.length === 0) continue;
    names.add('project', id, name);
    names.addAll('project', id, mentions);
  }
  for (const { indicator, head } of targets) names.addSpan('target', indicator ?? head);
  for (const { object } of documents) names.addSpan('document', object);
  for (const { object } of milestones) names.addSpan('milestone', object);
  for (const { name, role } of actors) if (role === 'mentioned' && name.end - name.start >= SHORTEST_BODY) names.add('words', name.text, name);
  for (const { text, mentions } of terms) if (mentions.length > 1 && text.length >= SHORTEST_NAME) names.addAll('words', text, mentions);
};

/** First naming at or after a place; the lists are many and short, so they get no index. */
const firstNaming = (namings: readonly Naming[], at: number): number => {
  let low = 0;
  let high = namings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((namings[middle] as Naming).start < at) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** The measures that name the same: those under the task of the box, else the nearest ones of the plan. */
const partnersOf = (item: Naming, measures: readonly Naming[]): readonly Naming[] => {
  const { task } = item.holder;
  if (task !== null) {
    const from = firstNaming(measures, task.start);
    let to = from;
    while (to < measures.length && (measures[to] as Naming).start < task.end) to++;
    if (to > from) return measures.slice(from, to);
  }
  // a quoted word alone says little far away
  if (item.on === 'words') return [];
  const next = firstNaming(measures, item.start);
  const around = measures.slice(Math.max(0, next - MOST_AFAR), next + MOST_AFAR);
  return around.sort((a, b) => Math.abs(a.start - item.start) - Math.abs(b.start - item.start)).slice(0, MOST_AFAR);
};

class Links {
  readonly list: LinkRecord[] = [];
  readonly linked = new Set<string>();
  private readonly known = new Set<string>();
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  add(on: On, item: Holder, measure: Holder, words: readonly Range[]): void {
    const pair = `${item.node.id}|${measure.node.id}`;
    if (this.known.has(pair)) return;
    this.known.add(pair);
    this.linked.add(item.node.id);
    const from = words.map(({ start, end }) => ({ text: this.text.slice(start, end), start, end }));
    this.list.push({ from: item.node.id, to: measure.node.id, on, why: [{ field: 'to', code: 'alias', from }], conf: CONFIDENCE[on] });
  }
}

const byNames = (names: Names, links: Links): void => {
  const inOrder = (a: Range, b: Range): number => a.start - b.start;
  for (const named of names.groups.values())
    for (const { items, measures } of named.values()) {
      if (items.length === 0 || measures.length === 0) continue;
      measures.sort(inOrder);
      for (const item of items) for (const partner of partnersOf(item, measures)) links.add(item.on, item.holder, partner.holder, [item, partner]);
    }
};

/** Items without a link yet: their heading shares a word with the heading of one measure of the task, and of that one only. */
const byHeadings = (parsed: ParsedText, holders: Holders, links: Links): void => {
  const places = holders.measures.map(({ node }) => node);
  const titles = places.map((node) => titleOf(parsed.text, node));
  for (const item of holders.items) {
    if (item.task === null || item.node.title === null || item.node.kind === 'row' || links.linked.has(item.node.id)) continue;
    const from = firstFrom(places, item.task.start);
    let to = from;
    while (to < places.length && to - from < MOST_COMPARED && (places[to] as Range).start < item.task.end) to++;
    const found = sharedWord(parsed.text, item.node, titles.slice(from, to));
    if (found !== null) links.add('words', item, holders.measures[from + found.at] as Holder, [found.inItem, found.inMeasure]);
  }
};

/** Links of the items of all boxes, in the order of the text. Pure and linear; a plan without boxes has none. */
export const boxLinks = (parsed: ParsedText, records: Records): LinkRecord[] => {
  const holders = holdersOf(parsed.nodes);
  if (holders === null || holders.measures.length === 0) return [];
  const links = new Links(parsed.text);
  byNames(namesOf(holders, records, parsed.text.length), links);
  byHeadings(parsed, holders, links);
  const start = (link: LinkRecord): number => link.why[0]?.from?.[0]?.start ?? 0;
  return links.list.sort((a, b) => start(a) - start(b));
};
