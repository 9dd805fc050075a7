/** From duty texts to actor records: which measures a duty text answers for, standing rules, covers. */
import type { ActorRecord, OutlineNode, ParsedText, Range, Why } from '../model.ts';
import { isBody } from './body-names.ts';
import { namesOf } from './collective.ts';
import { type DutyPlace, dutyPlaces } from './duty-places.ts';
import { idMaker } from './id-maker.ts';
import { isFirstLeadsRule, readStatedOnce, type StatedOnce } from './standing-rules.ts';
import { RULE_SIGN } from './duty-lexicon.ts';
import { sentencesHolding } from '../source/holding.ts';
import { rowActors } from './table-duties.ts';
import { lastNotAfter, type PlanTree, spanOf } from './tree.ts';

export interface DutyActors {
  readonly records: readonly ActorRecord[];
  /** the duty texts, so that mentions inside them are not read twice */
  readonly places: readonly Range[];
}

const CONFIDENCE = { explicit: 0.99, rule: 0.95, list: 0.88 } as const;

/** The measures a duty text answers for. */
interface Assignment {
  readonly place: DutyPlace;
  readonly measures: readonly string[];
}

type Below = ReadonlyMap<string, readonly OutlineNode[]>;

/** For every node the measures below it, in text order. */
function measuresByAncestor(tree: PlanTree): Below {
  const out = new Map<string, OutlineNode[]>();
  for (const m of tree.nodes) {
    if (m.kind !== 'measure') continue;
    let at = m.parent;
    for (let hops = 0; at !== null && hops < 64; hops++) {
      const list = out.get(at);
      if (list) list.push(m);
      else out.set(at, [m]);
      at = tree.byId.get(at)?.parent ?? null;
    }
  }
  return out;
}

/** Nearest node that is neither a duty node nor the paragraph around it. */
function holderOf(tree: PlanTree, place: DutyPlace): OutlineNode {
  let node = place.node;
  for (let hops = 0; hops < 8 && (node.kind === 'duty' || (place.form === 'line' && node.kind === 'paragraph' && node.start >= place.start - 4)); hops++) {
    const parent = node.parent === null ? undefined : tree.byId.get(node.parent);
    if (!parent) break;
    node = parent;
  }
  return node;
}

interface Headed {
  readonly place: DutyPlace;
  readonly holder: OutlineNode;
}

/** Assigns each duty text to measures; a closing line under a heading serves all measures there that have none. */
function assign(tree: PlanTree, places: readonly DutyPlace[]): Assignment[] {
  if (places.length === 0) return [];
  const own = new Map<DutyPlace, OutlineNode>();
  const headed = new Map<DutyPlace, Headed>();
  for (const place of places) {
    const measure = tree.ancestor(place.node.id, 'measure');
    const above = measure === null || measure.parent === null ? undefined : tree.byId.get(measure.parent);
    if (measure && (place.start < measure.end || place.form !== 'line')) own.set(place, measure);
    else headed.set(place, { place, holder: above ?? holderOf(tree, place) });
  }
  const served = new Set([...own.values()].map((m) => m.id));
  const below = measuresByAncestor(tree);
  for (const [place, measure] of linesAfterMeasures(below, [...headed.values()], served)) {
    own.set(place, measure);
    served.add(measure.id);
  }
  const open = new Map<string, string[]>();
  const openBelow = (holder: OutlineNode): string[] => {
    const known = open.get(holder.id) ?? (below.get(holder.id) ?? []).filter((m) => !served.has(m.id)).map((m) => m.id);
    open.set(holder.id, known);
    return known;
  };
  return places.map((place) => {
    const measure = own.get(place);
    if (measure) return { place, measures: [measure.id] };
    const holder = headed.get(place)?.holder ?? place.node;
    const ids = openBelow(holder);
    return { place, measures: ids.length > 0 ? ids : holder.kind === 'document' ? [] : [holder.id] };
  });
}

/** `1.… 责任单位：A / 2.… 责任单位：B`: when a line follows a measure that is not the last, lines belong to the measure before them. */
function linesAfterMeasures(below: Below, headed: readonly Headed[], served: ReadonlySet<string>): Map<DutyPlace, OutlineNode> {
  const all: { place: DutyPlace; measure: OutlineNode }[] = [];
  let each = false;
  const byHolder = new Map<string, DutyPlace[]>();
  for (const h of headed) {
    const list = byHolder.get(h.holder.id);
    if (list) list.push(h.place);
    else byHolder.set(h.holder.id, [h.place]);
  }
  for (const [holder, places] of byHolder) {
    const measures = (below.get(holder) ?? []).filter((m) => !served.has(m.id));
    const starts = measures.map((m) => m.start);
    const pairs = places.map((place) => ({ place, measure: measures[lastNotAfter(starts, place.start)] }));
    const distinct = new Set(pairs.map((p) => p.measure?.id)).size;
    const early = pairs.some((p) => p.measure !== undefined && p.measure !== measures.at(-1));
    each ||= measures.length > 1 && (early || distinct > 1);
    for (const { place, measure } of pairs) if (measure) all.push({ place, measure });
  }
  return new Map(each ? all.map((p) => [p.place, p.measure] as const) : []);
}

