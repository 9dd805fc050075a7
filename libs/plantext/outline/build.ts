/** L2: the outline. A state machine over surveyed paragraphs; one forward pass, a stack of open levels. */
import type { Mark } from '../lexer/styles.ts';
import type { Enclosure, Finding, NodeKind, OutlineNode } from '../model.ts';
import { blockHeading, isBulleted, readBoxLine } from './boxes.ts';
import { draft, finish, liftClosingDuties, nest } from './draft.ts';
import type { Draft } from './draft.ts';
import { dutyLineAt, dutyTail } from './duties.ts';
import type { Duty } from './duties.ts';
import { isPreamble, readFront } from './front.ts';
import { BLOCK_HEADING, headingOf, INLINE_HEADING, ITEM_HEADING, PRINCIPLE_HEADING, SECTION_HEADING } from './headings.ts';
import type { Heading } from './headings.ts';
import { isGoalTitle, isPrincipleTitle } from './levels.ts';
import { BlockCounter } from './numbering.ts';
import type { Para } from './paragraphs.ts';
import { Places } from '../source/scan.ts';
import { surveyOf } from './survey.ts';
import type { Survey, Surveyed } from './survey.ts';

interface Numbered {
  readonly number: number;
  readonly label: { readonly text: string; readonly start: number; readonly end: number };
}

export interface Outline {
  readonly nodes: readonly OutlineNode[];
  readonly findings: readonly Finding[];
}

const isNumberedKind = (kind: NodeKind): boolean => kind === 'part' || kind === 'section' || kind === 'task' || kind === 'measure';

class Builder {
  private readonly text: string;
  private readonly view: string;
  private readonly survey: Survey;
  private readonly out: Draft[] = [];
  private readonly root: Draft;
  private readonly blocks: BlockCounter;
  private readonly colons: Places;
  /** root or the open annex */
  private base: Draft;
  private readonly open: (Draft | null)[] = [];
  private readonly lastLabel: (Numbered | null)[] = [];
  /** where paragraphs, boxes and duty lines go */
  private current: Draft;
  private box: Draft | null = null;
  private table: Draft | null = null;
  /** the section's unnumbered paragraphs with duty brackets are measures */
  private nullMeasures = false;

  constructor(text: string, view: string, survey: Survey, title: string | null) {
    this.text = text;
    this.view = view;
    this.survey = survey;
    this.root = draft('document', 0, text.length, null, { title });
    this.base = this.root;
    this.current = this.root;
    this.blocks = new BlockCounter(text, survey.findings);
    this.colons = new Places(view, ':');
    this.out.push(this.root);
  }

  push(items: readonly Draft[]): void {
    for (const item of nest(items)) this.out.push(item);
  }

  front(items: readonly Draft[]): void {
    for (const item of items) {
      item.parent = this.root;
      this.out.push(item);
    }
  }

  body(index: number): void {
    const item = this.survey.items[index];
    if (item === undefined || item.role === 'contents' || item.role === 'annexTitle') return;
    if (item.para.row && item.mark === null) {
      this.row(item.para, index);
      return;
    }
    this.table = null;
    if (item.role === 'boxContent') {
      this.boxContent(item);
      return;
    }
    this.box = null;
    if (item.role === 'signature') this.signature(item.para);
    else if (item.role === 'annexList') this.annexList(item);
    else if (item.mark === null) this.unmarked(item);
    else this.marked(item, item.mark, index);
  }

  private marked(item: Surveyed, mark: Mark, index: number): void {
    const level = this.survey.levels.level(mark.style);
    if (level >= 0) this.openLevel(item, mark, level, index);
    else if (mark.style === 'box') this.openBox(item, mark);
    else if (mark.style === 'annex') this.openAnnex(item, mark, index);
    else if (mark.style === 'table' && this.survey.items[index + 1]?.para.row) this.caption(item, mark);
    else if (mark.style === 'dash') this.dash(item, mark);
    else this.plain(item, mark.style === 'shi' || mark.style === 'table' ? null : mark);
  }

  // ---------------------------------------------------------------- levels

