/**
 * Working units of the target reader: stretches between commas, colons and marks, with their figures and times.
 * Brackets and names in quotes are masked; a quote that holds a whole list of goals is opened (广州-style goal quotes).
 */
import type { Enclosure, ParsedText, Range, Sentence } from '../model.ts';
import { CHAR, classAt } from '../quantities/char-class.ts';
import type { Quantity } from '../quantities/quantity.ts';
import type { TimeExpr } from '../quantities/scan-times.ts';

export type Comma = ',' | '';

export interface Segment extends Range {
  readonly node: string;
  /** place of the node in the outline */
  readonly nodeAt: number;
  /** index of the sentence in the parsed text */
  readonly sentence: number;
  /** the segment stands inside a round bracket */
  readonly bracket: boolean;
  /** a comma before the segment, '' for any other mark */
  readonly opener: Comma;
  /** the same behind it */
  readonly closer: Comma;
  readonly quantities: readonly Quantity[];
  readonly times: readonly TimeExpr[];
  /** stretches inside the segment that belong to brackets or names */
  readonly masked: readonly Range[];
}

const NONE: readonly never[] = [];

const isCircled = (code: number): boolean => code >= 0x2460 && code <= 0x2473;

/** Units that may end a segment; all other places are passed over at once. */
const WATCHED = new Uint8Array(65536);
for (let code = 0; code < 65536; code++) {
  const cls = classAt(String.fromCharCode(code), 0);
  if (cls === CHAR.comma || cls === CHAR.colon || cls === CHAR.stop || cls === CHAR.quoteClose || isCircled(code)) WATCHED[code] = 1;
}

function isBreak(view: string, i: number): boolean {
  const cls = classAt(view, i);
  if (cls === CHAR.comma) return !(classAt(view, i - 1) === CHAR.digit && classAt(view, i + 1) === CHAR.digit && isGroup(view, i));
  if (cls === CHAR.colon) return !(classAt(view, i - 1) === CHAR.digit && classAt(view, i + 1) === CHAR.digit);
  return cls === CHAR.stop || isCircled(view.charCodeAt(i));
}

/** The comma of 1,234 (exact groups of three) is no clause mark. */
function isGroup(view: string, i: number): boolean {
  let k = i + 1;
  while (classAt(view, k) === CHAR.digit) k++;
  return k - i === 4;
}

/** A quote with a list of goals inside: long, with a figure and a clause mark. */
function opensQuote(view: string, e: Enclosure): boolean {
  if (e.kind !== 'quote' || e.end - e.start < 14) return false;
  let digit = false;
  let comma = false;
  const end = Math.min(e.end, e.start + 600);
  for (let i = e.start; i < end; i++) {
    const cls = classAt(view, i);
    if (cls === CHAR.digit) digit = true;
    else if (cls === CHAR.comma || cls === CHAR.stop) comma = true;
  }
  return digit && comma;
}

/** No clause of a plan is longer; a hostile one is cut so that work inside a segment stays bounded. */
const LONGEST = 800;

/** Cuts sentences one after the other; the segments of all of them stand in `out`, in text order, so that all cursors only move forward. */
class Cutter {
  readonly out: Segment[] = [];
  private readonly view: string;
  private readonly enclosures: readonly Enclosure[];
  private readonly found: Found;
  private sentence: Sentence | null = null;
  private index = 0;
  /** first figure and first time at or behind the segment */
  private quantity = 0;
  private time = 0;
  /** round brackets of the segment that is being cut, by their place among the enclosures */
  private readonly inner: number[] = [];

  constructor({ view, enclosures }: ParsedText, found: Found) {
    this.view = view;
    this.enclosures = enclosures;
    this.found = found;
  }

  /** Adds the segments of a sentence; `at` is the index of the first enclosure that starts in it. */
  cutSentence(sentence: Sentence, index: number, at: number): void {
    this.sentence = sentence;
    this.index = index;
    this.cutStretch(sentence.start, sentence.end, at, false);
  }