/** The stretch a bracket governs when the measure holds several: from the bracket before it. */
function coversOf(parsed: ParsedText, tree: PlanTree, all: readonly Assignment[], at: number): Range | null {
  const one = all[at];
  const measure = one ? tree.byId.get(one.measures[0] ?? '') : undefined;
  if (!one || one.place.form === 'sentence' || measure?.kind !== 'measure' || one.place.start < measure.start || one.place.end > measure.end) return null;
  const before = all[at - 1];
  const same = before !== undefined && before.measures[0] === one.measures[0] && before.place.form !== 'sentence';
  let after = one.place.end;
  while (after < measure.end && ' \n\t。;|'.includes(parsed.view[after] ?? 'x')) after++;
  if (!same && after >= measure.end) return null;
  let start = same ? before.place.end : measure.start + (measure.label?.length ?? 0);
  while (start < one.place.start && ' 。;\n'.includes(parsed.view[start] ?? 'x')) start++;
  return start < one.place.start ? { start, end: one.place.start } : null;
}

interface Maker {
  readonly parsed: ParsedText;
  readonly tree: PlanTree;
  readonly newId: (key: string) => string;
}

function recordsOf(maker: Maker, all: readonly Assignment[], at: number, rule: Range | null): ActorRecord[] {
  const one = all[at];
  if (!one) return [];
  const { text } = maker.parsed;
  const covers = coversOf(maker.parsed, maker.tree, all, at);
  const hasLead = one.place.reading.bodies.some((b) => b.role === 'lead');
  const owners = one.place.reading.bodies.filter((b) => b.role === 'owner');
  return one.place.reading.bodies.flatMap((b) => {
    const ruled = rule !== null && !hasLead && b.role === 'owner';
    const role = ruled ? (b === owners[0] ? 'lead' : 'support') : b.role;
    const why: Why[] = ruled ? [{ field: 'role', code: 'rule.first-leads', from: [spanOf(text, rule.start, rule.end)] }] : [];
    const conf = ruled ? CONFIDENCE.rule : b.by === 'list' || !isBody(text.slice(b.start, b.end)) ? CONFIDENCE.list : CONFIDENCE.explicit;
    return namesOf(text, b).map(({ name, group }) => ({
      id: maker.newId(`${name.text}|${one.measures.join(',')}`),
      node: one.place.node.id,
      name,
      role,
      measures: one.measures,
      ...(covers ? { covers: spanOf(text, covers.start, covers.end) } : {}),
      ...(b.open ? { open: true as const } : {}),
      ...(group ? { group } : {}),
      why,
      conf,
    }));
  });
}

/** The first-leads rule in force at each place: from its own bracket on, or for all when it stands behind them. */
function rulesInForce(parsed: ParsedText, places: readonly DutyPlace[]): (Range | null)[] {
  const loose = sentencesHolding(parsed.sentences, RULE_SIGN).find(
    (s) => s.end - s.start < 160 && isFirstLeadsRule(parsed.view, s) && !places.some((p) => p.start <= s.start && s.end <= p.end + 1),
  );
  let rule: Range | null = null;
  const out = places.map((p) => {
    rule = p.reading.firstLeads ?? rule;
    return rule;
  });
  return rule === null && loose ? places.map(() => ({ start: loose.start, end: loose.end })) : out;
}

/** Owners stated once, in duty texts and in prose. */
function standingOwners(parsed: ParsedText, places: readonly DutyPlace[]): StatedOnce[] {
  const out = places.flatMap((p) => [...p.reading.statedOnce]);
  for (const s of sentencesHolding(parsed.sentences, RULE_SIGN)) {
    if (s.end - s.start > 160 || places.some((p) => p.start < s.end && s.start < p.end)) continue;
    const once = readStatedOnce(parsed.view, s);
    if (once) out.push(once);
  }
  return out;
}

/** One record per later measure for each owner stated once (trap 52). */
function statedRecords(maker: Maker, owners: readonly StatedOnce[], assigned: readonly Assignment[], known: readonly ActorRecord[]): ActorRecord[] {
  const { tree, parsed } = maker;
  const out: ActorRecord[] = [];
  for (const owner of owners) {
    const names = namesOf(parsed.text, owner.body);
    const part = tree.ancestor(tree.nodeAt(owner.start)?.id ?? null, 'part');
    const measures = tree.nodes.filter((n) => n.kind === 'measure' && (!owner.following || (n.start > owner.start && (part === null || tree.isBelow(n.id, part.id)))));
    const whole = parsed.text.slice(owner.body.start, owner.body.end);
    const named = new Set(known.filter((r) => (r.group ?? r.name).text === whole).flatMap((r) => [...r.measures]));
    const duties = new Map(assigned.flatMap((a) => a.measures.map((id) => [id, a] as const)).reverse());
    for (const m of measures) {
      if (named.has(m.id)) continue;
      const duty = duties.get(m.id);
      const why: Why[] = [{ field: 'measures', code: 'rule.stated-once', from: [spanOf(parsed.text, owner.start, owner.end)] }];
      for (const { name, group } of names) {
        const id = maker.newId(`${name.text}|${m.id}`);
        out.push({ id, node: duty?.place.node.id ?? m.id, name, role: 'owner', measures: [m.id], ...(group ? { group } : {}), why, conf: CONFIDENCE.rule });
      }
    }
  }
  return out;
}

/** Actor records of all duty texts and of table rows with a column of bodies. */
export function dutyActors(parsed: ParsedText, tree: PlanTree): DutyActors {
  const places = dutyPlaces(parsed, tree);
  const assigned = assign(tree, places);
  const rules = rulesInForce(parsed, places);
  const maker: Maker = { parsed, tree, newId: idMaker('a') };
  const direct = assigned.flatMap((_, i) => recordsOf(maker, assigned, i, rules[i] ?? null));
  const stated = statedRecords(maker, standingOwners(parsed, places), assigned, direct);
  const rows = rowActors(parsed, tree, maker.newId);
  return { records: [...direct, ...stated, ...rows.records], places: [...places, ...rows.places] };
}
