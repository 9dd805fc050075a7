/** Ids of outline nodes (label paths, contract 7.1) and of records (hash of the meaning key). */
import type { NodeKind } from './model.ts';
import { sha256Words } from './sha256.ts';

const LETTER: Readonly<Record<NodeKind, string>> = {
  document: 'doc',
  title: 'title',
  preamble: 'pre',
  part: 'p',
  section: 's',
  task: 't',
  measure: 'm',
  box: 'b',
  boxBlock: 'k',
  boxParagraph: 'q',
  dashItem: 'd',
  principle: 'r',
  lead: 'l',
  paragraph: 'g',
  table: 'x',
  row: 'w',
  duty: 'y',
  annex: 'a',
  letter: 'n',
};

const KINDS = Object.keys(LETTER) as readonly NodeKind[];
const KIND_PLACE = new Map(KINDS.map((kind, place) => [kind, place]));

/** Numbers given to the nodes of one kind under one parent. */
class Siblings {
  private count = 0;
  private first = 0;
  private last = 0;
  /** how often each number was given; null while they follow each other from `first` to `last` */
  private given: Map<number, number> | null = null;

  /** The place among the siblings. */
  next(): number {
    this.count++;
    return this.count;
  }

  /** How often the number, 1 or more, was given, this time included. */
  take(number: number): number {
    if (this.given === null) {
      if (this.last === 0) this.first = number;
      if (this.last === 0 || number === this.last + 1) {
        this.last = number;
        return 1;
      }
      this.given = new Map();
      for (let before = this.first; before <= this.last; before++) this.given.set(before, 1);
    }
    const times = (this.given.get(number) ?? 0) + 1;
    this.given.set(number, times);
    return times;
  }
}

/** What an id goes on from: the parent's own, and its place in the outline. */
export interface IdHolder {
  readonly id: string;
  readonly place: number;
}

/**
 * Gives ids to nodes in text order. A node's number is the label's own number, else its position among the siblings
 * of its kind; a repeated id gets ~2, ~3. Blank lines, CRLF and indents therefore change no id.
 */
export const createNodeIds = (): ((kind: NodeKind, number: number, parent: IdHolder | null) => string) => {
  const groups = new Map<number, Siblings>();
  return (kind, number, parent) => {
    const top = parent === null || parent.id === 'doc';
    // ids of parents differ, so a repeated id is a repeated number under one parent
    const key = (top ? 0 : parent.place + 1) * KINDS.length + (KIND_PLACE.get(kind) ?? 0);
    let siblings = groups.get(key);
    if (siblings === undefined) {
      siblings = new Siblings();
      groups.set(key, siblings);
    }
    const letter = LETTER[kind];
    const prefix = top ? letter : `${parent.id}.${letter}`;
    const position = siblings.next();
    if (kind === 'document' || kind === 'title' || kind === 'preamble') return position === 1 ? prefix : `${prefix}~${position}`;
    const own = number > 0 ? number : position;
    const times = siblings.take(own);
    return times === 1 ? prefix + own : `${prefix}${own}~${times}`;
  };
};

const unique = (base: string, seen: Map<string, number>): string => {
  const times = (seen.get(base) ?? 0) + 1;
  seen.set(base, times);
  return times === 1 ? base : `${base}~${times}`;
};

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
const RECORD_CHARS = 10;
const CODES: number[] = new Array<number>(RECORD_CHARS).fill(0);

/** First 50 bits of the SHA-256 of the UTF-8 key as ten lower-case base32 characters (RFC 4648 alphabet). */
export const keyHash = (key: string): string => {
  const words = sha256Words(key);
  const high = words[0] as number;
  const low = words[1] as number;
  for (let i = 0; i < RECORD_CHARS; i++) {
    // bits 5i to 5i+4 of the 64, the seventh character standing on both words
    const from = i * 5;
    const bits = from <= 27 ? high >>> (27 - from) : from < 32 ? (high << (from - 27)) | (low >>> (59 - from)) : low >>> (59 - from);
    CODES[i] = BASE32.charCodeAt(bits & 31);
  }
  return String.fromCharCode.apply(null, CODES);
};

/** Kind letters of records, contract 7.1. */
export type RecordPrefix = 't' | 'm' | 'd' | 'r' | 'c' | 'p' | 'a' | 'w' | 'f';

/**
 * Id of a record from its meaning key (never from its value: a changed figure must be seen as a change).
 * `seen` is shared by all records of one document; equal keys get ~2, ~3 in text order.
 */
export const recordId = (prefix: RecordPrefix, key: string, seen: Map<string, number>): string => unique(`${prefix}_${keyHash(key)}`, seen);
