/**
 * Akoma Ntoso 1.0 (OASIS, namespace akn/3.0): the plan as `doc`, nodes as containers with `num` and `heading`, figures,
 * dates and bodies marked inline. Our node ids are the `eId`; `wId` names the node in the first version.
 */
import type { CompiledPlan, OutlineNode, Range } from '../model.ts';
import { escapeXml, openTag, tag } from './markup.ts';

export interface AkomaNtosoContext {
  /** e.g. `/akn/cn/doc/plan/340323/<sha256 prefix>` */
  readonly workUri: string;
  /** YYYY-MM-DD, the day of the text or of the import */
  readonly on: string;
  readonly authorName: string;
  /** node id → its id in the first version, where it differs */
  readonly firstIds?: ReadonlyMap<string, string>;
}

const hierarchical: Readonly<Record<string, string>> = { part: 'part', section: 'section', paragraph: 'paragraph' };

interface Mark extends Range {
  readonly open: string;
  readonly close: string;
}

/** Inline marks, outermost first; overlapping ones are left out because XML is a tree. */
const marksOf = (plan: CompiledPlan): Mark[] => {
  const marks: Mark[] = [];
  const add = (range: Range | null | undefined, name: string, attributes: Record<string, string>): void => {
    if (range === null || range === undefined || range.start >= range.end) return;
    marks.push({ start: range.start, end: range.end, open: openTag(name, attributes), close: `</${name}>` });
  };
  for (const target of plan.targets) {
    add(target.value, 'quantity', { normalized: target.number ?? '' });
    if (target.period !== null && !target.period.inherited) add(target.period.source, 'date', { date: target.period.on ?? `${target.period.year ?? '0001'}-12-31` });
  }
  for (const actor of plan.actors) add(actor.name, 'organization', { refersTo: `#${actor.id}` });
  for (const term of plan.terms) for (const mention of term.mentions) add(mention, 'term', { refersTo: `#${term.id}` });
  for (const reference of plan.references) add(reference, 'ref', { href: `#${reference.id}` });
  marks.sort((a, b) => a.start - b.start || b.end - a.end);
  const kept: Mark[] = [];
  let end = 0;
  for (const mark of marks) {
    if (mark.start < end) continue;
    kept.push(mark);
    end = mark.end;
  }
  return kept;
};

/** Escaped text of a stretch with the marks that lie wholly inside it. `marks` is sorted; a binary search finds the first. */
const inline = (text: string, { start, end }: Range, marks: readonly Mark[]): string => {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.start ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  let out = '';
  let at = start;
  for (let i = low; i < marks.length; i += 1) {
    const mark = marks[i];
    if (mark === undefined || mark.start >= end) break;
    if (mark.end > end) continue;
    out += escapeXml(text.slice(at, mark.start)) + mark.open + escapeXml(text.slice(mark.start, mark.end)) + mark.close;
    at = mark.end;
  }
  return out + escapeXml(text.slice(at, end));
};

const childrenByParent = (nodes: readonly OutlineNode[]): Map<string | null, OutlineNode[]> => {
  const map = new Map<string | null, OutlineNode[]>();
  for (const node of nodes) {
    const list = map.get(node.parent);
    if (list === undefined) map.set(node.parent, [node]);
    else list.push(node);
  }
  return map;
};

const idOf = (id: string): string => id.replaceAll('~', '-');

/** The whole document as one string. */
export const toAkomaNtoso = (plan: CompiledPlan, text: string, context: AkomaNtosoContext): string => {
  const marks = marksOf(plan);
  const children = childrenByParent(plan.outline);
  const render = (node: OutlineNode): string => {
    const inner = children.get(node.id) ?? [];
    const firstInside = inner.find((child) => child.start >= node.start && child.end <= node.end);
    const head = (node.label === null ? '' : tag('num', {}, escapeXml(node.label))) + (node.title === null ? '' : tag('heading', {}, escapeXml(node.title)));
    const own = inline(text, { start: node.start, end: firstInside?.start ?? node.end }, marks);
    const body = own.trim() === '' ? '' : tag('content', {}, tag('p', {}, own));
    const parts = inner.map(render).join('');
    const name = hierarchical[node.kind] ?? 'hcontainer';
    const content = inner.length === 0 ? body : (body === '' ? '' : tag('intro', {}, tag('p', {}, own))) + parts;
    const attributes = { eId: idOf(node.id), wId: idOf(context.firstIds?.get(node.id) ?? node.id), name: name === 'hcontainer' ? node.kind : undefined };
    return tag(name, attributes, head + (content === '' ? '<content><p/></content>' : content));
  };
  const roots = children.get('doc') ?? [];
  const title = roots.find((node) => node.kind === 'title');
  const preface = title === undefined ? '' : tag('preface', {}, tag('p', {}, tag('docTitle', {}, escapeXml(title.title ?? ''))));
  const body = roots
    .filter((node) => node !== title)
    .map(render)
    .join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n${tag('akomaNtoso', { xmlns: 'http://docs.oasis-open.org/legaldocml/ns/akn/3.0' }, tag('doc', { name: 'plan' }, meta(plan, context) + preface + tag('mainBody', {}, body)))}\n`;
};

const meta = (plan: CompiledPlan, { workUri, on, authorName }: AkomaNtosoContext): string => {
  const level = (name: string, uri: string) =>
    tag(
      name,
      {},
      tag('FRBRthis', { value: uri }, '') +
        tag('FRBRuri', { value: uri }, '') +
        tag('FRBRdate', { date: on, name: 'import' }, '') +
        tag('FRBRauthor', { href: '#author' }, '') +
        (name === 'FRBRWork' ? tag('FRBRcountry', { value: 'cn' }, '') : name === 'FRBRExpression' ? tag('FRBRlanguage', { language: 'zho' }, '') : ''),
    );
  const identification = tag(
    'identification',
    { source: '#luoshi' },
    level('FRBRWork', workUri) + level('FRBRExpression', `${workUri}/zho@${on}`) + level('FRBRManifestation', `${workUri}/zho@${on}.xml`),
  );
  const organizations = plan.actors.map((actor) => tag('TLCOrganization', { eId: actor.id, href: `/ontology/organization/${actor.id}`, showAs: actor.name.text }, '')).join('');
  const terms = plan.terms.map((term) => tag('TLCTerm', { eId: term.id, href: `/ontology/term/${term.id}`, showAs: term.text }, '')).join('');
  const references = tag(
    'references',
    { source: '#luoshi' },
    tag('TLCOrganization', { eId: 'author', href: '/ontology/organization/author', showAs: authorName }, '') +
      tag('TLCOrganization', { eId: 'luoshi', href: '/ontology/organization/luoshi', showAs: '落实' }, '') +
      organizations +
      terms,
  );
  return tag('meta', {}, identification + references);
};