  private openLevel(item: Surveyed, mark: Mark, level: number, index: number): void {
    const { levels } = this.survey;
    const kind = levels.kind(level);
    const parent = this.parentOf(level);
    this.lastLabel[level] = this.blocks.check(mark, this.lastLabel[level] ?? null);
    for (let i = level + 1; i < levels.order.length; i++) {
      this.open[i] = null;
      this.lastLabel[i] = null;
    }
    const para = item.para;
    const heading = this.heading(item, mark, kind);
    const node = draft(kind, para.start, para.end, parent, { labelEnd: mark.labelEnd, title: heading && this.slice(heading), number: mark.number });
    this.open[level] = node;
    this.current = node;
    const items: Draft[] = [node];
    const bodyStart = heading?.bodyStart ?? mark.textStart;
    this.nullMeasures = this.hasNullMeasures(item, index, level, bodyStart);
    const copies = levels.copies && level === levels.order.length - 1;
    if (this.nullMeasures && this.isDutyPiece(item, bodyStart)) {
      items.push(draft('measure', bodyStart, para.end, node));
    } else if (!this.nullMeasures && (copies || this.isLeafWithDuty(index, level)) && (!this.inGoal(node) || this.isAnsweredFor(item, node, index))) {
      this.current = draft('measure', para.start, para.end, node, { labelEnd: mark.labelEnd, title: node.title, number: mark.number });
      items.push(this.current);
    }
    this.fill(items, item, this.current, bodyStart);
  }

  private parentOf(level: number): Draft {
    for (let i = level - 1; i >= 0; i--) {
      const node = this.open[i];
      if (node) return node;
    }
    return this.base;
  }

  /** Goals that bodies answer for one by one (1.地区生产总值增长6%。（牵头单位：A）) are measures. */
  private isAnsweredFor(item: Surveyed, node: Draft, index: number): boolean {
    if (isGoalTitle(node.title)) return false;
    const below = this.survey.items[index + 1];
    return item.dutyEnd || (below?.role === 'body' && below.mark === null && dutyLineAt(this.view, below.para) !== null);
  }

  private inGoal(node: Draft): boolean {
    for (let at: Draft | null = node; at !== null && isNumberedKind(at.kind); at = at.parent) if (isGoalTitle(at.title)) return true;
    return false;
  }

  /** Title of a labelled paragraph; a duty bracket behind it is no part of it. */
  private heading(item: Surveyed, mark: Mark, kind: NodeKind): Heading | null {
    const outer = kind === 'part' || kind === 'section' ? SECTION_HEADING : ITEM_HEADING;
    const rule = mark.style === 'tiao' ? BLOCK_HEADING : outer;
    const start = mark.textStart + (this.view.charCodeAt(mark.textStart) === 58 ? 1 : 0);
    const first = item.duties[0];
    const inline = item.inline[0];
    let end = item.para.end;
    if (inline) end = inline.start;
    else if (first && item.dutyEnd && item.duties.length === 1) end = first.start;
    if (end <= start) return null;
    return headingOf(this.view, start, end, inline ? { ...rule, aloneStopped: rule.longest } : rule);
  }

  private slice(range: { readonly start: number; readonly end: number }): string {
    return this.text.slice(range.start, range.end);
  }

  /** Text from `from` on that ends in a duty bracket of its own and holds no numbered measures. */
  private isDutyPiece(item: Surveyed, from: number): boolean {
    return item.dutyEnd && item.inline.length === 0 && (item.duties[0]?.start ?? 0) > from;
  }

  /** Unnumbered paragraphs in duty brackets of their own under this heading: at least two pieces, or one where measures are another style. */
  private hasNullMeasures(item: Surveyed, index: number, level: number, bodyStart: number): boolean {
    const { levels, items } = this.survey;
    const deepest = levels.order.length - 1;
    if (level < 1 || (level === deepest && deepest > 1)) return false;
    let pieces = this.isDutyPiece(item, bodyStart) ? 1 : 0;
    let paragraphs = 0;
    for (let j = index + 1; j < items.length && paragraphs < 200; j++) {
      const next = items[j];
      if (next?.role !== 'body') break;
      if (next.mark !== null && levels.level(next.mark.style) >= 0) {
        // measures of another style follow: a lone paragraph before them is an introduction
        return level !== deepest && levels.level(next.mark.style) === deepest
          ? pieces >= 1 && paragraphs > 0 && pieces === paragraphs
          : pieces >= 2 || (level !== deepest && pieces >= 1);
      }
      if (next.mark !== null) continue;
      paragraphs++;
      if (this.isDutyPiece(next, next.para.start)) pieces++;
    }
    return pieces >= 2 || (level !== deepest && pieces >= 1);
  }