  private cutStretch(from: number, end: number, at: number, bracket: boolean): void {
    const { view, enclosures } = this;
    let start = from;
    let opener: Comma = '';
    let masked: Range[] | null = null;
    let e = at;
    let i = from;
    while (i < end) {
      while (e < enclosures.length && (enclosures[e] as Enclosure).start < i) e++;
      const enc = enclosures[e];
      if (enc !== undefined && enc.start === i && enc.matched && enc.end <= end) {
        if (opensQuote(view, enc)) {
          this.put(start, i, bracket, opener, '', masked);
          start = i + 1;
          opener = '';
          masked = null;
          i++;
          continue;
        }
        if (masked === null) masked = [enc];
        else masked.push(enc);
        if (enc.kind === 'round' && !bracket) this.inner.push(e);
        i = enc.end;
        continue;
      }
      // up to the next enclosure only the characters count; one that is no pair is a character
      const stop = enc === undefined ? end : Math.min(end, enc.start === i ? i + 1 : enc.start);
      for (; i < stop; i++) {
        if (i - start > LONGEST) {
          this.put(start, i, bracket, opener, ',', masked);
          start = i + 1;
          opener = ',';
          masked = null;
        }
        if (WATCHED[view.charCodeAt(i)] === 0) continue;
        if (!isBreak(view, i) && !(classAt(view, i) === CHAR.quoteClose && isOpenedQuoteEnd(enclosures, e, i, view))) continue;
        const mark = view[i] === ',' ? ',' : '';
        this.put(start, i, bracket, opener, mark, masked);
        start = i + 1;
        opener = mark;
        masked = null;
      }
    }
    this.put(start, end, bracket, opener, '', masked);
  }

  /** Adds a segment with its figures and times, and behind it those of its brackets. */
  private put(start: number, end: number, bracket: boolean, opener: Comma, closer: Comma, masks: readonly Range[] | null): void {
    if (end <= start) return;
    const { node, nodeAt } = this.sentence as Sentence;
    const { quantities, times } = this.found;
    while (this.quantity < quantities.length && (quantities[this.quantity] as Range).start < start) this.quantity++;
    while (this.time < times.length && (times[this.time] as Range).start < start) this.time++;
    const masked = masks ?? NONE;
    this.out.push({
      start,
      end,
      node,
      nodeAt,
      sentence: this.index,
      bracket,
      opener,
      closer,
      quantities: collect(quantities, this.quantity, end, masked),
      times: collect(times, this.time, end, masked),
      masked,
    });
    if (bracket || this.inner.length === 0) return;
    for (const e of this.inner) {
      const enc = this.enclosures[e] as Enclosure;
      this.cutStretch(enc.start + 1, enc.end - 1, e + 1, true);
    }
    this.inner.length = 0;
  }
}

/** Closing mark of a quote that was opened for reading. */
function isOpenedQuoteEnd(enclosures: readonly Enclosure[], from: number, i: number, view: string): boolean {
  for (let k = Math.min(from, enclosures.length) - 1; k >= 0 && k >= from - 12; k--) {
    const e = enclosures[k] as Enclosure;
    if (e.end === i + 1 && e.kind === 'quote') return opensQuote(view, e);
  }
  return false;
}

interface Found {
  readonly quantities: readonly Quantity[];
  readonly times: readonly TimeExpr[];
}

/** Items of a segment from index `from` on. Both lists are in text order and the masks do not overlap, so one walk over each is enough. */
function collect<T extends Range>(list: readonly T[], from: number, end: number, masked: readonly Range[]): readonly T[] {
  if (from >= list.length || (list[from] as T).start >= end) return NONE;
  let out: T[] | null = null;
  let m = 0;
  for (let k = from; k < list.length && (list[k] as T).start < end; k++) {
    const item = list[k] as T;
    while (m < masked.length && (masked[m] as Range).end <= item.start) m++;
    const mask = masked[m];
    const hidden = mask !== undefined && item.start >= mask.start && item.end <= mask.end;
    if (item.end > end || hidden) continue;
    if (out === null) out = [item];
    else out.push(item);
  }
  return out ?? NONE;
}

const known = new WeakMap<ParsedText, { readonly found: Found; readonly segments: readonly Segment[] }>();

/**
 * All segments of the text in order, with the figures and times that belong to each. Who reads no figures may hand over
 * the times alone; the segments made for a reader of both serve it too.
 */
export function segmentsOf(parsed: ParsedText, found: Found): readonly Segment[] {
  const before = known.get(parsed);
  if (before !== undefined && before.found.times === found.times && (before.found.quantities === found.quantities || found.quantities.length === 0)) return before.segments;
  const segments = makeSegments(parsed, found);
  known.set(parsed, { found, segments });
  return segments;
}

function makeSegments(parsed: ParsedText, found: Found): readonly Segment[] {
  const { enclosures, sentences } = parsed;
  const cutter = new Cutter(parsed, found);
  let e = 0;
  for (let index = 0; index < sentences.length; index++) {
    const sentence = sentences[index] as Sentence;
    while (e < enclosures.length && (enclosures[e] as Range).start < sentence.start) e++;
    cutter.cutSentence(sentence, index, e);
  }
  return cutter.out;
}
