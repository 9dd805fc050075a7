/**
 * Dictionary automaton: longest word starting at a place, or ending at a place.
 * Words are short (at most some 20 units), so a look-up costs a constant and a pass stays linear.
 */

interface State<T> {
  readonly next: Map<number, State<T>>;
  value: T | undefined;
}

export interface Hit<T> {
  readonly start: number;
  readonly end: number;
  readonly value: T;
}

export class WordTrie<T> {
  readonly #root: State<T> = { next: new Map(), value: undefined };
  readonly #first = new Uint8Array(65536);
  readonly #reverse: boolean;

  /** `reverse` builds the automaton for words that END at a place. */
  constructor(entries: Iterable<readonly [string, T]>, reverse = false) {
    this.#reverse = reverse;
    for (const [word, value] of entries) this.#add(word, value);
  }

  #add(word: string, value: T): void {
    if (word.length === 0) return;
    let state = this.#root;
    for (let k = 0; k < word.length; k++) {
      const c = word.charCodeAt(this.#reverse ? word.length - 1 - k : k);
      if (k === 0) this.#first[c] = 1;
      let next = state.next.get(c);
      if (!next) {
        next = { next: new Map(), value: undefined };
        state.next.set(c, next);
      }
      state = next;
    }
    state.value ??= value;
  }

  /** True when some word starts (in a reverse automaton: ends) with this unit; lets a pass skip most places at once. */
  starts(code: number): boolean {
    return this.#first[code] === 1;
  }

  /** Longest word that starts at `i` and ends before `limit`. */
  startingAt(text: string, i: number, limit: number): Hit<T> | null {
    if (i >= limit || this.#first[text.charCodeAt(i)] === 0) return null;
    let state: State<T> | undefined = this.#root;
    let best: Hit<T> | null = null;
    for (let k = i; k < limit; k++) {
      state = state.next.get(text.charCodeAt(k));
      if (!state) break;
      if (state.value !== undefined) best = { start: i, end: k + 1, value: state.value };
    }
    return best;
  }

  /** Longest word that ends at `end` (exclusive) and starts at `from` or later. Needs `reverse`. */
  endingAt(text: string, end: number, from: number): Hit<T> | null {
    if (end <= from || this.#first[text.charCodeAt(end - 1)] === 0) return null;
    let state: State<T> | undefined = this.#root;
    let best: Hit<T> | null = null;
    for (let k = end - 1; k >= from; k--) {
      state = state.next.get(text.charCodeAt(k));
      if (!state) break;
      if (state.value !== undefined) best = { start: k, end, value: state.value };
    }
    return best;
  }
}