  /** No numbered node below, but a duty line of its own (民生实事: heading, content, 牵头单位, 完成时限): it is the measure itself. */
  private isLeafWithDuty(index: number, level: number): boolean {
    const { levels, items } = this.survey;
    if (level < 1 || level >= levels.order.length - 1) return false;
    let found = false;
    for (let j = index + 1; j < items.length && j <= index + 50; j++) {
      const next = items[j];
      if (next?.role !== 'body') break;
      if (next.mark !== null && levels.level(next.mark.style) >= 0) return found && levels.level(next.mark.style) <= level;
      found ||= next.mark === null && (dutyLineAt(this.view, next.para) !== null || (next.dutyEnd && next.duties[0]?.start === next.para.start));
    }
    return found;
  }

  /** Lead, inline measures and duty brackets of one paragraph. */
  private fill(items: Draft[], item: Surveyed, holder: Draft, bodyStart: number): void {
    const { para, inline } = item;
    const first = inline[0];
    if (first && bodyStart < first.start && holder.kind !== 'paragraph' && this.view.slice(bodyStart, first.start).trim() !== '')
      items.push(draft('lead', bodyStart, first.start, holder));
    inline.forEach((mark, i) => {
      const end = inline[i + 1]?.start ?? para.end;
      const heading = headingOf(this.view, mark.textStart, end, INLINE_HEADING);
      items.push(draft('measure', mark.start, end, holder, { labelEnd: mark.labelEnd, title: heading && this.slice(heading), number: mark.number }));
    });
    for (const duty of this.dutiesOf(item)) items.push(this.duty(duty, holder));
    this.push(items);
  }

  private dutiesOf(item: Surveyed): readonly Duty[] {
    if (item.duties.length > 0) return item.duties;
    const last = item.inline[item.inline.length - 1];
    const tail = item.para.row ? null : dutyTail(this.view, { start: last?.start ?? item.para.start, end: item.para.end }, this.colons);
    return tail ? [tail] : [];
  }

  private duty(duty: Duty, parent: Draft, ownLine = false): Draft {
    return draft('duty', duty.start, duty.end, parent, { ownLine, keyword: duty.label });
  }

  // ---------------------------------------------------------------- paragraphs without a level

  private unmarked(item: Surveyed): void {
    const { para } = item;
    const line = dutyLineAt(this.view, para);
    if (line !== null) this.push([this.duty(line, this.current, true)]);
    else if (item.dutyEnd && item.duties[0]?.start === para.start) this.push(item.duties.map((d) => this.duty(d, this.current, true)));
    else if (this.nullMeasures && this.isDutyPiece(item, para.start) && this.current.kind !== 'measure') this.whole(item, draft('measure', para.start, para.end, this.current));
    else {
      const heading = isPrincipleTitle(this.current.title) ? headingOf(this.view, para.start, para.end, PRINCIPLE_HEADING) : null;
      if (heading && this.view.charCodeAt(heading.end) === 0x3002) this.whole(item, draft('principle', para.start, para.end, this.current, { title: this.slice(heading) }));
      else this.plain(item, null);
    }
  }

  /** A node that is the whole paragraph. */
  private whole(item: Surveyed, node: Draft): void {
    this.fill([node], item, node, item.para.start);
  }

  private plain(item: Surveyed, mark: Mark | null): void {
    this.whole(item, draft('paragraph', item.para.start, item.para.end, this.current, { labelEnd: mark?.labelEnd ?? item.para.start }));
  }

  private dash(item: Surveyed, mark: Mark): void {
    const { para } = item;
    const heading = headingOf(this.view, mark.textStart, para.end, PRINCIPLE_HEADING);
    const node = draft('dashItem', para.start, para.end, this.current, { labelEnd: mark.labelEnd, title: heading && this.slice(heading) });
    this.fill([node], item, node, heading?.bodyStart ?? mark.textStart);
  }

  private signature(para: Para): void {
    this.close(this.base);
    this.push([draft('paragraph', para.start, para.end, this.base)]);
  }

  private close(to: Draft): void {
    this.current = to;
    this.open.length = 0;
    this.nullMeasures = false;
  }

  /** The list of annexes stands after the body, before the signature. */
  private annexList(item: Surveyed): void {
    this.close(this.base);
    this.push([draft('paragraph', item.para.start, item.para.end, this.base, { labelEnd: item.mark?.labelEnd ?? item.para.start })]);
  }

  private openAnnex(item: Surveyed, mark: Mark, index: number): void {
    const { para } = item;
    const below = this.survey.items[index + 1];
    const end = below?.role === 'annexTitle' ? below.para.end : para.end;
    const from = mark.textStart + (this.view.charCodeAt(mark.textStart) === 58 ? 1 : 0);
    const title = this.text.slice(from, end).trim();
    const node = draft('annex', para.start, end, this.root, { labelEnd: mark.labelEnd, title: title === '' ? null : title, number: mark.number });
    this.base = node;
    this.close(node);
    this.lastLabel.length = 0;
    this.push([node]);
  }

