/** L3a: brackets, book titles and quotes in one pass with a depth stack; nothing leaks over a paragraph end. */
import type { Enclosure, Range } from '../model.ts';

type Kind = Enclosure['kind'];

interface Open {
  readonly start: number;
  end: number;
  readonly kind: Kind;
  readonly depth: number;
  matched: boolean;
}

const NONE = 0;
const KINDS: readonly Kind[] = ['round', 'square', 'book', 'quote', 'quote'];
/** 1.. = opener of KINDS[n-1], -1.. = its closer, 9 = the straight quote that does both */
const ROLE = new Int8Array(0x10000);
for (const [open, close, n] of [
  ['(', ')', 1],
  ['[', ']', 2],
  ['《', '》', 3],
  ['“', '”', 4],
  ['‘', '’', 5],
] as const) {
  ROLE[open.charCodeAt(0)] = n;
  ROLE[close.charCodeAt(0)] = -n;
}
const STRAIGHT = 9;
ROLE[34] = STRAIGHT;

/** Pairs up to this depth are recorded; deeper ones are hostile, not text, and are skipped as plain characters. */
const DEEPEST = 200;

class Stack {
  readonly done: Open[] = [];
  private readonly open: Open[] = [];
  private readonly roles: number[] = [];
  private readonly count = [0, 0, 0, 0, 0, 0];

  push(role: number, start: number): void {
    if (this.open.length >= DEEPEST) return;
    const item: Open = { start, end: start + 1, kind: KINDS[role - 1] ?? 'round', depth: this.open.length, matched: false };
    this.done.push(item);
    this.open.push(item);
    this.roles.push(role);
    this.count[role] = (this.count[role] ?? 0) + 1;
  }

  has(role: number): boolean {
    return (this.count[role] ?? 0) > 0;
  }

  /** Closes the innermost opener of this role; openers inside it that found no partner end just before it. */
  close(role: number, end: number): void {
    if (!this.has(role)) return;
    for (;;) {
      const item = this.open.pop();
      const itsRole = this.roles.pop() ?? NONE;
      if (item === undefined) return;
      this.count[itsRole] = (this.count[itsRole] ?? 1) - 1;
      item.matched = itsRole === role;
      item.end = item.matched ? end : end - 1;
      if (item.matched) return;
    }
  }

  finish(end: number): void {
    for (const item of this.open) item.end = end;
    this.open.length = 0;
    this.roles.length = 0;
    this.count.fill(0);
  }
}

/** All enclosures of the given paragraphs, by start. Unmatched closing marks are plain characters. */
export const enclosuresOf = (view: string, paras: readonly Range[]): Enclosure[] => {
  const stack = new Stack();
  for (const { start, end } of paras) {
    for (let i = start; i < end; i++) {
      const role = ROLE[view.charCodeAt(i)] ?? NONE;
      if (role === NONE) continue;
      if (role === STRAIGHT) {
        if (stack.has(4)) stack.close(4, i + 1);
        else stack.push(4, i);
      } else if (role > 0) stack.push(role, i);
      else stack.close(-role, i + 1);
    }
    stack.finish(end);
  }
  return stack.done;
};
