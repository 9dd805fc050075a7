/**
 * Working units of the target reader: stretches between commas, colons and marks, with their figures and times.
 * Brackets and names in quotes are masked; a quote that holds a whole list of goals is opened (广州-style goal quotes).
 */
import type { Enclosure, ParsedText, Range } from '../model.ts';
import { CHAR, classAt } from '../quantities/char-class.ts';
import type { Quantity } from '../quantities/quantity.ts';
import type { TimeExpr } from '../quantities/scan-times.ts';
import { once } from '../source/memo.ts';

export interface Segment extends Range {
  readonly node: string;
  /** index of the sentence in the parsed text */
  readonly sentence: number;
  /** the segment stands inside a round bracket */
  readonly bracket: boolean;
  /** mark before the segment: ',' ';' ':' '(' or '' at the start of a sentence */
  readonly opener: string;
  /** mark after the segment */
  readonly closer: string;
  readonly quantities: Quantity[];
  readonly times: TimeExpr[];
  /** stretches inside the segment that belong to brackets or names */
  readonly masked: Range[];
}

interface Draft extends Range {
  start: number;
  end: number;
  bracket: boolean;
  opener: string;
  closer: string;
  masked: Range[];
}

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

class Cutter {
  readonly out: Draft[] = [];
  private start: number;
  private opener = '';
  private masked: Range[] = [];
  private readonly bracket: boolean;

  constructor(start: number, bracket: boolean) {
    this.start = start;
    this.bracket = bracket;
    this.opener = bracket ? '(' : '';
  }

  cut(at: number, closer: string): void {
    if (at > this.start) this.out.push({ start: this.start, end: at, bracket: this.bracket, opener: this.opener, closer, masked: this.masked });
    this.start = at + 1;
    this.opener = closer;
    this.masked = [];
  }

  mask(range: Range): void {
    this.masked.push(range);
  }

  get from(): number {
    return this.start;
  }
}

/** Cuts one stretch; `at` is the index of the first enclosure that starts in it. Returns the drafts in text order. */
function cutStretch(view: string, range: Range, enclosures: readonly Enclosure[], at: number, bracket: boolean): Draft[] {
  const cutter = new Cutter(range.start, bracket);
  const inner: Draft[] = [];
  let e = at;
  let i = range.start;
  while (i < range.end) {
    while (e < enclosures.length && (enclosures[e] as Enclosure).start < i) e++;
    const enc = enclosures[e];
    if (enc !== undefined && enc.start === i && enc.matched && enc.end <= range.end) {
      if (opensQuote(view, enc)) {
        cutter.cut(i, ':');
        i++;
        continue;
      }
      cutter.mask({ start: enc.start, end: enc.end });
      if (enc.kind === 'round' && !bracket) for (const d of cutStretch(view, { start: enc.start + 1, end: enc.end - 1 }, enclosures, e + 1, true)) inner.push(d);
      i = enc.end;
      continue;
    }
    if (i - cutter.from > LONGEST) cutter.cut(i, ',');
    if (WATCHED[view.charCodeAt(i)] === 0) {
      i++;
      continue;
    }
    if (isBreak(view, i) || (classAt(view, i) === CHAR.quoteClose && isOpenedQuoteEnd(enclosures, e, i, view))) cutter.cut(i, view[i] as string);
    i++;
  }
  cutter.cut(range.end, '');
  if (inner.length === 0) return cutter.out;
  return [...cutter.out, ...inner].sort((a, b) => a.start - b.start);
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

/** First index whose start is at or after `at`; the lists are in text order. */
function lowerBound(list: readonly Range[], at: number): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as Range).start < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Both lists are in text order and the masks do not overlap, so one walk over each is enough. */
function collect<T extends Range>(list: readonly T[], range: Range, masked: readonly Range[]): T[] {
  const out: T[] = [];
  let m = 0;
  for (let k = lowerBound(list, range.start); k < list.length && (list[k] as T).start < range.end; k++) {
    const item = list[k] as T;
    while (m < masked.length && (masked[m] as Range).end <= item.start) m++;
    const mask = masked[m];
    const hidden = mask !== undefined && item.start >= mask.start && item.end <= mask.end;
    if (item.end <= range.end && !hidden) out.push(item);
  }
  return out;
}

const NONE: readonly never[] = [];

/** The cuts of every sentence, made once per text: targets and periods read the same ones with other figures. */
const cutsOf = once((parsed: ParsedText, sentences: ParsedText['sentences']): readonly (readonly Draft[])[] =>
  sentences.map((sentence) => cutStretch(parsed.view, sentence, parsed.enclosures, lowerBound(parsed.enclosures, sentence.start), false)),
);

/** All segments of the text in order, with the figures and times that belong to each. */
export function segmentsOf(parsed: ParsedText, found: Found): Segment[] {
  const out: Segment[] = [];
  const cuts = cutsOf(parsed, parsed.sentences);
  for (let s = 0; s < parsed.sentences.length; s++) {
    const sentence = parsed.sentences[s];
    if (sentence === undefined) continue;
    for (const d of cuts[s] ?? NONE) {
      out.push({
        start: d.start,
        end: d.end,
        node: sentence.node,
        sentence: s,
        bracket: d.bracket,
        opener: d.opener,
        closer: d.closer,
        masked: d.masked,
        quantities: collect(found.quantities, d, d.masked),
        times: collect(found.times, d, d.masked),
      });
    }
  }
  return out;
}