  // ---------------------------------------------------------------- boxes and tables

  private openBox(item: Surveyed, mark: Mark): void {
    const { para } = item;
    const line = readBoxLine(this.view, para, mark.textStart);
    const title = this.text.slice(line.title.start, line.title.end).trim();
    const node = draft('box', para.start, para.end, this.current, { labelEnd: mark.labelEnd, title: title === '' ? null : title, number: mark.number });
    const items: Draft[] = [node];
    for (const block of line.blocks) items.push(this.block(block, node));
    this.box = node;
    this.push(items);
  }

  private block(range: { readonly start: number; readonly end: number }, box: Draft): Draft {
    const heading = blockHeading(this.view, range);
    return draft(heading ? 'boxBlock' : 'boxParagraph', range.start, range.end, box, { title: heading && this.slice(heading) });
  }

  private boxContent(item: Surveyed): void {
    const box = this.box ?? this.current;
    const { para, mark } = item;
    const from = mark?.textStart ?? para.start;
    const heading = blockHeading(this.view, { start: from, end: para.end }) ?? (mark || isBulleted(this.view, para) ? headingOf(this.view, from, para.end, ITEM_HEADING) : null);
    const node = draft(heading ? 'boxBlock' : 'boxParagraph', para.start, para.end, box, {
      labelEnd: mark?.labelEnd ?? para.start,
      title: heading && this.slice(heading),
      number: mark?.number ?? 0,
    });
    this.push([node]);
  }

  private caption(item: Surveyed, mark: Mark): void {
    const { para } = item;
    const node = draft('table', para.start, para.end, this.box ?? this.current, { labelEnd: mark.labelEnd, title: this.text.slice(mark.textStart, para.end), number: mark.number });
    this.table = node;
    this.push([node]);
  }

  /** Rows of a table; without a caption the table's own stretch is its first row. */
  private row(para: Para, index: number): void {
    if (this.survey.items[index]?.role !== 'boxContent') this.box = null;
    const items: Draft[] = [];
    if (this.table === null) {
      this.table = draft('table', para.raw, para.end, this.box ?? this.current);
      items.push(this.table);
    }
    items.push(draft('row', para.raw, para.end, this.table));
    this.push(items);
  }

  result(): Draft[] {
    liftClosingDuties(this.out);
    return this.out;
  }
}

const frontDrafts = (text: string, view: string, paras: readonly Para[], count: number, skip: (i: number) => boolean): { drafts: Draft[]; title: string | null } => {
  const front = readFront(text, view, paras, count);
  const drafts: Draft[] = [];
  if (front.letter) drafts.push(draft('letter', front.letter.start, front.letter.end, null));
  if (front.title) drafts.push(draft('title', front.title.start, front.title.end, null, { title: front.titleText }));
  for (let i = front.next; i < count; i++) {
    const para = paras[i];
    if (!para || skip(i)) continue;
    const long = para.end - para.start > 400;
    const kind: NodeKind = long || isPreamble(view.slice(para.start, para.end)) ? 'preamble' : 'paragraph';
    drafts.push(draft(kind, para.start, para.end, null));
  }
  return { drafts, title: front.titleText };
};

const NOT_A_PLAN: Finding = {
  rule: 'not-a-plan',
  severity: 'warning',
  message: '没有找到任何编号（篇、章、节、条、一、（一）、1. 等）或专栏，正文只按自然段保存；请确认文件是否为规划、方案或计划。',
  spans: [],
};

/** The outline of a text with its findings; `enclosures` are those of the paragraphs. */
export const outlineOf = (text: string, view: string, paras: readonly Para[], enclosures: readonly Enclosure[]): Outline => {
  const survey = surveyOf(text, view, paras, enclosures);
  const count = survey.first < 0 ? Math.min(paras.length, 1) : survey.first;
  const { drafts, title } = frontDrafts(text, view, paras, count, (i) => survey.items[i]?.role === 'contents');
  const builder = new Builder(text, view, survey, title);
  builder.front(survey.first < 0 && title === null ? [] : drafts);
  for (let i = survey.first < 0 && title === null ? 0 : count; i < paras.length; i++) builder.body(i);
  const nodes = finish(text, builder.result());
  const empty = survey.first < 0 && !nodes.some((n) => n.kind === 'row');
  return { nodes, findings: empty ? [NOT_A_PLAN] : survey.findings.list };
};
